using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

[JsonSerializable(typeof(VerificationDocument))]
[JsonSerializable(typeof(UnreadableDocument))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>One line, camel case, nulls written, and text left as people write it: no page ever embeds this unescaped.</summary>
    public static DocumentJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new UtcTime(),
            new MeasuredNumber(),
            new Word<Gait>(),
            new Word<StepRole>(),
            new Word<Motion>(),
            new Word<Witnesses>(),
            new Word<IntervalVerdict>(),
            new Word<SessionVerdict>(),
            new Word<BoundarySource>(),
        },
    });

    /// <summary>Enumerations as the contract's words: <c>AsPlanned</c> is <c>as-planned</c>.</summary>
    private sealed class Word<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
        where T : struct, Enum;

    /// <summary>Times as <c>yyyy-MM-ddTHH:mm:ssZ</c>, with milliseconds only where there are any.</summary>
    private sealed class UtcTime : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            // Nearly all are whole seconds, which the writer has a fast way for.
            if (value.UtcTicks % TimeSpan.TicksPerSecond == 0)
            {
                writer.WriteStringValue(value.UtcDateTime);
                return;
            }
            string format = value.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            writer.WriteStringValue(value.UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What was measured: one to three decimals, so that <c>2047.0</c> looks like what it is.</summary>
    private sealed class MeasuredNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            // Nearly all are in thousandths or coarser, and those are written as whole numbers are, which is ten times as fast as a
            // pattern.
            double thousandths = Math.Round(value * 1000);
            Span<byte> text = stackalloc byte[32];
            if (Math.Abs(thousandths) < 1e12 && thousandths / 1000 == value && !double.IsNegative(value))
                writer.WriteRawValue(text[..Format((long)thousandths, text)], skipInputValidation: true);
            else
                writer.WriteRawValue(value.ToString("0.0##", CultureInfo.InvariantCulture), skipInputValidation: true);
        }

        private static int Format(long thousandths, Span<byte> text)
        {
            var (whole, part) = Math.DivRem(thousandths, 1000);
            whole.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
            text[length++] = (byte)'.';
            part.TryFormat(text[length..], out _, "D3", CultureInfo.InvariantCulture);
            return length + (part % 10 != 0 ? 3 : part % 100 != 0 ? 2 : 1);
        }
    }
}

/// <summary>What was planned: as few decimals as it has, none for whole seconds.</summary>
internal sealed class PlannedNumber : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

internal static class Figures
{
    /// <summary>The figure with so many decimals; null for what is not known.</summary>
    public static double? Rounded(double? figure, int decimals) =>
        figure is { } value && double.IsFinite(value) ? Math.Round(value, decimals, MidpointRounding.AwayFromZero) : null;
}
