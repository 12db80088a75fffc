using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>
/// The protocol's checksum: CRC-16 with the reflected polynomial 0xA001 (x^16 + x^15 + x^2 + 1), from 0, least bit first. Where the
/// processor multiplies without carries, long inputs are folded to 16 bytes first, at the speed of memory.
/// </summary>
public static partial class FitCrc
{
    private const ushort Polynomial = 0xA001;

    /// <summary>How many bytes one round of the portable loop takes: a table for each.</summary>
    private const int Slices = 8;

    /// <summary>Table k holds, for each byte, its checksum once k zero bytes have followed it; the tables lie one after the other.</summary>
    private static readonly ushort[] Tables = MakeTables();

    /// <summary>The checksum of bytes, or of what came before (<paramref name="crc"/>) and them.</summary>
    public static ushort Compute(ReadOnlySpan<byte> bytes, ushort crc = 0) =>
        CanFold && bytes.Length >= LeastToFold ? ComputeFolded(bytes, crc) : ComputePortable(bytes, crc);

    /// <summary>The same with sums and tables alone, as processors compute it that multiply with carries only.</summary>
    internal static ushort ComputePortable(ReadOnlySpan<byte> bytes, ushort crc)
    {
        if (bytes.Length < LeastToSum)
            return ComputeSliced(bytes, crc);
        Span<byte> summed = stackalloc byte[SummedSize];
        var rest = Sum(bytes, crc, summed);
        return ComputeSliced(rest, ComputeSliced(summed, 0));
    }

    private static ushort ComputeSliced(ReadOnlySpan<byte> bytes, ushort crc)
    {
        ReadOnlySpan<ushort> tables = Tables.AsSpan(0, Slices * 256);
        for (; bytes.Length >= Slices; bytes = bytes[Slices..])
        {
            ulong eight = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            // Written out, so that indices that are constant but for a byte need no check; and what waits for the last round's result
            // comes last, so that the other look-ups need not.
            int rest = tables[0x500 + (byte)(eight >> 16)] ^ tables[0x400 + (byte)(eight >> 24)]
                ^ tables[0x300 + (byte)(eight >> 32)] ^ tables[0x200 + (byte)(eight >> 40)]
                ^ tables[0x100 + (byte)(eight >> 48)] ^ tables[(byte)(eight >> 56)];
            uint first = (uint)eight ^ crc;
            crc = (ushort)(rest ^ tables[0x600 + (byte)(first >> 8)] ^ tables[0x700 + (byte)first]);
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
            ushort crc = (ushort)value;
            for (int bit = 0; bit < 8; bit++)
                crc = TimesX(crc);
            tables[value] = crc;
        }
        for (int i = 256; i < tables.Length; i++)
            tables[i] = (ushort)((tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]]);
        return tables;
    }

    /// <summary>A remainder times x, reduced again. Bits are reflected: the lowest stands for x^15, the highest for 1.</summary>
    private static ushort TimesX(ushort remainder) => (ushort)((remainder >> 1) ^ ((remainder & 1) * Polynomial));
}
