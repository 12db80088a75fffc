using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Reports;

/// <summary>
/// An activity in a picture: what was planned over what was done, each verdict above its interval, and pace, cadence and heart rate below,
/// on one axis of time. SVG; the same document and traces give the same bytes.
/// </summary>
public sealed class ActivityFigure
{
    private const double LaneHeight = 38, LaneGap = 10, PanelHeight = 104, PanelGap = 20, LegendRow = 20;

    private readonly VerificationDocument _document;
    private readonly ActivityTraces? _traces;
    private readonly FigureFrame _frame;
    private readonly IReadOnlyList<PlannedBar> _bars;
    private readonly double _end;
    private readonly MarkupWriter _writer;
    private readonly double _lanesTop;

    private ActivityFigure(VerificationDocument document, ActivityTraces? traces, FigureFrame frame)
    {
        (_document, _traces, _frame) = (document, traces, frame);
        _bars = PlannedBar.Of(document);
        _end = PlannedBar.AxisEnd(document, _bars);
        _lanesTop = (frame.IsPage ? 6 : 46) + (_bars.Count > 0 ? 18 : 0);
        _writer = frame.Begin(Height, $"{FigureWords.FileOf(document)}: {FigureWords.Of(document.Verdict)}", FigureWords.Describe(document));
    }

    private double Left => _frame.IsSlim ? 56 : 74;

    private double Right => _frame.IsSlim ? 18 : 24;

    private double PlotWidth => _frame.Width - Left - Right;

    private double DoneTop => _lanesTop + (_bars.Count > 0 ? LaneHeight + LaneGap : 0);

    private double PanelsTop => DoneTop + LaneHeight + (_document.Extra.Count > 0 ? 30 : 22);

    private double PanelsBottom => PanelsTop + (TracePanel.Of(_traces).Count * (PanelHeight + PanelGap)) - (TracePanel.Of(_traces).Count > 0 ? PanelGap : 0);

    private double Height => PanelsBottom + 62 + (LegendRows().Max(entry => entry.Row) * LegendRow);

    /// <summary>Draws an activity.</summary>
    /// <param name="document">Its verification.</param>
    /// <param name="traces">What was recorded; null where that is not known any more.</param>
    /// <param name="frame">What it is drawn for.</param>
    /// <returns>The SVG's text.</returns>
    public static string Draw(VerificationDocument document, ActivityTraces? traces, FigureFrame frame)
    {
        var figure = new ActivityFigure(document, traces, frame);
        using (figure._writer)
        {
            figure.Head();
            figure.Backdrop();
            figure.Planned();
            figure.Done();
            figure.Panels();
            figure.Axis();
            figure.Legend();
            return FigureFrame.Finish(figure._writer);
        }
    }

    private double X(double seconds) => Left + (Math.Clamp(seconds, 0, _end) / _end * PlotWidth);

    private double X(DateTimeOffset time) => X((time - _document.Activity.Start).TotalSeconds);

    private void Head()
    {
        if (_frame.IsPage)
            return;
        _writer.Element("text", FigureWords.Headline(_document), ("class", "head"), ("x", Left), ("y", 24));
        _writer.Element("text", FigureWords.Subline(_document), ("class", "dim small"), ("x", Left), ("y", 41));
    }

    /// <summary>Where runs were planned, and where the timer stood still, through all panels.</summary>
    private void Backdrop()
    {
        double top = _lanesTop, height = PanelsBottom - top;
        foreach (var bar in _bars.Where(bar => bar.Interval.Gait == Gait.Run && bar.End > bar.Start))
            _writer.Empty("rect", ("class", "band"), ("x", X(bar.Start)), ("y", top), ("width", X(bar.End) - X(bar.Start)), ("height", height));
        foreach (var pause in _traces?.Pauses ?? [])
        {
            double start = X(pause.Start.Seconds), width = X(pause.End.Seconds) - start;
            if (width <= 0)
                continue;
            _writer.Begin("rect", ("class", "pause"), ("x", start), ("y", top), ("width", width), ("height", height));
            _writer.Element("title", $"paused for {TimeAxis.Text((pause.End - pause.Start).Seconds)}").End().Line();
        }
    }

    private void Planned()
    {
        if (_bars.Count == 0)
            return;
        LaneName("planned", _lanesTop);
        foreach (var bar in _bars)
        {
            var motion = bar.Interval.Gait switch { Gait.Run => Motion.Run, Gait.Walk => Motion.Walk, _ => Motion.Unknown };
            double width = Math.Max(2, X(bar.End) - X(bar.Start));
            _writer.Begin("g", ("class", "interval"));
            _writer.Element("title", FigureWords.Of(bar.Interval));
            Bar(motion, X(bar.Start), width, _lanesTop, bar.TookPlace ? null : "left");
            // A mark between others that are as narrow would say nothing; one that is not "done" always stands.
            if (width >= 9 || bar.Interval.Verdict != IntervalVerdict.Done)
                VerdictMark.Draw(_writer, bar.Interval.Verdict, X(bar.Start) + (width / 2), _lanesTop - 10);
            _writer.End().Line();
        }
    }

