using System.Buffers;
using System.IO.Pipelines;
using PostpartumRun.Fit;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>Bytes are read as a whole, in chunks and through a pipe, and all three say the same of every part, field and error.</summary>
internal sealed class FitTarget : IFuzzTarget, IDisposable
{
    private readonly GuardedMemory _chunk = new(FuzzSeeds.MaxLength);
    private readonly FitReaderState _wholeState = new();
    private readonly FitReaderState _otherState = new();
    private readonly FitDigest _whole = new();
    private readonly FitDigest _other = new();

    public string Name => "fit";

    public bool IsFit => true;

    public IEnumerable<byte[]> Seeds() => FuzzSeeds.Fit();

    public void Run(ReadOnlySpan<byte> input)
    {
        _wholeState.Reset();
        _whole.Clear();
        var reader = new FitReader(input, isLast: true, _wholeState);
        while (reader.Read())
            _whole.Add(ref reader);
        BrokenPromiseException.Unless(!reader.Read(), "The reader went on after the end.");
        if (_wholeState.Error is { } error)
            BrokenPromiseException.Unless(error.Offset >= 0 && error.Offset <= input.Length, $"The error is outside of the file: {error}");

        var choices = Choices.Of(input);
        ReadChunks(input, 1 + choices.Below(1 + choices.Below(300)), ref choices);
        Compare("chunks");
        ReadPipe(input, ref choices);
        Compare("a pipe");
    }

    private void ReadChunks(ReadOnlySpan<byte> input, int largest, ref Choices choices)
    {
        _otherState.Reset();
        _other.Clear();
        int consumed = 0, end = 0;
        do
        {
            end = Math.Min(input.Length, end + choices.Below(largest + 1));
            // Each chunk ends where nothing can be read.
            var chunk = _chunk.PutAtEnd(input[consumed..end]);
            var reader = new FitReader(chunk, isLast: end == input.Length, _otherState);
            while (reader.Read())
                _other.Add(ref reader);
            consumed += reader.Suspend();
        }
        while (end < input.Length);
    }

    private void ReadPipe(ReadOnlySpan<byte> input, ref Choices choices)
    {
        _otherState.Reset();
        _other.Clear();
        byte[] bytes = input.ToArray();
        int size = 1 + choices.Below(1 + choices.Below(300));
        var pipe = choices.OneIn(2)
            ? PipeReader.Create(Segment.Sequence(bytes, size))
            : PipeReader.Create(new PieceStream(bytes, size), new StreamPipeReaderOptions(bufferSize: 256, minimumReadSize: 1 + (size / 2)));
        var reading = FitPipe.ReadAsync(pipe, _otherState, _other.Add).AsTask();
        BrokenPromiseException.Unless(reading.IsCompleted, "A pipe that has all its bytes made the reader wait.");
        long total = reading.Result;
        BrokenPromiseException.Unless(total == bytes.Length, $"The pipe gave {total} bytes of {bytes.Length}.");
        pipe.Complete();
    }

    private void Compare(string way)
    {
        int part = _whole.FirstDifference(_other);
        BrokenPromiseException.Unless(part < 0, $"Part {part} reads differently in {way}.");
        var (whole, other) = (_wholeState, _otherState);
        BrokenPromiseException.Unless(
            whole.Error == other.Error && whole.HasCrcMismatch == other.HasCrcMismatch && whole.FileCount == other.FileCount,
            $"In {way}: {other.Error}, {other.HasCrcMismatch}, {other.FileCount} files; as a whole: {whole.Error}, {whole.HasCrcMismatch}, {whole.FileCount}.");
    }

    public void Dispose() => _chunk.Dispose();

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public static ReadOnlySequence<byte> Sequence(byte[] bytes, int size)
        {
            var first = new Segment { Memory = bytes.AsMemory(0, Math.Min(size, bytes.Length)) };
            var last = first;
            for (int start = size; start < bytes.Length; start += size)
            {
                var next = new Segment { Memory = bytes.AsMemory(start, Math.Min(size, bytes.Length - start)), RunningIndex = start };
                last.Next = next;
                last = next;
            }
            return new(first, 0, last, last.Memory.Length);
        }
    }

    /// <summary>A stream that gives at most so many bytes at a time, at once.</summary>
    private sealed class PieceStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span[..Math.Min(size, buffer.Length)]));
    }
}
