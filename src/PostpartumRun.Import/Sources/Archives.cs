using System.IO.Compression;

namespace PostpartumRun.Import;

/// <summary>
/// Reads activities out of zip and gzip files, also nested, as makers' exports are. Nothing is unpacked under a name of the archive's: its
/// names
/// are only told. What it claims of sizes is not believed, and what it unpacks to is bounded in files, bytes, ratio and depth.
/// </summary>
internal static class Archives
{
    /// <summary>A maker's export has a zip in a zip, with gzip files in it.</summary>
    public const int MaxDepth = 4;

    /// <summary>Twenty years of daily activities are 10,000, and with everything else of an export ten times as many.</summary>
    public const int MaxEntries = 1_000_000;

    /// <summary>FIT files unpack to at most some 20 times their size; a bomb, to hundreds of times.</summary>
    public const int MaxRatio = 100;

    /// <summary>What is smaller does no harm, however well it was packed.</summary>
    public const long RatioFrom = 1 << 20;

    /// <summary>All that one archive may unpack to.</summary>
    public const long MaxUnpacked = 64L << 30;

    /// <summary>The most that an archive within an archive, or one that comes through a pipe, may have.</summary>
    private const long MaxInner = 4L << 30;

    /// <summary>Whether bytes begin as a zip or gzip file does.</summary>
    public static bool IsArchive(ReadOnlySpan<byte> bytes) => IsZip(bytes) || IsGzip(bytes);

    /// <summary>Each activity file of an archive, and each that cannot be read, in the archive's order.</summary>
    public static IEnumerable<RentedInput> Read(string path, Stream archive) => Read(path, archive, 1, new Budget());

    private static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\x03\x04"u8) || bytes.StartsWith("PK\x05\x06"u8);

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    private static IEnumerable<RentedInput> Read(string path, Stream archive, int depth, Budget budget)
    {
        var first = new byte[4];
        archive.ReadAtLeast(first, 4, throwOnEndOfStream: false);
        archive.Position = 0;
        if (depth > MaxDepth)
        {
            string message = $"This archive lies in {MaxDepth} others: no maker's export is so deep.";
            return [RentedInput.Failed(path, InputError.BadArchive, message)];
        }
        return IsZip(first) ? ReadZip(path, archive, depth, budget) : ReadGzip(path, archive, depth, budget);
    }

