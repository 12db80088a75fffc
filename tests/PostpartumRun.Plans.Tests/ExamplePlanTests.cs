using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>The worked examples of docs/plans.md: each is checked and audited, and the page says what its audit says.</summary>
public sealed class ExamplePlanTests
{
    private static TrainingPlan Load(string name)
    {
        var loaded = PlanFile.Load(File.ReadAllText(Path.Combine(Repository.Root, "docs", "plans", name)), name);
        Assert.Empty(loaded.Errors);
        return loaded.Plan!;
    }

    [Theory]
    [InlineData("slower.yaml")]
    [InlineData("caesarean.yaml")]
    [InlineData("faster.yaml")]
    public void An_example_is_good_and_its_audit_is_the_pages(string name)
    {
        var plan = Load(name);
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "plans.md")).ReplaceLineEndings("\n");
        int begin = page.IndexOf($"plans/{name}", StringComparison.Ordinal);
        Assert.True(begin >= 0, $"The page does not name {name}.");
        string section = page[begin..].Split("\n## ")[0];
        var findings = PlanAudit.Of(plan);
        if (findings.IsEmpty)
            Assert.Contains("audits clean", section, StringComparison.Ordinal);
        foreach (var finding in findings)
            Assert.Contains($"| {finding.From.FullId} → {finding.To.FullId} | {finding.Rule} | {finding.What} |", section, StringComparison.Ordinal);
        Assert.Equal(findings.Length, section.Split('\n').Count(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('→', StringComparison.Ordinal)));
    }

    [Fact]
    public void None_runs_before_its_walks_and_drills() => Assert.All(new[] { "slower.yaml", "caesarean.yaml", "faster.yaml" }, name =>
        Assert.InRange(Progression.FirstRunWeek(Load(name))!.Value, 4, 8));
}
