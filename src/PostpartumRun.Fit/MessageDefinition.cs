using System.Buffers.Binary;
using System.Collections.Immutable;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>A field as a message definition lays it out.</summary>
/// <param name="Number">The field's number in its message.</param>
/// <param name="BaseType">How its values are stored.</param>
/// <param name="Offset">Where it begins in the message's data, in bytes.</param>
/// <param name="Size">How many bytes it takes. Where that is no multiple of the base type's width, the field holds no valid value.</param>
public readonly record struct FieldDefinition(byte Number, FitBaseType BaseType, ushort Offset, byte Size);

/// <summary>A developer field as a message definition lays it out. Its name and type stand in a <c>field_description</c> message.</summary>
/// <param name="Number">The field's number among its developer's.</param>
/// <param name="DeveloperIndex">Whose it is: the <c>developer_data_index</c>.</param>
/// <param name="Offset">Where it begins in the message's data, in bytes.</param>
/// <param name="Size">How many bytes it takes.</param>
public readonly record struct DeveloperFieldDefinition(byte Number, byte DeveloperIndex, int Offset, byte Size);

/// <summary>How the messages of one local type are laid out, compiled once from the bytes that define it.</summary>
public sealed class MessageDefinition
{
    /// <summary>The number of the field that holds a message's time in every message.</summary>
    public const byte TimestampField = 253;

    private const int FixedSize = 6;
    private const int FieldSize = 3;
    private const byte DeveloperFlag = 0x20;

    private readonly byte[] _source;

    private MessageDefinition(ReadOnlySpan<byte> source, int ordinal)
    {
        _source = source.ToArray();
        Ordinal = ordinal;
        IsBigEndian = source[2] != 0;
        GlobalNumber = IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(source[3..]) : BinaryPrimitives.ReadUInt16LittleEndian(source[3..]);
        int offset = 0;
        var fields = ImmutableArray.CreateBuilder<FieldDefinition>(source[5]);
        var rest = source[FixedSize..];
        for (int i = 0; i < source[5]; i++, rest = rest[FieldSize..])
        {
            var field = new FieldDefinition(rest[0], FitBaseTypes.FromByte(rest[2]), (ushort)offset, rest[1]);
            if (field is { Number: TimestampField, Size: 4, BaseType: FitBaseType.UInt32 } && TimestampOffset < 0)
                TimestampOffset = offset;
            fields.Add(field);
            offset += field.Size;
        }
        Fields = fields.MoveToImmutable();
        DeveloperFields = [];
        if (!rest.IsEmpty)
        {
            var developer = ImmutableArray.CreateBuilder<DeveloperFieldDefinition>(rest[0]);
            for (rest = rest[1..]; !rest.IsEmpty; rest = rest[FieldSize..])
            {
                developer.Add(new(rest[0], rest[2], offset, rest[1]));
                offset += rest[1];
            }
            DeveloperFields = developer.MoveToImmutable();
        }
        Size = offset;
        Profile = FitProfile.FindMessage(GlobalNumber);
    }

    /// <summary>
    /// Its place among the definitions that its reader's state knows, below <see cref="FitReaderState.MaxLayouts"/>: for those who keep something
    /// for each. Two definitions can have had the same place, one after the other.
    /// </summary>
    public int Ordinal { get; }

    /// <summary>The message's number in the profile, or beyond it.</summary>
    public ushort GlobalNumber { get; }

    /// <summary>Whether values are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; }

    /// <summary>The fields, in their order in the message.</summary>
    public ImmutableArray<FieldDefinition> Fields { get; }

    /// <summary>The developer fields, which follow the others.</summary>
    public ImmutableArray<DeveloperFieldDefinition> DeveloperFields { get; }

    /// <summary>The size of a message's data in bytes, without its header byte; at most 2 × 255 fields of 255 bytes.</summary>
    public int Size { get; }

    /// <summary>What the profile says of the message; null when it does not know it.</summary>
    public MessageProfile? Profile { get; }

    /// <summary>Whether the reader is to stop at such messages, and not to pass over them.</summary>
    internal bool IsWanted { get; private set; }

    /// <summary>Where the message's time stands in its data, or -1.</summary>
    internal int TimestampOffset { get; } = -1;

    /// <summary>
    /// The size of the definition that begins at the span's start, its header byte included; 0 when the span is too short to tell.
    /// </summary>
    internal static int Measure(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedSize)
            return 0;
        int size = FixedSize + (FieldSize * bytes[5]);
        if ((bytes[0] & DeveloperFlag) == 0)
            return size;
        return bytes.Length > size ? size + 1 + (FieldSize * bytes[size]) : 0;
    }

    /// <summary>Compiles the definition whose bytes, header byte included, are these and no more.</summary>
    internal static MessageDefinition Compile(ReadOnlySpan<byte> bytes, int ordinal, Func<ushort, bool> wants)
    {
        var definition = new MessageDefinition(bytes, ordinal);
        definition.IsWanted = wants(definition.GlobalNumber);
        return definition;
    }

    /// <summary>A hash of the layout that bytes define, whatever their local type.</summary>
    internal static int Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes[1..]);
        return hash.ToHashCode();
    }

    /// <summary>Whether bytes define the same layout, whatever their local type.</summary>
    internal bool IsCompiledFrom(ReadOnlySpan<byte> bytes) => bytes[1..].SequenceEqual(_source.AsSpan(1));
}
