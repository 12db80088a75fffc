using System.Text.Json.Serialization;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Views;

/// <summary>What <c>pprun init --json</c> prints.</summary>
internal sealed record RunnerLine(
    string Runner, string BirthDate, string BirthMode, string Start, string[] Days, string? Cleared, IReadOnlyDictionary<string, int> Policy, IReadOnlyList<string> Changed)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.runner/1";

    public static RunnerLine Of(string name, RunnerProfile profile, IReadOnlyList<string> changed) => new(
        name, RunnerSettings.Text(profile.BirthDate), Words.Of(profile.BirthMode), RunnerSettings.Text(profile.Start),
        [.. profile.RunDays.Select(day => day.ToString()[..3].ToLowerInvariant())],
        profile.ClearedOn is { } day ? RunnerSettings.Text(day) : null, profile.Policy.Set, changed);
}

/// <summary>A line of <c>pprun ready --json</c>: an item of the screen.</summary>
internal sealed record ScreenLine(string Item, string Text, bool? Passed, string? On, string Source)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.screen/1";

    public static ScreenLine Of(ScreenState state) => new(
        state.Item.Id, state.Item.Text, state.Answer?.Passed, state.Answer is { } answer ? RunnerSettings.Text(answer.On) : null, state.Item.Source);
}

/// <summary>What <c>pprun checkin --json</c> prints.</summary>
internal sealed record CheckInLine(
    long Id, string Moment, long? Activity, string? Session, string[] Symptoms, string Fatigue, bool? Recovered, bool IsStop, string? Advice)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.check-in/1";

    public static CheckInLine Of(long id, CheckIn checkIn) => new(
        id, Words.Of(checkIn.Moment), checkIn.ActivityId, checkIn.SessionId,
        [.. checkIn.Symptoms.Select(report => report.OnsetMinute is { } minute ? $"{SymptomFacts.Id(report.Symptom)}:{minute}" : SymptomFacts.Id(report.Symptom))],
        Words.Of(checkIn.Fatigue), checkIn.Recovered, checkIn.HasStopSign, checkIn.HasStopSign ? SymptomFacts.StopAdvice : null);
}
