using System.Text;

namespace PostpartumRun.Fit;

/// <summary>One field of a message, as a view of its bytes. The default is a field without values.</summary>
public readonly ref struct FitField
{
    internal FitField(FitBaseType baseType, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        BaseType = baseType;
        Bytes = bytes;
        IsBigEndian = isBigEndian;
    }

    /// <summary>How its values are stored.</summary>
    public FitBaseType BaseType { get; }

    /// <summary>Its bytes as they stand in the file.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Whether values are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>How many values it holds, invalid ones included; 0 when its size fits no whole number of them.</summary>
    public int Count
    {
        get
        {
            int size = BaseType.Size();
            return Bytes.Length % size == 0 ? Bytes.Length / size : 0;
        }
    }

    /// <summary>The bits of a value, and whether it is a valid one.</summary>
    /// <param name="index">Which value, from 0 to below <see cref="Count"/>.</param>
    /// <param name="bits">The bits, unsigned.</param>
    public bool TryGetBits(int index, out ulong bits)
    {
        bits = BaseType.ReadBits(Bytes[(index * BaseType.Size())..], IsBigEndian);
        return bits != BaseType.Invalid();
    }

    /// <summary>The first value as a whole number; null when it is invalid, missing, or of a type that holds none.</summary>
    public long? Integer => BaseType.IsInteger() && Count > 0 && TryGetBits(0, out ulong bits) ? BaseType.ToInt64(bits) : null;

    /// <summary>The first value as a number, not scaled; NaN when it is invalid, missing, or a string.</summary>
    public double Number =>
        BaseType != FitBaseType.String && Count > 0 && TryGetBits(0, out ulong bits) ? BaseType.ToDouble(bits) : double.NaN;

    /// <summary>Its text up to the first zero byte; null when it is empty or not a string. Bytes that are not UTF-8 are left out.</summary>
    public string? Text
    {
        get
        {
            if (BaseType != FitBaseType.String)
                return null;
            int end = Bytes.IndexOf((byte)0);
            string text = Encoding.UTF8.GetString(end < 0 ? Bytes : Bytes[..end]).Replace("\uFFFD", "", StringComparison.Ordinal);
            return text.Length == 0 ? null : text;
        }
    }
}
