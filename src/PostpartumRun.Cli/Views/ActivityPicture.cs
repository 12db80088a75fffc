using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Reports;

namespace PostpartumRun.Cli.Views;

/// <summary>
/// An activity drawn in a terminal's letters: what was planned over what was done, and pace and cadence below, on one axis of time. Runs are
/// tall blocks, walks low ones, and standing dots, so that it reads without colour too.
/// </summary>
internal sealed class ActivityPicture
{
    private const int LabelWidth = 12, ScaleWidth = 8, LeastWidth = 20, MostWidth = 150, ChartRows = 3;
    private const string Eighths = "▁▂▃▄▅▆▇█";

    private readonly VerificationDocument _document;
    private readonly ActivityTraces? _traces;
    private readonly IReadOnlyList<PlannedBar> _bars;
    private readonly double _end;
    private readonly int _width;
    private readonly Motion?[] _done;

    private ActivityPicture(VerificationDocument document, ActivityTraces? traces, int columns)
    {
        (_document, _traces) = (document, traces);
        _bars = PlannedBar.Of(document);
        _end = PlannedBar.AxisEnd(document, _bars);
        _width = Math.Clamp(columns - LabelWidth - ScaleWidth, LeastWidth, MostWidth);
        _done = Cells(document.Segments.Select(segment => (segment.Gait, At(segment.Start), At(segment.End))));
    }

    /// <summary>Draws an activity.</summary>
    /// <param name="document">Its verification.</param>
    /// <param name="traces">What was recorded; null for the bars alone.</param>
    /// <param name="columns">The terminal's width in letters.</param>
    /// <returns>Lines of markup.</returns>
    public static IEnumerable<string> Draw(VerificationDocument document, ActivityTraces? traces, int columns) => new ActivityPicture(document, traces, columns).Lines();

    private IEnumerable<string> Lines()
    {
        if (_bars.Count > 0)
        {
            yield return Labelled("", Marks());
            yield return Labelled("planned", Bar(Cells(_bars.Select(bar => (bar.Interval.Gait == Gait.Run ? Motion.Run : Motion.Walk, bar.Start, bar.End)))));
        }
        if (_document.Segments.Count > 0)
            yield return Labelled("done", Bar(_done));
        if (_traces is not null)
        {
            foreach (string line in Chart("pace", "min/km", _traces.Speed, 1, speed => TimeAxis.Text(1000 / speed)).Concat(Chart("cadence", "steps/min", _traces.Cadence, 60, steps => steps.ToString("0", CultureInfo.InvariantCulture))))
                yield return line;
        }
        yield return Labelled("", $"[grey]{Axis()}[/]");
    }

    private static string Labelled(string label, string markup) => $"  {label.PadRight(LabelWidth - 2)}{markup}";

    private double At(DateTimeOffset time) => (time - _document.Activity.Start).TotalSeconds;

    /// <summary>What took up most of each cell; null where nothing did.</summary>
    private Motion?[] Cells(IEnumerable<(Motion Motion, double Start, double End)> parts)
    {
        var seconds = new double[_width, 4];
        foreach (var (motion, start, end) in parts)
        {
            for (int cell = Math.Max(0, (int)(start / _end * _width)); cell < _width && cell * _end / _width < end; cell++)
                seconds[cell, (int)motion] += Math.Min(end, (cell + 1) * _end / _width) - Math.Max(start, cell * _end / _width);
        }
        return [.. Enumerable.Range(0, _width).Select(cell => Most(seconds, cell))];
    }

    private static Motion? Most(double[,] seconds, int cell)
    {
        var most = Enum.GetValues<Motion>().MaxBy(motion => seconds[cell, (int)motion]);
        return seconds[cell, (int)most] > 0 ? most : null;
    }

    private static string Bar(Motion?[] cells) => Colored(cells, cells.Select(motion => motion switch
    {
        Motion.Run => '▆',
        Motion.Walk => '▂',
        Motion.Still => '.',
        Motion.Unknown => '?',
        _ => ' ',
    }));

    /// <summary>Letters in the colours of their motions, one pair of tags for each stretch of the same.</summary>
    private static string Colored(Motion?[] motions, IEnumerable<char> letters)
    {
        var markup = new StringBuilder();
        string? color = null;
        foreach (var (motion, letter) in motions.Zip(letters))
        {
            string? next = letter == ' ' ? null : motion switch { Motion.Run => "deepskyblue1", Motion.Walk => "orange1", _ => "grey" };
            if (next != color)
                markup.Append(color is null ? "" : "[/]").Append(next is null ? "" : $"[{next}]");
            color = next;
            markup.Append(letter);
        }
        return markup.Append(color is null ? "" : "[/]").ToString();
    }

    /// <summary>Each interval's verdict above its middle; where there is no room for all, those that were not done.</summary>
    private string Marks()
    {
        string[] cells = [.. Enumerable.Repeat(" ", _width)];
        foreach (var bar in _bars.OrderBy(bar => bar.Interval.Verdict != IntervalVerdict.Done))
        {
            int cell = Math.Clamp((int)((bar.Start + bar.End) / 2 / _end * _width), 0, _width - 1);
            cells[cell] = bar.Interval.Verdict switch
            {
                IntervalVerdict.Done => "[green]✓[/]",
                IntervalVerdict.Short => "[yellow]-[/]",
                IntervalVerdict.Missed => "[red]✗[/]",
                IntervalVerdict.Long => "[red]+[/]",
                _ => "?",
            };
        }
        return string.Concat(cells);
    }

    private IEnumerable<string> Chart(string name, string unit, ImmutableArray<float> values, double low, Func<double, string> text)
    {
        double[] means = TraceBins.Means(_traces!.Times, values, _end, _width);
        double[] known = [.. means.Where(value => value > low).Order()];
        if (known.Length == 0)
            yield break;
        double high = known[(int)((known.Length - 1) * 0.98)];
        int?[] levels = [.. means.Select(value => double.IsNaN(value) ? (int?)null : Math.Clamp((int)Math.Round((value - low) / (high - low) * Eighths.Length * ChartRows), 1, Eighths.Length * ChartRows))];
        yield return "";
        for (int row = ChartRows - 1; row >= 0; row--)
        {
            int foot = row * Eighths.Length;
            string letters = Colored(_done, levels.Select(level => level > foot ? Eighths[Math.Min(level.Value - foot, Eighths.Length) - 1] : ' '));
            string scale = row == ChartRows - 1 ? text(high) : row == 0 ? text(low) : "";
            yield return $"{Labelled(row == ChartRows - 1 ? name : row == ChartRows - 2 ? unit : "", letters)} [grey]{scale}[/]".TrimEnd();
        }
    }

    private string Axis()
    {
        var axis = new StringBuilder();
        foreach (int tick in TimeAxis.Ticks(_end, _width / 9))
        {
            int cell = (int)(tick / _end * _width);
            if (cell >= axis.Length && cell + TimeAxis.Text(tick).Length <= _width + ScaleWidth)
                axis.Append(' ', cell - axis.Length).Append(TimeAxis.Text(tick));
        }
        return axis.ToString();
    }
}
