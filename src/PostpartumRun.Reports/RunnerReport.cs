using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>A runner's report: what comes next and why, how far she has come, and every decision and activity.</summary>
/// <param name="Name">Her name.</param>
/// <param name="Inputs">What the log says about her.</param>
/// <param name="Decision">The decision of the day.</param>
/// <param name="History">The decisions that were kept, the earliest first.</param>
/// <param name="Activities">Her activities, the latest first.</param>
public sealed record RunnerReport(
    string Name, DecisionInputs Inputs, DecisionDocument Decision, IReadOnlyList<KeptDecision> History, IReadOnlyList<ActivitySummary> Activities)
{
    /// <summary>The page's text.</summary>
    public string ToHtml() => ReportPage.Write($"{Name}: back to running", writer =>
    {
        writer.Element("p", $"{RunnerSettings.Text(Inputs.Today)}. {SymptomFacts.Informs}", ("class", "dim"));
        WriteDecision(writer);
        var weeks = ProgressWeek.Of(Inputs);
        if (weeks.Count == 0)
        {
            writer.Element("p", "Nothing is logged yet. 'pprun import PATH' reads the first activity.");
            return;
        }
        writer.Element("h2", "How far you have come");
        ReportPage.Figure(writer, "progress", frame => ProgressFigure.Draw(Inputs, weeks, frame));
        WriteWeeks(writer, weeks);
        WriteHistory(writer);
        WriteActivities(writer);
    });

    private void WriteDecision(MarkupWriter writer)
    {
        writer.Begin("section", ("class", $"decision {Words.Of(Decision.Decision)}"), ("aria-label", "Decision")).Line();
        writer.Begin("p").Element("strong", $"{FigureWords.Of(Decision.Decision)}.").Write(string.Create(CultureInfo.InvariantCulture, $" Week {Decision.Week} of the plan.")).End().Line();
        writer.Begin("ul").Line();
        foreach (var reason in Decision.Reasons.Concat(Decision.Warnings))
        {
            writer.Begin("li").Write($"{reason.Text} {reason.Lifts}".TrimEnd()).Write(" ");
            writer.Element("small", $"({reason.Rule}: {reason.Source})").End().Line();
        }
        writer.End().Line();
        if (Decision.Next is { } next)
            writer.Element("p", $"Next: {next.Session}, {next.Title}, from {RunnerSettings.Text(next.From)} on.");
        writer.End().Line();
    }

    private static void WriteWeeks(MarkupWriter writer, IReadOnlyList<ProgressWeek> weeks)
    {
        ReportPage.BeginTable(writer, "Weeks", "week of", "run, planned", "run, done", "longest run", "activities");
        foreach (var week in weeks.Reverse())
        {
            writer.Begin("tr").Element("td", RunnerSettings.Text(week.Monday)).Element("td", TimeAxis.Text(week.Planned.Seconds)).Element("td", TimeAxis.Text(week.Done.Seconds));
            writer.Element("td", TimeAxis.Text(week.Longest.Seconds)).Element("td", week.Activities.ToString(CultureInfo.InvariantCulture)).End().Line();
        }
        ReportPage.EndTable(writer);
    }

    private void WriteHistory(MarkupWriter writer)
    {
        if (History.Count == 0)
            return;
        writer.Element("h2", "Decisions");
        ReportPage.BeginTable(writer, "Decisions", "day", "decision", "kept as");
        foreach (var decision in History.Reverse())
        {
            writer.Begin("tr").Element("td", RunnerSettings.Text(DateOnly.FromDateTime(decision.At.UtcDateTime))).Element("td", FigureWords.Of(decision.Kind));
            writer.Element("td", decision.Id.ToString(CultureInfo.InvariantCulture)).End().Line();
        }
        ReportPage.EndTable(writer);
    }

    private void WriteActivities(MarkupWriter writer)
    {
        writer.Element("h2", "Activities");
        ReportPage.BeginTable(writer, "Activities", "id", "start", "session", "run, planned", "run, done", "verdict", "score");
        foreach (var activity in Activities)
        {
            var start = activity.Start.ToOffset(activity.UtcOffset ?? TimeSpan.Zero);
            writer.Begin("tr").Element("td", activity.Id.ToString(CultureInfo.InvariantCulture));
            writer.Element("td", start.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).Element("td", activity.SessionId ?? "");
            writer.Element("td", activity.PlannedRun is { } planned ? TimeAxis.Text(planned.Seconds) : "").Element("td", TimeAxis.Text(activity.Run.Seconds));
            writer.Element("td", activity.Verdict == SessionVerdict.Unknown ? "" : FigureWords.Of(activity.Verdict));
            writer.Element("td", activity.Score?.ToString(CultureInfo.InvariantCulture) ?? "").End().Line();
        }
        ReportPage.EndTable(writer);
    }
}
