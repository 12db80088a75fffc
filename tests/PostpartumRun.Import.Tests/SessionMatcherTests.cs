using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

/// <summary>How an activity finds the exported session that it belongs to.</summary>
public sealed class SessionMatcherTests : IDisposable
{
    private static readonly (Deviation, int) NoWorkout = (Deviation.NoWorkout, 1);

    private readonly Log _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task By_the_workout_file_that_it_names_whenever_it_was_run()
    {
        var file = Log.Session("4");
        _log.Export("4:1-2", file);
        var outcome = await _log.Import(Log.Activity(file, start: Log.Monday.AddDays(200)));
        Assert.Equal(("4:1-2", MatchKind.TrainingFile, SessionVerdict.AsPlanned), (outcome.SessionId, outcome.Match, outcome.Verdict));
    }

    [Fact]
    public async Task By_the_workout_that_was_exported_and_not_the_one_that_the_file_carries_now()
    {
        var file = Log.Session("4");
        _log.Export("4:1-2", file);
        var changed = file with { Workout = WorkoutText.Parse("5:00 walk warmup; 3x(1:00 run; 2:00 walk); 5:00 walk cooldown") };
        var outcome = await _log.Import(Log.Activity(changed));
        Assert.Equal("4:1-2", outcome.SessionId);
        Assert.Equal(6, _log.Store.GetActivity(_log.Runner, outcome.ActivityId!.Value)!.Intervals.Count(interval => interval.Planned.Step.Gait == Gait.Run));
    }

    [Fact]
    public async Task An_exported_workout_of_no_plan_matches_without_a_session()
    {
        var file = SessionWorkouts.Of(WorkoutText.Parse("5:00 walk; 3x(1:00 run; 1:00 walk)"), "me");
        _log.Export(null, file);
        var outcome = await _log.Import(Log.Activity(file));
        Assert.Equal((null, MatchKind.TrainingFile), (outcome.SessionId, outcome.Match));
    }

    [Fact]
    public async Task Of_another_runners_workout_it_is_nothing()
    {
        var file = Log.Session("4");
        var other = _log.Store.GetOrAddRunner("other");
        _log.Store.SaveExport(other, new() { Reference = file.Reference, SessionId = "4:1-2", WorkoutText = file.Workout.ToString(), FilePath = "a" });
        var outcome = await _log.Import(Log.Activity(file));
        Assert.Equal((ImportStatus.Logged, null, null), (outcome.Status, outcome.SessionId, outcome.Match));
    }

    [Fact]
    public async Task A_workout_that_was_never_exported_is_not_guessed_at()
    {
        _log.Export("4:1-2", Log.Session("4"));
        var strange = Log.Session("4") with { Reference = new(1234, Log.Monday.AddYears(-1)) };
        var outcome = await _log.Import(Log.Activity(strange));
        Assert.Null(outcome.Match);
    }

    [Fact]
    public async Task By_its_shape_among_the_week_that_was_exported_last()
    {
        foreach (string id in new[] { "2-1", "3-2", "2-1-24", "3-2-25" })
            _log.Export($"6:{id}", Log.Session($"6:{id}"));
        var outcome = await _log.Import(Log.Activity(Log.Session("6:3-2"), 1, null, NoWorkout));
        Assert.Equal(("6:3-2", MatchKind.WeekAndShape), (outcome.SessionId, outcome.Match));
    }

    [Fact]
    public async Task By_its_shape_even_with_a_run_left_out()
    {
        _log.Export("4:1-2", Log.Session("4"));
        var outcome = await _log.Import(Log.Activity(Log.Session("4"), 1, null, NoWorkout, (Deviation.WalkRun, 4)));
        Assert.Equal(("4:1-2", SessionVerdict.Partly), (outcome.SessionId, outcome.Verdict));
    }

    [Fact]
    public async Task An_earlier_weeks_shape_is_not_looked_for()
    {
        _log.Export("4:1-2", Log.Session("4"), Log.Monday.AddDays(-14));
        _log.Export("7:4-1", Log.Session("7"), Log.Monday.AddDays(-1));
        var outcome = await _log.Import(Log.Activity(Log.Session("4"), 1, null, NoWorkout));
        Assert.Equal(ImportStatus.Logged, outcome.Status);
        Assert.Null(outcome.SessionId);
    }

    [Fact]
    public async Task Another_shape_is_matched_with_nothing()
    {
        _log.Export("4:1-2", Log.Session("4"));
        var other = new WorkoutFile(default, "A", WorkoutText.Parse("30:00 run"));
        var outcome = await _log.Import(Log.Activity(other, 1, null, NoWorkout));
        Assert.Equal((ImportStatus.Logged, null, null), (outcome.Status, outcome.SessionId, outcome.Match));
    }

    [Theory]
    [InlineData(-43, false)]
    [InlineData(-41, true)]
    [InlineData(6, true)]
    [InlineData(8, false)]
    public async Task Exports_of_long_ago_or_of_weeks_later_are_not_looked_at(int days, bool isMatched)
    {
        _log.Export("4:1-2", Log.Session("4"), Log.Monday.AddDays(days));
        var outcome = await _log.Import(Log.Activity(Log.Session("4"), 1, null, NoWorkout));
        Assert.Equal(isMatched ? "4:1-2" : null, outcome.SessionId);
    }

    [Fact]
    public async Task Without_exports_it_is_logged_alone()
    {
        var outcome = await _log.Import(Log.Activity(Log.Session("4"), 1, null, NoWorkout));
        Assert.Equal((ImportStatus.Logged, null, SessionVerdict.Unknown), (outcome.Status, outcome.SessionId, outcome.Verdict));
    }
}
