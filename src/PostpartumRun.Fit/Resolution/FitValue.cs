using System.Globalization;

namespace PostpartumRun.Fit;

/// <summary>What a <see cref="FitValue"/> holds.</summary>
public enum FitValueKind : byte
{
    /// <summary>Nothing: the value is invalid or missing.</summary>
    None,

    /// <summary>A whole number within <see cref="long"/>.</summary>
    Integer,

    /// <summary>A whole number above it.</summary>
    LargeInteger,

    /// <summary>Any other number.</summary>
    Real,

    /// <summary>A text: a string field's, an enumeration's name, or a time.</summary>
    Text,

    /// <summary>True or false.</summary>
    Boolean,
}

/// <summary>One value of a field as a person would read it: scaled, named. The default is no value.</summary>
public readonly record struct FitValue
{
    private readonly long _bits;
    private readonly string? _text;

    private FitValue(FitValueKind kind, long bits, string? text = null) => (Kind, _bits, _text) = (kind, bits, text);

    /// <summary>What it holds.</summary>
    public FitValueKind Kind { get; }

    /// <summary>The whole number, or 0.</summary>
    public long Integer => Kind == FitValueKind.Integer ? _bits : 0;

    /// <summary>The number; NaN when it holds none.</summary>
    public double Number => Kind switch
    {
        FitValueKind.Integer => _bits,
        FitValueKind.LargeInteger => (ulong)_bits,
        FitValueKind.Real => BitConverter.Int64BitsToDouble(_bits),
        _ => double.NaN,
    };

    /// <summary>Whether it holds true.</summary>
    public bool IsTrue => Kind == FitValueKind.Boolean && _bits != 0;

    /// <summary>A whole number.</summary>
    public static FitValue Of(long value) => new(FitValueKind.Integer, value);

    /// <summary>A whole number without sign.</summary>
    public static FitValue Of(ulong value) => new(value <= long.MaxValue ? FitValueKind.Integer : FitValueKind.LargeInteger, (long)value);

    /// <summary>A number. One without a fraction is still a number of this kind; NaN and the infinities are no value.</summary>
    public static FitValue Of(double value) =>
        double.IsFinite(value) ? new(FitValueKind.Real, BitConverter.DoubleToInt64Bits(value)) : default;

    /// <summary>A text.</summary>
    public static FitValue Of(string value) => new(FitValueKind.Text, 0, value);

    /// <summary>True or false.</summary>
    public static FitValue Of(bool value) => new(FitValueKind.Boolean, value ? 1 : 0);

    /// <summary>The value in words or digits, a point before fractions; empty for no value.</summary>
    public override string ToString() => Kind switch
    {
        FitValueKind.None => "",
        FitValueKind.Integer => _bits.ToString(CultureInfo.InvariantCulture),
        FitValueKind.LargeInteger => ((ulong)_bits).ToString(CultureInfo.InvariantCulture),
        FitValueKind.Real => Number.ToString("R", CultureInfo.InvariantCulture),
        FitValueKind.Boolean => _bits != 0 ? "true" : "false",
        _ => _text!,
    };
}

/// <summary>A field of a message with its values as a person would read them.</summary>
/// <param name="Name">The field's name in the profile or its developer's; its number where neither knows it.</param>
/// <param name="Units">The unit's symbol, or empty.</param>
/// <param name="Values">The values; those that are invalid among others hold none. At least one is valid.</param>
/// <param name="IsArray">Whether it is a field of several values, however many there are.</param>
public sealed record ResolvedField(string Name, string Units, IReadOnlyList<FitValue> Values, bool IsArray)
{
    /// <summary>The first value.</summary>
    public FitValue Value => Values[0];

    /// <summary>The profile's field that a developer's field stands in for, or null. The units can be others than the profile's.</summary>
    public string? StandsFor { get; init; }
}
