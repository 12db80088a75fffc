namespace PostpartumRun.Intervals;

/// <summary>What is known of a channel before a file is read.</summary>
/// <param name="Walk">The middle of walking.</param>
/// <param name="WalkDeviation">Its standard deviation.</param>
/// <param name="WalkLow">The least that walking's values are taken for.</param>
/// <param name="WalkHigh">The most.</param>
/// <param name="Run">The middle of running.</param>
/// <param name="RunDeviation">Its standard deviation.</param>
/// <param name="RunLow">The least that running's values are taken for.</param>
/// <param name="RunHigh">The most.</param>
/// <param name="LeastGap">Middles nearer than this tell nothing.</param>
/// <param name="LeastDeviation">No curve is taken for narrower: values next to each other are not independent.</param>
/// <param name="Strength">How many seconds of a file the prior weighs.</param>
/// <param name="Weight">How much a second counts; below 1 where neighbouring values repeat each other.</param>
/// <param name="Most">The most that a second can say, in natural logarithms of the likelihood ratio.</param>
internal sealed record GaitPrior(
    double Walk, double WalkDeviation, double WalkLow, double WalkHigh,
    double Run, double RunDeviation, double RunLow, double RunHigh,
    double LeastGap, double LeastDeviation, double Strength, double Weight, double Most)
{
    /// <summary>Steps a minute: walking 100–125, brisk walking up to 135, running 150–175 (watch.md's figures).</summary>
    internal static readonly GaitPrior Cadence = new(114, 9, 80, 138, 162, 9, 142, 210, 12, 5, 40, 0.8, 3);

    /// <summary>Metres a second: walking up to 1.85, slow jogging from 1.6.</summary>
    internal static readonly GaitPrior Speed = new(1.45, 0.2, 0.8, 2.0, 2.4, 0.35, 1.5, 5, 0.12, 0.12, 30, 0.5, 1.2);

    /// <summary>Millimetres that the trunk rises and falls: about 50 in walking, 85 in running.</summary>
    internal static readonly GaitPrior Oscillation = new(50, 10, 15, 72, 85, 14, 62, 140, 10, 8, 40, 0.5, 1.5);

    /// <summary>Milliseconds of a foot on the ground: over half a second in walking, under 0.35 in running.</summary>
    internal static readonly GaitPrior Stance = new(560, 80, 400, 900, 280, 40, 150, 380, 60, 25, 40, 0.5, 1.5);
}
