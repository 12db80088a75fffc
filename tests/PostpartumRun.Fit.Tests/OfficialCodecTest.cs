using System.Globalization;
using System.Text.Json;
using CsCheck;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Random files, written and read by us and by the official package.</summary>
public sealed class OfficialCodecTest
{
    private const int Files = 300;

    private static readonly Gen<(AnyMessage[] Messages, bool IsBig)[]> BeyondProfile =
        Gen.Select(AnyMessage.BeyondProfile.Array[1, 20], Gen.Bool).Array[Files];

    [Fact]
    public void The_official_decoder_reads_what_the_writer_writes()
    {
        var files = BeyondProfile.Single();
        var read = Decode("raw", files.Select(file => AnyMessage.File(file.Messages, file.IsBig)));
        for (int i = 0; i < files.Length; i++)
        {
            Assert.True(read[i].GetProperty("integrity").GetBoolean());
            Assert.Equal("[]", read[i].GetProperty("errors").GetRawText());
            CompareRaw(files[i].Messages, read[i].GetProperty("messages"));
        }
    }

    [Fact]
    public void The_reader_reads_what_the_writer_writes()
    {
        foreach (var (messages, isBig) in BeyondProfile.Single())
        {
            int next = 0;
            var reader = new FitReader(AnyMessage.File(messages, isBig));
            while (reader.Read())
            {
                if (reader.Token == FitToken.Message)
                    CompareRead(messages[next++], reader.Message);
            }
            Assert.Null(reader.Error);
            Assert.Equal(messages.Length, next);
        }
    }

    [Fact]
    public void The_reader_reads_what_the_official_encoder_writes()
    {
        // The official encoder knows no fields of bytes, and takes layouts that differ by their order alone for the same.
        var files = AnyMessage.OfProfile
            .Select(message => message with { Fields = [.. message.Fields.Where(field => field.Type != FitBaseType.Byte).OrderBy(field => field.Number)] })
            .Where(message => message.Fields.Length > 0).Array[1, 20].Array[Files].Single();
        string[] written = NodeOracle.Run("encode.mjs", string.Join('\n', files.Select(AsJson))).Split('\n');
        for (int i = 0; i < files.Length; i++)
        {
            int next = 0;
            var reader = new FitReader(Convert.FromBase64String(written[i]));
            while (reader.Read())
            {
                if (reader.Token == FitToken.Message)
                    CompareRead(files[i][next++], reader.Message);
            }
            Assert.Null(reader.Error);
            Assert.Equal(files[i].Length, next);
        }
    }

    private static JsonElement[] Decode(string mode, IEnumerable<byte[]> files) =>
        [.. NodeOracle.Run("decode.mjs", string.Join('\n', files.Select(Convert.ToBase64String)), mode).Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    private static void CompareRaw(AnyMessage[] expected, JsonElement messages)
    {
        Assert.Equal(expected.Length, messages.GetArrayLength());
        foreach (var (message, read) in expected.Zip(messages.EnumerateArray()))
        {
            Assert.Equal(message.Number, read.GetProperty("number").GetInt32());
            var fields = read.GetProperty("fields");
            Assert.Equal(message.Fields.Count(field => field.Valid is not null), fields.EnumerateObject().Count());
            foreach (var field in message.Fields)
            {
                if (field.Valid is not { } values)
                    continue;
                var value = fields.GetProperty(field.Number.ToString(CultureInfo.InvariantCulture));
                JsonElement[] all = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
                Assert.True(
                    all.Length == values.Length && all.Zip(values).All(pair => AnyMessage.IsSame(pair.First, pair.Second)),
                    $"message {message.Number}, field {field.Number} ({field.Type}): {value.GetRawText()}, not {string.Join(',', values)}");
            }
        }
    }

    private static void CompareRead(AnyMessage expected, FitMessage message)
    {
        Assert.Equal(expected.Number, message.Number);
        Assert.Equal(expected.Fields.Select(field => field.Number), message.Definition.Fields.Select(field => field.Number));
        foreach (var expectedField in expected.Fields)
        {
            var field = message[expectedField.Number];
            if (expectedField.Type == FitBaseType.String)
            {
                Assert.Equal(expectedField.Values[0], field.Text);
                continue;
            }
            Assert.Equal(expectedField.Values.Length, field.Count);
            for (int i = 0; i < field.Count; i++)
            {
                object value = expectedField.Values[i];
                Assert.Equal(!expectedField.IsInvalid(value), field.TryGetBits(i, out ulong bits));
                Assert.Equal(value is decimal number ? (double)number : (double)value, field.BaseType.ToDouble(bits));
                if (value is decimal whole)
                    Assert.Equal(whole, field.BaseType is FitBaseType.UInt64 or FitBaseType.UInt64Z ? bits : field.BaseType.ToInt64(bits));
            }
        }
    }

    /// <summary>A file for <c>encode.mjs</c>, which takes scaled values.</summary>
    private static string AsJson(AnyMessage[] messages) => JsonSerializer.Serialize(messages.Select(message => new object[]
    {
        message.Number,
        message.Fields.ToDictionary(field => field.Number, field => Scaled(field, FitProfile.FindMessage(message.Number)!.FindField(field.Number)!)),
    }));

    private static object Scaled(AnyField field, FieldProfile profile)
    {
        object[] values =
        [
            .. field.Values.Select(value => value switch
            {
                decimal number when field.Type is FitBaseType.SInt64 or FitBaseType.UInt64 or FitBaseType.UInt64Z => number.ToString(CultureInfo.InvariantCulture),
                decimal number when profile.Scale != 1 || profile.Offset != 0 => ((double)number / profile.Scale) - profile.Offset,
                _ => value,
            }),
        ];
        return values.Length == 1 ? values[0] : values;
    }
}
