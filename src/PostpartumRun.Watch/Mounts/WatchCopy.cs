namespace PostpartumRun.Watch;

/// <summary>Copies files onto watches, whole or not at all.</summary>
public static class WatchCopy
{
    /// <summary>
    /// Writes a file under a temporary name, and renames it. Where a watch on MTP knows no renaming, it is written under its own name, read
    /// back, and taken away again where the two differ.
    /// </summary>
    /// <exception cref="IOException">The watch cannot be written: it is full, read-only, or was pulled out.</exception>
    /// <exception cref="UnauthorizedAccessException">The watch may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            AtomicFile.Write(path, bytes);
        }
        catch (IOException) when (IsMtp(path) && Directory.Exists(Path.GetDirectoryName(path)))
        {
            WriteInPlace(path, bytes);
        }
    }

    internal static void WriteInPlace(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            using (var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            if (!File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
                throw new IOException($"{path} came back from the watch otherwise than it was written.");
        }
        catch
        {
            AtomicFile.TryDelete(path);
            throw;
        }
    }

    /// <summary>gvfs shows what is mounted by MTP under a folder named for it.</summary>
    private static bool IsMtp(string path) => Path.GetFullPath(path).Contains("/gvfs/mtp", StringComparison.Ordinal);
}
