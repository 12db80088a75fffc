namespace PostpartumRun.Evaluation;

/// <summary>How one runner moves, on one day. Cadence in steps a minute, speeds in metres a second, times in seconds.</summary>
internal sealed record Body
{
    public required double WalkCadence { get; init; }

    public required double RunCadence { get; init; }

    public required double WalkSpeed { get; init; }

    public required double RunSpeed { get; init; }

    /// <summary>How long a change of gait takes.</summary>
    public required double RampSeconds { get; init; }

    /// <summary>How much faster than her pace she sets off, as a share, fading over some 15 s.</summary>
    public required double Overshoot { get; init; }

    /// <summary>The share of pace lost by the end of an hour.</summary>
    public required double Fatigue { get; init; }

    /// <summary>How far cadence wanders over the outing, as a share.</summary>
    public required double Drift { get; init; }

    public required double CadenceNoise { get; init; }

    public required double SpeedNoise { get; init; }

    /// <summary>The share of pace that the steepest slope takes.</summary>
    public required double Hills { get; init; }

    /// <summary>The length of a hill in seconds.</summary>
    public required double HillSeconds { get; init; }

    public required double RestingHeartRate { get; init; }

    public static Body Draw(Dice dice, IReadOnlySet<Trouble> troubles, bool isSpeedAlone)
    {
        bool isSlow = troubles.Contains(Trouble.SlowJogger), isBrisk = troubles.Contains(Trouble.BriskWalker);
        double walkCadence = isBrisk ? dice.Between(125, 135) : dice.Normal(113, 6, 98, 124);
        double runCadence = isSlow ? dice.Between(145, 170) : dice.Normal(163, 7, 148, 182);
        double walkSpeed = isSlow ? dice.Between(1.45, 1.7) : dice.Normal(1.45, 0.13, 1.15, isBrisk ? 1.9 : 1.75);
        double runSpeed = isSlow ? dice.Between(1.6, 1.9) : dice.Normal(2.35, 0.25, 1.9, 3.1);
        return new()
        {
            WalkCadence = walkCadence,
            RunCadence = Math.Max(runCadence, walkCadence + 10),
            WalkSpeed = walkSpeed,
            // With speed as the only witness, gaits that share a speed cannot be told apart by anybody: such outings are a row of their
            // own.
            RunSpeed = isSpeedAlone && !isSlow ? Math.Max(runSpeed, walkSpeed + 0.5) : Math.Max(runSpeed, walkSpeed + 0.05),
            RampSeconds = dice.Between(1, 4),
            Overshoot = dice.Chance(0.4) ? dice.Between(0.03, 0.15) : 0,
            Fatigue = dice.Between(0, 0.15),
            Drift = dice.Between(-0.025, 0.025),
            CadenceNoise = dice.Between(1.2, 3.5),
            SpeedNoise = dice.Between(0.04, 0.11),
            Hills = troubles.Contains(Trouble.Hills) ? dice.Between(0.08, 0.18) : dice.Between(0, 0.03),
            HillSeconds = dice.Between(120, 500),
            RestingHeartRate = dice.Between(60, 85),
        };
    }
}
