namespace PostpartumRun.Intervals;

/// <summary>A planned interval, and what became of it.</summary>
/// <param name="Planned">The interval as planned.</param>
/// <param name="Start">When it began, from the recording's start, in wall-clock time.</param>
/// <param name="End">When it ended, excluded; equal to <paramref name="Start"/> when it never took place.</param>
/// <param name="Timer">Its timer time.</param>
/// <param name="InGait">The timer time in which the runner moved in the planned gait.</param>
/// <param name="Verdict">Whether it was done.</param>
/// <param name="Boundary">What told its beginning and end.</param>
/// <param name="Confidence">How likely the verdict is right, 0 to 1.</param>
/// <param name="DistanceMeters">The distance covered within it in metres; NaN where the file does not tell.</param>
/// <param name="SpeedMetersPerSecond">Its mean speed; NaN where the file does not tell.</param>
/// <param name="CadenceStepsPerMinute">Its mean cadence in steps (not strides) a minute, while moving; NaN where the file does not tell.</param>
/// <param name="HeartRateBpm">Its mean heart rate; NaN where the file does not tell.</param>
public readonly record struct VerifiedInterval(
    PlannedInterval Planned,
    Duration Start,
    Duration End,
    Duration Timer,
    Duration InGait,
    IntervalVerdict Verdict,
    BoundarySource Boundary,
    double Confidence,
    double DistanceMeters = double.NaN,
    double SpeedMetersPerSecond = double.NaN,
    double CadenceStepsPerMinute = double.NaN,
    double HeartRateBpm = double.NaN);
