using System.Text;
using CsCheck;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Journal.Tests;

/// <summary>A decision is remembered, and never past what it hangs on.</summary>
public sealed class CareMemoryTests : IDisposable
{
    private static readonly DateTimeOffset _monday = new(2026, 6, 22, 12, 0, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(_monday);

    /// <summary>All that anybody can do to a log that a decision hangs on.</summary>
    private static readonly (string What, Action<JournalStore, JournalRunner, int> Do)[] _changes =
    [
        ("an import", (journal, runner, seed) => journal.Log(runner, Samples.Activity(seed))),
        ("another match", Rematch),
        ("a deletion", (journal, runner, _) => journal.DeleteActivity(runner, Latest(journal, runner))),
        ("a review", (journal, runner, _) => journal.KeepBoth(runner, Latest(journal, runner))),
        ("a check-in", (journal, runner, seed) => journal.SaveCheckIn(runner, Said(journal, runner, seed))),
        ("answers", (journal, runner, seed) => journal.SaveAnswers(runner, [.. ReadinessScreen.Of(TrainingPlan.BuiltIn)
            .Select(item => new ScreenAnswer(item.Id, seed % 4 > 0, DateOnly.FromDateTime(_monday.UtcDateTime).AddDays(seed % 9)))])),
        ("settings", (journal, runner, seed) => journal.SaveSettings(runner, new Dictionary<string, string>
        {
            [RunnerSettings.BirthDate] = "2026-01-10",
            [RunnerSettings.BirthMode] = seed % 2 == 0 ? "caesarean" : "vaginal",
            [RunnerSettings.Start] = "2026-06-01",
            [RunnerSettings.Days] = seed % 3 == 0 ? "mon,wed,sat" : "sun",
            [RunnerSettings.Cleared] = "2026-04-15",
        })),
        ("the rules' figures", (journal, runner, seed) => journal.SaveSettings(
            runner, new Dictionary<string, string> { [PolicySetting.FirstWeek.Name] = $"{1 + (seed % 5)}" }, "Dr. Ada")),
        ("a plan of her own", (journal, runner, seed) => journal.SaveSettings(
            runner, new Dictionary<string, string> { [RunnerSettings.Plan] = PlanWriter.Write(TrainingPlan.BuiltIn).Replace("10:00 walk", $"{10 + (seed % 3)}:00 walk", StringComparison.Ordinal) })),
        ("nothing", (_, _, _) => { }),
    ];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Where_nothing_has_changed_nothing_is_worked_out_again()
    {
        using var journal = _folder.Open(_clock);
        var runner = journal.GetOrAddRunner("me");
        journal.Log(runner, Samples.Activity(1));
        Care(journal, runner).Decide();
        var known = Care(journal, runner).Decide();
        Assert.Same(known, Care(journal, runner).Decide());
        Assert.Same(known, Care(journal, runner).Look());
        Assert.Single(journal.ListDecisions(runner));
    }

    [Fact]
    public void A_new_day_is_decided_anew()
    {
        using var journal = _folder.Open(_clock);
        var runner = journal.GetOrAddRunner("me");
        journal.Log(runner, Samples.Activity(1));
        Care(journal, runner).Decide();
        _clock.Now += TimeSpan.FromDays(40);
        Assert.Contains(Care(journal, runner).Decide().Reasons, reason => reason.Reason.Rule == "gap");
        Assert.Equal(2, journal.ListDecisions(runner).Count);
    }

    [Fact]
    public void What_another_process_changes_is_in_the_next_decision()
    {
        using JournalStore journal = _folder.Open(_clock), other = _folder.Open(_clock);
        var runner = journal.GetOrAddRunner("me");
        Care(journal, runner).Decide();
        Assert.Contains(Care(journal, runner).Decide().Reasons, reason => reason.Reason.Rule == "not-begun");
        other.Log(runner, Samples.Activity(1));
        Assert.Single(Care(journal, runner).Inputs().Activities);
        Assert.DoesNotContain(Care(journal, runner).Decide().Reasons, reason => reason.Reason.Rule == "not-begun");
        other.Forget(runner);
        Assert.Empty(Care(journal, runner).Inputs().Activities);
    }

    [Fact]
    public void Whatever_changes_and_whoever_changes_it_the_decision_is_the_one_of_a_log_that_is_opened_now() => Gen.Select(
        Gen.Int[0, _changes.Length - 1], Gen.Int[0, 99], Gen.Bool, Gen.Int[0, 3]).Array[1, 12].Sample(
        steps =>
        {
            using var folder = new TempFolder();
            var clock = new StoppedClock(_monday);
            using JournalStore journal = folder.Open(clock), other = folder.Open(clock);
            var runner = journal.GetOrAddRunner("me");
            foreach (var (change, seed, isOther, days) in steps)
            {
                _changes[change].Do(isOther ? other : journal, runner, seed);
                clock.Now += TimeSpan.FromDays(days / 3);
                using var fresh = folder.Open(clock);
                Assert.Equal(Told(fresh, runner, clock), Told(journal, runner, clock));
            }
        },
        iter: 60,
        print: steps => string.Join(", ", steps.Select(step => $"{_changes[step.Item1].What} ({step.Item2}{(step.Item3 ? ", elsewhere" : "")})")));

    private RunnerCare Care(JournalStore journal, JournalRunner runner) => new(journal, runner, RunnerCare.PlanOf(journal, runner), _clock);

    // Nothing is kept by this: a decision that is kept is a change as well, and would hide that another was missed.
    private static string Told(JournalStore journal, JournalRunner runner, TimeProvider clock)
    {
        var care = new RunnerCare(journal, runner, RunnerCare.PlanOf(journal, runner), clock);
        string inputs = Encoding.UTF8.GetString(DecisionInputsDocument.Of(care.Inputs()).ToJson());
        return $"{DecisionDocument.Of(care.Look(), care.Today).ToJson()}\n{inputs}";
    }

    private static long Latest(JournalStore journal, JournalRunner runner) => journal.ListActivities(runner) is [var last, ..] ? last.Id : 0;

    private static void Rematch(JournalStore journal, JournalRunner runner, int seed)
    {
        if (journal.ListActivities(runner) is [var last, ..])
            journal.SaveVerification(runner, last.Id, NewActivity.Of(last.FileName, last.Sha256, Samples.Info, Samples.Verification($"{1 + (seed % 9)}:00 run; 2:00 walk"), 0));
    }

    private static CheckIn Said(JournalStore journal, JournalRunner runner, int seed) => new()
    {
        At = _monday.AddHours(seed),
        Day = DateOnly.FromDateTime(_monday.AddHours(seed).UtcDateTime),
        Moment = (CheckInMoment)(seed % 3),
        ActivityId = seed % 3 == 2 ? null : Latest(journal, runner),
        Symptoms = seed % 5 == 0 ? [new((Symptom)(seed % 4))] : [],
        Fatigue = (Fatigue)(seed % 3),
        Recovered = true,
    };
}
