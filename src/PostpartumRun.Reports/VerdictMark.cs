using PostpartumRun.Intervals;

namespace PostpartumRun.Reports;

/// <summary>A verdict's mark: a form of its own for each, so that colour only helps.</summary>
internal static class VerdictMark
{
    public static void Draw(MarkupWriter writer, IntervalVerdict verdict, double x, double y)
    {
        var (style, path) = verdict switch
        {
            IntervalVerdict.Done => ("good", "m-5 0l3.5 4l6.5 -8"),
            IntervalVerdict.Short => ("warn", "m-4 0h8"),
            IntervalVerdict.Missed => ("bad", "m-4 -4l8 8m0 -8l-8 8"),
            IntervalVerdict.Long => ("bad", "m-5 0h10m-5 -5v10"),
            _ => ("axis", "m-3 -3c1 -3 6 -2 5 1c-1 2 -2 1 -2 4m0 2.5v.5"),
        };
        writer.Empty("path", ("class", $"mark {style}"), ("d", FormattableString.Invariant($"M{x:0.##} {y:0.##}{path}")));
    }
}
