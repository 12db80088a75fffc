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
    /// <summary>How much of the next segment is put to what the last one ended within, at first: as long as most messages are.</summary>
    private const int LeastBehindSeam = 128;

    private const int MostOnStack = 2 * LeastBehindSeam;

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
        long consumed = 0;
        var rest = buffer;
        while (!rest.IsSingleSegment && !state.IsEnded)
        {
            int length = rest.FirstSpan.Length;
            // So short a segment is mostly what a message's beginning was left of the one before it.
            int read = length < LeastBehindSeam ? 0 : Read(rest.FirstSpan, isLast: false, state, visitor);
            if (read < length && !state.IsEnded)
            {
                int left = length - read;
                int seam = ReadSeam(rest.Slice(read), left, isLast, state, visitor);
                read += seam;
                if (seam < left)
                    return consumed + read;
            }
            consumed += read;
            rest = rest.Slice(read);
        }
        return state.IsEnded ? buffer.Length : consumed + Read(rest.FirstSpan, isLast, state, visitor);
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
            byte[]? rented = length > MostOnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
            var copy = rented is null ? stack[..length] : rented.AsSpan(0, length);
            rest.Slice(consumed, length).CopyTo(copy);
            consumed += Read(copy, isLast && isAll, state, visitor);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
            if (isAll || consumed >= left || state.IsEnded)
                return consumed;
        }
    }

    private static int Read(ReadOnlySpan<byte> bytes, bool isLast, FitReaderState state, FitVisitor visitor)
    {
        var reader = new FitReader(bytes, isLast, state);
        while (reader.Read())
            visitor(ref reader);
        return reader.Suspend();
    }
}
