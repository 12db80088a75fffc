namespace PostpartumRun.Watch;

/// <summary>Writes files so that nobody ever sees half of one: under another name first, and renamed once all of it is on the disk.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file, in place of one of the same name. The folder must exist.</summary>
    /// <exception cref="IOException">The folder cannot be written; nothing of the file is left.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; nothing of the file is left.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    internal static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What made the writing fail is what the caller has to hear of.
        }
    }
}
