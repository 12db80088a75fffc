using System.CommandLine;
using System.CommandLine.Parsing;
using PostpartumRun.Cli.Commands;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli;

/// <summary>The command: parses the line, runs what it names, and turns what goes wrong into a line for people and an exit code.</summary>
internal static class Application
{
    /// <summary>Runs a command line. Never throws.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal, TimeProvider clock)
    {
        var root = Root(terminal, clock);
        // "@" begins a target in a workout's text, and not the name of a response file.
        var result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
            return Refuse(result, terminal);
        try
        {
            return await result.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = terminal.Out,
                Error = terminal.Error,
                ProcessTerminationTimeout = TimeSpan.FromSeconds(2),
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            terminal.Message("pprun: stopped. What was done until then is kept; nothing is half-written.");
            return ExitCode.Stopped;
        }
        catch (Exception exception)
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
            PlanCommand.Create(context),
            ExportCommand.Create(context),
            ImportCommand.Create(context),
            VerifyCommand.Create(context),
            LogCommand.Create(context),
            SimulateCommand.Create(context),
            FitCommand.Create(context),
            TourCommand.Create(context),
        };
        return root;
    }

    private static int Refuse(ParseResult result, Terminal terminal)
    {
        string command = string.Join(' ', Names(result.CommandResult));
        terminal.Message($"{command}: {Complaint(result)} See '{command} --help'.");
        return ExitCode.Usage;
    }

    /// <summary>What is wrong with the line. A word that is no command comes before the want of one.</summary>
    private static string Complaint(ParseResult result)
    {
        var commands = result.CommandResult.Command.Subcommands.Where(command => !command.Hidden).Select(command => command.Name).ToList();
        if (commands.Count == 0)
            return $"{result.Errors[0].Message.TrimEnd('.')}.";
        string choices = $"{string.Join(", ", commands.SkipLast(1))}{(commands.Count > 1 ? " or " : "")}{commands[^1]}";
        return result.UnmatchedTokens.Count > 0 ? $"'{result.UnmatchedTokens[0]}' is none of {choices}." : $"say what to do: {choices}.";
    }

    private static IEnumerable<string> Names(CommandResult result) =>
        result.Parent is CommandResult parent ? Names(parent).Append(result.Command.Name) : ["pprun"];

    private static (int Code, string Message) Explain(Exception exception) => exception switch
    {
        CommandException known => (known.ExitCode, known.Message),
        JournalException known => (ExitCode.Fault, known.Message),
        IOException known => (ExitCode.Fault, $"{known.Message.TrimEnd('.')}."),
        _ => (ExitCode.Fault, $"a fault in pprun itself: {exception.GetType().Name}: {exception.Message} Please report it, with the command that you gave."),
    };
}
