using System.Collections.Immutable;

namespace PostpartumRun.Reports;

/// <summary>A channel over a row of equal spans of time: what a column of a picture shows.</summary>
public static class TraceBins
{
    /// <summary>A record speaks for at most so many seconds after it: smart recording keeps one every 1–8.</summary>
    private const int LongestHold = 10;

    /// <summary>The mean of each span, NaN where nothing is known.</summary>
    /// <param name="times">Each record's time in seconds, ascending.</param>
    /// <param name="values">Each record's value, NaN for none; empty for none at all.</param>
    /// <param name="end">Where the last span ends, in seconds; the first begins at 0.</param>
    /// <param name="count">How many spans there are.</param>
    public static double[] Means(ImmutableArray<int> times, ImmutableArray<float> values, double end, int count)
    {
        double[] sums = new double[count];
        double[] weights = new double[count];
        double width = end / count;
        for (int index = 0; index < values.Length; index++)
        {
            if (float.IsNaN(values[index]) || times[index] < 0)
                continue;
            double next = index + 1 < times.Length ? Math.Min(times[index + 1], times[index] + LongestHold) : times[index] + 1;
            for (int bin = (int)(times[index] / width); bin < count && bin * width < next; bin++)
            {
                double seconds = Math.Min(next, (bin + 1) * width) - Math.Max(times[index], bin * width);
                sums[bin] += seconds * values[index];
                weights[bin] += seconds;
            }
        }
        for (int bin = 0; bin < count; bin++)
            sums[bin] = weights[bin] > 0 ? sums[bin] / weights[bin] : double.NaN;
        return sums;
    }
}
