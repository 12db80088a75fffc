using System.CommandLine.Parsing;
using System.Globalization;

namespace PostpartumRun.Cli;

/// <summary>Reads whole numbers from the command line, and says in plain words when one is none.</summary>
internal static class Numbers
{
    public static int? Read(ArgumentResult result) => Read(result, int.MaxValue) is { } number ? (int)number : null;

    public static long? ReadLong(ArgumentResult result) => Read(result, long.MaxValue);

    private static long? Read(ArgumentResult result, long limit)
    {
        string text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number <= limit)
            return number;
        string what = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"'{text}' is no whole number for {what}.");
        return null;
    }
}
