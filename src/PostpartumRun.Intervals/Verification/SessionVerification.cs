namespace PostpartumRun.Intervals;

/// <summary>What the runner did at a time, as the records tell it.</summary>
public enum Motion : byte
{
    /// <summary>The records do not tell.</summary>
    Unknown,

    /// <summary>Standing still.</summary>
    Still,

    /// <summary>Walking.</summary>
    Walk,

    /// <summary>Running.</summary>
    Run,
}

/// <summary>Whether a planned interval was done.</summary>
public enum IntervalVerdict : byte
{
    /// <summary>Nothing to judge it by.</summary>
    Unknown,

    /// <summary>The planned time in the planned gait, within tolerance.</summary>
    Done,

    /// <summary>A quarter of the planned time or more, but less than tolerance allows.</summary>
    Short,

    /// <summary>Under a quarter of the planned time.</summary>
    Missed,

    /// <summary>More than tolerance allows.</summary>
    Long,
}

/// <summary>Whether the workout as a whole was done as planned.</summary>
public enum SessionVerdict : byte
{
    /// <summary>Nothing to judge by, or no workout to judge against.</summary>
    Unknown,

    /// <summary>All runs done, and no extra run beyond tolerance.</summary>
    AsPlanned,

    /// <summary>Some of it.</summary>
    Partly,

    /// <summary>More running than planned: over 110 %, or a walk run through.</summary>
    Overdone,

    /// <summary>Under 25 % of the planned run time.</summary>
    NotDone,
}

/// <summary>What told where an interval begins and ends.</summary>
public enum BoundarySource : byte
{
    /// <summary>The plan's own timing: nothing in the file tells.</summary>
    Plan,

    /// <summary>A change of gait in the records.</summary>
    Gait,

    /// <summary>A lap.</summary>
    Lap,
}

/// <summary>The kinds of testimony that an activity held and that were used.</summary>
[Flags]
public enum Witnesses
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Laps that name their workout step.</summary>
    WorkoutSteps = 1,

    /// <summary>Laps that mark steps without naming them.</summary>
    Laps = 2,

    /// <summary>The watch's own splits.</summary>
    Splits = 4,

    /// <summary>Speed, or distance over time.</summary>
    Speed = 8,

    /// <summary>Cadence.</summary>
    Cadence = 16,

    /// <summary>Vertical oscillation, stance time, step length or power.</summary>
    Dynamics = 32,
}

/// <summary>A stretch of one motion. Half-open, in wall-clock time from the recording's start.</summary>
public readonly record struct MotionSegment(Motion Motion, Duration Start, Duration End);

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

/// <summary>
/// What a <see cref="Verifier"/> found: filled by it, read by others, and filled again without allocating once its lists have grown.
/// </summary>
public sealed class SessionVerification
{
    /// <summary>The workout that was verified against; null when there was none.</summary>
    public Workout? Workout { get; internal set; }

    /// <summary>What the file had to testify with.</summary>
    public Witnesses Witnesses { get; internal set; }

    /// <summary>Each planned interval in order; empty without a workout.</summary>
    public List<VerifiedInterval> Intervals { get; } = [];

    /// <summary>The blind segmentation of the whole recording, in order and without gaps; pauses belong to no segment.</summary>
    public List<MotionSegment> Segments { get; } = [];

    /// <summary>Running that belongs to no planned interval.</summary>
    public List<MotionSegment> Extra { get; } = [];

    /// <summary>All running, in timer time.</summary>
    public Duration Run { get; internal set; }

    /// <summary>The running that <see cref="Extra"/> lists.</summary>
    public Duration ExtraRun { get; internal set; }

    /// <summary>0 to 100; null when the verdict is <see cref="SessionVerdict.Unknown"/>.</summary>
    public int? Score { get; internal set; }

    /// <summary>The whole's verdict.</summary>
    public SessionVerdict Verdict { get; internal set; }

    /// <summary>How likely the verdict is right, 0 to 1.</summary>
    public double Confidence { get; internal set; }

    /// <summary>What a reader of the verdicts should know, in plain sentences.</summary>
    public List<string> Notes { get; } = [];
}
