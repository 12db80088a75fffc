namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>What a simulated watch and its wearer are like.</summary>
internal sealed record Watch
{
    internal bool HasSpeed { get; init; } = true;

    internal bool HasDistance { get; init; } = true;

    internal bool HasCadence { get; init; } = true;

    internal bool CountsSteps { get; init; }

    internal bool HasDynamics { get; init; }

    internal bool IsSmart { get; init; }

    internal bool IsBuggy { get; init; }

    internal bool IsSlow { get; init; }

    internal bool IsBrisk { get; init; }

    /// <summary>Seconds that the receiver lags by.</summary>
    internal double Lag { get; init; } = 2.5;

    internal double SpeedNoise { get; init; } = 0.08;

    internal bool Spikes { get; init; }

    internal bool LosesSignal { get; init; }

    internal bool Pauses { get; init; }

    /// <summary>Seconds that she is late, at most, at each change.</summary>
    internal double Reaction { get; init; } = 2;

    /// <summary>None, or laps, that name their step or don't.</summary>
    internal bool? LapsNameSteps { get; init; }

    internal bool HasAutoLap { get; init; }
}
