using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Watch.Tests.Export;

public sealed class SessionWorkoutsTests
{
    private static readonly TrainingPlan Plan = TrainingPlan.BuiltIn;

    private static IEnumerable<PlanSession> Sessions => Plan.Weeks.SelectMany(week => week.Sessions).Where(session => session.Workout is not null);

    [Fact]
    public void Exporting_again_gives_the_same_bytes()
    {
        foreach (var session in Sessions)
            Assert.Equal(Fit.Write(SessionWorkouts.Of(Plan, session, "me")), Fit.Write(SessionWorkouts.Of(Plan, session, "me")));
    }

    /// <summary>An activity that comes off a watch months later names its workout by these numbers: another hash would unmatch it.</summary>
    [Fact]
    public void Serial_numbers_and_times_are_those_that_watches_hold_by_now()
    {
        string[] expected =
        [
            "1:walk-10 1778371248 2025-06-25 12:25:57",
            "1:walk-15 1262428538 2025-01-25 16:01:08",
            "2:walk-20 3513911804 2025-12-06 01:29:59",
            "2:walk-25 1754989746 2025-08-02 07:03:32",
            "4:1-2 3806600254 2025-11-27 04:57:06",
            "5:2-2 4089491114 2025-01-24 14:55:18",
            "6:2-1 709370254 2025-08-22 12:21:18",
            "6:2-1-24 2169399378 2025-12-08 18:21:45",
            "6:2-1-30 3035001674 2025-06-08 19:19:53",
            "6:3-2 2877653943 2025-04-08 09:41:18",
            "6:3-2-25 413838707 2025-09-23 23:26:07",
            "6:3-2-30 1198644119 2025-08-05 00:00:10",
            "7:4-1 1803127636 2025-06-18 00:06:21",
            "8:continuous 3629020642 2025-09-10 05:40:01",
            "8:continuous-12 399841969 2025-12-13 00:01:05",
            "8:intervals 3010948082 2025-03-03 08:43:48",
        ];
        Assert.Equal(expected, Sessions.Select(session => $"{session.FullId} {Text(SessionWorkouts.Of(Plan, session, "me").Reference)}"));
        Assert.Equal("1625825438 2025-09-20 11:44:52", Text(SessionWorkouts.Of(WorkoutText.Parse("5:00 walk; 2x(1:00 run; 2:00 walk)"), "me").Reference));
    }

    [Fact]
    public void No_two_sessions_runners_or_revisions_share_a_reference()
    {
        string[] runners = ["me", "Me", "ME", "me ", "zoë", "zoe\u0308", .. Enumerable.Range(0, 500).Select(i => $"runner {i}")];
        var references = (from runner in runners
                          from plan in new[] { Plan, Plan with { Revision = Plan.Revision + 1 }, Plan with { Name = "Another" } }
                          from session in Sessions
                          select SessionWorkouts.Of(plan, session, runner).Reference).ToList();
        Assert.Equal(references.Count, references.Distinct().Count());
    }

    [Fact]
    public void A_changed_workout_is_another_even_under_the_same_revision()
    {
        var session = Sessions.First();
        var changed = session with { Workout = new Workout([.. session.Workout!.Elements, new WorkoutStep(default, Gait.Walk)]) };
        Assert.NotEqual(SessionWorkouts.Of(Plan, session, "me").Reference, SessionWorkouts.Of(Plan, changed, "me").Reference);
    }

    [Fact]
    public void Serial_numbers_are_neither_none_nor_invalid_and_times_are_past_whole_seconds()
    {
        for (int i = 0; i < 500; i++)
        {
            foreach (var reference in Sessions.Select(session => SessionWorkouts.Of(Plan, session, $"{i}").Reference))
            {
                Assert.InRange(reference.SerialNumber, 1u, uint.MaxValue - 1);
                Assert.Equal(0, reference.TimeCreated.Ticks % TimeSpan.TicksPerSecond);
                Assert.InRange(reference.TimeCreated, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 12, 31, 23, 59, 59, TimeSpan.Zero));
            }
        }
    }

    [Fact]
    public void A_session_without_a_workout_is_refused_by_its_name()
    {
        var session = Plan.Weeks.SelectMany(week => week.Sessions).First(session => session.Workout is null);
        Assert.Contains(session.FullId, Assert.Throws<ArgumentException>(() => SessionWorkouts.Of(Plan, session, "me")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_workout_tells_when_to_stop()
    {
        Assert.All(Sessions, session => Assert.Equal(SessionWorkouts.StopNote, SessionWorkouts.Of(Plan, session, "me").SafetyNote));
        foreach (string sign in new[] { "heaviness", "leaking", "sharp pain", "doming", "hip or low-back pain" })
            Assert.Contains(sign, SessionWorkouts.StopNote, StringComparison.Ordinal);
    }

    private static string Text(WorkoutReference reference) => $"{reference.SerialNumber} {reference.TimeCreated:yyyy-MM-dd HH:mm:ss}";
}
