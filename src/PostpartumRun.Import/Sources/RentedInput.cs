using System.Buffers;
using PostpartumRun.Fit;

namespace PostpartumRun.Import;

/// <summary>An input's bytes in a rented buffer, or why there are none. Dispose of it to give the buffer back.</summary>
internal sealed class RentedInput : IDisposable
{
    /// <summary>Buffers up to here are used again; larger ones are few, and would stay for good.</summary>
    private const int MostPooled = 1 << 20;

    private byte[]? _buffer;
    private int _length;

    private RentedInput(string path) => Path = path;

    /// <summary>What names it: a path, or an archive's path and a name within.</summary>
    public string Path { get; }

    /// <summary>Its place among all inputs, from 0.</summary>
    public long Sequence { get; set; }

    /// <summary>The place of the path that names it, from 0.</summary>
    public int PathIndex { get; set; }

    /// <summary>Whether it was sent, so that its path is a name alone.</summary>
    public bool IsSent { get; set; }

    /// <summary>Why there are no bytes; null when they were read.</summary>
    public InputError? Error { get; private init; }

    /// <summary>All bytes; empty on an error.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>How many bytes there are.</summary>
    public int Length => _length;

    /// <summary>The name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path) is { Length: > 0 } name ? name : Path;

    public static RentedInput Failed(string path, string code, string message) => new(path) { Error = new(code, null, message) };

    /// <summary>Reads a stream to its end, unless that comes too late.</summary>
    /// <param name="path">What names it.</param>
    /// <param name="stream">The bytes.</param>
    /// <param name="expected">How many bytes it is said to have; a hint alone.</param>
    /// <param name="most">The most that are read.</param>
    public static RentedInput Read(string path, Stream stream, long expected, long most)
    {
        // A liar's figure is not believed until as many bytes have come.
        var input = new RentedInput(path) { _buffer = Rent((int)Math.Clamp(expected + 1, 4096, MostPooled)) };
        try
        {
            while (true)
            {
                int read = stream.Read(input._buffer.AsSpan(input._length));
                if (read == 0)
                    return input;
                input._length += read;
                if (input._length > most)
                {
                    input.Dispose();
                    return TooLarge(path);
                }
                if (input._length < input._buffer.Length)
                    continue;
                // Nothing of a large file has to be read to know that it is no FIT file, but its first bytes.
                if (input._length >= MostPooled && input.Refuse() is { } error)
                {
                    input.Dispose();
                    return new(path) { Error = error };
                }
                input.Grow(Math.Min(Math.Max(input._length * 2L, expected + 1), most + 4096L));
            }
        }
        catch
        {
            input.Dispose();
            throw;
        }
    }

    public static RentedInput TooLarge(string path) => Failed(
        path, InputError.TooLarge, $"This file is larger than {InputFile.MaxSize / (1024 * 1024)} MB: no watch makes such an activity.");

    public void Dispose()
    {
        Return(_buffer);
        _buffer = null;
        _length = 0;
    }

    private static byte[] Rent(int length) => length <= MostPooled ? ArrayPool<byte>.Shared.Rent(length) : GC.AllocateUninitializedArray<byte>(length);

    private static void Return(byte[]? buffer)
    {
        if (buffer is { Length: <= MostPooled })
            ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Why these bytes begin neither a FIT file nor an archive; null where they may.</summary>
    private InputError? Refuse()
    {
        var reader = new FitReader(Bytes);
        bool isFit = Archives.IsArchive(Bytes) || reader.Read() || reader.Error is not { Code: FitErrorCode.NotFit };
        return isFit ? null : InputError.Of(reader.Error!.Value);
    }

    private void Grow(long length)
    {
        var grown = Rent((int)length);
        Bytes.CopyTo(grown);
        Return(_buffer);
        _buffer = grown;
    }
}
