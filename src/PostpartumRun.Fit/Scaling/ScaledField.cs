using System.Buffers.Binary;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>A field of a message with what is known of its meaning, as a view of its bytes.</summary>
public readonly ref struct ScaledField
{
    private readonly ref readonly ScaledLayout.Cell _cell;
    private readonly ReadOnlySpan<byte> _data;
    private readonly bool _isBigEndian;

    internal ScaledField(ref readonly ScaledLayout.Cell cell, ReadOnlySpan<byte> data, bool isBigEndian)
    {
        _cell = ref cell;
        _data = data;
        _isBigEndian = isBigEndian;
    }

    /// <summary>The field's number in its message, or among its developer's.</summary>
    public byte Number => _cell.Number;

    /// <summary>Whose it is, for a developer field; null for the profile's.</summary>
    public byte? DeveloperIndex => _cell.DeveloperIndex;

    /// <summary>What the profile says of it; null for a developer field, and where the profile does not know it.</summary>
    public FieldProfile? Profile => _cell.Profile;

    /// <summary>How its values are stored; of a developer field that nothing has described, <see cref="FitBaseType.Byte"/>.</summary>
    public FitBaseType BaseType => _cell.BaseType;

    /// <summary>How many numbers it holds, invalid ones included: 0 for a text, and where its size fits no whole number of them.</summary>
    public int Count => _cell.Count;

    /// <summary>Its bytes and its type, for whole numbers wider than 53 bits, and for text.</summary>
    public FitField Field => new(_cell.BaseType, _data.Slice(_cell.Offset, _cell.Size), _isBigEndian);

    /// <summary>A number of the field: raw / scale - offset. False, and NaN, where it is invalid.</summary>
    /// <param name="index">Which, from 0 to below <see cref="Count"/>.</param>
    /// <param name="value">The number, in the unit that profile or description names.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public bool TryGetScaled(int index, out double value)
    {
        ref readonly var cell = ref _cell;
        if ((uint)index >= cell.Count)
            throw new ArgumentOutOfRangeException(nameof(index));
        var bytes = _data[(cell.Offset + (index * cell.Width))..];
        value = cell.Kind switch
        {
            NumberKind.UInt8 => bytes[0],
            NumberKind.SInt8 => (sbyte)bytes[0],
            NumberKind.UInt16 => UInt16(bytes),
            NumberKind.SInt16 => (short)UInt16(bytes),
            NumberKind.UInt32 => UInt32(bytes),
            NumberKind.SInt32 => (int)UInt32(bytes),
            _ => Wide(cell.BaseType, bytes),
        };
        if (value == cell.Invalid || double.IsNaN(value))
        {
            value = double.NaN;
            return false;
        }
        if (cell.IsScaled)
            value = (value / cell.Scale) - cell.Bias;
        return true;
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private uint UInt32(ReadOnlySpan<byte> bytes) =>
        _isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Floating point, and types of 64 bits; NaN where invalid, since not every invalid value is a number of its own here.</summary>
    private double Wide(FitBaseType type, ReadOnlySpan<byte> bytes)
    {
        ulong bits = type.ReadBits(bytes, _isBigEndian);
        return bits == type.Invalid() ? double.NaN : type.ToDouble(bits);
    }
}
