namespace PostpartumRun.Intervals;

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
