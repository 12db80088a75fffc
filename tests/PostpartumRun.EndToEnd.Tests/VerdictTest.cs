using System.Text.Json;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Simulated runs of the plan's walk-runs that go as planned and otherwise, and the verdicts that <c>pprun verify</c> prints.</summary>
public sealed class VerdictTest
{
    private static readonly int[] Seeds = [11, 12, 13];

    /// <summary>What happened, what each interval is to be called, and the whole. Rounds count from 1.</summary>
    private sealed record Story(string Name, Dictionary<Deviation, int> Deviations, Func<Planned, string> Interval, string Whole)
    {
        /// <summary>Whether nothing in the file tells which of the equal rounds it was that was left out.</summary>
        public bool CanBeAnyRound { get; init; }
    }

    /// <summary>An interval of the plan: its gait, and the round that it is in; the warm-up is in none, the cool-down in the one after the last.</summary>
    private readonly record struct Planned(string Gait, int Round, int Rounds)
    {
        public bool IsCooldown => Round > Rounds;
    }

    public static TheoryData<string> Rounds => ["week:4", "week:5", "week:6:2-1", "week:6:2-1-30", "week:6:3-2", "week:7", "week:8:intervals"];

    private static IEnumerable<Story> Stories(int rounds) =>
    [
        new("as planned", [], _ => "done", "as-planned"),
        new("skipped", new() { [Deviation.SkipRun] = 2 }, at => at.Round == 2 ? "missed" : "done", "partly") { CanBeAnyRound = true },
        new("walked", new() { [Deviation.WalkRun] = 2 }, at => at is { Gait: "run", Round: 2 } ? "missed" : "done", "partly"),
        new("run through", new() { [Deviation.RunThrough] = 2 }, at => at is { Gait: "walk", Round: 2 } ? "missed" : "done", "overdone"),
        new("stopped early", new() { [Deviation.StopEarly] = 2 }, at => at.Round > 2 || at is { Gait: "walk", Round: 2 } ? "missed" : "done", rounds > 8 ? "not-done" : "partly"),
        new("stopped at once", new() { [Deviation.StopEarly] = 1 }, at => at.Round > 1 || at is { Gait: "walk", Round: 1 } ? "missed" : "done", rounds > 4 ? "not-done" : "partly"),
        // Another run comes after a minute's walk: that walk is the last planned one's beginning, or all of it. Of ten rounds it is a tenth.
        new("one more", new() { [Deviation.ExtraRun] = 1 }, at => at.Gait == "walk" && at.Round == rounds ? "done|short|long" : "done", rounds < 10 ? "overdone" : "overdone|partly"),
        new("cut short", new() { [Deviation.ShortRun] = 2 }, at => at is { Gait: "run", Round: 2 } ? "short" : "done", "partly"),
        new("paused", new() { [Deviation.Pause] = 90 }, _ => "done", "as-planned"),
    ];

    private static IEnumerable<Story> ContinuousStories =>
    [
        new("as planned", [], _ => "done", "as-planned"),
        new("walked", new() { [Deviation.WalkRun] = 1 }, at => at.Gait == "run" ? "missed" : "done", "not-done"),
        new("cut short", new() { [Deviation.ShortRun] = 1 }, at => at.Gait == "run" ? "short" : "done", "partly"),
        // Without laps, one run with a pause in it and two runs look the same.
        new("one more", new() { [Deviation.ExtraRun] = 1 }, at => at.Gait == "run" ? "done|long" : "done", "overdone"),
        new("no cool-down", new() { [Deviation.StopEarly] = 1 }, at => at.IsCooldown ? "missed" : "done", "as-planned"),
        new("paused", new() { [Deviation.Pause] = 90 }, _ => "done", "as-planned"),
    ];

    [Theory]
    [MemberData(nameof(Rounds))]
    public void Each_interval_and_the_whole_are_judged_by_what_was_run_with_laps_and_without(string session) => Check(session, Stories);

    [Theory]
    [InlineData("week:8")]
    [InlineData("week:8:continuous-12")]
    public void Ten_minutes_in_one_go_are_judged_by_what_was_run(string session) => Check(session, _ => ContinuousStories);

    private static void Check(string session, Func<int, IEnumerable<Story>> stories)
    {
        using var pprun = new PprunProcess();
        Assert.True(TrainingPlan.BuiltIn.TryFindSession(session, out var found, out _));
        var workout = SessionWorkouts.Of(TrainingPlan.BuiltIn, found, "me");
        int rounds = workout.Workout.Schedule.Count(interval => interval.Step.Gait == Gait.Run);
        var cases = new Dictionary<string, Story>();
        foreach (var (story, hasLaps, seed) in from story in stories(rounds) from hasLaps in new[] { true, false } from seed in Seeds select (story, hasLaps, seed))
        {
            var deviations = new Dictionary<Deviation, int>(story.Deviations);
            if (!hasLaps)
                (deviations[Deviation.NoLaps], deviations[Deviation.NoWorkout]) = (1, 1);
            var activity = new SimulatedActivity { Workout = workout, Start = new(2026, 6, 21, 7, 0, 0, TimeSpan.Zero), Seed = seed, Deviations = deviations };
            string name = $"{story.Name} {(hasLaps ? "laps" : "bare")} {seed}.fit";
            pprun.Write(name, activity.ToBytes());
            cases[name] = story;
        }
        var documents = pprun.Run(["verify", "--json", "--workout", session, .. cases.Keys]).Done().Json;
        Assert.Equal(cases.Keys, documents.Select(document => VerificationContract.Word(document, "file")));
        string[] problems = [.. documents.Select(document => Judge(document, cases[VerificationContract.Word(document, "file")], rounds)).OfType<string>()];
        Assert.True(problems.Length == 0, $"{problems.Length} of {documents.Length}:\n{string.Join('\n', problems)}");
    }

    private static string? Judge(JsonElement document, Story expected, int rounds)
    {
        VerificationContract.Check(document);
        JsonElement[] intervals = [.. document.GetProperty("intervals").EnumerateArray()];
        string[] verdicts = [.. intervals.Select(interval => VerificationContract.Word(interval, "verdict"))];
        string[] gaits = [.. intervals.Select(interval => VerificationContract.Word(interval, "gait"))];
        string[] wanted = [.. intervals.Select((interval, index) => expected.Interval(new(gaits[index], Round(interval, index, intervals.Length, rounds), rounds)))];
        string whole = VerificationContract.Word(document, "verdict");
        bool isRight = expected.CanBeAnyRound ? OneRunIsMissing(gaits, verdicts) : verdicts.Zip(wanted).All(pair => Fits(pair.First, pair.Second));
        if (isRight && Fits(whole, expected.Whole))
            return null;
        return $"{document.GetProperty("file")}: {whole}, not {expected.Whole}: {string.Join(' ', verdicts)}, not {string.Join(' ', wanted)}";
    }

    private static bool Fits(string word, string words) => words.Split('|').Contains(word);

    private static int Round(JsonElement interval, int index, int count, int rounds) =>
        interval.GetProperty("round") is { ValueKind: JsonValueKind.Number } round ? round.GetInt32() : index == 0 ? 0 : index == count - 1 ? rounds + 1 : 1;

    private static bool OneRunIsMissing(string[] gaits, string[] verdicts) =>
        gaits.Zip(verdicts).Count(pair => pair is { First: "run", Second: "missed" }) == 1
        && gaits.Zip(verdicts).Count(pair => pair.Second != "done") <= 2;
}
