using PostpartumRun.Watch;

namespace PostpartumRun.Cli;

/// <summary>Writes what a command makes, whole or not at all, and explains why it could not.</summary>
internal static class OutputFile
{
    private const int NoSpaceLeft = 28;
    private const int WindowsDiskFull = 0x70;

    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw CommandException.Usage("The name of the file to write is empty.");
        try
        {
            AtomicFile.Write(path, bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, exception);
        }
    }

    /// <summary>The same onto a watch, which can be pulled out at any time.</summary>
    public static void WriteToWatch(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            WatchCopy.Write(path, bytes);
        }
        catch (IOException) when (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new CommandException(
                ExitCode.Fault,
                $"{path} was not written: the watch is not there any more. What was written before is whole; plug it in and export again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Explain(path, exception);
        }
    }

    /// <summary>A full disk is nobody's wrong usage; a place that may not be written is for the caller to change.</summary>
    public static CommandException Explain(string path, Exception exception) => (exception.HResult & 0xFFFF) switch
    {
        NoSpaceLeft or WindowsDiskFull => new(ExitCode.Fault, $"{path} was not written: the disk is full. Make room and try again."),
        _ when exception is UnauthorizedAccessException or DirectoryNotFoundException or FileNotFoundException || exception.Message.Contains("Read-only", StringComparison.OrdinalIgnoreCase) =>
            CommandException.Usage($"{path} cannot be written: {Reason(exception)} Choose a folder that you may write to."),
        _ => new(ExitCode.Fault, $"{path} was not written: {Reason(exception)}"),
    };

    private static string Reason(Exception exception) => exception switch
    {
        DirectoryNotFoundException => "there is no such folder.",
        FileNotFoundException => "nothing can be made there.",
        UnauthorizedAccessException => "access is denied.",
        _ => $"{exception.Message.TrimEnd('.')}.",
    };
}
