using PostpartumRun.Journal;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints a runner's profile, readiness and check-ins.</summary>
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
            RuleLines.Print(terminal, "not ready", refusal.Text, refusal.Lifts, refusal.Rule, refusal.Source, "yellow");
        foreach (var warning in report.Warnings)
            RuleLines.Print(terminal, "note", warning.Text, warning.Lifts, warning.Rule, warning.Source, "yellow");
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
}
