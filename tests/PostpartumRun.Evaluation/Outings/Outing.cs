using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A kind of outing that is counted apart, and has its own target.</summary>
public enum Kind
{
    /// <summary>One fault of runner or watch, with cadence or laps.</summary>
    OneFault,

    /// <summary>One fault, with speed as the only witness.</summary>
    SpeedAlone,

    /// <summary>Several faults at once, of runner and of watch.</summary>
    Several,

    /// <summary>
    /// Speed as the only witness of a runner who jogs as slowly as she walks. No target: the truth or "cannot tell" is right.
    /// </summary>
    SpeedAlike,

    /// <summary>Neither cadence nor speed nor anything else that tells a gait. Only "cannot tell" is right.</summary>
    Nothing,
}

/// <summary>What one outing is made of. All of it follows from set, kind and seed.</summary>
public sealed record Outing
{
    /// <summary>The set of seeds.</summary>
    public required SeedSet Set { get; init; }

    /// <summary>The kind.</summary>
    public required Kind Kind { get; init; }

    /// <summary>Its number within the kind.</summary>
    public required long Seed { get; init; }

    /// <summary>What was planned.</summary>
    public required Workout Workout { get; init; }

    /// <summary>What she made of it.</summary>
    public required IReadOnlyList<Behaviour> Behaviours { get; init; }

    /// <summary>What makes it hard to read.</summary>
    public required IReadOnlySet<Trouble> Troubles { get; init; }

    /// <summary>Whether the watch led her from step to step; else she kept the time herself, and the file carries no workout.</summary>
    public required bool IsWatchLed { get; init; }

    /// <summary>Whether laps mark the steps, where no trouble of laps says otherwise.</summary>
    public required bool HasStepLaps { get; init; }

    /// <summary>Whether speed is the only witness, by design.</summary>
    public bool IsSpeedAlone => Kind is Kind.SpeedAlone or Kind.SpeedAlike;

    /// <summary>What finds it again.</summary>
    public override string ToString() =>
        $"{Kind}:{Seed} ({(IsWatchLed ? "watch-led" : "self-timed")}{(HasStepLaps ? ", laps" : "")}; {string.Join("+", Behaviours)}; "
        + $"{(Troubles.Count == 0 ? "clean" : string.Join("+", Troubles.Order()))})";
}
