namespace PostpartumRun.Intervals;

/// <summary>A step or repeat as a schedule keeps it; starts count from the beginning of a round of the repeat around it.</summary>
internal readonly struct ScheduleNode
{
    private readonly ulong _inverse;

    public ScheduleNode(WorkoutStep step, int stepIndex, long startMilliseconds, int firstInterval)
    {
        (Step, StepIndex, StartMilliseconds, FirstInterval) = (step, stepIndex, startMilliseconds, firstInterval);
        (RoundMilliseconds, RoundIntervals) = (step.Length.Time.Milliseconds, 1);
    }

    public ScheduleNode(ScheduleGroup round, int stepIndex, long startMilliseconds, int firstInterval)
    {
        (StepIndex, StartMilliseconds, FirstInterval) = (stepIndex, startMilliseconds, firstInterval);
        (RoundMilliseconds, RoundIntervals) = (round.Milliseconds, round.Intervals);
        (FirstChild, ChildCount) = (round.First, round.Length);
        _inverse = round.Milliseconds == 0 ? 0 : ulong.MaxValue / (ulong)round.Milliseconds;
    }

    /// <summary>The step; null for a repeat.</summary>
    public WorkoutStep? Step { get; }

    public int StepIndex { get; }

    public long StartMilliseconds { get; }

    /// <summary>The time of a step, or of one round of a repeat.</summary>
    public long RoundMilliseconds { get; }

    public int FirstInterval { get; }

    /// <summary>The intervals of one round; 1 for a step.</summary>
    public int RoundIntervals { get; }

    public int FirstChild { get; }

    public int ChildCount { get; }

    /// <summary>
    /// The round, from 0, at a time from the repeat's beginning. A multiplication by the rounded-down 2^64 / d in place of a division
    /// by d, which takes several times as long: for times under 2^40 ms (a workout has 10,000 intervals of a day at most, under 2^39.7 ms)
    /// its quotient falls short by less than 2^-23, so its whole part is right or one too low.
    /// </summary>
    public long RoundAt(long milliseconds)
    {
        long round = (long)Math.BigMul((ulong)milliseconds, _inverse, out _);
        return milliseconds - round * RoundMilliseconds >= RoundMilliseconds ? round + 1 : round;
    }
}

/// <summary>Siblings in a schedule's node array, and what they come to once.</summary>
internal readonly record struct ScheduleGroup(int First, int Length, int Intervals, long Milliseconds, long RunMilliseconds);
