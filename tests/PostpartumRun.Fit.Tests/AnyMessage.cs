using System.Buffers;
using System.Globalization;
using System.Text.Json;
using CsCheck;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit.Tests;

/// <summary>A field with random values: decimals of whole numbers, doubles, or one string.</summary>
internal sealed record AnyField(byte Number, FitBaseType Type, bool IsArray, object[] Values)
{
    public bool IsInvalid(object value) => value is decimal number && number == InvalidOf(Type);

    /// <summary>The values that a decoder has to tell; null where none of them is valid.</summary>
    public object?[]? Valid =>
        Values.All(IsInvalid) ? null : [.. Values.Select(value => Type != FitBaseType.Byte && IsInvalid(value) ? null : value)];

    public void Write(FitWriter writer)
    {
        if (Type == FitBaseType.String)
            writer.Text(Number, (string)Values[0]);
        else if (!Type.IsInteger() && Values.Length == 1)
            writer.Real(Number, Type, (double)Values[0]);
        else if (!Type.IsInteger())
            writer.Bytes(Number, Type, [.. Values.SelectMany(value => RealBytes((double)value, writer.IsBigEndian))]);
        else if (Values.Length == 1)
            writer.Integer(Number, Type, Whole(Values[0]));
        else
            writer.Integers(Number, Type, [.. Values.Select(Whole)]);
    }

    private static decimal? InvalidOf(FitBaseType type) => type switch
    {
        FitBaseType.Enum or FitBaseType.UInt8 or FitBaseType.Byte => 255,
        FitBaseType.SInt8 => 127,
        FitBaseType.SInt16 => 32767,
        FitBaseType.UInt16 => 65535,
        FitBaseType.SInt32 => int.MaxValue,
        FitBaseType.UInt32 => uint.MaxValue,
        FitBaseType.SInt64 => long.MaxValue,
        FitBaseType.UInt64 => ulong.MaxValue,
        FitBaseType.UInt8Z or FitBaseType.UInt16Z or FitBaseType.UInt32Z or FitBaseType.UInt64Z => 0,
        _ => null,
    };

    private static long Whole(object value) => (decimal)value > long.MaxValue ? (long)(ulong)(decimal)value : (long)(decimal)value;

    private byte[] RealBytes(double value, bool isBig)
    {
        byte[] bytes = Type == FitBaseType.Float32 ? BitConverter.GetBytes((float)value) : BitConverter.GetBytes(value);
        return BitConverter.IsLittleEndian == isBig ? [.. bytes.Reverse()] : bytes;
    }
}

