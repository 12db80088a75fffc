using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints decisions: what comes next first, then why, each reason with its rule and source on a line of its own.</summary>
internal sealed class DecisionView(Terminal terminal)
{
    public void Print(DecisionDocument decision, bool isJson)
    {
        if (isJson)
        {
            terminal.Json(decision.ToJson());
            return;
        }
        terminal.Line($"{Name(decision.Decision)}: {Headline(decision)} [grey]({Day(decision.Day)})[/]");
        foreach (var reason in decision.Reasons)
            RuleLines.Print(terminal, "-", reason.Text, reason.Lifts, reason.Rule, reason.Source);
        foreach (var warning in decision.Warnings)
            RuleLines.Print(terminal, "note", warning.Text, warning.Lifts, warning.Rule, warning.Source, "yellow");
        if (decision.Next is { } next)
            Next(next);
        terminal.Line(Terminal.Escape(decision.Informs));
    }

    public void History(IEnumerable<KeptDecision> decisions, bool isJson)
    {
        foreach (var decision in decisions)
        {
            if (isJson)
                terminal.Json(decision.Document);
            else
                terminal.Line($"{RunnerSettings.Text(DateOnly.FromDateTime(decision.At.UtcDateTime))}  {Name(decision.Kind)}  [grey]{decision.Id}[/]");
        }
    }

    private void Next(DocumentNext next)
    {
        terminal.Line($"[bold]Next:[/] {Terminal.Escape(next.Title)} ({next.Session}), from {Day(next.From)} on");
        if (next.Workout is { } text && WorkoutText.TryParse(text, out var workout, out _))
            terminal.Paragraph("", WorkoutWords.Of(workout));
        if (next.Alternatives.Count > 0)
            terminal.Paragraph("", $"or, as you like: {string.Join(", ", next.Alternatives)}", "grey");
        terminal.Line($"  $ {Terminal.Escape(next.Command)}");
    }

    private static string Headline(DecisionDocument decision) => decision.Decision switch
    {
        DecisionKind.Progress => string.Create(CultureInfo.InvariantCulture, $"on to week {decision.Week}"),
        DecisionKind.Hold => string.Create(CultureInfo.InvariantCulture, $"week {decision.Week} for now"),
        DecisionKind.ScaleBack => string.Create(CultureInfo.InvariantCulture, $"to week {decision.Week} for now"),
        _ => "no running for now",
    };

    private static string Day(DateOnly day) => $"{day.DayOfWeek} {RunnerSettings.Text(day)}";

    private static string Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Progress => "[bold green]progress[/]",
        DecisionKind.Hold => "[bold]hold[/]",
        DecisionKind.ScaleBack => "[bold yellow]scale back[/]",
        _ => "[bold red]stop, and seek care[/]",
    };
}
