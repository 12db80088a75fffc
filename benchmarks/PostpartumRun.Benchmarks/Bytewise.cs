namespace PostpartumRun.Benchmarks;

/// <summary>
/// The yardstick, T256: the protocol's checksum byte by byte from one table of 256 entries, as decoders have it. Each look-up waits for the last,
/// so it takes about the same time for each byte of any file on any processor of one clock.
/// </summary>
public static class Bytewise
{
    private static readonly ushort[] Table = [.. Enumerable.Range(0, 256).Select(Entry)];

    /// <summary>The checksum of bytes.</summary>
    public static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> table = Table.AsSpan(0, 256);
        uint crc = 0;
        foreach (byte value in bytes)
            crc = (crc >> 8) ^ table[(byte)(crc ^ value)];
        return (ushort)crc;
    }

    private static ushort Entry(int value)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value >> 1) ^ ((value & 1) * 0xA001);
        return (ushort)value;
    }
}
