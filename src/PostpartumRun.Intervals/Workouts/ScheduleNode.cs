namespace PostpartumRun.Intervals;

/// <summary>A step or repeat as a schedule keeps it; starts count from the beginning of a round of the repeat around it.</summary>
internal readonly struct ScheduleNode
{
    private readonly ulong _inverse;

    public ScheduleNode(WorkoutStep step, int stepIndex, long startMilliseconds, int firstInterval)
    {
        (Step, StepIndex, StartMilliseconds, FirstInterval) = (step, stepIndex, startMilliseconds, firstInterval);
        (RoundMilliseconds, RoundIntervals, Round) = (step.Length.Time.Milliseconds, 1, ScheduleGroup.BelowSteps);
    }

    public ScheduleNode(ScheduleGroup round, int stepIndex, long startMilliseconds, int firstInterval)
    {
        (Round, StepIndex, StartMilliseconds, FirstInterval) = (round, stepIndex, startMilliseconds, firstInterval);
        (RoundMilliseconds, RoundIntervals) = (round.Milliseconds, round.Intervals);
        _inverse = round.Milliseconds == 0 ? 0 : ulong.MaxValue / (ulong)round.Milliseconds;
    }

    /// <summary>The step; null for a repeat.</summary>
    public WorkoutStep? Step { get; }

    /// <summary>What a repeat repeats; for a step <see cref="ScheduleGroup.BelowSteps"/>.</summary>
    public ScheduleGroup Round { get; }

    public int StepIndex { get; }

    public long StartMilliseconds { get; }

    /// <summary>The time of a step, or of one round of a repeat.</summary>
    public long RoundMilliseconds { get; }

    public int FirstInterval { get; }

    /// <summary>The intervals of one round; 1 for a step.</summary>
    public int RoundIntervals { get; }

    /// <summary>
    /// The round, from 0, at a time from the beginning of a step, which has but one, or of a repeat. A multiplication by the rounded-down
    /// 2^64 / d in place of a division by d, which takes several times as long: for times under 2^40 ms (a workout has 10,000 intervals of
    /// a day at most, under 2^39.7 ms) its quotient falls short by less than 2^-23, so its whole part is right or, hardly ever, one too low.
    /// </summary>
    public int RoundAt(long milliseconds)
    {
        int round = (int)Math.BigMul((ulong)milliseconds, _inverse, out _);
        if (milliseconds - (round * RoundMilliseconds) >= RoundMilliseconds)
            round++;
        return round;
    }
}
