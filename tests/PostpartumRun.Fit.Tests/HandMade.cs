using System.Buffers.Binary;

namespace PostpartumRun.Fit.Tests;

/// <summary>FIT put together byte by byte from what the protocol says, without the code under test.</summary>
internal static class HandMade
{
    public const byte Enum8 = 0x00, S8 = 0x01, U8 = 0x02, Text = 0x07, U8Z = 0x0A, Raw = 0x0D, S16 = 0x83, U16 = 0x84,
        S32 = 0x85, U32 = 0x86, F32 = 0x88, F64 = 0x89, U16Z = 0x8B, U32Z = 0x8C, S64 = 0x8E, U64 = 0x8F, U64Z = 0x90;

    public const ushort RecordMessage = 20;

    /// <summary>A file with a header of 14 bytes, both checksums right.</summary>
    public static byte[] File(params byte[][] parts) => File(14, parts);

    public static byte[] File(int headerSize, params byte[][] parts)
    {
        byte[] data = Join(parts);
        return WithCrc(Join(Header(headerSize, (uint)data.Length), data));
    }

    /// <summary>A header; from 14 bytes on with its checksum, and zeros behind it.</summary>
    public static byte[] Header(int size, uint dataSize)
    {
        var header = new byte[size];
        (header[0], header[1]) = ((byte)size, 0x20);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), 21217);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), dataSize);
        ".FIT"u8.CopyTo(header.AsSpan(8));
        if (size >= 14)
            BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(12), Crc(header.AsSpan(0, 12)));
        return header;
    }

    public static byte[] WithCrc(byte[] bytes)
    {
        ushort crc = Crc(bytes);
        return [.. bytes, (byte)crc, (byte)(crc >> 8)];
    }

    /// <summary>A definition, least byte first.</summary>
    public static byte[] Define(int local, ushort number, params (int Number, int Size, byte Type)[] fields) =>
        Define(local, number, false, fields, []);

    /// <summary>A definition, highest byte first.</summary>
    public static byte[] DefineBig(int local, ushort number, params (int Number, int Size, byte Type)[] fields) =>
        Define(local, number, true, fields, []);

    public static byte[] Define(
        int local, ushort number, bool isBig, (int Number, int Size, byte Type)[] fields, (int Number, int Size, int Developer)[] developer)
    {
        var bytes = new List<byte> { (byte)(0x40 | (developer.Length > 0 ? 0x20 : 0) | local), 0, isBig ? (byte)1 : (byte)0 };
        bytes.AddRange(isBig ? [(byte)(number >> 8), (byte)number] : [(byte)number, (byte)(number >> 8)]);
        bytes.Add((byte)fields.Length);
        foreach (var (field, size, type) in fields)
            bytes.AddRange([(byte)field, (byte)size, type]);
        if (developer.Length > 0)
            bytes.Add((byte)developer.Length);
        foreach (var (field, size, index) in developer)
            bytes.AddRange([(byte)field, (byte)size, (byte)index]);
        return [.. bytes];
    }

    public static byte[] Message(int local, params byte[] data) => [(byte)local, .. data];

    /// <summary>A message whose header carries the lowest five bits of its time.</summary>
    public static byte[] Compressed(int local, int seconds, params byte[] data) => [(byte)(0x80 | (local << 5) | seconds), .. data];

    public static byte[] UInt32Bytes(uint value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    /// <summary>The protocol's checksum bit by bit, without tables.</summary>
    public static ushort Crc(ReadOnlySpan<byte> bytes, ushort crc = 0)
    {
        foreach (byte value in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool isSet = ((crc ^ (value >> bit)) & 1) != 0;
                crc = (ushort)(isSet ? (crc >> 1) ^ 0xA001 : crc >> 1);
            }
        }
        return crc;
    }

    /// <summary>Small files that between them use all of the grammar.</summary>
    public static IReadOnlyDictionary<string, byte[]> Files { get; } = MakeFiles();

    private static Dictionary<string, byte[]> MakeFiles()
    {
        byte[] plain = File(
            Define(0, 0, (0, 1, Enum8), (3, 4, U32Z)), Message(0, 4, 1, 2, 3, 4),
            Define(1, RecordMessage, (253, 4, U32), (3, 1, U8)), Message(1, [.. UInt32Bytes(1_000_000_000), 120]), Message(1, [.. UInt32Bytes(1_000_000_001), 121]));
        byte[] mixed = File(
            12,
            DefineBig(0, RecordMessage, (253, 4, U32), (6, 2, U16)), Message(0, 0x3B, 0x9A, 0xCA, 0x1F, 0x0C, 0x80),
            Define(1, RecordMessage, (6, 2, U16)), Compressed(1, 2, 0x80, 0x0C), Message(1, 0, 0),
            Define(2, 206, (0, 1, U8), (1, 1, U8), (2, 1, U8), (3, 4, Text)), Message(2, 0, 7, U8, 0x66, 0x6F, 0x6F, 0),
            Define(0, RecordMessage, false, [(3, 1, U8)], [(7, 1, 0), (8, 2, 0)]), Message(0, 99, 5, 6, 7), Message(0, 98, 6, 6, 7),
            Define(15, 0xFF12, []), Message(15), Message(15));
        byte[] headerDamage = [.. plain];
        headerDamage[12] ^= 1;
        byte[] crcDamage = [.. plain];
        crcDamage[^1] ^= 1;
        return new()
        {
            ["plain"] = plain,
            ["mixed"] = mixed,
            ["header of 20 bytes"] = File(20, Define(0, RecordMessage, (3, 1, U8)), Message(0, 1)),
            ["chained"] = [.. plain, .. mixed, .. plain],
            ["no data"] = File(),
            ["no data, chained"] = [.. File(), .. plain, .. File()],
            ["wrong header checksum"] = headerDamage,
            ["wrong checksum, chained"] = [.. crcDamage, .. mixed],
            ["unfinished"] = [.. Header(14, 0), .. plain[14..^2]],
            ["data past the end"] = [.. Header(14, 1000), .. plain[14..]],
            ["data ends in a message"] = WithCrc([.. Header(14, (uint)plain.Length - 20), .. plain[14..^6]]),
            ["undefined message"] = File(Define(0, RecordMessage, (3, 1, U8)), Message(0, 1), Message(1, 2)),
            ["trailing zeros"] = [.. plain, 0, 0, 0, 0],
            ["cut second header"] = [.. plain, .. plain[..9]],
            ["text"] = [.. "This is a text, and no FIT file."u8],
        };
    }
}
