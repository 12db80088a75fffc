using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>The protocol's checksum: CRC-16 with the reflected polynomial 0xA001 (x^16 + x^15 + x^2 + 1), from 0, least bit first.</summary>
public static class FitCrc
{
    private const ushort Polynomial = 0xA001;

    /// <summary>How many bytes one round of the loop takes: a table for each.</summary>
    private const int Slices = 16;

    /// <summary>Table k holds, for each byte, its checksum once k zero bytes have followed it; the tables lie one after the other.</summary>
    private static readonly ushort[] Tables = MakeTables();

    /// <summary>The checksum of bytes, or of what came before (<paramref name="crc"/>) and them.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes, ushort crc = 0)
    {
        ReadOnlySpan<ushort> tables = Tables.AsSpan(0, Slices * 256);
        while (bytes.Length >= Slices)
        {
            ulong low = BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ crc;
            ulong high = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            uint next = 0;
            for (int i = 0; i < 8; i++)
            {
                next ^= tables[((Slices - 1 - i) * 256) + (byte)(low >> (8 * i))];
                next ^= tables[((Slices - 9 - i) * 256) + (byte)(high >> (8 * i))];
            }
            crc = (ushort)next;
            bytes = bytes[Slices..];
        }
        foreach (byte value in bytes)
            crc = (ushort)((crc >> 8) ^ tables[(byte)(crc ^ value)]);
        return crc;
    }

    private static ushort[] MakeTables()
    {
        var tables = new ushort[Slices * 256];
        for (int value = 0; value < 256; value++)
        {
            int crc = value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            tables[value] = (ushort)crc;
        }
        for (int i = 256; i < tables.Length; i++)
            tables[i] = (ushort)((tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]]);
        return tables;
    }
}
