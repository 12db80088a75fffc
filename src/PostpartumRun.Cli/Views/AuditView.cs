using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>A line of <c>pprun plan audit --json</c>: a rule that a step breaks. Values and limits are per cent of growth, or a number of things;
/// <c>LimitOf</c> is <c>default</c>, or the runner whom the limit was set for.</summary>
internal sealed record AuditLine(
    string Rule, int FromWeek, int ToWeek, double Value, double Limit, string Source, string FromSession, string ToSession, string Text, string LimitOf)
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
    public void Print(TrainingPlan plan, ImmutableArray<AuditFinding> findings, ProgressionPolicy policy, string runner, bool isJson)
    {
        if (isJson)
        {
            foreach (var finding in findings)
                terminal.Json(JsonLine.Of(Line(finding, policy, runner), CliJson.Default.AuditLine));
            return;
        }
        terminal.Line($"[bold]{Terminal.Escape(plan.Name)}[/]: {(findings.IsEmpty ? "[green]no step breaks a rule[/]." : $"{findings.Length} findings.")}");
        string limits = PlanAudit.WhoseLimits(policy, runner);
        if (findings.IsEmpty)
        {
            terminal.Line($"[grey]{Terminal.Escape(limits)}[/]");
            return;
        }
        var table = terminal.Table("step", "rule", "what");
        foreach (var finding in findings)
            table.AddRow($"{finding.From.FullId} → {finding.To.FullId}", finding.Rule, Terminal.Escape(finding.What));
        terminal.Console.Write(table);
        foreach (var rule in findings.DistinctBy(finding => finding.Rule))
            terminal.Paragraph($"{rule.Rule}:", $"{Limit(rule)} ({rule.Source})", markStyle: "bold");
        terminal.Line($"[grey]A step is held against the nearest session of the week before. {Terminal.Escape(limits)}[/]");
    }

    /// <summary>What a rule allows of a step, in words.</summary>
    private static string Limit(AuditFinding finding) => finding.Rule switch
    {
        "one-change" => "a step changes one thing.",
        "unmeasured" => "a step's running is known.",
        _ => string.Create(CultureInfo.InvariantCulture, $"a step grows by {finding.Limit} % at most."),
    };

    private static AuditLine Line(AuditFinding finding, ProgressionPolicy policy, string runner) => new(
        finding.Rule, finding.From.WeekNumber, finding.To.WeekNumber, finding.Value, finding.Limit, finding.Source,
        finding.From.FullId, finding.To.FullId, finding.What, IsSet(finding, policy) ? runner : "default");

    private static bool IsSet(AuditFinding finding, ProgressionPolicy policy) => finding.Rule switch
    {
        "weekly-volume" => policy[PolicySetting.VolumeGrowth] != PolicySetting.VolumeGrowth.Default,
        "longest-run" => policy[PolicySetting.LongestRunGrowth] != PolicySetting.LongestRunGrowth.Default,
        _ => false,
    };
}
