using System.CommandLine;
using System.CommandLine.Parsing;

namespace PostpartumRun.Cli;

/// <summary>What is wrong with a command line, in words for people.</summary>
internal static class UsageError
{
    /// <summary>The line's first fault; what it does not know goes before what it misses, as a misspelt command is both.</summary>
    public static string Of(ParseResult result)
    {
        var commands = result.CommandResult.Command.Subcommands;
        if (result.UnmatchedTokens is [var unknown, ..])
            return unknown.StartsWith('-') ? $"There is no option '{unknown}' here" : commands.Count > 0 ? $"There is no command '{unknown}' here" : $"'{unknown}' is one word too many";
        var error = result.Errors[0];
        if (commands.Count > 0 && error.SymbolResult is CommandResult)
            return $"Say which: {string.Join(", ", commands.Select(command => command.Name))}";
        return NotANumber(error) ?? error.Message.TrimEnd('.');
    }

    private static string? NotANumber(ParseError error)
    {
        var (name, type) = error.SymbolResult switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("", typeof(string)),
        };
        bool isNumber = (Nullable.GetUnderlyingType(type) ?? type) is var bare && (bare == typeof(int) || bare == typeof(long));
        return isNumber && error.SymbolResult!.Tokens is [var token] ? $"{name} takes a whole number, and '{token.Value}' is none that it can take" : null;
    }
}