    private static IEnumerable<RentedInput> ReadGzip(string path, Stream archive, int depth, Budget budget)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        var unpacked = Unpack(name, () => new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), archive.Length, budget);
        return Within(name, unpacked, depth, budget);
    }

    private static IEnumerable<RentedInput> ReadZip(string path, Stream archive, int depth, Budget budget)
    {
        ZipArchive? zip = null;
        RentedInput? failure = null;
        try
        {
            zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxEntries)
                failure = RentedInput.Failed(path, InputError.BadArchive, $"This archive holds over {MaxEntries:N0} files.");
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            failure = Damaged(path, exception);
        }
        using (zip)
        {
            if (failure is not null)
            {
                yield return failure;
                yield break;
            }
            foreach (var entry in zip!.Entries.Where(entry => IsOfInterest(entry.FullName)))
            {
                foreach (var input in ReadEntry(path, entry, depth, budget))
                    yield return input;
            }
        }
    }

    private static IEnumerable<RentedInput> ReadEntry(string path, ZipArchiveEntry entry, int depth, Budget budget)
    {
        string name = $"{path}/{Inside(entry.FullName)}";
        if (entry.IsEncrypted)
        {
            const string Message = "This file is encrypted. Unpack the archive with its password, and import what comes out.";
            return [RentedInput.Failed(name, InputError.NotReadable, Message)];
        }
        return Within(name, Unpack(name, entry.Open, entry.CompressedLength, budget), depth, budget);
    }

    /// <summary>What an archive unpacked to: a file, or what is in an archive again.</summary>
    private static IEnumerable<RentedInput> Within(string path, (RentedInput? File, Stream? Archive) unpacked, int depth, Budget budget)
    {
        if (unpacked.File is { } file)
        {
            yield return file;
            yield break;
        }
        using (unpacked.Archive)
        {
            foreach (var part in Read(path, unpacked.Archive!, depth + 1, budget))
                yield return part;
        }
    }

    /// <summary>Unpacks a file, or an archive into a file of its own.</summary>
    private static (RentedInput? File, Stream? Archive) Unpack(string name, Func<Stream> open, long packedLength, Budget budget)
    {
        try
        {
            using var unpacked = open();
            using var bounded = new BoundedStream(unpacked, packedLength, budget);
            return Take(name, bounded);
        }
        catch (Exception exception) when (IsDamage(exception))
        {
            return (Damaged(name, exception), null);
        }
    }

    /// <summary>
    /// Reads a stream that cannot be sought in: a file whole into memory, or an archive, which can be large, into a file of its own.
    /// </summary>
    /// <exception cref="IOException">It cannot be read, or there is no room for it.</exception>
    /// <exception cref="InvalidDataException">The archive is larger than any may be.</exception>
    public static (RentedInput? File, Stream? Archive) Take(string name, Stream stream)
    {
        var first = new byte[4];
        int read = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        using var whole = new PrefixedStream(first.AsMemory(0, read), stream);
        return IsArchive(first.AsSpan(0, read)) ? (null, Spill(whole)) : (RentedInput.Read(name, whole, 0, InputFile.MaxSize), null);
    }

    /// <summary>A zip is read from its end: one that cannot be sought in goes into a file without a name that anybody chose.</summary>
    private static FileStream Spill(Stream source)
    {
        var file = CreateTemporary();
        try
        {
            var buffer = new byte[1 << 16];
            while (source.Read(buffer) is > 0 and int read)
            {
                file.Write(buffer.AsSpan(0, read));
                if (file.Length > MaxInner)
                    throw new InvalidDataException($"an archive that is not a file of its own is larger than {MaxInner >> 30} GB");
            }
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A file for its owner's eyes only, gone when it is closed.</summary>
    private static FileStream CreateTemporary()
    {
        string path = Path.Combine(Path.GetTempPath(), $"pprun-{Guid.NewGuid():N}.zip");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
        };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new(path, options);
        }
        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        // At once, so that whoever is killed leaves nothing of hers behind either.
        File.Delete(path);
        return file;
    }

    private static bool IsOfInterest(string name) => !name.EndsWith('/') && !Path.GetFileName(name.AsSpan()).StartsWith("._")
        && FileSearch.IsOfInterest(name, withArchives: true);

    /// <summary>A name of an archive's as it is told: it leads nowhere else.</summary>
    private static string Inside(string name) =>
        string.Join('/', name.Replace('\\', '/').Split('/').Where(part => part.Length > 0 && part is not ("." or "..")));

    private static bool IsDamage(Exception exception) =>
        exception is InvalidDataException or IOException or NotSupportedException or ArgumentException;

    private static RentedInput Damaged(string path, Exception exception) => RentedInput.Failed(
        path, InputError.BadArchive, $"This archive is damaged or no archive that can be read: {exception.Message.TrimEnd('.')}.");

    /// <summary>What an archive, with all within it, has unpacked to.</summary>
    private sealed class Budget
    {
        public long Unpacked { get; set; }
    }

    /// <summary>Ends with an error where more is unpacked than any activity would be.</summary>
    private sealed class BoundedStream(Stream inner, long packedLength, Budget budget) : ReadingStream
    {
        private long _unpacked;

        public override int Read(Span<byte> buffer)
        {
            int read = inner.Read(buffer);
            _unpacked += read;
            budget.Unpacked += read;
            if (_unpacked > RatioFrom && _unpacked / Math.Max(1, packedLength) >= MaxRatio)
                throw new InvalidDataException($"it unpacks to over {MaxRatio} times its size, as no activity does");
            if (budget.Unpacked > MaxUnpacked)
                throw new InvalidDataException($"it unpacks to over {MaxUnpacked >> 30} GB");
            return read;
        }
    }

    /// <summary>Bytes that were looked at already, and then the rest.</summary>
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadingStream
    {
        private ReadOnlyMemory<byte> _prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            if (_prefix.Length == 0)
                return rest.Read(buffer);
            int count = Math.Min(buffer.Length, _prefix.Length);
            _prefix.Span[..count].CopyTo(buffer);
            _prefix = _prefix[count..];
            return count;
        }
    }
}
