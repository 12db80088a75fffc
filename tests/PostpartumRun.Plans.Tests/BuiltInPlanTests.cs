using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>The built-in plan against its source, whose figures are written out here by hand.</summary>
public class BuiltInPlanTests
{
    private static readonly TrainingPlan _plan = TrainingPlan.BuiltIn;

    private static PlanSession Session(string name)
    {
        Assert.True(_plan.TryFindSession(name, out var session, out var error), error);
        return session;
    }

    // The workout without its cues.
    private static string Steps(string name) => new Workout([.. Session(name).Workout!.Elements.Select(Bare)]).ToString();

    private static WorkoutElement Bare(WorkoutElement element) => element is Repeat repeat
        ? new Repeat(repeat.Rounds, [.. repeat.Elements.Select(Bare)])
        : (WorkoutStep)element with { Note = null };

    private static IEnumerable<PlanSession> Sessions => _plan.Weeks.SelectMany(w => w.Sessions);

    [Fact]
    public void There_are_eight_weeks_each_with_a_theme_and_something_to_do()
    {
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], _plan.Weeks.Select(w => w.Number));
        Assert.Equal(8, _plan.Weeks.Select(w => w.Theme).Distinct().Count());
        Assert.All(_plan.Weeks, w => Assert.True(w.What.Length > 0 && w.Often.Length > 0 && w.Sessions.Length > 0));
        Assert.Equal(1, _plan.Revision);
    }

    [Theory]
    [InlineData(1, "walk-10 walk-15 core")]
    [InlineData(2, "walk-20 walk-25 strength")]
    [InlineData(3, "drills")]
    [InlineData(4, "1-2")]
    [InlineData(5, "2-2 strength")]
    [InlineData(6, "2-1 2-1-24 2-1-30 3-2 3-2-25 3-2-30")]
    [InlineData(7, "4-1 4-1-hills mobility")]
    [InlineData(8, "continuous continuous-12 intervals")]
    public void A_week_has_these_sessions(int week, string ids) =>
        Assert.Equal(ids, string.Join(' ', _plan.Weeks[week - 1].Sessions.Select(s => s.Id)));

    [Theory]
    [InlineData("1:walk-10", "10:00 walk")]
    [InlineData("1:walk-15", "15:00 walk")]
    [InlineData("2:walk-20", "20:00 walk")]
    [InlineData("2:walk-25", "25:00 walk")]
    [InlineData("4:1-2", "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown")]
    [InlineData("5:2-2", "5:00 walk warmup; 6x(2:00 run; 2:00 walk); 5:00 walk cooldown")]
    [InlineData("6:2-1", "5:00 walk warmup; 7x(2:00 run; 1:00 walk); 5:00 walk cooldown")]
    [InlineData("6:2-1-24", "5:00 walk warmup; 8x(2:00 run; 1:00 walk); 5:00 walk cooldown")]
    [InlineData("6:2-1-30", "5:00 walk warmup; 10x(2:00 run; 1:00 walk); 5:00 walk cooldown")]
    [InlineData("6:3-2", "5:00 walk warmup; 4x(3:00 run; 2:00 walk); 5:00 walk cooldown")]
    [InlineData("6:3-2-25", "5:00 walk warmup; 5x(3:00 run; 2:00 walk); 5:00 walk cooldown")]
    [InlineData("6:3-2-30", "5:00 walk warmup; 6x(3:00 run; 2:00 walk); 5:00 walk cooldown")]
    [InlineData("7:4-1", "5:00 walk warmup; 5x(4:00 run; 1:00 walk); 5:00 walk cooldown")]
    [InlineData("7:4-1-hills", "5:00 walk warmup; 4:00 run; 1:00 walk; 2x(4:00 run; 1:00 walk); 2x(4:00 run; 1:00 walk); 5:00 walk cooldown")]
    [InlineData("8:continuous", "5:00 walk warmup; 10:00 run; 5:00 walk cooldown")]
    [InlineData("8:continuous-12", "5:00 walk warmup; 12:00 run; 5:00 walk cooldown")]
    [InlineData("8:intervals", "5:00 walk warmup; 5x(4:00 run; 1:00 walk); 5:00 walk cooldown")]
    public void A_walk_or_run_has_these_steps(string session, string steps) => Assert.Equal(steps, Steps(session));

    [Theory]
    [InlineData("1:walk-10", 10, 0)]
    [InlineData("1:walk-15", 15, 0)]
    [InlineData("2:walk-20", 20, 0)]
    [InlineData("2:walk-25", 25, 0)]
    [InlineData("4:1-2", 28, 6)]
    [InlineData("5:2-2", 34, 12)]
    [InlineData("6:2-1", 31, 14)]
    [InlineData("6:2-1-24", 34, 16)]
    [InlineData("6:2-1-30", 40, 20)]
    [InlineData("6:3-2", 30, 12)]
    [InlineData("6:3-2-25", 35, 15)]
    [InlineData("6:3-2-30", 40, 18)]
    [InlineData("7:4-1", 35, 20)]
    [InlineData("7:4-1-hills", 35, 20)]
    [InlineData("8:continuous", 20, 10)]
    [InlineData("8:continuous-12", 22, 12)]
    [InlineData("8:intervals", 35, 20)]
    public void A_walk_or_run_takes_so_many_minutes_and_runs_so_many(string session, int minutes, int runMinutes)
    {
        var schedule = Session(session).Workout!.Schedule;
        Assert.True(schedule.IsTimed);
        Assert.Equal((Duration.FromMinutes(minutes), Duration.FromMinutes(runMinutes)), (schedule.Total, schedule.TotalRun));
    }

    [Fact]
    public void Week_four_is_five_entries_on_the_watch() => Assert.Equal(5, Session("week:4").Workout!.Schedule.StepCount);

    [Fact]
    public void Nothing_is_run_before_week_four() =>
        Assert.DoesNotContain(Sessions, s => s.WeekNumber < 4 && (s.Kind == SessionKind.Run || s.Workout?.Schedule.TotalRun > Duration.Zero));

    [Fact]
    public void Every_run_of_week_four_and_on_has_five_minutes_of_walking_at_both_ends()
    {
        foreach (var session in Sessions.Where(s => s.Kind == SessionKind.Run))
        {
            var schedule = session.Workout!.Schedule;
            foreach (var (end, role) in new[] { (schedule[0], StepRole.Warmup), (schedule[^1], StepRole.Cooldown) })
                Assert.Equal((role, Gait.Walk, Duration.FromMinutes(5)), (end.Step.Role, end.Step.Gait, end.Step.Length.Time));
        }
    }

    [Fact]
    public void Weeks_five_to_eight_say_that_the_plan_added_the_warm_up()
    {
        Assert.Equal([5, 6, 7, 8], _plan.Weeks.Where(w => w.Added is not null).Select(w => w.Number));
        Assert.All(_plan.Weeks.Where(w => w.Added is not null), w =>
        {
            Assert.Contains("five minutes", w.Added!, StringComparison.Ordinal);
            Assert.Contains("added", w.Added!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_step_and_exercise_has_a_cue_for_the_watch()
    {
        var workouts = Sessions.Select(s => s.Workout).OfType<Workout>().ToList();
        Assert.Equal(17, workouts.Count);
        Assert.All(workouts.SelectMany(w => w.Schedule), i => Assert.InRange(i.Step.Note!.Length, 10, 200));
        Assert.All(Sessions.SelectMany(s => s.Exercises), e => Assert.InRange(e.Cue.Length, 10, 200));
    }

    [Theory]
    [InlineData("1:core", SessionKind.Core, "360 breathing; Deep-core activation; Pelvic floor lengthening; Gentle pelvic floor engagement")]
    [InlineData("2:strength", SessionKind.Strength, "Bodyweight squat; Glute bridge; Step-up")]
    [InlineData("3:drills", SessionKind.Drill, "Marching with core engagement; Heel taps; Single-leg balance; Small hops in place")]
    [InlineData("5:strength", SessionKind.Strength, "Dead bug; Bird dog; Anti-rotation press; Loaded squat; Loaded glute bridge; Loaded step-up")]
    [InlineData("7:mobility", SessionKind.Drill, "Cat-cow; Kneeling hip flexor stretch; Lying rib rotation; Piriformis stretch; 360 breathing")]
    public void A_session_of_exercises_has_these(string name, SessionKind kind, string exercises)
    {
        var session = Session(name);
        Assert.Equal((kind, exercises), (session.Kind, string.Join("; ", session.Exercises.Select(e => e.Name))));
        Assert.Null(session.Workout);
        Assert.All(session.Exercises, e => Assert.True(e.Sets >= 1 && e.Reps is null != e.Time is null));
    }

    [Theory]
    [InlineData("1:core", 3, 4)]
    [InlineData("1:walk-10", 7, 7)]
    [InlineData("1:walk-15", 7, 7)]
    [InlineData("2:walk-20", 3, 4)]
    [InlineData("2:strength", 3, 4)]
    [InlineData("3:drills", 2, 3)]
    [InlineData("4:1-2", 2, 3)]
    [InlineData("5:2-2", 2, 3)]
    [InlineData("5:strength", 2, 2)]
    [InlineData("6:3-2", 2, 3)]
    [InlineData("7:4-1", 2, 3)]
    [InlineData("8:continuous", 2, 3)]
    [InlineData("8:intervals", 2, 3)]
    public void A_session_is_done_so_often(string session, int least, int most) =>
        Assert.Equal(new PlanRange(least, most), Session(session).TimesPerWeek);

    [Theory]
    [InlineData(2, "1:core 3-4")]
    [InlineData(6, "1:core 2-3, 5:strength 2")]
    [InlineData(8, "1:core 2-3, 5:strength 2-3")]
    public void Core_and_strength_go_on(int week, string sessions) =>
        Assert.Equal(sessions, string.Join(", ", _plan.Weeks[week - 1].GoesOn.Select(c => $"{c.Session.FullId} {c.TimesPerWeek}")));

    [Theory]
    [InlineData(1, "10 minutes, 15 minutes")]
    [InlineData(2, "20 minutes, 25 minutes")]
    [InlineData(6, "2/1, 3/2")]
    [InlineData(7, "flat, hills")]
    [InlineData(8, "continuous, intervals")]
    public void Some_weeks_have_a_choice(int week, string choices)
    {
        Assert.Equal(choices, string.Join(", ", _plan.Weeks[week - 1].Sessions.Select(s => s.Choice).OfType<string>().Distinct()));
        Assert.NotNull(_plan.Weeks[week - 1].Choice);
    }

    [Theory]
    [InlineData(3, "No running")]
    [InlineData(6, "Staying at a level for longer is normal")]
    [InlineData(7, "1 or 2 hills, walked or run")]
    [InlineData(7, "Sleep")]
    [InlineData(7, "mobility")]
    [InlineData(7, "Drink")]
    public void A_week_gives_this_advice(int week, string words) =>
        Assert.Contains(_plan.Weeks[week - 1].Guidance, g => g.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Week_eight_says_that_intervals_do_as_much_and_are_often_safer()
    {
        Assert.Contains("just as much", _plan.Weeks[7].Choice, StringComparison.Ordinal);
        Assert.Contains("often the safer", _plan.Weeks[7].Choice, StringComparison.Ordinal);
    }

    [Fact]
    public void Readiness_asks_for_clearance_core_work_and_no_symptoms()
    {
        var readiness = _plan.Readiness;
        Assert.Equal(["cleared", "core-begun", "no-heaviness", "no-leaking", "no-pain"], readiness.Needs.Select(n => n.Id));
        Assert.Contains("pelvic-health physiotherapist", readiness.IfNot, StringComparison.Ordinal);
        Assert.Equal(new PlanRange(12, 20), readiness.UsualStartWeeks);
        string timing = string.Join(' ', readiness.Timing);
        foreach (string words in new[] { "12 and 20 weeks", "six-week check", "caesarean", "scar", "breath", "deep core", "impact" })
            Assert.Contains(words, timing, StringComparison.Ordinal);
        string background = string.Join(' ', readiness.Background);
        foreach (string words in new[] { "Ribs are stiffer", "hip flexors", "core holds less firmly" })
            Assert.Contains(words, background, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_five_stop_signs()
    {
        Assert.Equal(["heaviness", "leaking", "sharp-pain", "doming", "hip-or-low-back-pain"], _plan.StopSigns.Points.Select(p => p.Id));
        Assert.Contains("Stop the run", _plan.StopSigns.Advice, StringComparison.Ordinal);
        Assert.Contains("reassess", _plan.StopSigns.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_needs_five_conditions()
    {
        Assert.Equal(["no-leaking", "no-heaviness", "no-pain", "no-deep-fatigue", "recovered"], _plan.Progress.Points.Select(p => p.Id));
        Assert.Contains("24 hours", _plan.Progress.Points[^1].Text, StringComparison.Ordinal);
        Assert.Contains("all", _plan.Progress.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_of_four_signs_means_to_hold_or_scale_back()
    {
        Assert.Equal(["pressure-or-heaviness", "pubic-or-sacroiliac-pain", "coning-or-doming", "exhaustion"], _plan.Hold.Points.Select(p => p.Id));
        Assert.Contains("everyday tiredness", _plan.Hold.Points[^1].Text, StringComparison.Ordinal);
        Assert.Contains("any", _plan.Hold.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void From_week_four_on_there_are_three_ways_to_ease()
    {
        Assert.Equal(4, _plan.Ease.FromWeek);
        Assert.Equal(["shorter-runs", "longer-walks", "same-level"], _plan.Ease.Ways.Select(w => w.Id));
        Assert.Contains("two weeks", _plan.Ease.Ways[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_session_is_moved_or_dropped_and_never_doubled()
    {
        string life = string.Join(' ', _plan.Life);
        foreach (string words in new[] { "move", "dropped", "Never do two", "After a gap the plan steps back" })
            Assert.Contains(words, life, StringComparison.Ordinal);
    }

    [Fact]
    public void One_sentence_says_that_it_informs_and_does_not_diagnose()
    {
        Assert.Contains("informs and does not diagnose", _plan.Informs, StringComparison.Ordinal);
        Assert.Equal(1, _plan.Informs.Count(c => c == '.'));
    }
}
