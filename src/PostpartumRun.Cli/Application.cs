using System.CommandLine;
using System.CommandLine.Parsing;
using PostpartumRun.Cli.Commands;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli;

/// <summary>The command: parses the line, runs what it names, and turns what goes wrong into a line for people and an exit code.</summary>
internal static class Application
{
    /// <summary>Runs a command line. Never throws.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            return await RunPartAsync(args, terminal, clock, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Stopped();
            return ExitCode.Stopped;
        }
    }

    /// <summary>Runs a command line that is part of a command.</summary>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public static async Task<int> RunPartAsync(string[] args, Terminal terminal, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var root = Root(terminal, clock);
            // "@" begins a target in a workout's text, and not the name of a response file.
            var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (result.Errors.Count > 0)
                return Refuse(result, terminal);
            return await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Out,
                Error = terminal.Error,
                ProcessTerminationTimeout = null,
            }, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var (code, message) = Explain(exception);
            terminal.Message($"pprun: {message}");
            return code;
        }
    }

    private static RootCommand Root(Terminal terminal, TimeProvider clock)
    {
        var context = new CommandContext(terminal, clock);
        var root = new RootCommand("Walk-run workouts for a return to running after birth: onto the watch, verified, and logged. It informs and does not diagnose.")
        {
            context.Data,
            context.Runner,
            context.Json,
            InitCommand.Create(context),
            ReadyCommand.Create(context),
            PlanCommand.Create(context),
            ExportCommand.Create(context),
            ImportCommand.Create(context),
            WatchCommand.Create(context),
            VerifyCommand.Create(context),
            LogCommand.Create(context),
            CheckInCommand.Create(context),
            StatusCommand.Create(context),
            ReportCommand.Create(context),
            ServeCommand.Create(context),
            SimulateCommand.Create(context),
            FitCommand.Create(context),
            TourCommand.Create(context),
        };
        return root;
    }

    private static int Refuse(ParseResult result, Terminal terminal)
    {
        string command = string.Join(' ', Names(result.CommandResult));
        terminal.Message($"{command}: {UsageError.Of(result)}. See '{command} --help'.");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Names(CommandResult result) =>
        result.Parent is CommandResult parent ? Names(parent).Append(result.Command.Name) : ["pprun"];

    private static (int Code, string Message) Explain(Exception exception) => exception switch
    {
        CommandException known => (known.ExitCode, known.Message),
        AnswerException known => (ExitCode.Usage, $"--{known.Message}"),
        JournalException known => (ExitCode.Fault, known.Message),
        IOException known => (ExitCode.Fault, $"{known.Message.TrimEnd('.')}."),
        _ => (ExitCode.Fault, $"a fault in pprun itself: {exception.GetType().Name}: {exception.Message} Please report it, with the command that you gave."),
    };
}
