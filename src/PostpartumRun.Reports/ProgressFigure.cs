using System.Globalization;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>How far a runner has come, in a picture: run minutes planned and done by week, the longest run, and what her body said, on one
/// axis of days.</summary>
public sealed class ProgressFigure
{
    /// <summary>So many weeks can be told apart on a phone, with a mark a day; the latest are there.</summary>
    private const int MostOnPhone = 8;

    private const double PanelHeight = 130;

    private readonly DecisionInputs _inputs;
    private readonly FigureFrame _frame;
    private readonly IReadOnlyList<ProgressWeek> _weeks;
    private readonly int _all;
    private readonly IReadOnlyList<Symptom> _symptoms;
    private readonly MarkupWriter _writer;

    private ProgressFigure(DecisionInputs inputs, IReadOnlyList<ProgressWeek> weeks, FigureFrame frame)
    {
        (_inputs, _frame, _all) = (inputs, frame, weeks.Count);
        _weeks = frame.IsSlim ? [.. weeks.TakeLast(MostOnPhone)] : weeks;
        var first = _weeks[0].Monday;
        _symptoms = [.. inputs.CheckIns.Where(checkIn => checkIn.Day >= first).SelectMany(checkIn => checkIn.Symptoms).Select(report => report.Symptom).Distinct().Order()];
        _writer = frame.Begin(RowsBottom + (IsCut ? 58 : 40), "Run minutes by week, longest run, and symptoms", Describe());
    }

    private double Left => _frame.IsSlim ? 26 : 150;

    private double Right => _frame.IsSlim ? 10 : 20;

    // On a phone a row's name stands above it, and not beside it.
    private double RowHeight => _frame.IsSlim ? 36 : 22;

    private double RowMiddle => _frame.IsSlim ? 25 : 11;

    private bool IsCut => _weeks.Count < _all;

    private double PlotWidth => _frame.Width - Left - Right;

    private static double LongestTop => 26 + PanelHeight + 34;

    private static double RowsTop => LongestTop + PanelHeight + 30;

    private double RowsBottom => RowsTop + ((_symptoms.Count + 1) * RowHeight);

    /// <summary>Draws a runner's progress.</summary>
    /// <param name="inputs">What the log says about her.</param>
    /// <param name="weeks">Her weeks; at least one.</param>
    /// <param name="frame">What it is drawn for.</param>
    /// <returns>The SVG's text.</returns>
    public static string Draw(DecisionInputs inputs, IReadOnlyList<ProgressWeek> weeks, FigureFrame frame)
    {
        ArgumentOutOfRangeException.ThrowIfZero(weeks.Count);
        var figure = new ProgressFigure(inputs, weeks, frame);
        using (figure._writer)
        {
            figure.RunMinutes();
            figure.LongestRuns();
            figure.CheckIns();
            figure.Axis();
            return FigureFrame.Finish(figure._writer);
        }
    }

    private double X(DateOnly day) => Left + ((day.DayNumber - _weeks[0].Monday.DayNumber) / (7.0 * _weeks.Count) * PlotWidth);

    private void RunMinutes()
    {
        double high = Math.Max(10, _weeks.Max(week => Math.Max(week.Planned.Seconds, week.Done.Seconds)) / 60 * 1.08), top = 26, width = PlotWidth / _weeks.Count;
        Grid("run minutes by week", top, high);
        foreach (var week in _weeks)
        {
            double x = X(week.Monday), done = week.Done.Seconds / 60 / high * PanelHeight, planned = week.Planned.Seconds / 60 / high * PanelHeight;
            _writer.Begin("g", ("class", "week"));
            _writer.Element("title", $"week of {RunnerSettings.Text(week.Monday)}: ran {TimeAxis.Text(week.Done.Seconds)}, {TimeAxis.Text(week.Planned.Seconds)} planned");
            _writer.Empty("rect", ("fill", $"url(#{_frame.Id}-run)"), ("x", x + (width * 0.18)), ("y", top + PanelHeight - done), ("width", width * 0.64), ("height", done));
            if (planned > 0)
                _writer.Empty("rect", ("class", "planned"), ("x", x + (width * 0.1)), ("y", top + PanelHeight - planned), ("width", width * 0.8), ("height", planned));
            _writer.End().Line();
        }
        Key("planned", "planned", null, _frame.Width - (_frame.IsSlim ? 138 : 190));
        Key("done", null, $"url(#{_frame.Id}-run)", _frame.Width - (_frame.IsSlim ? 58 : 100));
    }

    private void Key(string name, string? style, string? fill, double x)
    {
        _writer.Empty("rect", ("class", style), ("fill", fill), ("x", x), ("y", 5), ("width", 12), ("height", 12));
        _writer.Element("text", name, ("class", "small"), ("x", x + 18), ("y", 15));
    }

    private void LongestRuns()
    {
        var runs = _inputs.Activities.Where(activity => activity.LongestRun.Seconds > 0 && activity.Day >= _weeks[0].Monday).OrderBy(activity => activity.Start).ToList();
        double high = Math.Max(4, runs.Select(run => run.LongestRun.Seconds / 60).DefaultIfEmpty(0).Max() * 1.1), width = PlotWidth / _weeks.Count / 7;
        Grid("longest run, minutes", LongestTop, high);
        foreach (var run in runs)
        {
            _writer.Begin("circle", ("class", "dot"), ("cx", X(run.Day) + (width / 2)), ("cy", LongestTop + PanelHeight - (run.LongestRun.Seconds / 60 / high * PanelHeight)), ("r", 5));
            _writer.Element("title", $"{RunnerSettings.Text(run.Day)}: {TimeAxis.Text(run.LongestRun.Seconds)} without a walk").End().Line();
        }
    }

