namespace PostpartumRun.Intervals;

/// <summary>
/// How unlikely it is that a planned interval took place between two times, given what was done there: like the negative logarithm
/// of a likelihood, in steps of what people do more and less often.
/// </summary>
/// <remarks>
/// What orders the costs: a run that was walked keeps its time, so that costs less than walks grown over it; a run that goes on
/// into a walk is a longer run, so running within a walk costs more than moving the boundary, until the walk is run through
/// altogether; nobody makes a run longer by walking; an early end leaves everything after it out at once.
/// </remarks>
internal static class SpanCost
{
    private const double RunWalked = 2.6;

    /// <summary>The same where hardly anything was run at all: who walks one run today walks the others.</summary>
    private const double RunWalkedAsAll = 1;
    private const double WalkRunThrough = 2.8;
    private const double LeftOut = 3.5;
    private const double LeftOutAtEnd = 0.8;

    /// <summary>How long she may take to press stop, in seconds.</summary>
    private const double AfterLast = 30;

    /// <summary>A warm-up longer than planned by more seconds puts everything after it off the plan's time.</summary>
    private const double OffTime = 8;

    /// <summary>Running on for more than this share of a run is less likely than having run through the walk after it.</summary>
    private const double MuchTooLong = 1.1;

    /// <summary>The cost of an interval between two times in seconds.</summary>
    internal static double Of(PlanView plan, MotionMap map, int interval, int start, int end)
    {
        double planned = plan.Length(interval);
        double length = end - start;
        if (length <= 0)
            return Math.Min(IsOver(plan, map, interval, start) ? LeftOutAtEnd : LeftOut, 1 + planned);
        double scale = Math.Max(planned, 20);
        double unknown = 0.5 * map.Unknown(start, end) / scale;
        return plan.GaitOf(interval) switch
        {
            Gait.Run => unknown + OfRun(plan, map, interval, start, end, scale) + (Deviation(plan, interval, length, scale) * 1.5),
            Gait.Walk => unknown + OfWalk(map, start, end, planned, scale) + (Deviation(plan, interval, length, scale) * 2),
            _ => Deviation(plan, interval, length, scale),
        };
    }

    /// <summary>Whether nothing worth speaking of comes any more: what is done after the last step is nobody's.</summary>
    private static bool IsOver(PlanView plan, MotionMap map, int interval, int start) => start >= map.Length
        || (plan.GaitOf(interval) == Gait.Run
            ? map.Length - start <= AfterLast && map.Run(start, map.Length) < 5
            : map.Length - start < Judgement.LeastShare * plan.Length(interval));

    private static double OfRun(PlanView plan, MotionMap map, int interval, int start, int end, double scale)
    {
        double planned = plan.Length(interval);
        double rested = map.Rest(start, end);
        double run = map.Run(start, end);
        bool isWalked = run < 0.25 * planned && rested > 0;
        double prolonged = Math.Min(rested, Math.Max(0, end - start - planned));
        bool isAllWalked = map.Run(0, map.Length) < Judgement.LeastShare * plan.RunSeconds;
        double broken = isWalked ? isAllWalked ? RunWalkedAsAll : RunWalked : Math.Min(RunWalked, 1.5 * rested / scale);
        // How long a distance takes is a guess, over which nothing was prolonged.
        return broken + (9 * prolonged / (plan.EndOf(interval) == StepEnd.Time ? Math.Min(scale, 120) : scale));
    }

    private static double OfWalk(MotionMap map, int start, int end, double planned, double scale)
    {
        double run = map.Run(start, end);
        bool isRunThrough = end < map.Length && map.Rest(start, end) + map.Unknown(start, end) < 0.25 * planned;
        return isRunThrough ? WalkRunThrough : Math.Min(WalkRunThrough, 8 * run / Math.Min(scale, Math.Max(20, end - start)));
    }

    /// <summary>How far the length is from the planned, as a share of it.</summary>
    private static double Deviation(PlanView plan, int interval, double length, double scale)
    {
        double over = length - plan.Length(interval);
        double share = Math.Abs(over) / scale;
        if (plan.EndOf(interval) != StepEnd.Time)
            return 0.2 * Math.Min(share, 3);
        if (over > 0 && plan.IsMargin(interval))
            return (0.15 * Math.Min(share, 4)) + (interval == 0 && over > OffTime ? 0.3 : 0);
        if (over > 0 && plan.GaitOf(interval) == Gait.Run)
            return Math.Min(share + (1.4 * Math.Max(0, share - MuchTooLong)), 5);
        if (over > 0)
            return Math.Min(share, 4);
        return plan.GaitOf(interval) == Gait.Run ? share * 4 / 3 : share;
    }
}
