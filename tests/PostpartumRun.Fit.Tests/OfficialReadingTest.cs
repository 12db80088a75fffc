using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Values as a person reads them, against the official decoder's; and developer fields both ways.</summary>
public sealed class OfficialReadingTest
{
    private const int Files = 400;

    [Fact]
    public void Scaled_named_and_expanded_values_are_the_official_ones()
    {
        var messages = AnyMessage.OfProfile.Where(IsUnambiguous).Array[1, 8].Array[Files].Single();
        Compare([.. messages.Select(file => AnyMessage.File(file, isBig: false))]);
    }

    [Fact]
    public void Fields_that_are_added_up_are_the_official_ones()
    {
        // Speeds and distances in 12 bits each; powers in 16; heart beats in 12.
        var file =
            from packed in Gen.Byte.Array[3].Array[1, 20]
            from power in Gen.UShort.Array[1, 20]
            from beats in Gen.Byte.Array[12].Array[1, 5]
            from start in Gen.UInt[0, 1_000_000]
            select Write(writer =>
            {
                foreach (byte[] bytes in packed.Where(bytes => bytes.Any(value => value != 0xFF)))
                    writer.Begin(20).Bytes(8, FitBaseType.Byte, bytes).End();
                foreach (ushort value in power.Where(value => value != 0xFFFF))
                    writer.Begin(20).Integer(28, FitBaseType.UInt16, value).End();
                writer.Begin(132).Integer(9, FitBaseType.UInt32, start).End();
                foreach (byte[] bytes in beats)
                    writer.Begin(132).Bytes(10, FitBaseType.Byte, bytes).End();
            });
        Compare(file.Array[100].Single());
    }

    [Fact]
    public void A_component_without_a_value_is_left_out_where_the_official_decoder_says_null()
    {
        byte[] file = Write(writer => writer.Begin(81).Bytes(2, FitBaseType.Byte, [0xFF, 1, 2]).End());
        Assert.Equal(JsonValueKind.Null, Decode([file])[0].GetProperty("messages")[0].GetProperty("fields").GetProperty("channelNumber").ValueKind);
        Compare([file]);
    }

