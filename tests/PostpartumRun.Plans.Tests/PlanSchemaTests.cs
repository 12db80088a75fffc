using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PostpartumRun.Testing;
using Xunit;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace PostpartumRun.Plans.Tests;

/// <summary>The JSON Schema by which editors complete plan files: what it takes and refuses, the product takes and refuses too.</summary>
public sealed class PlanSchemaTests
{
    public static TheoryData<string> Examples => [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "plans"), "*.yaml").Select(path => Path.GetFileName(path)!)];

    public static TheoryData<string, string> Mistakes => new()
    {
        { "revision: 3", "revision: none" },
        { "revision: 3", "revision: 0" },
        { "name: Small", "nam: Small" },
        { "name: Small", "name: ''" },
        { "informs: This plan informs and does not diagnose.\n", "" },
        { "usual-start-weeks: 12-20", "usual-start-weeks: soon" },
        { "timing: [Later is fine.]", "timing: []" },
        { "signs: [{id: leaking, text: Leaking}]", "signs: [{id: Leaking!, text: Leaking}]" },
        { "signs: [{id: leaking, text: Leaking}]", "signs: [{id: leaking}]" },
        { "kind: run", "kind: jog" },
        { "kind: run", "kind: core" },
        { "times: 2-3", "times: often" },
        { "reps: 8", "reps: 0" },
        { "reps: 8", "time: 30 s\n            reps: 8" },
        { "sets: 2", "sets: 21" },
        { "per-side: true", "per-side: maybe" },
        { "cue: Slowly", "cue: Say \"slowly\"" },
    };

    [Fact]
    public void The_schema_takes_the_built_in_plan() => AssertTakes(PlanFile.BuiltInText);

    [Fact]
    public void The_schema_takes_a_written_plan_and_a_bridged_one()
    {
        AssertTakes(PlanWriter.Write(TrainingPlan.BuiltIn));
        Assert.True(PlanBridge.TryBridge(TrainingPlan.BuiltIn, out var bridged, out _));
        AssertTakes(PlanWriter.Write(bridged));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_schema_takes_the_worked_examples(string name) => AssertTakes(File.ReadAllText(Path.Combine(Repository.Root, "docs", "plans", name)));

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void The_schema_refuses_what_the_product_refuses(string old, string replacement)
    {
        AssertTakes(SmallPlan.Text);
        string text = SmallPlan.With(old, replacement);
        Assert.NotEmpty(PlanFile.Load(text, "bad.yaml").Errors);
        Assert.True(Errors(text).Length > 0, $"The schema takes '{replacement}'.");
    }

    private static void AssertTakes(string text)
    {
        Assert.Empty(PlanFile.Load(text, "good.yaml").Errors);
        Assert.Empty(Errors(text));
    }

    // A validator for Node, which the oracle's folder installs: editors check plan files by one of its kind.
    private static string[] Errors(string text)
    {
        var input = new JsonObject { ["schema"] = JsonNode.Parse(PlanFile.SchemaText), ["documents"] = new JsonArray(Json(text)) };
        return JsonSerializer.Deserialize<string[][]>(NodeOracle.Run("schema.mjs", input.ToJsonString()))![0];
    }

    private static JsonNode? Json(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return Json(stream.Documents[0].RootNode);
    }

    // As YAML's core schema reads scalars, which is how editors do.
    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Children.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Children.Select(Json)]),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } scalar => JsonValue.Create(scalar.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) => JsonValue.Create(number),
        YamlScalarNode scalar => JsonValue.Create(scalar.Value),
        _ => null,
    };
}
