namespace PostpartumRun.Intervals;

/// <summary>
/// From how clear an interval looks to how often such an interval was judged right: straight lines between points that were read off the
/// calibration table of 16,000 simulated outings of the tuning seeds (<c>docs/verification.md</c> says how), made monotone and rounded
/// down.
/// </summary>
internal static class ConfidenceMap
{
    private static ReadOnlySpan<double> Looks => [0, 0.25, 0.57, 0.66, 0.75, 0.84, 0.92, 0.99];

    private static ReadOnlySpan<double> Right => [0.3, 0.48, 0.85, 0.87, 0.97, 0.985, 0.99, 0.995];

    /// <summary>The share that was right of intervals as clear as that.</summary>
    internal static double Of(double clarity)
    {
        int above = 1;
        while (above < Looks.Length - 1 && Looks[above] < clarity)
            above++;
        double part = Math.Clamp((clarity - Looks[above - 1]) / (Looks[above] - Looks[above - 1]), 0, 1);
        return Right[above - 1] + (part * (Right[above] - Right[above - 1]));
    }
}
