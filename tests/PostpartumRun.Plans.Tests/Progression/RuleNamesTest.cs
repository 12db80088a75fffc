using System.Reflection;
using System.Text.RegularExpressions;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Plans.Tests;

/// <summary>No rule without a test that is named for it.</summary>
public sealed partial class RuleNamesTest
{
    private static readonly string[] _folders = ["Audit", "Progression", "Readiness"];

    /// <summary>Every rule that the source can name as the reason of something: by its id, or by the setting that it goes by.</summary>
    private static readonly Lazy<HashSet<string>> _rules = new(() =>
    [
        .. _folders.SelectMany(folder => Directory.GetFiles(Path.Combine(Repository.Root, "src", "PostpartumRun.Plans", folder), "*.cs"))
            .Where(file => Path.GetFileName(file) != "ReadinessScreen.cs")
            .SelectMany(file => Id().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["id"].Success ? match.Groups["id"].Value : SettingOf(match.Groups["setting"].Value).Name),
    ]);

    private static readonly string[] _tests =
    [
        .. typeof(RuleNamesTest).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => method.Name),
    ];

    [Fact]
    public void Every_rule_has_a_test_named_for_it()
    {
        var untested = _rules.Value.Where(rule => !_tests.Any(test => $"{test}_".StartsWith($"{rule.Replace('-', '_')}_", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(untested);
    }

    [Theory]
    [InlineData("stop-sign")]
    [InlineData("rest-days")]
    [InlineData("readiness-screen")]
    [InlineData("minimum-weeks")]
    [InlineData("unmeasured")]
    [InlineData("weekly-volume")]
    public void The_search_for_rules_finds_those_of_every_folder(string rule) => Assert.Contains(rule, _rules.Value);

    [Fact]
    public void The_search_for_rules_finds_each_reason_that_a_life_was_given()
    {
        var life = Life.OfARunner().Good(0, "4:1-2").Did(1, "5:2-2").After(Fatigue.Exhausted, new SymptomReport(Symptom.Leaking, 3)).NextDay(recovered: false);
        var decision = life.On(9);
        Assert.All(decision.Reasons.Select(reason => reason.Reason).Concat(decision.Warnings), reason => Assert.Contains(reason.Rule, _rules.Value));
    }

    private static PolicySetting SettingOf(string property) => (PolicySetting)typeof(PolicySetting).GetProperty(property)!.GetValue(null)!;

    [GeneratedRegex("""(?:new|Growth)\(\s*(?:"(?<id>[a-z]+(?:-[a-z]+)*)",|PolicySetting\.(?<setting>\w+)\.Name,)""")]
    private static partial Regex Id();
}
