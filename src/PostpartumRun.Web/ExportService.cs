using System.Globalization;
using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using PostpartumRun.Import;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Web;

/// <summary>What a form asks to take along.</summary>
/// <param name="Session">A session, as <c>4:1-2</c>; null for a week.</param>
/// <param name="Week">A week; null for a session.</param>
/// <param name="Start">The first day of a schedule; null for none.</param>
/// <param name="Chosen">The session of the week that is scheduled, among those that stand in place of each other.</param>
/// <param name="To"><c>file</c>, or <c>watch:</c> and a watch's name.</param>
internal sealed record ExportRequest(string? Session, int? Week, DateOnly? Start, string? Chosen, string To)
{
    private const string ToWatch = "watch:";

    /// <summary>The watch that it goes onto; null for a download.</summary>
    public string? Watch => To.StartsWith(ToWatch, StringComparison.Ordinal) ? To[ToWatch.Length..] : null;

    public static ExportRequest Of(Func<string, StringValues> field) => new(
        field("session").ToString() is { Length: > 0 } session ? session : null,
        int.TryParse(field("week"), NumberStyles.None, CultureInfo.InvariantCulture, out int week) ? week : null,
        RunnerSettings.Date(field("start").ToString()),
        field("chosen").ToString() is { Length: > 0 } chosen ? chosen : null,
        field("to").ToString() is { Length: > 0 } to ? to : "file");

    /// <summary>Its fields, to ask the same again.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        if (Session is { } session)
            yield return ("session", session);
        if (Week is { } week)
            yield return ("week", week.ToString(CultureInfo.InvariantCulture));
        if (Start is { } start)
            yield return ("start", RunnerSettings.Text(start));
        if (Chosen is { } chosen)
            yield return ("chosen", chosen);
        yield return ("to", To);
    }
}

/// <summary>Takes sessions along: through the gate, as a download or onto a watch; and the log keeps what was taken.</summary>
internal sealed class ExportService(CurrentRunner current, WatchFolders watches)
{
    private readonly DeviceProfile _device = DeviceTable.All[0];

    /// <summary>What is asked for; null where the plan has none of it.</summary>
    public IReadOnlyList<WorkoutSource>? Find(ExportRequest request)
    {
        string runner = current.Runner.Name;
        if (request.Session is { } id)
            return current.Plan.TryFindSession(id, out var session, out _) ? [ExportBatch.SourceOf(current.Plan, session, runner)] : null;
        return current.Plan.Week(request.Week ?? 0) is { } week ? ExportBatch.SourcesOf(current.Plan, week, runner) : null;
    }

    /// <summary>Whether it may pass.</summary>
    public GateAnswer Ask(IReadOnlyList<WorkoutSource> sources) => Gate().Ask([.. sources.Select(source =>
        new GateItem(source.SessionId, source.File!.Workout.HasRun, source.SessionId ?? source.File.Workout.ToString()))]);

    /// <summary>Answers a form.</summary>
    public IResult Send(ExportRequest request, string reason, string by)
    {
        if (Find(request) is not { } sources)
            return Results.NotFound();
        var answer = Ask(sources);
        if (!answer.IsOpen)
        {
            if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(by))
                return Results.Redirect(current.Path($"refused?{string.Join('&', request.Fields().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))}"));
            Gate().Override(answer, reason, by);
        }
        var batch = ExportBatch.Of(sources, ExportFormat.Fit, _device);
        if (batch.Misfit is { } misfit)
            return Results.Text(misfit.Text, statusCode: StatusCodes.Status422UnprocessableEntity);
        var files = batch.Files.Select(file => (Name: Mine(file.Name), file.Workout.Reference, Bytes: file.Bytes!, File: (ExportFile?)file)).ToList();
        if (Schedule(request, batch) is { Entries.IsEmpty: false } schedule)
            files.Add((Mine(ExportSchedule.FileName), ScheduleFile.ReferenceOf([.. schedule.Entries.Select(entry => entry.Entry)]), schedule.Bytes, null));
        if (request.Watch is { } watch)
            return Put(watch, files);
        foreach (var (name, _, _, file) in files.Where(file => file.File is not null))
            current.Journal.SaveExport(current.Runner, ExportRecord.Of(file!, current.Plan, name));
        return files is [var single]
            ? Results.Bytes(single.Bytes, "application/vnd.ant.fit", single.Name)
            : Results.Bytes(Zip(files.Select(file => (file.Name, file.Bytes))), "application/zip", Mine(request.Week is { } week ? $"week-{week}.zip" : "session.zip"));
    }

    private SafetyGate Gate() => new(current.Journal, current.Runner, current.Care);

    private string Mine(string name) => ExportFile.Whose(current.Runner.Name, name);

    private ExportSchedule? Schedule(ExportRequest request, ExportBatch batch)
    {
        if (request.Start is not { } start || current.Plan.Week(request.Week ?? 0) is not { } week || current.Care.Profile is not { } profile)
            return null;
        var chosen = request.Chosen is { } id && current.Plan.TryFindSession(id, out var session, out _) ? session : null;
        return batch.Schedule(WeekCalendar.Place(week, chosen, start, profile.RunDays), _device);
    }

    private IResult Put(string name, IReadOnlyList<(string Name, Intervals.WorkoutReference Reference, byte[] Bytes, ExportFile? File)> files)
    {
        if (watches.Find(name) is not { } watch)
            return Results.Text($"The watch {name} is not there any more: plug it in and try again.", statusCode: StatusCodes.Status409Conflict);
        var own = current.Journal.ListExports(current.Runner).Select(export => export.Export.Reference).ToHashSet();
        Directory.CreateDirectory(watch.NewFilesFolder);
        foreach (var (file, reference, bytes, export) in files)
        {
            string path = OwnFiles.PathFor(watch.NewFilesFolder, file, reference, own);
            WatchCopy.Write(path, bytes);
            if (export is not null)
                current.Journal.SaveExport(current.Runner, ExportRecord.Of(export, current.Plan, path));
        }
        return Results.Redirect(current.Path("?done=watch"));
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