/// <summary>A message of the profile, or beyond it, with random fields.</summary>
internal sealed record AnyMessage(ushort Number, AnyField[] Fields)
{
    public static byte[] File(IEnumerable<AnyMessage> messages, bool isBig)
    {
        var writer = new FitWriter(isBig);
        foreach (var message in messages)
        {
            writer.Begin(message.Number);
            foreach (var field in message.Fields)
                field.Write(writer);
            writer.End();
        }
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Messages of the profile but the two that describe developer fields, which decoders act upon.</summary>
    private static readonly MessageProfile[] Known =
        [.. Enumerable.Range(0, 0x10000).Select(number => FitProfile.FindMessage((ushort)number)).OfType<MessageProfile>().Where(message => message.Number is not (206 or 207))];

    private static readonly FitBaseType[] Types = Enum.GetValues<FitBaseType>();

    private static readonly Gen<string> Texts =
        Gen.OneOf("a", "Z", " ", "5", "é", "ß", "€", "走", "🏃", "\u0301").Array[1, 30].Select(string.Concat);

    /// <summary>
    /// Messages of the profile with fields of their own types. Fields that are added up are left to other tests: the official decoder throws
    /// where one stands with its sum in a message.
    /// </summary>
    public static Gen<AnyMessage> OfProfile { get; } =
        Gen.OneOf(Known.Where(message => Usable(message).Length > 0).ToArray()).SelectMany(message =>
            Gen.Shuffle(Usable(message), 1, Math.Min(8, Usable(message).Length))
                .SelectMany(fields => All([.. fields.Select(field => Field(field.Number, field.BaseType, field.IsArray))]))
                .Select(fields => new AnyMessage(message.Number, fields)));

    /// <summary>The same, with fields of all types that the profile does not know, and messages of the kind.</summary>
    public static Gen<AnyMessage> BeyondProfile { get; } =
        from message in Gen.Frequency((3, OfProfile), (1, Gen.Int[0xFF00, 0xFFFE].Select(number => new AnyMessage((ushort)number, []))))
        from types in Gen.OneOf(Types).Array[1, 4]
        from counts in Gen.Int[1, 4].Array[types.Length]
        from fields in All([.. types.Select((type, i) => Field((byte)(246 + i), type, type != FitBaseType.String && counts[i] > 1, counts[i]))])
        select message with { Fields = [.. message.Fields, .. fields] };

    private static FieldProfile[] Usable(MessageProfile message) =>
        [.. message.Fields.Where(field => !field.Components.Any(component => component.IsAccumulated))];

    private static Gen<AnyField> Field(byte number, FitBaseType type, bool isArray) =>
        (isArray && type != FitBaseType.String ? Gen.Int[1, 5] : Gen.Const(1)).SelectMany(count => Field(number, type, isArray, count));

    private static Gen<AnyField> Field(byte number, FitBaseType type, bool isArray, int count) =>
        Value(type).Array[type == FitBaseType.String ? 1 : count].Select(values => new AnyField(number, type, isArray, values));

    /// <summary>Any value; of the types whose invalid value the official decoder overlooks, any valid one.</summary>
    private static Gen<object> Value(FitBaseType type) => type switch
    {
        FitBaseType.String => Texts.Select(text => (object)text),
        FitBaseType.Float32 => Gen.Float.Where(float.IsFinite).Select(value => (object)(double)value),
        FitBaseType.Float64 => Gen.Double.Where(double.IsFinite).Select(value => (object)value),
        FitBaseType.Enum or FitBaseType.UInt8 or FitBaseType.UInt8Z or FitBaseType.Byte => Gen.Byte.Select(value => (object)(decimal)value),
        FitBaseType.SInt8 => Gen.SByte.Select(value => (object)(decimal)value),
        FitBaseType.SInt16 => Gen.Short.Select(value => (object)(decimal)value),
        FitBaseType.UInt16 or FitBaseType.UInt16Z => Gen.UShort.Select(value => (object)(decimal)value),
        FitBaseType.SInt32 => Gen.Int.Select(value => (object)(decimal)value),
        FitBaseType.UInt32 or FitBaseType.UInt32Z => Gen.UInt.Select(value => (object)(decimal)value),
        FitBaseType.SInt64 => Gen.Long.Where(value => value != long.MaxValue).Select(value => (object)(decimal)value),
        _ => Gen.ULong.Where(value => value is not (0 or ulong.MaxValue)).Select(value => (object)(decimal)value),
    };

    private static Gen<AnyField[]> All(Gen<AnyField>[] fields) =>
        fields.Aggregate(Gen.Const(Array.Empty<AnyField>()), (all, field) => Gen.Select(all, field, (before, next) => (AnyField[])[.. before, next]));

    /// <summary>Whether a value as JavaScript prints it is the one that was written.</summary>
    public static bool IsSame(JsonElement json, object? value) => (json.ValueKind, value) switch
    {
        (JsonValueKind.Null, null) => true,
        (JsonValueKind.String, decimal number) => json.GetString() == number.ToString(CultureInfo.InvariantCulture),
        (JsonValueKind.String, string text) => json.GetString() == text,
        (JsonValueKind.Number, decimal number) => json.GetDecimal() == number,
        (JsonValueKind.Number, double number) => json.GetDouble() == number,
        _ => false,
    };
}
