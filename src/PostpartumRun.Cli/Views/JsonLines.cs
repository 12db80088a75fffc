using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PostpartumRun.Cli.Views;

/// <summary>What is wrong with an input, as scripts read it.</summary>
internal sealed record ErrorLine(string Code, long? Offset, string Message);

/// <summary>A line of <c>pprun fit dump --summary --json</c>.</summary>
internal sealed record FitSummaryLine(
    string File, long Size, string Crc, int Segments, string? Protocol, Dictionary<string, int> Messages,
    string? FirstRecord, string? LastRecord, ErrorLine? Error, IReadOnlyList<ErrorLine> Errors)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.fit-summary/1";
}

/// <summary>A line of <c>pprun export --json</c>.</summary>
internal sealed record ExportLine(string File, string? Session, string Workout, uint SerialNumber, int Bytes)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.export/1";
}

/// <summary>A session on a day; <c>TimeCreated</c> is that of the workout's file, and null in a calendar.</summary>
internal sealed record ScheduledLine(string Session, string Day, uint SerialNumber, string? TimeCreated);

/// <summary>The schedule or calendar of <c>pprun export --start … --json</c>.</summary>
internal sealed record ScheduleLine(string File, IReadOnlyList<ScheduledLine> Entries, int Bytes)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.schedule/1";
}

/// <summary>A file that <c>pprun export --replace --json</c> removed from the watch.</summary>
internal sealed record RemovedLine(string File)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.removed/1";
}

/// <summary>An exercise of a session; <c>Category</c> and <c>Exercise</c> are the FIT profile's words, and null where it has none.</summary>
internal sealed record ExerciseLine(
    string Name, int Sets, int? Reps, double? Seconds, bool PerSide, double? RestSeconds, string Cue, string? Category, string? Exercise);

/// <summary>The session that an activity was logged with.</summary>
internal sealed record MatchLine(string? Session, string By);

/// <summary>A line of <c>pprun import --json</c>.</summary>
internal sealed record ImportLine(
    string File, string? Sha256, int Part, string Status, long? Activity, MatchLine? Match, string? Verdict, bool Salvaged, long? Overlaps, ErrorLine? Error)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.import/1";
}

/// <summary>A line of <c>pprun log list --json</c>.</summary>
internal sealed record ActivityLine(
    long Id, string Sha256, string Start, string File, string? Sport, string? Session, string? Verdict, int? Score, bool Salvaged)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.activity/1";
}

/// <summary>A line of <c>pprun plan --json</c>: a session.</summary>
internal sealed record SessionLine(
    string Session, int Week, string Kind, string Title, bool IsDefault, string? Workout, double? PlannedSeconds, double? PlannedRunSeconds,
    IReadOnlyList<ExerciseLine> Exercises)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.session/1";
}

/// <summary>A line of <c>pprun report --json</c>.</summary>
internal sealed record ReportLine(string File, string Runner, long? Activity, int Bytes)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.report/1";
}

/// <summary>A line of <c>pprun simulate --json</c>.</summary>
internal sealed record SimulationLine(string File, string Workout, string Start, int Bytes)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.simulation/1";
}

/// <summary>A line of <c>pprun log check --json</c>.</summary>
internal sealed record ProblemLine(string Problem)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.problem/1";
}

/// <summary>A line of <c>pprun log review --json</c>.</summary>
internal sealed record ReviewLine(long Activity, long Other, double OverlapSeconds)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.review/1";
}

/// <summary>What <c>pprun log note</c>, <c>delete</c>, <c>forget</c> and <c>review ID</c> did; <c>Activity</c> is null where it was all of hers.</summary>
internal sealed record LogEditLine(string Did, string Runner, long? Activity)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.log-edit/1";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FitSummaryLine))]
[JsonSerializable(typeof(ExportLine))]
[JsonSerializable(typeof(ScheduleLine))]
[JsonSerializable(typeof(RemovedLine))]
[JsonSerializable(typeof(ImportLine))]
[JsonSerializable(typeof(ActivityLine))]
[JsonSerializable(typeof(SessionLine))]
[JsonSerializable(typeof(SimulationLine))]
[JsonSerializable(typeof(ReportLine))]
[JsonSerializable(typeof(RunnerLine))]
[JsonSerializable(typeof(AuditLine))]
[JsonSerializable(typeof(PlanErrorLine))]
[JsonSerializable(typeof(ScreenLine))]
[JsonSerializable(typeof(CheckInLine))]
[JsonSerializable(typeof(ProblemLine))]
[JsonSerializable(typeof(ReviewLine))]
[JsonSerializable(typeof(LogEditLine))]
internal sealed partial class CliJson : JsonSerializerContext;

/// <summary>JSON on one line, its text left as people write it.</summary>
internal static class JsonLine
{
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T value, JsonTypeInfo<T> type)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, WriterOptions))
            JsonSerializer.Serialize(json, value, type);
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
