using System.IO.Pipelines;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>All that a reader says of an input, in a hash.</summary>
internal readonly record struct Digest(int Hash, int Parts, FitError? Error, int Files)
{
    public static Digest Of(ReadOnlySpan<byte> bytes) => InChunks(bytes, Math.Max(1, bytes.Length));

    public static Digest InChunks(ReadOnlySpan<byte> bytes, int size)
    {
        var state = new FitReaderState();
        var hash = new HashCode();
        int parts = 0, consumed = 0;
        for (int end = 0; end < bytes.Length;)
        {
            end = Math.Min(bytes.Length, end + size);
            var reader = new FitReader(bytes[consumed..end], isLast: end == bytes.Length, state);
            for (; reader.Read(); parts++)
                Add(ref hash, ref reader);
            consumed += reader.Suspend();
        }
        return new(hash.ToHashCode(), parts, state.Error, state.FileCount);
    }

    /// <summary>Through a pipe that gives all at once, in segments of so many bytes.</summary>
    public static Digest InSegments(byte[] bytes, int size)
    {
        var reading = ThroughPipe(PipeReader.Create(Segments.Of(bytes, size)));
        Assert.True(reading.IsCompletedSuccessfully, "All is there.");
        return reading.Result;
    }

    public static Task<Digest> ThroughPipe(Stream input) => ThroughPipe(PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 4096)));

    private static async Task<Digest> ThroughPipe(PipeReader pipe)
    {
        var state = new FitReaderState();
        var hash = new HashCode();
        int parts = 0;
        await FitPipe.ReadAsync(
            pipe, state,
            (ref reader) =>
            {
                Add(ref hash, ref reader);
                parts++;
            },
            TestContext.Current.CancellationToken);
        return new(hash.ToHashCode(), parts, state.Error, state.FileCount);
    }

    private static void Add(ref HashCode hash, ref FitReader reader)
    {
        hash.Add((int)reader.Token);
        hash.Add(reader.Offset);
        if (reader.Token != FitToken.Message)
            return;
        var message = reader.Message;
        hash.AddBytes(message.Data);
        hash.Add(message.Timestamp);
    }
}
