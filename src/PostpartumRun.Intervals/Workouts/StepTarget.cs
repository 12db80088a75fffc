namespace PostpartumRun.Intervals;

/// <summary>What a step asks to be kept.</summary>
public enum TargetKind : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A pace, in seconds for a kilometre.</summary>
    Pace,

    /// <summary>A heart rate, in beats a minute.</summary>
    HeartRate,
}

/// <summary>
/// A range to keep during a step, both ends included: a pace in seconds for a kilometre (<see cref="Low"/> is the faster
/// end, as in <c>6:30-7:30/km</c>), or a heart rate in beats a minute. The default is no target.
/// </summary>
public readonly record struct StepTarget
{
    private StepTarget(TargetKind kind, int low, int high) => (Kind, Low, High) = (kind, low, high);

    /// <summary>What is to be kept.</summary>
    public TargetKind Kind { get; }

    /// <summary>The range's lower number.</summary>
    public int Low { get; }

    /// <summary>The range's higher number.</summary>
    public int High { get; }

    /// <summary>A pace between two, each in seconds for a kilometre.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 ≤ fastest ≤ slowest ≤ 3,600.</exception>
    public static StepTarget Pace(int fastestSecondsPerKm, int slowestSecondsPerKm) =>
        new(TargetKind.Pace, Checked(fastestSecondsPerKm, slowestSecondsPerKm, 3600), slowestSecondsPerKm);

    /// <summary>A heart rate between two, each in beats a minute.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not 1 ≤ lowest ≤ highest ≤ 255.</exception>
    public static StepTarget HeartRate(int lowestBpm, int highestBpm) =>
        new(TargetKind.HeartRate, Checked(lowestBpm, highestBpm, 255), highestBpm);

    private static int Checked(int low, int high, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(low, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(low, high);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(high, limit);
        return low;
    }
}
