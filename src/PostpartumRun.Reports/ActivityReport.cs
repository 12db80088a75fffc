using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>An activity's report: its picture, each interval, what the verdicts rest on, and how she said that it was.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Traces">What was recorded; null where the file is gone.</param>
/// <param name="CheckIns">The check-ins that belong to it.</param>
public sealed record ActivityReport(LoggedActivity Activity, ActivityTraces? Traces, IReadOnlyList<CheckIn> CheckIns)
{
    /// <summary>The page's text.</summary>
    public string ToHtml()
    {
        var start = Activity.Info.Start.ToOffset(Activity.Info.UtcOffset ?? TimeSpan.Zero);
        string zone = Activity.Info.UtcOffset is null ? " UTC" : "";
        string day = start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return ReportPage.Write($"{(Activity.SessionId is { } session ? $"Session {session}" : "Activity")} on {day}{zone}", WriteBody);
    }

    private void WriteBody(MarkupWriter writer)
    {
        var document = Activity.Document;
        string distance = document.Activity.DistanceMeters is { } meters ? string.Create(CultureInfo.InvariantCulture, $", {meters / 1000:0.00} km") : "";
        writer.Element("p", $"{Activity.FileName}, {TimeAxis.Text(document.Activity.TimerSeconds)}{distance}", ("class", "dim"));
        writer.Begin("section", ("class", $"decision {Words.Of(document.Verdict)}"), ("aria-label", "Verdict"));
        writer.Begin("p").Element("strong", $"{FigureWords.Headline(document)}.").End();
        if (document.Workout is { } workout)
            writer.Element("p", FigureWords.WithoutNotes(workout.Text));
        writer.End().Line();
        ReportPage.Figure(writer, "activity", frame => ActivityFigure.Draw(document, Traces, frame));
        if (Traces is null)
            writer.Element("p", "Pace, cadence and heart rate are not drawn: the log keeps what was found in the file, and the file is not where it was imported from.", ("class", "dim"));
        if (document.Intervals.Count > 0)
            WriteIntervals(writer, document);
        WriteGrounds(writer, document);
        WriteCheckIns(writer);
    }

    private static void WriteIntervals(MarkupWriter writer, VerificationDocument document)
    {
        writer.Element("h2", "Each interval");
        ReportPage.BeginTable(writer, "Intervals", "at", "interval", "planned", "done", "verdict", "min/km", "steps/min", "beats/min", "seen by");
        foreach (var interval in document.Intervals)
        {
            writer.Begin("tr").Element("td", TimeAxis.Text((interval.Start - document.Activity.Start).TotalSeconds)).Element("td", FigureWords.NameOf(interval));
            writer.Element("td", interval.PlannedSeconds is { } planned ? TimeAxis.Text(planned) : "").Element("td", TimeAxis.Text(interval.InGaitSeconds));
            writer.Element("td", FigureWords.Of(interval.Verdict), ("class", Words.Of(interval.Verdict)));
            writer.Element("td", interval.SpeedMetersPerSecond is > 0.3 and var speed ? TimeAxis.Text(1000 / speed) : "");
            writer.Element("td", Number(interval.CadenceStepsPerMinute)).Element("td", Number(interval.HeartRate)).Element("td", Words.Of(interval.Boundary)).End().Line();
        }
        ReportPage.EndTable(writer);
    }

    private static void WriteGrounds(MarkupWriter writer, VerificationDocument document)
    {
        writer.Element("h2", "What the verdict rests on");
        string witnesses = document.Witnesses.Count > 0 ? string.Join(", ", document.Witnesses.Select(Words.Of)) : "nothing";
        writer.Element("p", string.Create(CultureInfo.InvariantCulture, $"Witnesses: {witnesses}. Confidence: {document.Confidence * 100:0} %."));
        if (document.Notes.Count == 0)
            return;
        writer.Begin("ul").Line();
        foreach (string note in document.Notes)
            writer.Element("li", note);
        writer.End().Line();
    }

    private void WriteCheckIns(MarkupWriter writer)
    {
        if (CheckIns.Count == 0)
            return;
        writer.Element("h2", "How it was");
        writer.Begin("ul").Line();
        foreach (var checkIn in CheckIns)
        {
            string symptoms = checkIn.Symptoms.IsEmpty ? "no symptom" : string.Join(", ", checkIn.Symptoms.Select(report => SymptomFacts.Text(report.Symptom)));
            string recovered = checkIn.Recovered switch { true => ", recovered", false => ", not recovered", null => "" };
            writer.Element("li", $"{RunnerSettings.Text(checkIn.Day)}: {symptoms}; fatigue: {Words.Of(checkIn.Fatigue)}{recovered}.{(checkIn.Note is { Length: > 0 } note ? $" {note}" : "")}");
        }
        writer.End().Line();
    }

    private static string Number(double? value) => value is { } known ? known.ToString("0", CultureInfo.InvariantCulture) : "";
}
