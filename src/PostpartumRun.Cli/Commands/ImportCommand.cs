using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun import</c>: activities, matched, verified and logged.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Activities: FIT files, folders of them, patterns, zip and gz files and makers' exports, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var stages = new Option<bool>("--stages") { Description = "Tell at the end what each stage of the work cost." };
        var command = new Command("import", "Read activities, match them to their sessions, verify and log them. A second import changes nothing.") { paths, stages };
        command.Validators.Add(InputPaths.Check(paths));
        command.SetAction((result, cancellation) => ImportAsync(context, result, result.GetValue(paths)!, result.GetValue(stages), cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(CommandContext context, ParseResult result, string[] paths, bool tellStages, CancellationToken cancellation)
    {
        using var journal = context.OpenJournal(result);
        using var pipeline = new ImportPipeline(journal, context.FindRunner(result, journal));
        var view = new ImportView(context.Terminal, context.IsJson(result));
        var files = FileSearch.Find(paths, withArchives: true);
        ImportProgress state;
        using (var bar = ImportBar.Begin(context.Terminal, files.Count, context.Clock))
        {
            state = await pipeline.RunAsync(
                files,
                outcome =>
                {
                    if (bar is null)
                        view.Print(outcome);
                    else
                        bar.Around(() => view.Print(outcome));
                },
                progress => bar?.Show(progress, view.Counts()),
                cancellation).ConfigureAwait(false);
        }
        view.Finish(files.Count);
        if (tellStages)
            view.Stages(pipeline.Stages);
        if (cancellation.IsCancellationRequested && state.Done < files.Count)
        {
            int left = files.Count - state.Done;
            context.Terminal.Message($"pprun: {left} of {files.Count} {(left == 1 ? "path is" : "paths are")} left. The same command again goes on with them.");
            throw new OperationCanceledException(cancellation);
        }
        return view.Rejected > 0 ? ExitCode.UnreadableInput : ExitCode.Done;
    }
}
