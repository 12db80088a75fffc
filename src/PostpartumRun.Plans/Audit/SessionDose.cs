using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>How much a session asks of a runner, as far as steps between sessions are judged by it. Only timed steps have a dose.</summary>
/// <param name="LongestRun">The longest run without a walk.</param>
/// <param name="Rest">The shortest rest between two runs; null with one run alone.</param>
/// <param name="Runs">How many runs there are.</param>
/// <param name="Run">All running of a session.</param>
/// <param name="TimesPerWeek">How often in a week, at most.</param>
/// <param name="Hills">How many hills, at most.</param>
public readonly record struct SessionDose(Duration LongestRun, Duration? Rest, int Runs, Duration Run, int TimesPerWeek, int Hills)
{
    /// <summary>All running of a week.</summary>
    public Duration WeeklyRun => Run * TimesPerWeek;

    /// <summary>A session's dose; null for one without running, and for one with a run or a rest that no time ends.</summary>
    public static SessionDose? Of(PlanSession session, int hills = 0)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (session.Workout is not { } workout || !workout.HasRun)
            return null;
        var (longest, all, current, rest) = (Duration.Zero, Duration.Zero, Duration.Zero, Duration.Zero);
        Duration? shortestRest = null;
        int runs = 0;
        foreach (var interval in workout.Schedule)
        {
            if (interval.Step.Length.End != StepEnd.Time)
            {
                if (interval.Step.Role == StepRole.None || interval.Step.Gait == Gait.Run)
                    return null;
                continue;
            }
            var time = interval.Step.Length.Time;
            if (interval.Step.Gait != Gait.Run)
            {
                (rest, current) = (rest + time, Duration.Zero);
                continue;
            }
            if (current == Duration.Zero)
            {
                shortestRest = runs == 0 ? null : shortestRest is { } shortest ? Duration.Min(shortest, rest) : rest;
                runs++;
            }
            (rest, current, all) = (Duration.Zero, current + time, all + time);
            longest = Duration.Max(longest, current);
        }
        return new(longest, shortestRest, runs, all, session.TimesPerWeek.Max, hills);
    }
}
