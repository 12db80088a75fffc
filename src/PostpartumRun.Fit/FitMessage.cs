using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>One data message, as a view of its bytes.</summary>
public readonly ref struct FitMessage
{
    private readonly uint _timestamp;

    internal FitMessage(MessageDefinition definition, ReadOnlySpan<byte> bytes, long offset, uint timestamp, bool isCompressed)
    {
        Definition = definition;
        Bytes = bytes;
        Offset = offset;
        _timestamp = timestamp;
        IsTimestampCompressed = isCompressed;
    }

    /// <summary>How it is laid out.</summary>
    public MessageDefinition Definition { get; }

    /// <summary>The message's number in the profile, or beyond it.</summary>
    public ushort Number => Definition.GlobalNumber;

    /// <summary>Its fields' bytes.</summary>
    public ReadOnlySpan<byte> Data => Bytes[^Definition.Size..];

    /// <summary>Its fields' bytes, and all that stand before them in the chunk: who loads many bytes at a time may load some of those.</summary>
    internal ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Where it begins in the file, its header byte included.</summary>
    public long Offset { get; }

    /// <summary>Whether its time stands in its header, and in none of its fields.</summary>
    public bool IsTimestampCompressed { get; }

    /// <summary>Its time (<see cref="FitTime"/>), from its header or its field 253; null when it has none.</summary>
    public uint? Timestamp
    {
        get
        {
            if (IsTimestampCompressed)
                return _timestamp == FitTime.Invalid ? null : _timestamp;
            if (Definition is { TimestampOffset: >= 0 and var offset })
            {
                var bytes = Data[offset..];
                uint time = Definition.IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
                return time == FitTime.Invalid ? null : time;
            }
            return this[MessageDefinition.TimestampField].Integer is { } seconds ? (uint)seconds : null;
        }
    }

    /// <summary>The field of this number; one without values when the message has none.</summary>
    public FitField this[byte number]
    {
        get
        {
            foreach (ref readonly var field in Definition.Fields.AsSpan())
            {
                if (field.Number == number)
                    return View(field);
            }
            return default;
        }
    }

    /// <summary>A field's bytes in this message.</summary>
    public FitField View(in FieldDefinition field) => new(field.BaseType, Data.Slice(field.Offset, field.Size), Definition.IsBigEndian);

    /// <summary>A developer field's bytes in this message, which are of the type that its description names.</summary>
    public FitField View(in DeveloperFieldDefinition field, FitBaseType type) =>
        new(type, Data.Slice(field.Offset, field.Size), Definition.IsBigEndian);
}
