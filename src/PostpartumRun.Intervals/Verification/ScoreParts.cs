namespace PostpartumRun.Intervals;

/// <summary>What a score is made of, so that it can be explained: see <see cref="Score"/>. All in seconds.</summary>
/// <param name="PlannedRun">Planned running.</param>
/// <param name="DoneRun">How much of it was done; an interval that is done or long counts in full, and no more than that.</param>
/// <param name="PlannedWalk">Planned walking.</param>
/// <param name="DoneWalk">How much of it was done, likewise.</param>
/// <param name="ExcessRun">Running on top: what belongs to no interval, and what exceeds a run.</param>
public readonly record struct ScoreParts(double PlannedRun, double DoneRun, double PlannedWalk, double DoneWalk, double ExcessRun)
{
    /// <summary>The score that they make.</summary>
    public int Score => Intervals.Score.Of(PlannedRun, DoneRun, PlannedWalk, DoneWalk, ExcessRun);

    /// <summary>The parts of a verified workout.</summary>
    /// <param name="intervals">Each interval.</param>
    /// <param name="extraRun">The running that belongs to none.</param>
    /// <returns>The parts; null where a step does not end by time, so that its planned time is not known.</returns>
    public static ScoreParts? Of(IReadOnlyList<VerifiedInterval> intervals, Duration extraRun)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        if (intervals.Count == 0 || intervals.Any(interval => interval.Planned.Step.Length.End != StepEnd.Time))
            return null;
        var (plannedRun, doneRun, plannedWalk, doneWalk, excess) = (0.0, 0.0, 0.0, 0.0, extraRun.Seconds);
        foreach (var interval in intervals)
        {
            double planned = interval.Planned.Step.Length.Time.Seconds, inGait = interval.InGait.Seconds;
            double done = interval.Verdict is IntervalVerdict.Done or IntervalVerdict.Long ? planned : Math.Min(planned, inGait);
            if (interval.Planned.Step.Gait == Gait.Run)
            {
                (plannedRun, doneRun) = (plannedRun + planned, doneRun + done);
                excess += interval.Verdict == IntervalVerdict.Long ? Math.Max(0, inGait - planned) : 0;
            }
            else if (interval.Planned.Step.Gait == Gait.Walk)
            {
                (plannedWalk, doneWalk) = (plannedWalk + planned, doneWalk + done);
            }
        }
        return new(plannedRun, doneRun, plannedWalk, doneWalk, excess);
    }
}
