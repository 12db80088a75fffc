using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>
/// Whether a file counts strides (both legs as one, as most watches do) or steps a minute: decided by its own values, since
/// nothing in the file says so.
/// </summary>
internal static class CadenceScale
{
    /// <summary>Below this a value says that the wrist did not swing, or that she stood.</summary>
    internal const float Least = 30;

    /// <summary>Nine tenths of a file's strides a minute lie below this; running at 208 steps a minute would not.</summary>
    private const int MostStrides = 104;

    /// <summary>Half of a file's values above this are a slow walk in steps or a sprint in strides: the speed tells which.</summary>
    private const int SlowSteps = 88;

    /// <summary>Turns a column into steps a minute. Returns whether any value tells of stepping.</summary>
    internal static bool ToSteps(Span<float> cadence, ReadOnlySpan<float> speed)
    {
        Span<int> counts = stackalloc int[256];
        counts.Clear();
        int total = 0;
        foreach (float value in cadence)
        {
            if (!(value > Least))
                continue;
            counts[(int)value]++;
            total++;
        }
        if (total == 0)
            return false;
        bool isSlowWalk = Quantile(counts, total, 0.5) > SlowSteps && IsWalkingPace(cadence, speed);
        if (Quantile(counts, total, 0.9) < MostStrides && !isSlowWalk)
        {
            Double(cadence);
        }
        return total >= 10;
    }

    private static void Double(Span<float> cadence)
    {
        int cell = 0;
        for (; cell <= cadence.Length - Vector<float>.Count; cell += Vector<float>.Count)
            (new Vector<float>(cadence[cell..]) * 2).CopyTo(cadence[cell..]);
        for (; cell < cadence.Length; cell++)
            cadence[cell] *= 2;
    }

    private static bool IsWalkingPace(ReadOnlySpan<float> cadence, ReadOnlySpan<float> speed)
    {
        double sum = 0;
        int count = 0;
        for (int cell = 0; cell < speed.Length; cell++)
        {
            if (!(cadence[cell] > Least) || float.IsNaN(speed[cell]))
                continue;
            sum += speed[cell];
            count++;
        }
        return count > 30 && sum / count is > 0.5 and < 1.7;
    }

    private static int Quantile(ReadOnlySpan<int> counts, int total, double share)
    {
        int seen = 0;
        for (int value = 0; value < counts.Length; value++)
        {
            seen += counts[value];
            if (seen >= share * total)
                return value;
        }
        return counts.Length - 1;
    }
}
