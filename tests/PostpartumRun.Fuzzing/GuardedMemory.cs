using System.Runtime.InteropServices;

namespace PostpartumRun.Fuzzing;

/// <summary>
/// Memory between two pages that nobody may touch: bytes that stand at its end or its beginning cannot be read past without ending the
/// process. What it holds can be a file's, so that it outlives the process.
/// <code>
/// no access | pages, a file's where one is given | no access
/// </code>
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int None = 0, ReadWrite = 3;
    private const int Shared = 1, Private = 2, Fixed = 0x10, Anonymous = 0x20;

    private readonly byte* _region;
    private readonly nuint _regionSize;
    private readonly byte* _pages;

    /// <summary>Makes so many bytes, or as many more as pages come in.</summary>
    /// <param name="capacity">How many.</param>
    /// <param name="file">A file that is as long at least, or null for none.</param>
    public GuardedMemory(int capacity, SafeHandle? file = null)
    {
        int page = Environment.SystemPageSize;
        Capacity = (capacity + page - 1) / page * page;
        _regionSize = (nuint)(Capacity + (2 * page));
        _region = Map(null, _regionSize, None, Private | Anonymous, -1);
        int handle = file is null ? -1 : (int)file.DangerousGetHandle();
        _pages = Map(_region + page, (nuint)Capacity, ReadWrite, Fixed | (file is null ? Private | Anonymous : Shared), handle);
    }

    /// <summary>How many bytes it has room for.</summary>
    public int Capacity { get; }

    /// <summary>All of it.</summary>
    public Span<byte> All => new(_pages, Capacity);

    /// <summary>The last so many bytes, behind which nothing can be read.</summary>
    public Span<byte> AtEnd(int length) => All[^length..];

    /// <summary>The first so many bytes, before which nothing can be read.</summary>
    public Span<byte> AtStart(int length) => All[..length];

    /// <summary>A copy of bytes behind which nothing can be read.</summary>
    public ReadOnlySpan<byte> PutAtEnd(ReadOnlySpan<byte> bytes)
    {
        var place = AtEnd(bytes.Length);
        bytes.CopyTo(place);
        return place;
    }

    /// <inheritdoc/>
    public void Dispose() => _ = munmap(_region, _regionSize);

    private static byte* Map(byte* at, nuint size, int protection, int flags, int file)
    {
        byte* mapped = mmap(at, size, protection, flags, file, 0);
        return (nint)mapped == -1 ? throw new InvalidOperationException($"No memory could be mapped: error {Marshal.GetLastPInvokeError()}.") : mapped;
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(byte* at, nuint size, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int munmap(byte* at, nuint size);
}
