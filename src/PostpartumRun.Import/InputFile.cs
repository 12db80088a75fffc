using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;

namespace PostpartumRun.Import;

/// <summary>An input's bytes and what names them, or why they could not be read.</summary>
/// <param name="Path">The path as it was given or found, <c>-</c> for standard input.</param>
/// <param name="Bytes">All bytes; empty on an error.</param>
/// <param name="Error">Why there are none; null when they were read.</param>
public sealed record InputFile(string Path, ReadOnlyMemory<byte> Bytes, InputError? Error)
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>A day at a record a second with every field that watches know is 10 MB; no activity is larger than this.</summary>
    public const int MaxSize = 64 * 1024 * 1024;

    internal const string NamesNoFile = "This names no file: it is empty, or holds a character that no path can hold.";

    /// <summary>The file's name without its folder.</summary>
    public string Name => System.IO.Path.GetFileName(Path) is { Length: > 0 } name ? name : Path;

    /// <summary>The SHA-256 of the bytes, in lower-case hexadecimal digits.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));

    /// <summary>Reads a file, or standard input. Never throws for what the file system says.</summary>
    public static async Task<InputFile> ReadAsync(string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            if (path == StandardInput)
            {
                await using var input = Console.OpenStandardInput();
                return await ReadStreamAsync(path, input, cancellation).ConfigureAwait(false);
            }
            if (!IsPath(path))
                return Failed(path, InputError.NotFound, NamesNoFile);
            if (Directory.Exists(path))
                return Failed(path, InputError.IsFolder, "This is a folder, and a file is needed here.");
            var info = new FileInfo(path);
            if (!info.Exists)
                return Failed(path, InputError.NotFound, "There is no such file.");
            if (info.Length > MaxSize)
                return TooLarge(path);
            // Some files tell no length, pipes and those of /proc among them.
            if (info.Length == 0)
            {
                await using var stream = info.OpenRead();
                return await ReadStreamAsync(path, stream, cancellation).ConfigureAwait(false);
            }
            return new(path, await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), null);
        }
        catch (UnauthorizedAccessException)
        {
            return Failed(path, InputError.NotReadable, "This file may not be read: look at its permissions.");
        }
        catch (IOException exception)
        {
            return Failed(path, InputError.NotReadable, $"This file cannot be read: {exception.Message}");
        }
    }

    /// <summary>
    /// Whether a text can name a file at all: the file system's functions throw on others. A script's unset variable is one.
    /// </summary>
    internal static bool IsPath(string path) => path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal);

    private static async Task<InputFile> ReadStreamAsync(string path, Stream stream, CancellationToken cancellation)
    {
        var pipe = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellation).ConfigureAwait(false);
                if (result.Buffer.Length > MaxSize)
                    return TooLarge(path);
                if (result.IsCompleted)
                    return new(path, result.Buffer.ToArray(), null);
                pipe.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static InputFile TooLarge(string path) =>
        Failed(path, InputError.TooLarge, $"This file is larger than {MaxSize / (1024 * 1024)} MB: no watch makes such an activity.");

    private static InputFile Failed(string path, string code, string message) => new(path, default, new(code, null, message));
}
