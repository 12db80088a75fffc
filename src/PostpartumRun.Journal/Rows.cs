using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>Instants as the log keeps them: milliseconds since 1970, UTC.</summary>
internal static class Instants
{
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static double? Known(double figure) => double.IsFinite(figure) ? figure : null;
}

/// <summary>A row of <c>export</c>.</summary>
internal sealed class ExportRow
{
    public long RunnerId { get; init; }
    public long SerialNumber { get; init; }
    public long TimeCreatedMs { get; init; }
    public string? SessionId { get; init; }
    public string? PlanName { get; init; }
    public string? PlanRevision { get; init; }
    public string WorkoutText { get; init; } = "";
    public string FilePath { get; init; } = "";
    public long ExportedAtMs { get; init; }

    public static ExportRow Of(JournalRunner runner, SessionExport export, DateTimeOffset now) => new()
    {
        RunnerId = runner.Id,
        SerialNumber = export.Reference.SerialNumber,
        TimeCreatedMs = export.Reference.TimeCreated.ToUnixTimeMilliseconds(),
        SessionId = export.SessionId,
        PlanName = export.PlanName,
        PlanRevision = export.PlanRevision,
        WorkoutText = export.WorkoutText,
        FilePath = export.FilePath,
        ExportedAtMs = now.ToUnixTimeMilliseconds(),
    };

    public ExportedSession ToExport() => new(
        new()
        {
            Reference = new((uint)SerialNumber, Instants.Of(TimeCreatedMs)),
            SessionId = SessionId,
            PlanName = PlanName,
            PlanRevision = PlanRevision,
            WorkoutText = WorkoutText,
            FilePath = FilePath,
        },
        Instants.Of(ExportedAtMs));
}

/// <summary>A row of <c>activity</c>.</summary>
internal sealed class ActivityRow
{
    public long Id { get; set; }
    public long RunnerId { get; init; }
    public string Sha256 { get; init; } = "";
    public int Part { get; init; }
    public string FileName { get; init; } = "";
    public string? FilePath { get; init; }
    public long ImportedAtMs { get; init; }
    public long StartMs { get; init; }
    public long ElapsedMs { get; init; }
    public long TimerMs { get; init; }
    public double? DistanceMeters { get; init; }
    public string? Manufacturer { get; init; }
    public int? Product { get; init; }
    public long? SerialNumber { get; init; }
    public string? Sport { get; init; }
    public string? SubSport { get; init; }
    public int Records { get; init; }
    public long? TrainingSerialNumber { get; init; }
    public long? TrainingTimeCreatedMs { get; init; }
    public long? UtcOffsetMs { get; init; }
    public bool Salvaged { get; init; }
    public long? TimeCreatedMs { get; init; }
    public string? Note { get; init; }

    public static ActivityRow Of(JournalRunner runner, NewActivity activity, DateTimeOffset now)
    {
        var info = activity.Info;
        return new()
        {
            RunnerId = runner.Id,
            Sha256 = activity.Sha256,
            Part = activity.Part,
            FileName = activity.FileName,
            FilePath = activity.FilePath,
            ImportedAtMs = now.ToUnixTimeMilliseconds(),
            StartMs = info.Start.ToUnixTimeMilliseconds(),
            ElapsedMs = info.Elapsed.Milliseconds,
            TimerMs = info.Timer.Milliseconds,
            DistanceMeters = info.DistanceMeters is { } distance ? Instants.Known(distance) : null,
            Manufacturer = info.Manufacturer,
            Product = info.Product,
            SerialNumber = info.SerialNumber,
            Sport = info.Sport,
            SubSport = info.SubSport,
            Records = info.Records,
            TrainingSerialNumber = info.TrainingFile?.SerialNumber,
            TrainingTimeCreatedMs = info.TrainingFile?.TimeCreated.ToUnixTimeMilliseconds(),
            UtcOffsetMs = (long?)info.UtcOffset?.TotalMilliseconds,
            Salvaged = info.Salvaged,
            TimeCreatedMs = info.FileCreated?.ToUnixTimeMilliseconds(),
        };
    }

    /// <summary>Gives a statement the columns of a new row, in their order here.</summary>
    public SqliteStatement Bind(SqliteStatement insert) => insert
        .Bind(RunnerId).Bind(Sha256).Bind(Part).Bind(FileName).Bind(FilePath).Bind(ImportedAtMs).Bind(StartMs).Bind(ElapsedMs).Bind(TimerMs)
        .Bind(DistanceMeters).Bind(Manufacturer).Bind(Product).Bind(SerialNumber).Bind(Sport).Bind(SubSport).Bind(Records)
        .Bind(TrainingSerialNumber).Bind(TrainingTimeCreatedMs).Bind(UtcOffsetMs).Bind(Salvaged).Bind(TimeCreatedMs);

    public ActivityInfo ToInfo() => new()
    {
        Start = Instants.Of(StartMs),
        Elapsed = Duration.FromMilliseconds(ElapsedMs),
        Timer = Duration.FromMilliseconds(TimerMs),
        DistanceMeters = DistanceMeters,
        Manufacturer = Manufacturer,
        Product = Product,
        SerialNumber = (uint?)SerialNumber,
        Sport = Sport,
        SubSport = SubSport,
        Records = Records,
        TrainingFile = TrainingSerialNumber is { } serial && TrainingTimeCreatedMs is { } created
            ? new((uint)serial, Instants.Of(created))
            : null,
        UtcOffset = UtcOffsetMs is { } offset ? TimeSpan.FromMilliseconds(offset) : null,
        Salvaged = Salvaged,
        FileCreated = TimeCreatedMs is { } made ? Instants.Of(made) : null,
    };
}
