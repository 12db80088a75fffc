using System.Buffers;

namespace PostpartumRun.Fit.Tests;

/// <summary>Bytes as a sequence of segments, as a pipe holds them.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long begin) => (Memory, RunningIndex) = (memory, begin);

    /// <summary>The bytes in segments of so many, and an empty one in front, behind and in the middle of them.</summary>
    public static ReadOnlySequence<byte> Of(byte[] bytes, int size)
    {
        var first = new Segments(default, 0);
        var last = first;
        for (int from = 0; from < bytes.Length; from += size)
        {
            if (from <= bytes.Length / 2 && from + size > bytes.Length / 2)
                last = last.Append(default);
            last = last.Append(bytes.AsMemory(from, Math.Min(size, bytes.Length - from)));
        }
        last = last.Append(default);
        return new(first, 0, last, 0);
    }

    private Segments Append(ReadOnlyMemory<byte> memory)
    {
        var next = new Segments(memory, RunningIndex + Memory.Length);
        Next = next;
        return next;
    }
}
