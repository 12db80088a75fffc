using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>Bytes that are written one after the other, into an array that is kept and grows.</summary>
internal sealed class ByteList(int capacity)
{
    private byte[] _bytes = new byte[capacity];

    internal int Count { get; private set; }

    internal Span<byte> Written => _bytes.AsSpan(0, Count);

    internal ref byte this[int index] => ref _bytes[index];

    /// <summary>Forgets what is behind so many bytes, or adds what they hold to come to so many.</summary>
    internal void Resize(int count)
    {
        if (count > _bytes.Length)
            Grow(count - Count);
        Count = count;
    }

    /// <summary>Adds so many bytes, to be written now: the span is good until more are taken. They hold what they held.</summary>
    internal Span<byte> Take(int count)
    {
        int from = Count;
        if (count > _bytes.Length - from)
            Grow(count);
        Count = from + count;
        return _bytes.AsSpan(from, count);
    }

    /// <summary>Adds the lowest of eight bytes, lowest first. All eight are written, which takes no longer than one; the next ones overwrite the rest.</summary>
    internal void Put(ulong bytes, int count)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Take(sizeof(ulong)), bytes);
        Count -= sizeof(ulong) - count;
    }

    /// <summary>Puts so many bytes in, to be written now; those behind them move down.</summary>
    internal Span<byte> Insert(int at, int count)
    {
        Take(count);
        _bytes.AsSpan(at..(Count - count)).CopyTo(_bytes.AsSpan(at + count));
        return _bytes.AsSpan(at, count);
    }

    /// <summary>Takes bytes out; those behind them move up.</summary>
    internal void Remove(int at, int count)
    {
        _bytes.AsSpan((at + count)..Count).CopyTo(_bytes.AsSpan(at));
        Count -= count;
    }

    private void Grow(int count) => Array.Resize(ref _bytes, Math.Max(checked(Count + count), _bytes.Length * 2));

    internal void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));
}
