namespace PostpartumRun.Fit;

/// <summary>The protocol's base types; the values are those of a definition's base type byte, whose top bit marks types wider than a byte.</summary>
public enum FitBaseType : byte
{
    /// <summary>One byte, a choice from a list; 0xFF is invalid.</summary>
    Enum = 0x00,

    /// <summary>One byte, signed; 0x7F is invalid.</summary>
    SInt8 = 0x01,

    /// <summary>One byte, unsigned; 0xFF is invalid.</summary>
    UInt8 = 0x02,

    /// <summary>UTF-8, ended by a zero byte or by the field's end; an empty one is invalid.</summary>
    String = 0x07,

    /// <summary>One byte, unsigned; 0 is invalid.</summary>
    UInt8Z = 0x0A,

    /// <summary>Bytes without meaning of their own; all 0xFF is invalid.</summary>
    Byte = 0x0D,

    /// <summary>Two bytes, signed; 0x7FFF is invalid.</summary>
    SInt16 = 0x83,

    /// <summary>Two bytes, unsigned; 0xFFFF is invalid.</summary>
    UInt16 = 0x84,

    /// <summary>Four bytes, signed; 0x7FFFFFFF is invalid.</summary>
    SInt32 = 0x85,

    /// <summary>Four bytes, unsigned; 0xFFFFFFFF is invalid.</summary>
    UInt32 = 0x86,

    /// <summary>Four bytes, floating point; all bits set is invalid.</summary>
    Float32 = 0x88,

    /// <summary>Eight bytes, floating point; all bits set is invalid.</summary>
    Float64 = 0x89,

    /// <summary>Two bytes, unsigned; 0 is invalid.</summary>
    UInt16Z = 0x8B,

    /// <summary>Four bytes, unsigned; 0 is invalid.</summary>
    UInt32Z = 0x8C,

    /// <summary>Eight bytes, signed; 0x7FFFFFFFFFFFFFFF is invalid.</summary>
    SInt64 = 0x8E,

    /// <summary>Eight bytes, unsigned; all bits set is invalid.</summary>
    UInt64 = 0x8F,

    /// <summary>Eight bytes, unsigned; 0 is invalid.</summary>
    UInt64Z = 0x90,
}
