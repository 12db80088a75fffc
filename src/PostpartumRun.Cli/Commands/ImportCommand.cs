using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun import</c>: activities, matched, verified and logged.</summary>
internal static class ImportCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Activities: FIT files, folders of them, patterns, zip and gz files and makers' exports, or - for standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var from = new Option<string?>("--from")
        {
            Description = $"'{NamedWatch.PluggedIn}' for the activities of the watch that is plugged in, or the folder that a watch has as a drive.",
            HelpName = "WATCH",
        };
        var stages = new Option<bool>("--stages") { Description = "Tell at the end what each stage of the work cost." };
        var command = new Command("import", "Read activities, match them to their sessions, verify and log them. A second import changes nothing.") { paths, from, stages };
        command.Validators.Add(InputPaths.Check(paths));
        command.Validators.Add(result =>
        {
            if (result.GetResult(paths) is null or { Tokens.Count: 0 } && result.GetResult(from) is null)
                result.AddError("there is nothing to import: name files or folders, or '--from watch'");
        });
        command.SetAction((result, cancellation) => ImportAsync(
            context, result, [.. OnWatch(result.GetValue(from), context.Terminal), .. result.GetValue(paths) ?? []], result.GetValue(stages), cancellation));
        return command;
    }

    /// <summary>The folder of a watch's activities, where one was asked for.</summary>
    private static string[] OnWatch(string? from, Terminal terminal)
    {
        if (from is null)
            return [];
        var watch = NamedWatch.Find("--from", from);
        if (watch is null)
            throw CommandException.Usage($"--from {from}: no watch is mounted there, there is no GARMIN folder in it. For a folder of files, leave out --from.");
        if (watch.ActivityFolder is not { } folder)
            throw CommandException.Usage($"The watch {watch.Name} holds no activities yet: there is no Activity folder in {watch.Folder}.");
        terminal.Message($"pprun: from the watch {watch.Name}: {folder}");
        return [folder];
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
        view.Finish(state.Done, files.Count);
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
