namespace PostpartumRun.Intervals;

/// <summary>The gait that a step asks for. The default is <see cref="Open"/>: any will do.</summary>
public enum Gait : byte
{
    /// <summary>As she likes: the step asks for no gait, and none is judged.</summary>
    Open,

    /// <summary>Walking. Standing still within it is a rest, and counts.</summary>
    Walk,

    /// <summary>Running, however slow.</summary>
    Run,
}

/// <summary>What a step is for within its workout. The default is <see cref="None"/>: part of the main set.</summary>
public enum StepRole : byte
{
    /// <summary>Part of the main set.</summary>
    None,

    /// <summary>Before the main set.</summary>
    Warmup,

    /// <summary>After the main set.</summary>
    Cooldown,
}

/// <summary>An element of a workout: a <see cref="WorkoutStep"/>, or a <see cref="Repeat"/> of elements.</summary>
public abstract record WorkoutElement
{
    private protected WorkoutElement()
    {
    }
}

/// <summary>One thing to do, until its length is done.</summary>
/// <param name="Length">How long: a time, a distance, or until the lap button.</param>
/// <param name="Gait">What to do.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Note">A cue for the runner, or null. Any text without a double quote or a line break.</param>
/// <param name="Target">A pace or heart rate to keep; by default none.</param>
public sealed record WorkoutStep(
    StepLength Length,
    Gait Gait,
    StepRole Role = StepRole.None,
    string? Note = null,
    StepTarget Target = default) : WorkoutElement;
