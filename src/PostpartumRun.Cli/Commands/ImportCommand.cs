using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun import</c>: activities, matched, verified and logged.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Activities: FIT files, folders of them, patterns, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("import", "Read activities, match them to their sessions, verify and log them. A second import changes nothing.") { paths };
        command.Validators.Add(InputPaths.Check(paths));
        command.SetAction((result, cancellation) => ImportAsync(context, result, result.GetValue(paths)!, cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(CommandContext context, ParseResult result, string[] paths, CancellationToken cancellation)
    {
        using var journal = context.OpenJournal(result);
        var importer = new ActivityImporter(journal, context.FindRunner(result, journal));
        var view = new ImportView(context.Terminal, context.IsJson(result));
        var files = FileSearch.Find(paths);
        foreach (string path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var outcome in await importer.ImportAsync(path, cancellation).ConfigureAwait(false))
                view.Print(outcome);
        }
        view.Finish(files.Count);
        return view.Rejected > 0 ? ExitCode.UnreadableInput : ExitCode.Done;
    }
}
