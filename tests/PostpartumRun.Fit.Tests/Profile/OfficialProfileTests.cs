using System.Text.Json;
using System.Text.RegularExpressions;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests.Profile;

/// <summary>Our table against the official package's own, whole. Names are compared without what camel case loses.</summary>
public sealed class OfficialProfileTests
{
    private static readonly Lazy<JsonElement> Official = new(() => JsonDocument.Parse(NodeOracle.Run("profile-dump.mjs", "")).RootElement);

    [Fact]
    public void The_version_is_the_official_one()
    {
        var version = Official.Value.GetProperty("version");
        Assert.Equal($"{version.GetProperty("major")}.{version.GetProperty("minor")}", FitProfile.Version);
    }

    [Fact]
    public void Every_message_and_no_other_is_known_by_number_and_name()
    {
        var official = Official.Value.GetProperty("messages");
        var known = Enumerable.Range(0, 0x10000).Select(number => FitProfile.FindMessage((ushort)number)).OfType<MessageProfile>().ToList();
        Assert.Equal(
            official.EnumerateObject().Select(message => (ushort.Parse(message.Name), Fold(message.Value.Text("name")))),
            known.Select(message => (message.Number, Fold(message.Name))));
        Assert.All(known, message => Assert.Same(message, FitProfile.FindMessage(message.Name)));
    }

    [Fact]
    public void Every_field_and_subfield_reads_as_the_official_one()
    {
        foreach (var official in Official.Value.GetProperty("messages").EnumerateObject())
        {
            var message = FitProfile.FindMessage(ushort.Parse(official.Name))!;
            var fields = official.Value.GetProperty("fields");
            Assert.Equal(fields.EnumerateObject().Select(field => byte.Parse(field.Name)), message.Fields.Select(field => field.Number));
            foreach (var field in message.Fields)
            {
                Assert.Same(field, message.FindField(field.Number));
                CompareField(fields, fields.GetProperty($"{field.Number}"), field);
            }
        }
    }

    [Fact]
    public void Every_type_names_the_official_values()
    {
        foreach (var official in Official.Value.GetProperty("types").EnumerateObject())
        {
            var type = FindTypeFolded(official.Name);
            foreach (var value in official.Value.EnumerateObject())
            {
                string? name = type.NameOf(long.Parse(value.Name));
                Assert.Equal(Fold(value.Value.GetString()!), Fold(name!));
                Assert.Equal(long.Parse(value.Name), type.ValueOf(name!));
            }
        }
    }

    [Theory]
    [InlineData("profile.tsv")]
    [InlineData("MessageNumber.cs")]
    public void The_generated_files_are_what_the_generator_writes(string file)
    {
        string committed = File.ReadAllText(Path.Combine(Repository.Root, "src", "PostpartumRun.Fit", "Profile", file));
        Assert.Equal(NodeOracle.Run("../generate-profile.mjs", "", "--print", file), committed);
    }

    private static void CompareField(JsonElement fields, JsonElement official, FieldProfile field)
    {
        CompareReading(fields, official, field);
        Assert.Equal(official.GetProperty("array").GetBoolean(), field.IsArray);
        Assert.Equal(official.GetProperty("isAccumulated").GetBoolean(), field.IsAccumulated);
        var subfields = official.GetProperty("subFields").EnumerateArray().ToList();
        Assert.Equal(subfields.Count, field.Subfields.Length);
        foreach (var (expected, subfield) in subfields.Zip(field.Subfields))
        {
            CompareReading(fields, expected, subfield);
            Assert.Equal(
                expected.GetProperty("map").EnumerateArray().Select(map => (map.Text("name"), map.GetProperty("value").GetInt64())),
                subfield.Conditions.Select(when => (fields.GetProperty($"{when.FieldNumber}").Text("name"), when.Value)));
        }
    }

    private static void CompareReading(JsonElement fields, JsonElement official, FieldReading reading)
    {
        Assert.Equal(Fold(official.Text("name")), Fold(reading.Name));
        Assert.Equal(Fold(official.Text("type")), Fold(reading.Type.Name));
        Assert.Same(reading.Type, FitProfile.FindType(reading.Type.Name));
        Assert.Equal(official.Text("baseType"), Fold(reading.BaseType.ToString()));
        Assert.Equal(reading.Type.BaseType, reading.BaseType);
        Assert.Equal(official.GetProperty("components").GetArrayLength(), reading.Components.Length);
        Assert.Equal(OnlyOne(official.GetProperty("scale"), whenMany: 1), reading.Scale);
        Assert.Equal(OnlyOne(official.GetProperty("offset"), whenMany: 0), reading.Offset);
        Assert.Equal(Units(official.GetProperty("units")), reading.Units);
        for (int i = 0; i < reading.Components.Length; i++)
            CompareComponent(fields, official, i, reading.Components[i]);
    }

    private static void CompareComponent(JsonElement fields, JsonElement official, int index, ComponentProfile component)
    {
        Assert.Equal(official.GetProperty("components")[index].GetString(), $"{component.FieldNumber}");
        Assert.Equal(official.GetProperty("bits")[index].GetInt32(), component.Bits);
        Assert.Equal(official.GetProperty("scale")[index].GetDouble(), component.Scale);
        Assert.Equal(official.GetProperty("offset")[index].GetDouble(), component.Offset);
        Assert.Equal(fields.GetProperty($"{component.FieldNumber}").GetProperty("isAccumulated").GetBoolean(), component.IsAccumulated);
    }

    /// <summary>A field's own scale or offset: where several components share it, each has one and the field none.</summary>
    private static double OnlyOne(JsonElement number, double whenMany) => number.ValueKind switch
    {
        JsonValueKind.Array => number.GetArrayLength() == 1 ? number[0].GetDouble() : whenMany,
        _ => number.GetDouble(),
    };

    private static string Units(JsonElement units) =>
        units.ValueKind == JsonValueKind.Array ? string.Join(',', units.EnumerateArray()).TrimEnd(',') : units.GetString()!;

    private static TypeProfile FindTypeFolded(string camelCased)
    {
        string snakeCased = Regex.Replace(camelCased, "[A-Z]", "_$0").ToLowerInvariant();
        string numbersApart = Regex.Replace(snakeCased, "[0-9]+", "_$0");
        var type = FitProfile.FindType(snakeCased) ?? FitProfile.FindType(numbersApart);
        Assert.True(type is not null, $"There is no type {camelCased}.");
        return type;
    }

    private static string Fold(string name) => name.Replace("_", "").ToLowerInvariant();
}

file static class OfficialJson
{
    internal static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
