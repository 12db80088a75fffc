using System.Buffers;
using System.IO.Pipelines;

namespace PostpartumRun.Fit;

/// <summary>Sees each part of a file as the reader comes to it. What it takes from the reader must not outlive the call.</summary>
/// <param name="reader">Standing on the part.</param>
public delegate void FitVisitor(ref FitReader reader);

/// <summary>Reads FIT from a pipe with the same decoder as from memory, and holds no more of it than what stands at a seam.</summary>
public static class FitPipe
{
    /// <summary>Reads to the end of the pipe, or to where nothing more can be read; damage then stands in the state.</summary>
    /// <param name="pipe">The pipe. It is left open.</param>
    /// <param name="state">A new or reset state.</param>
    /// <param name="visitor">Called for each part in order.</param>
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
            long consumed = state.IsEnded ? buffer.Length : Read(buffer, result.IsCompleted, state, visitor);
            if (result.IsCompleted)
            {
                pipe.AdvanceTo(buffer.End);
                return total + buffer.Length;
            }
            total += consumed;
            pipe.AdvanceTo(buffer.GetPosition(consumed), buffer.End);
        }
    }

    private static int Read(in ReadOnlySequence<byte> buffer, bool isLast, FitReaderState state, FitVisitor visitor)
    {
        if (buffer.IsSingleSegment)
            return Read(buffer.FirstSpan, isLast, state, visitor);
        int length = checked((int)buffer.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            buffer.CopyTo(rented);
            return Read(rented.AsSpan(0, length), isLast, state, visitor);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
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
