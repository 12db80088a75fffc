using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>The header of a file: 12 bytes, or 14 with a checksum of its own.</summary>
/// <param name="Size">Its own size in bytes, 12 or more; what is past 14 has no meaning yet.</param>
/// <param name="ProtocolVersion">The version byte: major in the upper four bits, minor in the lower.</param>
/// <param name="ProfileVersion">The profile's version as written: major × 100 + minor, from 21.00 on major × 1000 + minor.</param>
/// <param name="DataSize">The size of the data in bytes, without header and final CRC.</param>
public readonly record struct FitHeader(byte Size, byte ProtocolVersion, ushort ProfileVersion, uint DataSize)
{
    /// <summary>The size without a checksum.</summary>
    public const int MinSize = 12;

    /// <summary>The size with a checksum.</summary>
    public const int SizeWithCrc = 14;

    private const uint Magic = 0x5449_462E; // ".FIT", least byte first

    /// <summary>The protocol's version as people write it, <c>2.0</c>.</summary>
    public string Protocol => $"{ProtocolVersion >> 4}.{ProtocolVersion & 0x0F}";

    /// <summary>Whether bytes can be the beginning of a header, as far as they go.</summary>
    internal static bool CanBegin(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 0 && bytes[0] < MinSize)
            return false;
        ReadOnlySpan<byte> magic = ".FIT"u8;
        for (int i = 8; i < MinSize && i < bytes.Length; i++)
        {
            if (bytes[i] != magic[i - 8])
                return false;
        }
        return true;
    }

    /// <summary>Reads a header. False when the bytes are too few or not one.</summary>
    /// <param name="bytes">From the header's first byte on.</param>
    /// <param name="header">The header.</param>
    /// <param name="isCrcValid">False when it has a checksum that is wrong; a checksum of 0 says that none was made.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out FitHeader header, out bool isCrcValid)
    {
        header = default;
        isCrcValid = true;
        if (bytes.Length < MinSize || bytes[0] < MinSize || bytes.Length < bytes[0]
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) != Magic)
            return false;
        header = new(bytes[0], bytes[1], BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]));
        if (header.Size >= SizeWithCrc)
        {
            ushort crc = BinaryPrimitives.ReadUInt16LittleEndian(bytes[MinSize..]);
            isCrcValid = crc == 0 || crc == FitCrc.Compute(bytes[..MinSize]);
        }
        return true;
    }

    /// <summary>Writes the header with its checksum into <see cref="SizeWithCrc"/> bytes.</summary>
    internal void Write(Span<byte> bytes)
    {
        bytes[0] = SizeWithCrc;
        bytes[1] = ProtocolVersion;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], ProfileVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[4..], DataSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[MinSize..], FitCrc.Compute(bytes[..MinSize]));
    }
}
