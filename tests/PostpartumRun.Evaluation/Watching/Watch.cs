namespace PostpartumRun.Evaluation;

/// <summary>How a watch tells cadence.</summary>
internal enum CadenceUnit
{
    /// <summary>Strides a minute with 1/128ths.</summary>
    StridesWithFraction,

    /// <summary>Whole strides a minute.</summary>
    Strides,

    /// <summary>Steps a minute.</summary>
    Steps,
}

/// <summary>Which speed fields a watch stores.</summary>
internal enum SpeedFields
{
    Plain,
    Enhanced,
    Both,

    /// <summary>Distance alone, from which speed follows.</summary>
    DistanceAlone,
    None,
}

/// <summary>How one watch measures and stores, on one day. Times in seconds.</summary>
internal sealed record Watch
{
    public required bool HasCadence { get; init; }

    public required CadenceUnit Unit { get; init; }

    public required SpeedFields Speed { get; init; }

    /// <summary>Over how long cadence is averaged, backwards.</summary>
    public required double CadenceWindow { get; init; }

    /// <summary>How long ago the place was that GPS takes her to be at.</summary>
    public required double SpeedDelay { get; init; }

    /// <summary>How slowly its filter follows.</summary>
    public required double SpeedSmoothing { get; init; }

    public required double SpeedNoise { get; init; }

    /// <summary>What speed is multiplied by: a foot pod that was never calibrated.</summary>
    public required double SpeedScale { get; init; }

    /// <summary>How much of the true difference in speed a treadmill's guess shows.</summary>
    public required double SpeedContrast { get; init; }

    /// <summary>Whether vertical oscillation, stance time, step length and power are stored.</summary>
    public required bool HasDynamics { get; init; }

    public required bool HasHeartRate { get; init; }

    public static Watch Draw(Dice dice, Outing outing)
    {
        var troubles = outing.Troubles;
        bool isLagging = troubles.Contains(Trouble.GpsLag), isTreadmill = troubles.Contains(Trouble.TreadmillWrongSpeed);
        bool isWithoutSpeed = troubles.Contains(Trouble.NoSpeed) || troubles.Contains(Trouble.TreadmillNoSpeed);
        bool isWristStill = troubles.Overlaps([Trouble.BuggyZero, Trouble.BuggyNonsense, Trouble.BuggyStretches, Trouble.NoCadence]);
        return new()
        {
            HasCadence = !troubles.Contains(Trouble.NoCadence),
            Unit = troubles.Contains(Trouble.CadenceInSteps) ? CadenceUnit.Steps
                : dice.Chance(0.7) ? CadenceUnit.StridesWithFraction : CadenceUnit.Strides,
            Speed = isWithoutSpeed ? SpeedFields.None
                : dice.Chance(0.06) ? SpeedFields.DistanceAlone
                : dice.Of(SpeedFields.Plain, SpeedFields.Enhanced, SpeedFields.Enhanced, SpeedFields.Both),
            CadenceWindow = dice.Between(1, 3),
            SpeedDelay = isLagging ? dice.Between(2, 6) : dice.Between(0, 1.5),
            SpeedSmoothing = isLagging ? dice.Between(1.5, 3) : dice.Between(0.7, 2),
            SpeedNoise = dice.Between(0.02, 0.09),
            SpeedScale = isTreadmill ? dice.Between(0.7, 1.3) : 1,
            SpeedContrast = isTreadmill ? dice.Between(0, 0.6) : 1,
            // What the wrist tells of the trunk it tells only while it swings.
            HasDynamics = !outing.IsSpeedAlone && outing.Kind != Kind.Nothing && !isWristStill && dice.Chance(0.25),
            HasHeartRate = dice.Chance(0.85),
        };
    }
}
