using System.Runtime.InteropServices;

namespace PostpartumRun.Fit;

/// <content>
/// Summing. The polynomial P = x^16 + x^15 + x^2 + 1 has four terms, and squaring a sum of powers without carries squares each power, so
/// P^64 = x^1024 + x^960 + x^128 + 1. Modulo P that is 0, hence x^1024 ≡ x^960 + x^128 + 1: a word of 64 bits may be left out when it is added to
/// the words 1, 14 and 16 places behind it. What is left of any input is its last 16 words, at three sums a word and without a table.
/// </content>
public static partial class FitCrc
{
    private const int Words = 16;
    private const int SummedSize = Words * sizeof(ulong);
    private const int LeastToSum = 4 * SummedSize;

    /// <summary>
    /// Sums all whole blocks of 16 words up in one, whose checksum from 0 is theirs. Returns the bytes behind them.
    /// </summary>
    private static ReadOnlySpan<byte> Sum(ReadOnlySpan<byte> bytes, ushort crc, Span<byte> summed)
    {
        int blocks = bytes.Length / SummedSize;
        // Each word left out so far, with what was added to it, at its place modulo 16.
        Span<ulong> left = stackalloc ulong[Words];
        left.Clear();
        // What came before is added to the first two bytes, as the bytewise loop would.
        ulong seed = BitConverter.IsLittleEndian ? crc : (ulong)System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(crc) << 48;
        for (int block = 0; block < blocks - 1; block++)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes.Slice(block * SummedSize, SummedSize));
            ulong last = left[0] ^= words[0] ^ seed ^ left[15] ^ left[2];
            seed = 0;
            for (int i = 1; i < Words - 2; i++)
                last = left[i] ^= words[i] ^ last ^ left[i + 2];
            last = left[14] ^= words[14] ^ last ^ left[0];
            left[15] ^= words[15] ^ last ^ left[1];
        }
        // The last block's words stay, so nothing of them is added to each other.
        var end = MemoryMarshal.Cast<byte, ulong>(bytes.Slice((blocks - 1) * SummedSize, SummedSize));
        var sums = MemoryMarshal.Cast<byte, ulong>(summed);
        for (int i = 0; i < Words; i++)
            sums[i] = end[i] ^ left[i] ^ (i == 0 ? left[15] : 0) ^ (i < Words - 2 ? left[i + 2] : 0);
        return bytes[(blocks * SummedSize)..];
    }
}
