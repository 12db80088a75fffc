using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>
/// What a step back may bring. It is no bolder in any one thing than the last clean dose, or was clean itself before at that very
/// level; and it is flat wherever the week has something flat.
/// </summary>
internal static class StepBack
{
    /// <summary>The highest week up to one, with something in it that a step back may bring.</summary>
    public static int Level(TrainingPlan plan, int week, ImmutableArray<SessionEntry> done)
    {
        while (week > 1 && Choose(plan.Week(week)!, done) is null)
            week--;
        return week;
    }

    /// <summary>The session of a week that a step back brings; null where all of it would be bolder.</summary>
    /// <param name="week">The week.</param>
    /// <param name="done">All that was done, the earliest first.</param>
    public static PlanSession? Choose(PlanWeek week, ImmutableArray<SessionEntry> done)
    {
        var ofWeek = done.Where(entry => entry.Week == week.Number).Reverse().ToList();
        var known = ofWeek.Where(entry => entry.IsClean).Concat(ofWeek).Select(entry => entry.Session!);
        var main = week.Sessions.Where(session => session.Kind == week.DefaultSession.Kind && (session.Choice is not null || session.IsDefault));
        return known.Append(week.DefaultSession).Concat(main)
            .OrderBy(session => session.HasHills)
            .FirstOrDefault(session => IsAllowed(session, done));
    }

    /// <summary>The same on the flat where the week has that; else the session itself.</summary>
    public static PlanSession Flattened(PlanWeek week, PlanSession session) => !session.HasHills ? session
        : week.Sessions.FirstOrDefault(other => other.Kind == session.Kind && !other.HasHills && IsNoBolder(other, session)) ?? session;

    /// <summary>Whether a session asks for no more than another, in any one thing: run length, all running, its share, rest, hills.</summary>
    public static bool IsNoBolder(PlanSession session, PlanSession than)
    {
        if (session.FullId == than.FullId || session.Workout is not { } workout)
            return true;
        if (session.HasHills && !than.HasHills)
            return false;
        if (!workout.HasRun)
            return than.Workout is not { HasRun: false } walk || workout.Schedule.Total <= walk.Schedule.Total;
        if (than.Workout is not { HasRun: true })
            return false;
        // What no time measures is told apart by the plan's order alone.
        return SessionDose.Of(session) is { } dose && SessionDose.Of(than) is { } most
            ? dose.Run <= most.Run && dose.LongestRun <= most.LongestRun && RunShare(session) <= RunShare(than) + 0.001
                && (dose.Rest is null || most.Rest is null || dose.Rest >= most.Rest)
            : session.WeekNumber < than.WeekNumber;
    }

    /// <summary>The share of running in a session, 0 to 1, its warm-up and cool-down left out.</summary>
    public static double RunShare(PlanSession session)
    {
        long run = 0, all = 0;
        foreach (var interval in session.Workout!.Schedule)
        {
            bool isRun = interval.Step.Gait == Gait.Run;
            if (interval.Step.Length.End != StepEnd.Time || (!isRun && interval.Step.Role is StepRole.Warmup or StepRole.Cooldown))
                continue;
            all += interval.Step.Length.Time.Milliseconds;
            run += isRun ? interval.Step.Length.Time.Milliseconds : 0;
        }
        return all == 0 ? 0 : (double)run / all;
    }

    private static bool IsAllowed(PlanSession session, ImmutableArray<SessionEntry> done)
    {
        if (session.Workout is not { HasRun: true })
            return true;
        var runs = done.Where(entry => entry.Session?.Workout?.HasRun == true).ToList();
        // Runs since then whose outcome was not clean say nothing in favour of more than they were.
        int last = Math.Max(0, runs.FindLastIndex(entry => entry.IsClean));
        if (runs.Skip(last).All(entry => IsNoBolder(session, entry.Session!)))
            return true;
        return !session.HasHills && runs.Exists(entry => entry.IsClean && entry.Week == session.WeekNumber && IsNoBolder(session, entry.Session!));
    }
}
