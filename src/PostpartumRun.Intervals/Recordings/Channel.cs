namespace PostpartumRun.Intervals;

/// <summary>What a watch records along with the time, one column each in a <see cref="Recording"/>; NaN where a record lacks it.</summary>
public enum Channel : byte
{
    /// <summary>Speed over ground in metres a second, from GPS, a foot pod or the watch's guess.</summary>
    Speed,

    /// <summary>Distance from the activity's beginning, in metres.</summary>
    Distance,

    /// <summary>Cadence as recorded, with its fraction: strides a minute on most watches, steps a minute on some.</summary>
    Cadence,

    /// <summary>Heart rate in beats a minute.</summary>
    HeartRate,

    /// <summary>Rise and fall of the trunk within a step, in millimetres.</summary>
    VerticalOscillation,

    /// <summary>Time of a foot on the ground, in milliseconds.</summary>
    StanceTime,

    /// <summary>Length of a step, in millimetres.</summary>
    StepLength,

    /// <summary>Power in watts.</summary>
    Power,

    /// <summary>Height above sea level in metres.</summary>
    Altitude,
}
