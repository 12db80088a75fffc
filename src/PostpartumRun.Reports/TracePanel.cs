using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Reports;

/// <summary>A channel under the bars: a line over time, with its own axis.</summary>
internal sealed class TracePanel
{
    /// <summary>The seconds without a value that a line goes on over.</summary>
    private const double LongestGap = 8;

    private readonly string _style;
    private readonly string _name;
    private readonly string _unit;
    private readonly Func<ActivityTraces, ImmutableArray<float>> _values;
    private readonly Func<double, IEnumerable<(double Value, string Text)>> _ticks;
    private readonly double _low;
    private readonly double _leastHigh;

    private TracePanel(
        string style, string name, string unit, Func<ActivityTraces, ImmutableArray<float>> values, double low, double leastHigh,
        Func<double, IEnumerable<(double, string)>> ticks) =>
        (_style, _name, _unit, _values, _low, _leastHigh, _ticks) = (style, name, unit, values, low, leastHigh, ticks);

    // Pace is drawn as speed, so that standing is at the foot and not at infinity; the axis names paces.
    private static readonly TracePanel _pace = new("speed", "pace", "min/km", traces => traces.Speed, 0, 3, PaceTicks);
    private static readonly TracePanel _cadence = new("cadence", "cadence", "steps/min", traces => traces.Cadence, 0, 180, high => Even(0, high, 60));
    private static readonly TracePanel _heart = new("heart", "heart rate", "beats/min", traces => traces.HeartRate, 60, 160, high => Even(60, high, 40));

    /// <summary>The panels for what was recorded; none where nothing is known.</summary>
    public static IReadOnlyList<TracePanel> Of(ActivityTraces? traces) =>
        traces is null ? [] : [.. new[] { _pace, _cadence, _heart }.Where(panel => panel._values(traces).Any(value => value > 0))];

    public void Draw(MarkupWriter writer, ActivityTraces traces, double end, double left, double top, double width, double height)
    {
        double[] means = TraceBins.Means(traces.Times, _values(traces), end, Math.Min((int)width, Math.Max(1, (int)end)));
        // One spike of a bad position must not press all the rest to the foot.
        double[] known = [.. means.Where(value => !double.IsNaN(value)).Order()];
        double high = Math.Max(_leastHigh, known.Length > 0 ? known[(int)((known.Length - 1) * 0.995)] * 1.08 : 0);
        double Y(double value) => top + height - ((Math.Clamp(value, _low, high) - _low) / (high - _low) * height);

        // What a page's script needs to tell a value from a place: the axis, and what it measures.
        writer.Begin("g", ("class", "panel"), ("data-name", _name), ("data-unit", _unit), ("data-low", _low), ("data-high", high), ("data-top", top), ("data-height", height));
        foreach (var (value, text) in _ticks(high))
        {
            writer.Empty("path", ("class", "grid"), ("d", FormattableString.Invariant($"M{left} {Y(value):0.##}h{width}")));
            writer.Element("text", text, ("class", "end small dim"), ("x", left - 8), ("y", Y(value) + 4));
        }
        writer.Element("text", $"{_name}, {_unit}", ("class", "small"), ("x", left + 4), ("y", top - 4));
        writer.Empty("path", ("class", $"trace {_style}"), ("d", Line(means, Math.Max(1, LongestGap * means.Length / end), left, width, Y)));
        writer.End().Line();
    }

    /// <summary>A line through what is known, broken where nothing is for longer than so many spans.</summary>
    private static string Line(double[] means, double longestGap, double left, double width, Func<double, double> y)
    {
        var path = new StringBuilder();
        int last = int.MinValue / 2;
        for (int bin = 0; bin < means.Length; bin++)
        {
            if (double.IsNaN(means[bin]))
                continue;
            path.Append(CultureInfo.InvariantCulture, $"{(bin - last <= longestGap ? 'L' : 'M')}{left + ((bin + 0.5) * width / means.Length):0.#} {y(means[bin]):0.#}");
            last = bin;
        }
        return path.ToString();
    }

    private static IEnumerable<(double, string)> PaceTicks(double high)
    {
        foreach (int minutes in (int[])[15, 10, 8, 6, 5, 4, 3])
        {
            double speed = 1000.0 / (minutes * 60);
            if (speed <= high && (minutes is 15 or 8 or 5 || high < 4))
                yield return (speed, TimeAxis.Text(minutes * 60));
        }
    }

    private static IEnumerable<(double, string)> Even(double low, double high, double step)
    {
        for (double value = low; value <= high; value += step)
            yield return (value, value.ToString("0", CultureInfo.InvariantCulture));
    }
}
