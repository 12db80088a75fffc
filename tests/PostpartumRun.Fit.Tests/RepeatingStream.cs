namespace PostpartumRun.Fit.Tests;

/// <summary>The same bytes again and again, so many at a time.</summary>
internal sealed class RepeatingStream(byte[] bytes, int times, int segment) : Stream
{
    private readonly long _length = (long)bytes.Length * times;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        int offset = (int)(_position % bytes.Length);
        int count = (int)Math.Min(Math.Min(segment, buffer.Length), Math.Min(bytes.Length - offset, _length - _position));
        bytes.AsSpan(offset, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
