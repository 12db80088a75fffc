using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>All that a decision was made from: <c>pprun.decision-inputs/1</c>. Two with the same JSON give the same decision.</summary>
internal sealed record DecisionInputsDocument(
    string Schema,
    int Rules,
    DateOnly Day,
    string Plan,
    int PlanRevision,
    string PlanSha256,
    InputsProfile? Profile,
    IReadOnlyList<ScreenAnswer> Answers,
    IReadOnlyList<InputsActivity> Activities,
    IReadOnlyList<InputsCheckIn> CheckIns)
{
    public static DecisionInputsDocument Of(DecisionInputs inputs) => new(
        "pprun.decision-inputs/1",
        Progression.RulesVersion,
        inputs.Today,
        inputs.Plan.Name,
        inputs.Plan.Revision,
        Sha256(PlanWriter.Write(inputs.Plan)),
        inputs.Profile is { } profile ? InputsProfile.Of(profile) : null,
        inputs.Answers,
        [.. inputs.Activities.OrderBy(activity => activity.Start).ThenBy(activity => activity.Id).Select(InputsActivity.Of)],
        [.. inputs.CheckIns.OrderBy(checkIn => checkIn.At).Select(InputsCheckIn.Of)]);

    /// <summary>In UTF-8.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, CareJson.Readable.DecisionInputsDocument);

    private static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

internal sealed record InputsProfile(
    DateOnly BirthDate, BirthMode BirthMode, DateOnly Start, IReadOnlyList<DayOfWeek> RunDays, DateOnly? ClearedOn, IReadOnlyDictionary<string, int> Policy)
{
    public static InputsProfile Of(RunnerProfile profile) =>
        new(profile.BirthDate, profile.BirthMode, profile.Start, profile.RunDays, profile.ClearedOn, profile.Policy.Set);
}

internal sealed record InputsActivity(
    long Id, DateOnly Day, DateTimeOffset Start, DateTimeOffset End, string? Session, SessionVerdict Verdict,
    double RunSeconds, double? PlannedRunSeconds, double LongestRunSeconds)
{
    public static InputsActivity Of(ActivityFact fact) => new(
        fact.Id, fact.Day, fact.Start, fact.End, fact.SessionId, fact.Verdict, fact.Run.Seconds, fact.PlannedRun?.Seconds, fact.LongestRun.Seconds);
}

internal sealed record InputsSymptom(Symptom Symptom, int? OnsetMinute);

internal sealed record InputsCheckIn(
    DateTimeOffset At, DateOnly Day, CheckInMoment Moment, long? Activity, string? Session, IReadOnlyList<InputsSymptom> Symptoms,
    Fatigue Fatigue, bool? Recovered)
{
    // Her own words are hers: no rule reads them, and a decision's inputs do not repeat them.
    public static InputsCheckIn Of(CheckIn checkIn) => new(
        checkIn.At, checkIn.Day, checkIn.Moment, checkIn.ActivityId, checkIn.SessionId,
        [.. checkIn.Symptoms.Select(report => new InputsSymptom(report.Symptom, report.OnsetMinute))], checkIn.Fatigue, checkIn.Recovered);
}

[JsonSerializable(typeof(DecisionDocument))]
[JsonSerializable(typeof(DecisionInputsDocument))]
internal sealed partial class CareJson : JsonSerializerContext
{
    /// <summary>One line, camel case, nulls written, and text left as people write it: no page ever embeds this unescaped.</summary>
    public static CareJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new Word<DecisionKind>(),
            new Word<BirthMode>(),
            new Word<DayOfWeek>(),
            new Word<SessionVerdict>(),
            new Word<CheckInMoment>(),
            new Word<Symptom>(),
            new Word<Fatigue>(),
        },
    });

    private sealed class Word<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
        where T : struct, Enum;
}
