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
            "1:walk-10 3403868492 2025-05-21 16:03:52",
            "1:walk-15 224658931 2025-04-18 21:07:33",
            "2:walk-20 370900386 2025-01-16 09:18:55",
            "2:walk-25 4124568571 2025-07-05 08:12:31",
            "4:1-2 3582792179 2025-10-29 00:17:23",
            "5:2-2 223609150 2025-08-14 18:36:28",
            "6:2-1 3067145904 2025-03-20 03:05:31",
            "6:2-1-24 3789772786 2025-01-28 15:23:51",
            "6:2-1-30 2663655462 2025-07-05 03:29:09",
            "6:3-2 1689802889 2025-11-10 14:31:40",
            "6:3-2-25 2595009372 2025-06-09 12:15:12",
            "6:3-2-30 3778008446 2025-07-09 15:11:12",
            "7:4-1 993855300 2025-08-25 10:10:26",
            "7:4-1-hills 3813602766 2025-12-15 02:18:33",
            "8:continuous 1318618583 2025-09-28 04:00:01",
            "8:continuous-12 1345983741 2025-03-09 17:33:15",
            "8:intervals 3717805973 2025-12-31 01:11:05",
        ];
        Assert.Equal(expected, Sessions.Select(session => $"{session.FullId} {Text(SessionWorkouts.Of(Plan, session, "me").Reference)}"));
        Assert.Equal("865712438 2025-04-18 07:57:00", Text(SessionWorkouts.Of(WorkoutText.Parse("5:00 walk; 2x(1:00 run; 2:00 walk)"), "me").Reference));
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
    public void A_session_without_anything_to_do_is_refused_by_its_name()
    {
        var session = Sessions.First() with { Workout = null };
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
