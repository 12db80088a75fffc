using System.CommandLine;
using System.CommandLine.Parsing;
using PostpartumRun.Import;

namespace PostpartumRun.Cli;

/// <summary>Refuses what cannot be meant as the path of an input.</summary>
internal static class InputPaths
{
    /// <summary>A validator for a command with a path or paths.</summary>
    public static Action<CommandResult> Check(Argument argument) => result =>
    {
        foreach (var token in result.GetResult(argument)?.Tokens ?? [])
        {
            string path = token.Value;
            if (path.Length == 0)
                result.AddError($"{argument.Name} is empty: name a file or a folder.");
            // A misspelt option is taken for a path where many are; files can be called so, and then they are there.
            else if (path.StartsWith('-') && path != InputFile.StandardInput && !Path.Exists(path))
                result.AddError($"There is no option '{path}' here, nor a file of that name");
        }
    };
}
