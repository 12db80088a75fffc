using Microsoft.Win32.SafeHandles;

namespace PostpartumRun.Import;

/// <summary>Reads what paths name, one input after the other: files as they are, and each activity of an archive.</summary>
internal static class InputReader
{
    /// <summary>A file may be written, renamed or deleted while it is read.</summary>
    private const FileShare Shared = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>
    /// All inputs of a path, in an order that depends on nothing but the bytes; at least one, and one for each file that cannot be read.
    /// </summary>
    /// <param name="path">A file's path, or <c>-</c> for standard input.</param>
    public static IEnumerable<RentedInput> Read(string path)
    {
        var input = Open(path, out var stream);
        if (input is not null)
        {
            yield return input;
            yield break;
        }
        using (stream)
        {
            foreach (var part in Archives.Read(path, stream!))
                yield return part;
        }
    }

    /// <summary>The same of a source.</summary>
    public static IEnumerable<RentedInput> Read(ImportSource source)
    {
        if (source.Open is not { } open)
            return Read(source.Name);
        return ReadSent(source.Name, open).Select(input =>
        {
            input.IsSent = true;
            return input;
        });
    }

    private static IEnumerable<RentedInput> ReadSent(string name, Func<Stream> open)
    {
        using var stream = open();
        byte[] first = new byte[4];
        bool isArchive = stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && Archives.IsArchive(first);
        stream.Position = 0;
        if (!isArchive)
        {
            yield return RentedInput.Read(name, stream, stream.Length, InputFile.MaxSize);
            yield break;
        }
        foreach (var part in Archives.Read(name, stream))
            yield return part;
    }

    /// <summary>Reads a file whole, or opens it where it is an archive.</summary>
    private static RentedInput? Open(string path, out Stream? archive)
    {
        archive = null;
        try
        {
            if (path == InputFile.StandardInput)
                return OpenStandardInput(out archive);
            if (Refuse(path) is { } refused)
                return refused;
            // A pipe with an activity's name in a folder has no length either, and to open it waits for a writer for ever.
            if (FileSearch.IsOfInterest(path, withArchives: true) && new FileInfo(path).Length == 0)
                return RentedInput.Read(path, Stream.Null, 0, InputFile.MaxSize);
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, Shared, FileOptions.SequentialScan);
            long length = Length(handle);
            Span<byte> first = stackalloc byte[4];
            if (length > 4 && RandomAccess.Read(handle, first, 0) == 4 && Archives.IsArchive(first))
            {
                archive = new FileStream(path, FileMode.Open, FileAccess.Read, Shared);
                return null;
            }
            if (length > InputFile.MaxSize)
                return RentedInput.TooLarge(path);
            // Some files tell no length, pipes and those of /proc among them.
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            return RentedInput.Read(path, stream, length, InputFile.MaxSize);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return NotReadable(path, exception);
        }
    }

    /// <summary>What the file system says about a path, as an input's error.</summary>
    public static RentedInput NotReadable(string path, Exception exception) => exception is UnauthorizedAccessException
        ? RentedInput.Failed(path, InputError.NotReadable, "This file may not be read: look at its permissions.")
        : RentedInput.Failed(path, InputError.NotReadable, $"This file cannot be read: {exception.Message}");

    private static RentedInput? OpenStandardInput(out Stream? archive)
    {
        archive = null;
        using var stream = Console.OpenStandardInput();
        try
        {
            (var input, archive) = Archives.Take(InputFile.StandardInput, stream);
            return input;
        }
        catch (InvalidDataException exception)
        {
            return RentedInput.Failed(InputFile.StandardInput, InputError.TooLarge, $"This cannot be read: {exception.Message}.");
        }
    }

    private static RentedInput? Refuse(string path)
    {
        if (!InputFile.IsPath(path))
            return RentedInput.Failed(path, InputError.NotFound, InputFile.NamesNoFile);
        if (Directory.Exists(path))
            return RentedInput.Failed(path, InputError.IsFolder, "This is a folder, and a file is needed here.");
        return File.Exists(path) ? null : RentedInput.Failed(path, InputError.NotFound, "There is no such file.");
    }

    private static long Length(SafeFileHandle handle)
    {
        try
        {
            return RandomAccess.GetLength(handle);
        }
        catch (NotSupportedException)
        {
            return 0;
        }
    }
}
