using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Reports;

/// <summary>A planned interval as it is drawn: where it took place, or where it would have.</summary>
/// <param name="Interval">The interval.</param>
/// <param name="Start">Its start, in seconds from the activity's start, in wall-clock time.</param>
/// <param name="End">Its end; beyond the activity's end where she stopped before it. Its start where it was left out on the way.</param>
/// <param name="TookPlace">Whether there was any of it.</param>
public readonly record struct PlannedBar(DocumentInterval Interval, double Start, double End, bool TookPlace)
{
    /// <summary>How far an interval may end before the activity does, and still be its last: a record's distance.</summary>
    private const double Leeway = 1.5;

    /// <summary>
    /// One bar for each planned interval, in order. What the activity's end cut off keeps its planned length, so that the picture shows how
    /// much was left to do.
    /// </summary>
    public static IReadOnlyList<PlannedBar> Of(VerificationDocument document)
    {
        var origin = document.Activity.Start;
        double activityEnd = (document.Activity.End - origin).TotalSeconds;
        var bars = new List<PlannedBar>(document.Intervals.Count);
        int last = document.Intervals.Count - 1;
        while (last >= 0 && document.Intervals[last].End <= document.Intervals[last].Start)
            last--;
        double cursor = 0;
        for (int index = 0; index < document.Intervals.Count; index++)
        {
            var interval = document.Intervals[index];
            double start = Math.Max(cursor, (interval.Start - origin).TotalSeconds), end = Math.Max(start, (interval.End - origin).TotalSeconds);
            bool isCutOff = index > last || (index == last && interval.Verdict is IntervalVerdict.Short or IntervalVerdict.Missed && end >= activityEnd - Leeway);
            if (isCutOff && interval.PlannedSeconds is { } planned)
                end = Math.Max(end, start + planned);
            bars.Add(new(interval, start, end, index <= last && interval.End > interval.Start));
            cursor = end;
        }
        return bars;
    }

    /// <summary>The end of the axis that shows a whole activity and all that was planned, in seconds from its start; at least 1.</summary>
    public static double AxisEnd(VerificationDocument document, IReadOnlyList<PlannedBar> bars) =>
        Math.Max(1, Math.Max((document.Activity.End - document.Activity.Start).TotalSeconds, bars.Count > 0 ? bars[^1].End : 0));
}
