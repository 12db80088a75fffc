using System.Buffers.Binary;
using PostpartumRun.Fit;

namespace PostpartumRun.Fuzzing;

/// <summary>Makes an altered file sound again on its outside, so that what is wrong is within.</summary>
internal static class FitRepair
{
    private const int CrcSize = sizeof(ushort);

    /// <summary>Puts the data's size into the header, and both checksums where they belong, if there is a header and something behind it.</summary>
    public static void Repair(Span<byte> file)
    {
        if (!FitHeader.TryRead(file, out var header, out _) || file.Length < header.Size + CrcSize)
            return;
        BinaryPrimitives.WriteUInt32LittleEndian(file[4..], (uint)(file.Length - header.Size - CrcSize));
        if (header.Size >= FitHeader.SizeWithCrc)
            BinaryPrimitives.WriteUInt16LittleEndian(file[FitHeader.MinSize..], FitCrc.Compute(file[..FitHeader.MinSize]));
        BinaryPrimitives.WriteUInt16LittleEndian(file[^CrcSize..], FitCrc.Compute(file[..^CrcSize]));
    }

    /// <summary>As many of a file's messages as fit into so many bytes, as a file of its own.</summary>
    public static byte[] Head(ReadOnlySpan<byte> file, int maxLength)
    {
        int end = 0;
        var reader = new FitReader(file);
        while (reader.Read() && reader.Token != FitToken.FileEnd && reader.Offset + CrcSize <= maxLength)
            end = (int)reader.Offset;
        byte[] head = [.. file[..end], 0, 0];
        Repair(head);
        return head;
    }
}
