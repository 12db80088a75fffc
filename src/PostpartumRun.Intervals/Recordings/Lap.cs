namespace PostpartumRun.Intervals;

/// <summary>What ended a lap; the values are the protocol's (<c>lap_trigger</c>).</summary>
public enum LapTrigger : byte
{
    /// <summary>The lap button, or the end of a workout's step.</summary>
    Manual = 0,

    /// <summary>A set time.</summary>
    Time = 1,

    /// <summary>A set distance (auto-lap).</summary>
    Distance = 2,

    /// <summary>A place: start.</summary>
    PositionStart = 3,

    /// <summary>A place: lap.</summary>
    PositionLap = 4,

    /// <summary>A place: waypoint.</summary>
    PositionWaypoint = 5,

    /// <summary>A place: marked.</summary>
    PositionMarked = 6,

    /// <summary>The end of the session.</summary>
    SessionEnd = 7,

    /// <summary>Gym equipment.</summary>
    FitnessEquipment = 8,

    /// <summary>Not said.</summary>
    Unknown = 255,
}

/// <summary>A lap as the watch marked it.</summary>
/// <param name="Start">When it began, from the recording's start, in wall-clock time.</param>
/// <param name="Elapsed">Its wall-clock length, pauses included.</param>
/// <param name="Timer">Its timer time, pauses left out.</param>
/// <param name="Trigger">What ended it.</param>
/// <param name="StepIndex">The workout step that it belongs to, in the watch's numbering; null where the watch named none.</param>
/// <param name="DistanceMeters">Its distance in metres, or NaN.</param>
public readonly record struct Lap(
    Duration Start, Duration Elapsed, Duration Timer, LapTrigger Trigger, int? StepIndex, double DistanceMeters)
{
    /// <summary>When it ended, from the recording's start.</summary>
    public Duration End => Start + Elapsed;
}

/// <summary>What a split is about; the values are the protocol's (<c>split_type</c>), and others than these can occur.</summary>
public enum SplitKind : byte
{
    /// <summary>An active interval.</summary>
    IntervalActive = 3,

    /// <summary>A rest between intervals.</summary>
    IntervalRest = 4,

    /// <summary>A warm-up.</summary>
    IntervalWarmup = 5,

    /// <summary>A cool-down.</summary>
    IntervalCooldown = 6,

    /// <summary>A recovery between intervals.</summary>
    IntervalRecovery = 7,

    /// <summary>Running, as the watch itself detected it.</summary>
    DetectedRun = 17,

    /// <summary>Walking, as the watch itself detected it.</summary>
    DetectedWalk = 18,

    /// <summary>Standing, as the watch itself detected it.</summary>
    DetectedStand = 22,
}

/// <summary>A stretch of the activity that the watch itself put a name to.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Start">When it began, from the recording's start, in wall-clock time.</param>
/// <param name="End">When it ended.</param>
public readonly record struct Split(SplitKind Kind, Duration Start, Duration End);

/// <summary>A time in which the watch's timer stood still.</summary>
/// <param name="Start">When it stopped, from the recording's start, in wall-clock time.</param>
/// <param name="End">When it went on.</param>
public readonly record struct Pause(Duration Start, Duration End);
