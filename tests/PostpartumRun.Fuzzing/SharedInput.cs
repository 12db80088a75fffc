using System.Buffers.Binary;

namespace PostpartumRun.Fuzzing;

/// <summary>
/// The input that is being read, in two files that outlive the process that reads it: one with how many were read before, its length and where it
/// stands, and one with its bytes.
/// </summary>
internal sealed class SharedInput : IDisposable
{
    private const int HeadSize = 16;

    private readonly FileStream _headFile;
    private readonly FileStream _bytesFile;
    private readonly GuardedMemory _head;
    private readonly GuardedMemory _bytes;

    public SharedInput(string folder)
    {
        _headFile = Open(Path.Combine(folder, "reading"), Environment.SystemPageSize);
        _bytesFile = Open(Path.Combine(folder, "input"), FuzzSeeds.MaxLength);
        _head = new(HeadSize, _headFile.SafeFileHandle);
        _bytes = new(FuzzSeeds.MaxLength, _bytesFile.SafeFileHandle);
    }

    /// <summary>How many inputs were put, this one included.</summary>
    public long Count => BinaryPrimitives.ReadInt64LittleEndian(_head.All);

    /// <summary>The input that was put last.</summary>
    public ReadOnlySpan<byte> Current
    {
        get
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(_head.All[8..]);
            return _head.All[12] == 0 ? _bytes.AtEnd(length) : _bytes.AtStart(length);
        }
    }

    /// <summary>Puts an input where nothing can be read behind it; every fourth where nothing can be read before it.</summary>
    public ReadOnlySpan<byte> Put(ReadOnlySpan<byte> input)
    {
        long count = Count + 1;
        bool isAtStart = count % 4 == 0;
        var place = isAtStart ? _bytes.AtStart(input.Length) : _bytes.AtEnd(input.Length);
        input.CopyTo(place);
        BinaryPrimitives.WriteInt32LittleEndian(_head.All[8..], input.Length);
        _head.All[12] = isAtStart ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt64LittleEndian(_head.All, count);
        return place;
    }

    private static FileStream Open(string path, int size)
    {
        int page = Environment.SystemPageSize;
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.SetLength((size + page - 1) / page * page);
        return file;
    }

    public void Dispose()
    {
        _head.Dispose();
        _bytes.Dispose();
        _headFile.Dispose();
        _bytesFile.Dispose();
    }
}
