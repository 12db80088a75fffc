using System.Text.Json;
using Microsoft.Data.Sqlite;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Journal.Tests;

/// <summary>What the log keeps about a runner, and that it keeps it.</summary>
public sealed class CareTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(new(2026, 9, 7, 12, 0, 0, TimeSpan.Zero));

    private static readonly Dictionary<string, string> _settings = new()
    {
        [RunnerSettings.BirthDate] = "2026-06-01",
        [RunnerSettings.BirthMode] = "caesarean",
        [RunnerSettings.Start] = "2026-09-01",
        [RunnerSettings.Days] = "mon,wed,sat",
        [RunnerSettings.Cleared] = "2026-07-15",
    };

    public void Dispose() => _folder.Dispose();

    private JournalStore Open() => JournalStore.Open(_folder.Path, _clock);

    [Fact]
    public void Settings_come_back_and_the_same_again_adds_nothing()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        Assert.Equal(_settings.Keys.Order(), journal.SaveSettings(runner, _settings).Order());
        Assert.Empty(journal.SaveSettings(runner, _settings));
        Assert.Equal([RunnerSettings.Days], journal.SaveSettings(runner, new Dictionary<string, string>(_settings) { [RunnerSettings.Days] = "sun" }, "Dr. Ada"));
        Assert.Equal("sun", journal.GetSettings(runner)[RunnerSettings.Days]);
        Assert.Equal(6, journal.ListSettings(runner).Count);
        Assert.Equal(("mon,wed,sat", null), (journal.ListSettings(runner)[3].Value, journal.ListSettings(runner)[3].By));
        Assert.Equal("Dr. Ada", journal.ListSettings(runner)[5].By);
    }

    [Fact]
    public void A_check_in_comes_back_as_it_was_said()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        var said = new CheckIn
        {
            At = _clock.GetUtcNow(),
            Day = new(2026, 9, 7),
            Moment = CheckInMoment.NextDay,
            ActivityId = 7,
            Symptoms = [new(Symptom.Leaking, 8), new(Symptom.Pressure)],
            Fatigue = Fatigue.Exhausted,
            Recovered = false,
            Note = "Zoë's words; \"quoted\"",
        };
        long id = journal.SaveCheckIn(runner, said);
        var kept = Assert.Single(journal.ListCheckIns(runner));
        Assert.Equal(id, kept.Id);
        Assert.Equal(said.Symptoms, kept.CheckIn.Symptoms.AsEnumerable());
        Assert.Equal(said with { Symptoms = default }, kept.CheckIn with { Symptoms = default });
        Assert.Empty(journal.ListCheckIns(journal.GetOrAddRunner("other")));
    }

    [Fact]
    public void A_check_in_outlives_its_activity()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        long activity = journal.Log(runner, Samples.Activity(1)).Id;
        journal.SaveCheckIn(runner, new() { At = _clock.GetUtcNow(), Day = new(2026, 9, 7), Moment = CheckInMoment.After, ActivityId = activity, Symptoms = [new(Symptom.Leaking)], Fatigue = Fatigue.None });
        Assert.True(journal.DeleteActivity(runner, activity));
        Assert.Equal(DecisionKind.Stop, new RunnerCare(journal, runner, TrainingPlan.BuiltIn, _clock).Decide().Kind);
    }

    [Fact]
    public void A_decision_is_kept_with_its_inputs_once_for_the_same_inputs()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        journal.SaveSettings(runner, _settings);
        var care = new RunnerCare(journal, runner, TrainingPlan.BuiltIn, _clock);
        var first = care.Decide();
        Assert.Equal(first.Reasons, care.Decide().Reasons);
        var kept = Assert.Single(journal.ListDecisions(runner));
        var document = JsonDocument.Parse(kept.Document).RootElement;
        Assert.Equal(("pprun.decision/1", "hold", "2026-09-07"), (document.GetProperty("schema").GetString(), document.GetProperty("decision").GetString(), document.GetProperty("day").GetString()));
        var inputs = JsonDocument.Parse(kept.Inputs).RootElement;
        Assert.Equal(("pprun.decision-inputs/1", "caesarean"), (inputs.GetProperty("schema").GetString(), inputs.GetProperty("profile").GetProperty("birthMode").GetString()));
        journal.SaveAnswers(runner, [new("hops", false, new(2026, 9, 7))]);
        _ = care.Decide();
        Assert.Equal(2, journal.ListDecisions(runner).Count);
        Assert.Equal(kept, journal.ListDecisions(runner)[0]);
    }

    [Fact]
    public void An_activity_that_is_logged_reaches_the_decision_with_its_longest_run()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        journal.Log(runner, Samples.Activity(1));
        var inputs = new RunnerCare(journal, runner, TrainingPlan.BuiltIn, _clock).Inputs();
        var fact = Assert.Single(inputs.Activities);
        Assert.Equal(Duration.FromSeconds(58.125), fact.LongestRun);
        Assert.Equal(SessionVerdict.Partly, fact.Verdict);
    }

    [Fact]
    public void An_override_is_kept_with_its_name_and_reason()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        journal.SaveOverrides(runner, [new("clearance", "No clearance.", "the guide")], "4:1-2", "Seen today.", "Dr. Ada");
        Assert.Equal(new KeptOverride("clearance", "4:1-2", "No clearance.", "Seen today.", "Dr. Ada", _clock.GetUtcNow()), Assert.Single(journal.ListOverrides(runner)));
    }

    [Theory]
    [InlineData("runner_setting")]
    [InlineData("screen_answer")]
    [InlineData("check_in")]
    [InlineData("check_in_symptom")]
    [InlineData("safety_override")]
    [InlineData("decision")]
    public void What_is_kept_for_ever_can_be_neither_changed_nor_deleted(string table)
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        journal.SaveSettings(runner, _settings);
        journal.SaveAnswers(runner, [new("hops", true, new(2026, 9, 7))]);
        journal.SaveCheckIn(runner, new() { At = _clock.GetUtcNow(), Day = new(2026, 9, 7), Moment = CheckInMoment.Today, Symptoms = [new(Symptom.Pressure)], Fatigue = Fatigue.None });
        journal.SaveOverrides(runner, [new("clearance", "No clearance.", "the guide")], "4:1-2", "Seen today.", "Dr. Ada");
        _ = new RunnerCare(journal, runner, TrainingPlan.BuiltIn, _clock).Decide();
        string column = table == "check_in_symptom" ? "symptom" : "runner_id";
        foreach (string sql in new[] { $"DELETE FROM {table}", $"UPDATE {table} SET {column} = {column}" })
        {
            using var command = journal.Connection.CreateCommand();
            command.CommandText = sql;
            Assert.Contains("kept for ever", Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_open_stop_sign_stands_in_the_way_of_a_run_and_not_of_a_walk()
    {
        using var journal = Open();
        var runner = journal.GetOrAddRunner("me");
        journal.SaveSettings(runner, _settings);
        journal.SaveAnswers(runner, [.. ReadinessScreen.Of(TrainingPlan.BuiltIn).Select(item => new ScreenAnswer(item.Id, true, new(2026, 9, 7)))]);
        var care = new RunnerCare(journal, runner, TrainingPlan.BuiltIn, _clock);
        Assert.Empty(care.Refusals("4:1-2", true));
        journal.SaveCheckIn(runner, new() { At = _clock.GetUtcNow(), Day = new(2026, 9, 7), Moment = CheckInMoment.Today, Symptoms = [new(Symptom.Heaviness)], Fatigue = Fatigue.None });
        Assert.Equal("stop-sign", Assert.Single(care.Refusals("4:1-2", true)).Rule);
        Assert.Empty(care.Refusals("1:walk-10", false));
    }
}
