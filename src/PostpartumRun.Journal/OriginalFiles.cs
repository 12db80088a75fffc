using System.IO.Compression;
using System.Runtime.InteropServices;

namespace PostpartumRun.Journal;

/// <summary>
/// The files that activities were read from, byte for byte, beside the log: each under the name of its SHA-256, so that one that is known
/// is kept once. They are written before the log names them, and never changed. FIT files compress to half, which is not worth what it
/// costs:
/// early logs have them compressed with gzip, and those are read where they are.
/// </summary>
public sealed partial class OriginalFiles
{
    /// <summary>The folder beside the log that all of them are below.</summary>
    internal const string FolderName = "originals";

    private const string Suffix = ".fit";
    private const string PackedSuffix = ".fit.gz";
    private const int NoSpaceLeft = 28;
    private const int WindowsDiskFull = 0x70;

    private readonly string _folder;

    private static bool HasSyncFileSystem => OperatingSystem.IsLinux();

    internal OriginalFiles(string dataFolder) => _folder = Path.Combine(dataFolder, FolderName);

    /// <summary>Where a file of a SHA-256 is kept, or would be.</summary>
    public string PathOf(string sha256) =>
        PlainPath(sha256) is var plain && !File.Exists(plain) && PackedPath(sha256) is var packed && File.Exists(packed) ? packed : plain;

    /// <summary>Whether a file is kept.</summary>
    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Whether a file of so many bytes is kept; of a compressed one that is not known.</summary>
    public bool Has(string sha256, int length) => new FileInfo(PlainPath(sha256)) is { Exists: true } file && file.Length == length;

    /// <summary>
    /// Keeps a file. Its name says what its bytes are, so that several can write it at once, and what a killed one left half-written is
    /// written over: nothing reads it before the log names it.
    /// </summary>
    /// <exception cref="JournalException">There is no room for it, or it may not be written.</exception>
    public void Save(string sha256, ReadOnlySpan<byte> bytes)
    {
        string path = PlainPath(sha256);
        try
        {
            try
            {
                Write(path, bytes);
            }
            // A file that was not found though it was to be made: another process made its folder at this moment.
            catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
            {
                MakeFolder(_folder);
                MakeFolder(Path.GetDirectoryName(path)!);
                Write(path, bytes);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException(Explain(exception), exception);
        }
    }

    /// <summary>A kept file's bytes; null where it is not kept, or not readable any more.</summary>
    public byte[]? Read(string sha256)
    {
        try
        {
            string path = PathOf(sha256);
            return path.EndsWith(PackedSuffix, StringComparison.Ordinal) ? Unpack(path) : File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The kept files that nothing names, of those that were written before a time.</summary>
    internal IEnumerable<string> FindUnnamed(IReadOnlySet<string> named, DateTimeOffset before) => !Directory.Exists(_folder) ? []
        : Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(path => !named.Contains(Path.GetFileName(path).Split('.')[0]) && File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            .Order(StringComparer.Ordinal);

    /// <summary>Takes a file away that nothing names any more.</summary>
    internal void Delete(string sha256)
    {
        TryDelete(PlainPath(sha256));
        TryDelete(PackedPath(sha256));
    }

    /// <summary>All that was saved is on the disk when this returns, so that a log which names it can be written.</summary>
    /// <exception cref="JournalException">The disk did not take it.</exception>
    public void Flush()
    {
        // One call for a batch of files; where there is none such, each was flushed when it was saved.
        if (!HasSyncFileSystem || !Directory.Exists(_folder))
            return;
        int folder = Open(_folder, 0);
        int failed = folder < 0 || SyncFileSystem(folder) < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (folder >= 0)
            _ = Close(folder);
        if (failed != 0)
        {
            var exception = new IOException(Marshal.GetPInvokeErrorMessage(failed), failed);
            throw new JournalException(Explain(exception), exception);
        }
    }

    private string PlainPath(string sha256) => Path.Combine(_folder, sha256[..2], sha256 + Suffix);

    private string PackedPath(string sha256) => Path.Combine(_folder, sha256[..2], sha256 + PackedSuffix);

    private static byte[] Unpack(string path)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        unpacked.CopyTo(bytes);
        return bytes.ToArray();
    }

    private string Explain(Exception exception) => (exception.HResult & 0xFFFF) is NoSpaceLeft or WindowsDiskFull
        ? $"No room is left for the original files in {_folder}. Free some space on its disk, then do it again: nothing was half-written."
        : $"The original files cannot be kept in {_folder}: {exception.Message.TrimEnd('.')}. "
            + "Check who may write there, then do it again: nothing was half-written.";

    private static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(bytes);
        if (file.Length > bytes.Length)
            file.SetLength(bytes.Length);
        if (!HasSyncFileSystem)
            file.Flush(flushToDisk: true);
    }

    private static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It names nothing, and 'pprun log check' tells of it.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SyncFileSystem(int folder);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int handle);
}
