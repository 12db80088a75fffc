namespace PostpartumRun.Intervals;

/// <summary>The rules by which time in gait becomes a verdict.</summary>
internal static class Judgement
{
    /// <summary>Under this share of the planned length, an interval is missed.</summary>
    internal const double LeastShare = 0.25;

    /// <summary>Running on top, in seconds, that nobody would call a deviation: a dash across a road.</summary>
    internal const double LeastExtra = 10;

    /// <summary>How far a length may be off: five seconds, or a tenth.</summary>
    internal static double Tolerance(double planned) => Math.Max(5, 0.1 * planned);

    /// <summary>The verdict of so much against so much, in the same unit.</summary>
    internal static IntervalVerdict Of(double done, double planned, double tolerance, bool canBeLong)
    {
        // Half a second is lost in rounding to whole seconds.
        const double Rounding = 0.5;
        if (done < LeastShare * planned)
            return IntervalVerdict.Missed;
        if (done < planned - tolerance - Rounding)
            return IntervalVerdict.Short;
        return canBeLong && done > planned + tolerance + Rounding ? IntervalVerdict.Long : IntervalVerdict.Done;
    }
}
