using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>What the protocol says of each base type: its width, its invalid value, and how its bytes are read.</summary>
public static class FitBaseTypes
{
    /// <summary>Bits of the base type byte that number the type; the top one only says that it is wider than a byte.</summary>
    private const int NumberMask = 0x1F;

    private static ReadOnlySpan<byte> Sizes => [1, 1, 1, 2, 2, 4, 4, 1, 4, 8, 1, 2, 4, 1, 8, 8, 8];

    private static ReadOnlySpan<byte> Bytes =>
        [0x00, 0x01, 0x02, 0x83, 0x84, 0x85, 0x86, 0x07, 0x88, 0x89, 0x0A, 0x8B, 0x8C, 0x0D, 0x8E, 0x8F, 0x90];

    private static readonly string[] Names =
    [
        "enum", "sint8", "uint8", "sint16", "uint16", "sint32", "uint32", "string", "float32", "float64", "uint8z", "uint16z",
        "uint32z", "byte", "sint64", "uint64", "uint64z",
    ];

    /// <summary>
    /// The base type that a definition's byte names. Only its number counts, since some writers leave out the top bit; a number that
    /// the protocol does not know reads as <see cref="FitBaseType.Byte"/>.
    /// </summary>
    public static FitBaseType FromByte(byte value)
    {
        int number = value & NumberMask;
        return number < Bytes.Length ? (FitBaseType)Bytes[number] : FitBaseType.Byte;
    }

    /// <summary>The width of one value in bytes; 1 for strings.</summary>
    public static int Size(this FitBaseType type) => Sizes[(int)type & NumberMask];

    /// <summary>The type's name in the protocol, <c>uint16</c> say.</summary>
    public static string Name(this FitBaseType type) => Names[(int)type & NumberMask];

    /// <summary>The type of a name in the protocol, or null.</summary>
    public static FitBaseType? FromName(string name)
    {
        int number = Array.IndexOf(Names, name);
        return number < 0 ? null : (FitBaseType)Bytes[number];
    }

    /// <summary>Whether values are whole numbers: all types but strings and floating point.</summary>
    public static bool IsInteger(this FitBaseType type) =>
        type is not (FitBaseType.String or FitBaseType.Float32 or FitBaseType.Float64);

    /// <summary>
    /// The bits that mark a value as invalid, as wide as the type; those of the floating-point types are all ones.
    /// </summary>
    public static ulong Invalid(this FitBaseType type) => type switch
    {
        FitBaseType.SInt8 => 0x7F,
        FitBaseType.SInt16 => 0x7FFF,
        FitBaseType.SInt32 => 0x7FFF_FFFF,
        FitBaseType.SInt64 => 0x7FFF_FFFF_FFFF_FFFF,
        FitBaseType.String or FitBaseType.UInt8Z or FitBaseType.UInt16Z or FitBaseType.UInt32Z or FitBaseType.UInt64Z => 0,
        _ => ulong.MaxValue >> (64 - (8 * type.Size())),
    };

    /// <summary>The bits of the value that begins at the span's start, unsigned, as wide as the type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is shorter than the type is wide.</exception>
    public static ulong ReadBits(this FitBaseType type, ReadOnlySpan<byte> bytes, bool isBigEndian) => type.Size() switch
    {
        1 => bytes[0],
        2 => isBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        4 => isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => isBigEndian ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
    };

    /// <summary>The number that bits stand for. A <c>uint64</c> above the range of <see cref="long"/> comes back negative.</summary>
    public static long ToInt64(this FitBaseType type, ulong bits) => type switch
    {
        FitBaseType.SInt8 => (sbyte)bits,
        FitBaseType.SInt16 => (short)bits,
        FitBaseType.SInt32 => (int)bits,
        _ => (long)bits,
    };

    /// <summary>The number that bits stand for, of any type but strings.</summary>
    public static double ToDouble(this FitBaseType type, ulong bits) => type switch
    {
        FitBaseType.Float32 => BitConverter.UInt32BitsToSingle((uint)bits),
        FitBaseType.Float64 => BitConverter.UInt64BitsToDouble(bits),
        FitBaseType.UInt64 or FitBaseType.UInt64Z => bits,
        _ => type.ToInt64(bits),
    };
}
