using PostpartumRun.Journal;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints a runner's profile, readiness, check-ins and decisions.</summary>
internal sealed class CareView(Terminal terminal)
{
    public void Profile(string name, RunnerProfile profile, IReadOnlyList<string> changed, DateOnly today, bool isJson)
    {
        if (isJson)
        {
            terminal.Json(JsonLine.Of(RunnerLine.Of(name, profile, changed), CliJson.Default.RunnerLine));
            return;
        }
        string what = changed.Count == 0 ? "nothing is new" : $"{string.Join(", ", changed)} {(changed.Count == 1 ? "is" : "are")} set";
        terminal.Line($"[bold]{Terminal.Escape(name)}[/]: {Terminal.Escape(what)}.");
        terminal.Line($"Born {RunnerSettings.Text(profile.BirthDate)} ({Words.Of(profile.BirthMode)}), {profile.WeeksSinceBirth(today)} weeks ago. The plan begins on {RunnerSettings.Text(profile.Start)}.");
        terminal.Line($"Days for runs: {string.Join(", ", profile.RunDays)}. Cleared: {(profile.ClearedOn is { } day ? RunnerSettings.Text(day) : "not yet")}.");
        foreach (var (rule, value) in profile.Policy.Set)
            terminal.Line($"{rule}: {value} [grey](default {PolicySetting.Find(rule)!.Default}; {Terminal.Escape(PolicySetting.Find(rule)!.Source)})[/]");
        terminal.Line($"{Terminal.Escape(SymptomFacts.Informs)} [grey]Next: pprun ready, then pprun status.[/]");
    }

    public void Readiness(ReadinessReport report, bool isJson)
    {
        if (isJson)
        {
            foreach (var state in report.Items)
                terminal.Json(JsonLine.Of(ScreenLine.Of(state), CliJson.Default.ScreenLine));
            return;
        }
        terminal.Line($"[bold]Before your first run.[/] {Terminal.Escape(SymptomFacts.Informs)}");
        terminal.Line(Terminal.Escape(ReadinessScreen.Meaning));
        var table = terminal.Table("item", "so far", "what to do");
        foreach (var (item, answer) in report.Items)
        {
            string said = answer is null ? "[grey]open[/]" : answer.Passed ? $"[green]passed[/] {RunnerSettings.Text(answer.On)}" : $"[yellow]not yet[/] {RunnerSettings.Text(answer.On)}";
            table.AddRow(item.Id, said, Terminal.Escape(item.Text));
        }
        terminal.Console.Write(table);
        foreach (var refusal in report.Refusals)
            terminal.Line($"[yellow]not ready[/]  {Terminal.Escape(refusal.Text)} {Terminal.Escape(refusal.Lifts ?? "")} [grey]({Terminal.Escape(refusal.Rule)}: {Terminal.Escape(refusal.Source)})[/]");
        foreach (var warning in report.Warnings)
            Warning(warning.Rule, warning.Text, warning.Source);
        if (report.IsReady)
            terminal.Line("[green]ready[/]  Nothing of this stands in the way of a first run. [grey]Next: pprun status.[/]");
    }

    public void CheckIn(long id, CheckIn checkIn, bool isJson)
    {
        if (isJson)
        {
            terminal.Json(JsonLine.Of(CheckInLine.Of(id, checkIn), CliJson.Default.CheckInLine));
            return;
        }
        string about = checkIn.ActivityId is { } activity ? $" to activity {activity}" : checkIn.SessionId is { } session ? $" to session {session}" : "";
        terminal.Line($"[green]kept[/]  check-in {id}{about}");
        if (checkIn.HasStopSign)
            terminal.Line($"[bold red]stop[/]  {Terminal.Escape(SymptomFacts.StopAdvice)} {Terminal.Escape(SymptomFacts.Informs)}");
        terminal.Line("[grey]What comes next: pprun status[/]");
    }

    public void Decision(DecisionDocument decision, bool isJson)
    {
        if (isJson)
        {
            terminal.Json(decision.ToJson());
            return;
        }
        terminal.Line($"{Name(decision.Decision)}  week {decision.Week} of the plan, on {RunnerSettings.Text(decision.Day)}");
        foreach (var reason in decision.Reasons)
        {
            string lifts = reason.Lifts is { } said ? $" {said}" : "";
            terminal.Line($"- {Terminal.Escape(reason.Text)}{Terminal.Escape(lifts)} [grey]({Terminal.Escape(reason.Rule)}: {Terminal.Escape(reason.Source)})[/]");
        }
        foreach (var warning in decision.Warnings)
            Warning(warning.Rule, warning.Text, warning.Source);
        if (decision.Next is { } next)
        {
            terminal.Line($"[bold]Next:[/] {next.Session}, {Terminal.Escape(next.Title)}, from {RunnerSettings.Text(next.From)} on");
            if (next.Alternatives.Count > 0)
                terminal.Line($"  [grey]or, as you like: {string.Join(", ", next.Alternatives)}[/]");
            terminal.Line($"  $ {Terminal.Escape(next.Command)}");
        }
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

    private void Warning(string rule, string text, string source) =>
        terminal.Line($"[yellow]note[/]  {Terminal.Escape(text)} [grey]({Terminal.Escape(rule)}: {Terminal.Escape(source)})[/]");

    private static string Name(DecisionKind kind) => kind switch
    {
        DecisionKind.Progress => "[bold green]progress[/]",
        DecisionKind.Hold => "[bold]hold[/]",
        DecisionKind.ScaleBack => "[bold yellow]scale back[/]",
        _ => "[bold red]stop, and seek care[/]",
    };
}
