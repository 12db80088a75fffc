using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Reports;

/// <summary>
/// A planned workout as a row of bars over time: runs high and hatched, walks low and dotted, so that form tells before colour does. A
/// step that no time ends takes the width that it would take at an easy pace.
/// </summary>
public static class WorkoutFigure
{
    private const double Side = 6, Top = 20, LaneHeight = 46, AxisHeight = 26;

    /// <summary>Easy paces, for the width of what goes by distance: metres a second.</summary>
    private const double WalkSpeed = 1.5, RunSpeed = 2.2;

    /// <summary>The width of what the runner ends herself: as of so many seconds.</summary>
    private const double OpenSeconds = 60;

    /// <summary>With less room than this there is none for a bar's length, in pixels.</summary>
    private const double LeastForText = 28;

    /// <summary>A time on the axis has half of its text to each side, in pixels.</summary>
    private const double RoomForText = 20;

    /// <summary>Draws a workout.</summary>
    /// <param name="workout">The workout.</param>
    /// <param name="frame">What it is drawn for.</param>
    /// <returns>The SVG's text.</returns>
    public static string Draw(Workout workout, FigureFrame frame)
    {
        ArgumentNullException.ThrowIfNull(workout);
        ArgumentNullException.ThrowIfNull(frame);
        var bars = workout.Schedule.Select(interval => (Interval: interval, Seconds: SecondsOf(interval.Step))).ToList();
        double total = bars.Sum(bar => bar.Seconds), scale = (frame.Width - (2 * Side)) / total, x = Side;
        using var writer = frame.Begin(Top + LaneHeight + AxisHeight, TitleOf(workout), FigureWords.Describe(workout));
        for (int index = 0; index < bars.Count; index++)
        {
            double width = bars[index].Seconds * scale;
            // A run's length stands above the walks' beside it, so that it may be wider than its bar.
            double besides = bars[index].Interval.Step.Gait == Gait.Run ? Math.Min(LowWidth(index - 1), LowWidth(index + 1)) : 0;
            Bar(writer, frame, bars[index].Interval.Step, x, width, width + besides);
            x += width;
        }
        Axis(writer, frame, total, scale, workout.Schedule.IsTimed);
        return FigureFrame.Finish(writer);

        double LowWidth(int index) =>
            index >= 0 && index < bars.Count && bars[index].Interval.Step.Gait != Gait.Run ? bars[index].Seconds * scale : 0;
    }

    private static void Bar(MarkupWriter writer, FigureFrame frame, WorkoutStep step, double x, double width, double room)
    {
        double height = step.Gait == Gait.Run ? LaneHeight : LaneHeight * 0.55, top = Top + LaneHeight - height;
        string? fill = step.Gait switch { Gait.Run => $"url(#{frame.Id}-run)", Gait.Walk => $"url(#{frame.Id}-walk)", _ => null };
        writer.Begin("g", ("class", "interval"));
        writer.Element("title", FigureWords.Of(step));
        writer.Empty("rect", ("class", fill is null ? "open" : null), ("fill", fill), ("x", x), ("y", top), ("width", width), ("height", height));
        if (room >= LeastForText)
            writer.Element("text", FigureWords.Of(step.Length), ("class", "mid small"), ("x", x + (width / 2)), ("y", top - 5));
        writer.End().Line();
    }

    private static void Axis(MarkupWriter writer, FigureFrame frame, double total, double scale, bool isTimed)
    {
        double y = Top + LaneHeight;
        writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{Side} {y:0.##}H{frame.Width - Side}")));
        // Where a step's time is not known, neither is when those after it begin.
        if (!isTimed)
            return;
        foreach (int tick in TimeAxis.Ticks(total, frame.Width / (frame.IsSlim ? 60 : 90)))
        {
            double x = Side + (tick * scale);
            writer.Empty("path", ("class", "axis"), ("d", FormattableString.Invariant($"M{x:0.##} {y:0.##}v5")));
            // Half of a text in the middle of its tick would stand outside at either end.
            string at = tick == 0 ? "" : x > frame.Width - RoomForText ? "end " : "mid ";
            writer.Element("text", TimeAxis.Text(tick), ("class", $"{at}small dim"), ("x", at == "end " ? frame.Width - 1 : x), ("y", y + 18));
        }
    }

    private static double SecondsOf(WorkoutStep step) => step.Length.End switch
    {
        StepEnd.Time => step.Length.Time.Seconds,
        StepEnd.Distance => step.Length.DistanceCentimeters / 100.0 / (step.Gait == Gait.Run ? RunSpeed : WalkSpeed),
        _ => OpenSeconds,
    };

    private static string TitleOf(Workout workout) => workout.Schedule.IsTimed
        ? string.Create(CultureInfo.InvariantCulture, $"{TimeAxis.Text(workout.Schedule.Total.Seconds)} in all, {TimeAxis.Text(workout.Schedule.TotalRun.Seconds)} of it running")
        : "A workout by distance or by the lap button";
}
