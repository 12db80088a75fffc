namespace PostpartumRun.Cli;

/// <summary>What pprun tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>All done.</summary>
    public const int Done = 0;

    /// <summary>A fault in pprun itself, or of the machine: a full disk, say.</summary>
    public const int Fault = 1;

    /// <summary>Wrong usage: an option or argument that cannot be.</summary>
    public const int Usage = 2;

    /// <summary>Some inputs could not be read; all others were processed.</summary>
    public const int UnreadableInput = 3;

    /// <summary>A safety rule refuses; the rule is named, and what lifts it.</summary>
    public const int Refused = 4;

    /// <summary>Stopped by the user.</summary>
    public const int Stopped = 130;
}

/// <summary>Ends a command with a message for people and an exit code.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    /// <summary>What to tell the shell.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>Wrong usage.</summary>
    public static CommandException Usage(string message) => new(Cli.ExitCode.Usage, message);
}