    [Fact]
    public void The_official_decoder_reads_developer_fields_that_the_writer_writes()
    {
        foreach (bool isBig in new[] { false, true })
        {
            var writer = new FitWriter(isBig);
            writer.Begin(207).Bytes(1, FitBaseType.Byte, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]).Integer(3, FitBaseType.UInt8, 0).End();
            Describe(writer, 0, FitBaseType.UInt16, "Doughnuts Earned", "doughnuts");
            Describe(writer, 1, FitBaseType.String, "Läuferin", "");
            Describe(writer, 2, FitBaseType.Float32, "Ratio", "");
            byte[] pair = isBig ? [1, 2, 3, 4] : [2, 1, 4, 3];
            byte[] real = isBig ? [0x3F, 0xC0, 0, 0] : [0, 0, 0xC0, 0x3F];
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 140).DeveloperBytes(0, 0, pair).DeveloperBytes(1, 0, "Größe\0"u8).DeveloperBytes(2, 0, real).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 141).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 142).DeveloperBytes(0, 0, pair.AsSpan(0, 2)).End();
            byte[] file = Complete(writer);
            var read = Decode([file])[0];
            Assert.True(read.GetProperty("integrity").GetBoolean());
            Assert.Equal("[]", read.GetProperty("errors").GetRawText());
            JsonElement[] records = [.. read.GetProperty("messages").EnumerateArray().Where(message => message.GetProperty("number").GetInt32() == 20)];
            Assert.Equal([140, 141, 142], records.Select(record => record.GetProperty("fields").GetProperty("heartRate").GetInt32()));
            Assert.Equal("""{"0":[258,772],"1":"Größe","2":1.5}""", records[0].GetProperty("developer").GetRawText());
            Assert.False(records[1].TryGetProperty("developer", out _));
            Assert.Equal("""{"0":258}""", records[2].GetProperty("developer").GetRawText());
            Assert.Equal(["Doughnuts Earned=258,772 doughnuts; Läuferin=Größe ; Ratio=1.5 ", "", "Doughnuts Earned=258 doughnuts"], DeveloperFields(file).Skip(4));
        }
    }

    [Fact]
    public void The_reader_reads_developer_fields_that_the_official_encoder_writes()
    {
        const string Json = """
            {"developer": [[{"3": 0}, {"0": 0, "1": 7, "2": 132, "3": "Stride", "8": "mm"}], [{"3": 1}, {"0": 1, "1": 7, "2": 7, "3": "Läuferin"}]],
             "messages": [[20, {"3": 140}, {"0": [700, 65535, 900], "1": "Größe"}], [20, {"3": 141}], [20, {"3": 142}, {"1": "ß"}]]}
            """;
        byte[] file = Convert.FromBase64String(NodeOracle.Run("encode.mjs", Json.ReplaceLineEndings("")));
        Assert.Null(Reading.Of(file).Error);
        Assert.Equal(["Stride=700,,900 mm; Läuferin=Größe ", "", "Läuferin=ß "], DeveloperFields(file).TakeLast(3));
    }

    private static void Compare(byte[][] files)
    {
        var problems = new List<string>();
        foreach (var (file, official) in files.Zip(Decode(files)))
        {
            Assert.Equal("[]", official.GetProperty("errors").GetRawText());
            var expected = official.GetProperty("messages").EnumerateArray();
            var resolver = new FieldResolver();
            var reader = new FitReader(file);
            while (reader.Read())
            {
                if (reader.Token == FitToken.Message && expected.MoveNext())
                    Compare(reader.Definition.Profile!, expected.Current.GetProperty("fields"), resolver.Resolve(reader.Message), problems);
            }
            Assert.False(expected.MoveNext());
        }
        Assert.True(problems.Count == 0, $"{problems.Count} differences:\n{string.Join('\n', problems.Take(20))}");
    }

    private static void Compare(MessageProfile message, JsonElement expected, IReadOnlyList<ResolvedField> actual, List<string> problems)
    {
        var read = actual.ToDictionary(field => Fold(field.Name));
        // A component's component goes wrong in the official decoder: a compressed speed of 4 m/s is a speed of 4 and an enhanced speed of 40 m/s.
        bool isCompressedSpeed = read.ContainsKey("COMPRESSEDSPEEDDISTANCE");
        foreach (var field in expected.EnumerateObject())
        {
            if (isCompressedSpeed && field.Name == "enhancedSpeed" && read.Remove("ENHANCEDSPEED"))
                continue;
            JsonElement[] all = field.Value.ValueKind == JsonValueKind.Array ? [.. field.Value.EnumerateArray()] : [field.Value];
            if (!read.Remove(Fold(field.Name), out var ours))
            {
                // What components stand for is told as null where it is invalid, which says no more than to leave it out.
                if (all.All(value => value.ValueKind == JsonValueKind.Null))
                    continue;
                problems.Add($"{message.Name}.{field.Name}: missing, not {field.Value.GetRawText()}");
                continue;
            }
            if (all.Length != ours.Values.Count || !all.Zip(ours.Values).All(pair => IsSame(pair.First, pair.Second)))
                problems.Add($"{message.Name}.{field.Name}: {string.Join(',', ours.Values)}, not {field.Value.GetRawText()}");
        }
        problems.AddRange(read.Values.Select(field => $"{message.Name}.{field.Name}: {string.Join(',', field.Values)}, not missing"));
    }

    private static bool IsSame(JsonElement expected, FitValue actual) => expected.ValueKind switch
    {
        JsonValueKind.Null => actual.Kind == FitValueKind.None,
        JsonValueKind.Number when actual.Kind == FitValueKind.Boolean => expected.GetDouble() == (actual.IsTrue ? 1 : 0),
        JsonValueKind.Number when actual.Kind == FitValueKind.Text =>
            Time(actual.ToString() + "Z") is { } local && (local - FitTime.Epoch).TotalSeconds == expected.GetDouble(),
        JsonValueKind.Number => Math.Abs(expected.GetDouble() - actual.Number) <= 1e-9 * Math.Max(1, Math.Abs(actual.Number)),
        JsonValueKind.String when actual.Kind == FitValueKind.Text && Time(actual.ToString()) is { } time => Time(expected.GetString()!) == time,
        JsonValueKind.String => Fold(expected.GetString()!) == Fold(actual.ToString()),
        _ => false,
    };

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var time) && text.Contains('T', StringComparison.Ordinal) ? time : null;

    /// <summary>A name without its way of joining words, of which the official camel case has lost some.</summary>
    private static string Fold(string name) => name.Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();

    /// <summary>Not a field beside another one that stands for it in components: which of the two wins is a choice.</summary>
    private static bool IsUnambiguous(AnyMessage message)
    {
        var profile = FitProfile.FindMessage(message.Number)!;
        var numbers = message.Fields.Select(field => field.Number).ToHashSet();
        return !message.Fields.Select(field => profile.FindField(field.Number)!)
            .SelectMany(field => field.Components.Concat(field.Subfields.SelectMany(subfield => subfield.Components)))
            .Any(component => numbers.Contains(component.FieldNumber));
    }

    private static JsonElement[] Decode(IEnumerable<byte[]> files) =>
        [.. NodeOracle.Run("decode.mjs", string.Join('\n', files.Select(Convert.ToBase64String)), "read").Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    private static List<string> DeveloperFields(byte[] file)
    {
        var lines = new List<string>();
        var resolver = new FieldResolver();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            resolver.Resolve(reader.Message);
            lines.Add(string.Join("; ", resolver.ResolveDeveloperFields(reader.Message).Select(field => $"{field.Name}={string.Join(',', field.Values)} {field.Units}")));
        }
        return lines;
    }

    private static void Describe(FitWriter writer, byte number, FitBaseType type, string name, string units) =>
        writer.Begin(206).Integer(0, FitBaseType.UInt8, 0).Integer(1, FitBaseType.UInt8, number).Integer(2, FitBaseType.UInt8, (byte)type)
            .FixedText(3, name, 64).FixedText(8, units, 16).End();

    private static byte[] Write(Action<FitWriter> write)
    {
        var writer = new FitWriter();
        write(writer);
        return Complete(writer);
    }

    private static byte[] Complete(FitWriter writer)
    {
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }
}