    private void Done()
    {
        LaneName("done", DoneTop);
        foreach (var segment in _document.Segments)
        {
            _writer.Begin("g", ("class", "segment"));
            _writer.Element("title", FigureWords.Of(segment, _document.Activity.Start));
            Bar(segment.Gait, X(segment.Start), Math.Max(0.5, X(segment.End) - X(segment.Start)), DoneTop, null);
            _writer.End().Line();
        }
        foreach (var extra in _document.Extra)
        {
            double start = X(extra.Start), width = Math.Max(3, X(extra.End) - start), y = DoneTop + LaneHeight + 4;
            _writer.Begin("g").Element("title", $"{TimeAxis.Text(extra.Seconds)} of running that was not planned");
            _writer.Empty("path", ("class", "extra"), ("d", FormattableString.Invariant($"M{start:0.##} {y}v5h{width:0.##}v-5"))).End().Line();
        }
    }

    /// <summary>A run fills the lane, a walk over half of it, and standing a line at its foot: shape tells before colour does.</summary>
    private void Bar(Motion motion, double x, double width, double top, string? extraClass)
    {
        double height = motion switch { Motion.Run => LaneHeight, Motion.Walk => LaneHeight * 0.55, Motion.Still => 5, _ => LaneHeight * 0.55 };
        string? fill = motion switch { Motion.Run => $"url(#{_frame.Id}-run)", Motion.Walk => $"url(#{_frame.Id}-walk)", _ => null };
        string? name = motion switch { Motion.Still => "still", Motion.Unknown => "unknown", _ => null };
        _writer.Empty("rect", ("class", name is null ? extraClass : name), ("fill", fill), ("x", x), ("y", top + LaneHeight - height), ("width", width), ("height", height));
    }

    private void LaneName(string name, double top)
    {
        _writer.Element("text", name, ("class", _frame.IsSlim ? "end small" : "end"), ("x", Left - 8), ("y", top + LaneHeight - 6));
        _writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{Left} {top + LaneHeight:0.##}H{_frame.Width - Right}")));
    }

    private void Panels()
    {
        double top = PanelsTop;
        _writer.Begin("g", ("class", "panels"), ("data-left", Left), ("data-width", PlotWidth), ("data-end", _end), ("data-bottom", PanelsBottom + 4)).Line();
        foreach (var panel in TracePanel.Of(_traces))
        {
            panel.Draw(_writer, _traces!, _end, Left, top, PlotWidth, PanelHeight);
            top += PanelHeight + PanelGap;
        }
        _writer.End().Line();
    }

    private void Axis()
    {
        double y = PanelsBottom + 4;
        _writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{Left} {y:0.##}H{_frame.Width - Right}")));
        foreach (int tick in TimeAxis.Ticks(_end, (int)(PlotWidth / (_frame.IsSlim ? 48 : 64))))
        {
            _writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{X(tick):0.##} {y:0.##}v5")));
            _writer.Element("text", TimeAxis.Text(tick), ("class", "mid small"), ("x", X(tick)), ("y", y + 18));
        }
    }

    private void Legend()
    {
        foreach (var ((name, mark), row, x) in LegendRows())
        {
            double y = PanelsBottom + 50 + (row * LegendRow);
            mark(x, y);
            _writer.Element("text", name, ("class", "small"), ("x", x + 18), ("y", y));
        }
    }

    /// <summary>Where each entry of the legend stands: beside the one before it, or in a new row where there is no more room.</summary>
    private IEnumerable<((string Name, Action<double, double> Mark) Entry, int Row, double X)> LegendRows()
    {
        double first = _frame.IsSlim ? 8 : Left, x = first;
        int row = 0;
        foreach (var entry in LegendEntries())
        {
            double width = 18 + (entry.Name.Length * 6.2);
            if (x > first && x + width > _frame.Width - 4)
                (x, row) = (first, row + 1);
            yield return (entry, row, x);
            x += width + 16;
        }
    }

    private IEnumerable<(string Name, Action<double, double> Mark)> LegendEntries()
    {
        yield return ("run", Swatch($"url(#{_frame.Id}-run)", null, 12));
        yield return ("walk", Swatch($"url(#{_frame.Id}-walk)", null, 7));
        if (_document.Segments.Any(segment => segment.Gait == Motion.Still))
            yield return ("standing", Swatch(null, "still", 4));
        if (_document.Segments.Any(segment => segment.Gait == Motion.Unknown))
            yield return ("cannot tell", Swatch(null, "unknown", 7));
        if (_document.Extra.Count > 0)
            yield return ("not planned", (x, y) => _writer.Empty("path", ("class", "extra"), ("d", FormattableString.Invariant($"M{x:0.##} {y - 7:0.##}v5h13v-5"))));
        foreach (var verdict in _document.Intervals.Select(interval => interval.Verdict).Distinct().Order())
            yield return (FigureWords.Of(verdict), (x, y) => VerdictMark.Draw(_writer, verdict, x + 6, y - 4));

        Action<double, double> Swatch(string? fill, string? style, double height) => (x, y) =>
            _writer.Empty("rect", ("class", style), ("fill", fill), ("x", x), ("y", y + 2 - height), ("width", 13), ("height", height));
    }
}
