using System.Buffers;
using System.IO.Pipelines;

namespace PostpartumRun.Fit;

/// <summary>
/// Sees a part of a file, and may read on by itself as far as the reader comes; it is called again for the next part that it leaves. What it takes
/// from the reader must not outlive the call.
/// </summary>
/// <param name="reader">Standing on the part.</param>
public delegate void FitVisitor(ref FitReader reader);

/// <summary>Reads FIT from a pipe with the same decoder as from memory, and holds no more of it than what stands at a seam.</summary>
public static class FitPipe
{
    /// <summary>How much of the next segment is put to what the last one ended within, at first: most of what the longer messages take.</summary>
    private const int LeastBehindSeam = 64;

    /// <summary>Room in front of what is put together: several fields are read at once where bytes stand before them, whatever they are.</summary>
    private const int BeforeSeam = 16;

    private const int MostOnStack = 256;

    /// <summary>Reads to the end of the pipe, or to where nothing more can be read; damage then stands in the state.</summary>
    /// <param name="pipe">The pipe. It is left open.</param>
    /// <param name="state">A new or reset state.</param>
    /// <param name="visitor">Called for the parts in order.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>How many bytes the pipe gave.</returns>
    /// <exception cref="IOException">The pipe's source cannot be read.</exception>
    public static async ValueTask<long> ReadAsync(PipeReader pipe, FitReaderState state, FitVisitor visitor, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(pipe);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(visitor);
        long total = 0;
        while (true)
        {
            var result = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
            var buffer = result.Buffer;
            // Once the pipe is told to go on, its segments are another's.
            long length = buffer.Length;
            long consumed = state.IsEnded ? length : Read(buffer, result.IsCompleted, state, visitor);
            if (result.IsCompleted)
            {
                pipe.AdvanceTo(buffer.End);
                return total + length;
            }
            total += consumed;
            pipe.AdvanceTo(buffer.GetPosition(consumed), buffer.End);
        }
    }

    /// <summary>
    /// Reads each segment where it lies. The part that a segment ends within is put together with just so much of what follows as
    /// completes it, and reading goes on behind it.
    /// </summary>
    private static long Read(in ReadOnlySequence<byte> buffer, bool isLast, FitReaderState state, FitVisitor visitor)
    {
        // Where the segment begins, and how far it was read: a seam in front of it can take more than there is of it.
        long begin = 0;
        int from = 0;
        var next = buffer.Start;
        for (var position = next; buffer.TryGet(ref next, out var memory); position = next)
        {
            var segment = memory.Span;
            bool isLastSegment = begin + segment.Length == buffer.Length;
            // So short a segment is mostly what a message's beginning was left of the one before it.
            if (isLastSegment || segment.Length - from >= LeastBehindSeam)
                from += Read(segment, from, isLast && isLastSegment, state, visitor);
            if (state.IsEnded)
                return buffer.Length;
            if (isLastSegment)
                return begin + from;
            int left = segment.Length - from;
            if (left > 0)
            {
                int seam = ReadSeam(buffer.Slice(buffer.GetPosition(from, position)), left, isLast, state, visitor);
                from += seam;
                if (state.IsEnded)
                    return buffer.Length;
                if (seam < left)
                    return begin + from;
            }
            begin += segment.Length;
            from -= segment.Length;
        }
        // Without a byte there is no segment either.
        return Read([], 0, isLast, state, visitor);
    }

    /// <summary>
    /// Reads from a copy until it is past the first segment, of which so many bytes are left. Returns how many bytes were consumed: fewer
    /// than those when what follows does not complete them.
    /// </summary>
    private static int ReadSeam(in ReadOnlySequence<byte> rest, int left, bool isLast, FitReaderState state, FitVisitor visitor)
    {
        Span<byte> stack = stackalloc byte[MostOnStack];
        int consumed = 0;
        for (long size = left + LeastBehindSeam; ; size *= 2)
        {
            bool isAll = size >= rest.Length;
            int length = checked((int)(isAll ? rest.Length : size)) - consumed;
            int room = BeforeSeam + length;
            byte[]? rented = room > MostOnStack ? ArrayPool<byte>.Shared.Rent(room) : null;
            var copy = rented is null ? stack[..room] : rented.AsSpan(0, room);
            rest.Slice(consumed, length).CopyTo(copy[BeforeSeam..]);
            consumed += Read(copy, BeforeSeam, isLast && isAll, state, visitor);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
            if (isAll || consumed >= left || state.IsEnded)
                return consumed;
        }
    }

    /// <summary>Reads on from a place in the bytes. Returns how many bytes from there on were consumed.</summary>
    private static int Read(ReadOnlySpan<byte> bytes, int from, bool isLast, FitReaderState state, FitVisitor visitor)
    {
        var reader = new FitReader(bytes, from, isLast, state);
        while (reader.Read())
            visitor(ref reader);
        return reader.Suspend() - from;
    }
}
