namespace PostpartumRun.Intervals;

/// <summary>
/// Moves a change that speed alone told to where the speed began to change: a receiver's filter makes it cross the middle between
/// two gaits seconds after the runner did.
/// </summary>
internal static class BoundaryOnset
{
    private const int Reach = 7;

    /// <summary>The share of the whole change at which it has begun.</summary>
    private const double Begun = 0.35;

    /// <summary>Moves each change between running and walking to its onset.</summary>
    internal static void Sharpen(Span<Motion> motions, ReadOnlySpan<float> speed)
    {
        int settled = 0;
        for (int cell = 1; cell < motions.Length; cell++)
        {
            bool isUp = motions[cell] == Motion.Run && motions[cell - 1] == Motion.Walk;
            bool isDown = motions[cell] == Motion.Walk && motions[cell - 1] == Motion.Run;
            if (!isUp && !isDown)
                continue;
            int onset = Math.Max(settled + 1, Onset(speed, cell));
            motions[onset..cell].Fill(motions[cell]);
            settled = cell;
        }
    }

    private static int Onset(ReadOnlySpan<float> speed, int cell)
    {
        double before = Mean(speed, cell - 18, cell - 7);
        double after = Mean(speed, cell + 5, cell + 16);
        double change = after - before;
        if (!(Math.Abs(change) > 0.15))
            return cell;
        int onset = cell;
        while (onset > Math.Max(0, cell - Reach) && (speed[onset - 1] - before) / change > Begun)
            onset--;
        return onset;
    }

    private static double Mean(ReadOnlySpan<float> speed, int from, int to)
    {
        double sum = 0;
        int count = 0;
        for (int cell = Math.Max(0, from); cell < Math.Min(speed.Length, to); cell++)
        {
            if (float.IsNaN(speed[cell]))
                continue;
            sum += speed[cell];
            count++;
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