    /// <summary>A row for each symptom that was ever told of, and one for what else was said.</summary>
    private void CheckIns()
    {
        double width = PlotWidth / _weeks.Count / 7;
        Row(0, "no symptom");
        for (int row = 0; row < _symptoms.Count; row++)
            Row(row + 1, SymptomFacts.Id(_symptoms[row]).Replace('-', ' '));
        foreach (var checkIn in _inputs.CheckIns.Where(checkIn => checkIn.Day >= _weeks[0].Monday && checkIn.Day <= _inputs.Today).OrderBy(checkIn => checkIn.At))
        {
            double x = X(checkIn.Day) + (width / 2);
            if (checkIn.Symptoms.IsEmpty)
                _writer.Empty("path", ("class", "mark good"), ("d", FormattableString.Invariant($"M{x:0.##} {RowsTop + RowMiddle:0.##}m-5 0l3.5 4l6.5 -8")));
            foreach (var report in checkIn.Symptoms)
                Symptom(x, RowsTop + ((_symptoms.ToList().IndexOf(report.Symptom) + 1) * RowHeight) + RowMiddle, report, checkIn.Day);
        }
    }

    /// <summary>A square for a stop sign, and a circle for what asks for care: form tells before colour does.</summary>
    private void Symptom(double x, double y, SymptomReport report, DateOnly day)
    {
        if (SymptomFacts.IsStopSign(report.Symptom))
            _writer.Begin("rect", ("class", "stop"), ("x", x - 5.5), ("y", y - 5.5), ("width", 11), ("height", 11));
        else
            _writer.Begin("circle", ("class", "hold"), ("cx", x), ("cy", y), ("r", 5.5));
        string onset = report.OnsetMinute is { } minute ? string.Create(CultureInfo.InvariantCulture, $", from run-minute {minute} on") : "";
        _writer.Element("title", $"{RunnerSettings.Text(day)}: {SymptomFacts.Text(report.Symptom)}{onset}").End().Line();
    }

    private void Row(int row, string name)
    {
        double y = RowsTop + (row * RowHeight) + RowMiddle;
        _writer.Empty("path", ("class", "grid"), ("d", FormattableString.Invariant($"M{Left} {y:0.##}h{PlotWidth}")));
        if (_frame.IsSlim)
            _writer.Element("text", name, ("class", "small"), ("x", Left), ("y", y - 10));
        else
            _writer.Element("text", name, ("class", "end small"), ("x", Left - 8), ("y", y + 4));
    }

    private void Grid(string name, double top, double high)
    {
        _writer.Element("text", name, ("class", "small"), ("x", Left + 2), ("y", top - 8));
        double step = Array.Find([1.0, 2, 5, 10, 20, 30, 60, 120, 240, 600], step => high / step <= 5) is > 0 and var fits ? fits : 1200;
        for (double value = 0; value <= high; value += step)
        {
            double y = top + PanelHeight - (value / high * PanelHeight);
            _writer.Empty("path", ("class", "grid"), ("d", FormattableString.Invariant($"M{Left} {y:0.##}h{PlotWidth}")));
            _writer.Element("text", value.ToString("0", CultureInfo.InvariantCulture), ("class", "end small dim"), ("x", Left - 8), ("y", y + 4));
        }
    }

    private void Axis()
    {
        double y = RowsBottom + 4;
        _writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{Left} {y:0.##}h{PlotWidth}")));
        int every = Math.Max(1, (int)Math.Ceiling(_weeks.Count * 62 / PlotWidth));
        for (int week = 0; week < _weeks.Count; week++)
        {
            double x = X(_weeks[week].Monday);
            _writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{x:0.##} {y:0.##}v5")));
            if (week % every == 0)
                _writer.Element("text", _weeks[week].Monday.ToString("d MMM", CultureInfo.InvariantCulture), ("class", "small"), ("x", x), ("y", y + 18));
        }
        if (IsCut)
            _writer.Element("text", string.Create(CultureInfo.InvariantCulture, $"the latest {_weeks.Count} of {_all} weeks"), ("class", "small dim"), ("x", Left), ("y", y + 38));
    }

    private string Describe()
    {
        var last = _weeks[^1];
        var checkIns = _inputs.CheckIns.Where(checkIn => checkIn.Day >= _weeks[0].Monday).ToList();
        int symptoms = checkIns.Sum(checkIn => checkIn.Symptoms.Length);
        string which = IsCut ? string.Create(CultureInfo.InvariantCulture, $"The latest {_weeks.Count} of {_all} weeks") : string.Create(CultureInfo.InvariantCulture, $"{_weeks.Count} weeks");
        return string.Create(CultureInfo.InvariantCulture, $"{which} up to {RunnerSettings.Text(_inputs.Today)}. In the last one she ran {TimeAxis.Text(last.Done.Seconds)}, and {TimeAxis.Text(last.Planned.Seconds)} was planned; the longest run of all was {TimeAxis.Text(_weeks.Max(week => week.Longest.Seconds))}. Symptoms were told of {symptoms} times in {checkIns.Count} check-ins.");
    }
}
