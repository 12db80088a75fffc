using System.Globalization;

namespace PostpartumRun.Reports;

/// <summary>Round figures along an axis.</summary>
public static class TimeAxis
{
    private static readonly int[] _steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

    /// <summary>Times at round distances from 0 to <paramref name="end"/>, at most <paramref name="most"/> of them and at least
    /// one.</summary>
    /// <param name="end">The axis' end in seconds.</param>
    /// <param name="most">How many there is room for.</param>
    public static IEnumerable<int> Ticks(double end, int most)
    {
        int step = Array.Find(_steps, step => end / step < Math.Max(1, most)) is > 0 and var fits ? fits : _steps[^1];
        for (int time = 0; time <= end; time += step)
            yield return time;
    }

    /// <summary>Minutes and seconds, or with hours: 5:00, 1:05:00.</summary>
    public static string Text(double seconds)
    {
        long whole = (long)Math.Round(seconds, MidpointRounding.AwayFromZero);
        return whole >= 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{whole / 3600}:{whole / 60 % 60:00}:{whole % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{whole / 60}:{whole % 60:00}");
    }
}
