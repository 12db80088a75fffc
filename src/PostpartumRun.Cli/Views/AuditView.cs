using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>A line of <c>pprun plan audit --json</c>: a rule that a step breaks. Values and limits are per cent of growth, or a number of things.</summary>
internal sealed record AuditLine(
    string Rule, int FromWeek, int ToWeek, double Value, double Limit, string Source, string FromSession, string ToSession, string Text)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.audit/1";
}

/// <summary>A line of <c>pprun plan check --json</c>: an error in a plan file.</summary>
internal sealed record PlanErrorLine(string File, int Line, int Column, string Message)
{
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "pprun.plan-error/1";
}

/// <summary>Prints an audit.</summary>
internal sealed class AuditView(Terminal terminal)
{
    public void Print(TrainingPlan plan, ImmutableArray<AuditFinding> findings, bool isJson)
    {
        if (isJson)
        {
            foreach (var finding in findings)
                terminal.Json(JsonLine.Of(Line(finding), CliJson.Default.AuditLine));
            return;
        }
        terminal.Line($"[bold]{Terminal.Escape(plan.Name)}[/]: {(findings.IsEmpty ? "[green]no step breaks a rule[/]." : $"{findings.Length} findings.")}");
        if (findings.IsEmpty)
            return;
        var table = terminal.Table("step", "rule", "limit", "what", "source");
        foreach (var finding in findings)
        {
            table.AddRow(
                $"{finding.From.FullId} → {finding.To.FullId}", finding.Rule,
                finding.Rule.StartsWith("one-", StringComparison.Ordinal) ? "1 change" : finding.Limit > 0 ? string.Create(CultureInfo.InvariantCulture, $"{finding.Limit} %") : "",
                Terminal.Escape(finding.What), Terminal.Escape(finding.Source));
        }
        foreach (var column in table.Columns.Skip(3))
            column.NoWrap = false;
        terminal.Console.Write(table);
        terminal.Line("[grey]A step is held against the nearest session of the week before. Steps that change one thing each: pprun plan audit --bridge FILE[/]");
    }

    private static AuditLine Line(AuditFinding finding) => new(
        finding.Rule, finding.From.WeekNumber, finding.To.WeekNumber, finding.Value, finding.Limit, finding.Source,
        finding.From.FullId, finding.To.FullId, finding.What);
}
