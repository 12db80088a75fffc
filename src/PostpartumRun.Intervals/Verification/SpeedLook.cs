namespace PostpartumRun.Intervals;

/// <summary>A first look at a file's speeds: whether they gather around two values, and which.</summary>
/// <param name="IsTwofold">Whether there are two, far enough apart to be walking and running.</param>
/// <param name="Slow">The slower, in metres a second.</param>
/// <param name="Fast">The faster.</param>
/// <param name="Top">What nine tenths of all speeds in motion lie below; 0 without any.</param>
internal readonly record struct SpeedLook(bool IsTwofold, double Slow, double Fast, double Top)
{
    /// <summary>A file of one speed, most of it below this, was walked.</summary>
    internal const double SurelyWalk = 1.63;

    /// <summary>What is above this in a file of one speed was run.</summary>
    internal const double SurelyRun = 2.0;

    private const int Bins = 100;
    private const double BinWidth = 0.05;
    private const int Reach = 5;

    /// <summary>Looks at the speeds, each averaged over the eleven seconds around it.</summary>
    internal static SpeedLook Of(Evidence evidence)
    {
        Span<int> counts = stackalloc int[Bins];
        counts.Clear();
        int total = 0;
        var speeds = evidence.Speed;
        double window = 0;
        int held = 0;
        for (int cell = 0; cell < speeds.Length; cell++)
        {
            window += float.IsNaN(speeds[cell]) ? 0 : speeds[cell];
            held = float.IsNaN(speeds[cell]) ? 0 : held + 1;
            int last = cell - (2 * Reach) - 1;
            if (last >= 0 && !float.IsNaN(speeds[last]))
                window -= speeds[last];
            double mean = window / ((2 * Reach) + 1);
            if (held <= 2 * Reach || mean < 0.7)
                continue;
            counts[Math.Min(Bins - 1, (int)(mean / BinWidth))]++;
            total++;
        }
        return total < 30 ? new(false, 0, 0, 0) : Split(counts, total);
    }

    /// <summary>The cut that leaves the least variance on its two sides (Otsu's), and whether there is a valley at it.</summary>
    private static SpeedLook Split(ReadOnlySpan<int> counts, int total)
    {
        double sum = 0;
        for (int bin = 0; bin < Bins; bin++)
            sum += Center(bin) * counts[bin];
        double best = -1, slow = 0, fast = 0;
        double below = 0, belowSum = 0;
        for (int cut = 0; cut < Bins - 1; cut++)
        {
            below += counts[cut];
            belowSum += Center(cut) * counts[cut];
            double above = total - below;
            if (below == 0 || above == 0)
                continue;
            double low = belowSum / below;
            double high = (sum - belowSum) / above;
            double between = below * above * (high - low) * (high - low);
            if (between > best)
                (best, slow, fast) = (between, low, high);
        }
        return new(IsTwo(counts, total, slow, fast), slow, fast, Quantile(counts, total, 0.9));
    }

    private static bool IsTwo(ReadOnlySpan<int> counts, int total, double slow, double fast)
    {
        double gap = fast - slow;
        if (gap < 0.25 || fast < 1.65 || slow > 2.1)
            return false;
        int inValley = 0, atFast = 0;
        for (int bin = 0; bin < Bins; bin++)
        {
            double center = Center(bin);
            if (center > slow + (gap / 3) && center < fast - (gap / 3))
                inValley += counts[bin];
            else if (center >= fast - (gap / 3))
                atFast += counts[bin];
        }
        return inValley < 0.22 * total && atFast >= 20;
    }

    private static double Quantile(ReadOnlySpan<int> counts, int total, double share)
    {
        int bin = 0;
        for (int seen = counts[0]; bin < Bins - 1 && seen < share * total; seen += counts[++bin])
        {
        }
        return Center(bin);
    }

    private static double Center(int bin) => (bin + 0.5) * BinWidth;
}
