namespace PostpartumRun.Intervals;

/// <summary>
/// How much of the plan was done, from 0 to 100: 80 points for the running, 20 for the walking, each the share of its planned
/// time that was done; from these, half a point for each percent of the planned running that was run on top.
/// </summary>
/// <remarks>
/// <c>score = 80·R + 20·W − 50·min(1, X)</c>, no less than 0, where R and W are the shares (an interval that is done counts in full),
/// and X is the running that belongs to no run or exceeds one, over the planned running. A workout without runs takes all 100 points
/// from W, and X over its planned walking; one without walks, from R.
/// Example: 6 runs of 1:00, one of them walked, all walks done, and 18 s run on top: 80·300/360 + 20 − 50·18/360 = 84.2, so 84.
/// </remarks>
public static class Score
{
    /// <summary>The best score.</summary>
    public const int Most = 100;

    /// <summary>The points of all planned running, where walking is planned as well.</summary>
    public const int RunPoints = 80;

    /// <summary>The points of all planned walking, where running is planned as well.</summary>
    public const int WalkPoints = Most - RunPoints;

    /// <summary>The points that as much running on top as was planned takes away.</summary>
    public const int ExcessPoints = 50;

    /// <summary>The score.</summary>
    /// <param name="plannedRunSeconds">Planned running in seconds.</param>
    /// <param name="doneRunSeconds">How much of it was done; no more than was planned.</param>
    /// <param name="plannedWalkSeconds">Planned walking in seconds.</param>
    /// <param name="doneWalkSeconds">How much of it was done; no more than was planned.</param>
    /// <param name="excessRunSeconds">Running on top.</param>
    public static int Of(
        double plannedRunSeconds, double doneRunSeconds, double plannedWalkSeconds, double doneWalkSeconds, double excessRunSeconds)
    {
        double run = Share(doneRunSeconds, plannedRunSeconds);
        double walk = Share(doneWalkSeconds, plannedWalkSeconds);
        double points = plannedRunSeconds <= 0 ? Most * walk : plannedWalkSeconds <= 0 ? Most * run : (RunPoints * run) + (WalkPoints * walk);
        double excess = Share(excessRunSeconds, plannedRunSeconds > 0 ? plannedRunSeconds : plannedWalkSeconds);
        return (int)Math.Round(Math.Clamp(points - (ExcessPoints * excess), 0, Most), MidpointRounding.AwayFromZero);
    }

    private static double Share(double done, double planned) => planned <= 0 ? 0 : Math.Clamp(done / planned, 0, 1);
}
