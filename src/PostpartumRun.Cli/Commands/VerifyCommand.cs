using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun verify</c>: the verification alone.</summary>
internal static class VerifyCommand
{
    public static Command Create(CommandContext context)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Activities: FIT files, folders of them, patterns, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var workout = new Option<string?>("--workout")
        {
            Description = "What was planned: a workout's text, a FIT workout file, week:4 or week:6:3-2 of your plan. [default: what the activity carries]",
            HelpName = "W",
        };
        var plot = new Option<string?>("--plot")
        {
            Description = "Draw it as SVG: a file, numbered from the second activity on, or a folder for a file each.",
            HelpName = "FILE",
        };
        var command = new Command("verify", "Check activities against a workout, interval by interval, and log nothing.") { paths, workout, plot };
        command.Validators.Add(InputPaths.Check(paths));
        command.SetAction((result, cancellation) => VerifyAsync(context, result, result.GetValue(paths)!, result.GetValue(workout), result.GetValue(plot), cancellation));
        return command;
    }

    private static async Task<int> VerifyAsync(CommandContext context, ParseResult result, string[] paths, string? workout, string? plot, CancellationToken cancellation)
    {
        var source = workout is null ? null : Workouts.Find(workout, context, result);
        bool isJson = context.IsJson(result), hasError = false;
        var verification = new ActivityVerification(source?.File!.Workout, keepsTraces: plot is not null || !isJson);
        var view = new VerificationView(context.Terminal);
        var plots = plot is null ? null : new PlotFiles(plot);
        var files = FileSearch.Find(paths);
        if (files.Count == 0)
            context.Terminal.Message("pprun: there are no FIT files there.");
        foreach (string path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var outcome in await verification.VerifyAsync(path, cancellation).ConfigureAwait(false))
            {
                hasError |= Print(outcome, context.Terminal, isJson ? null : view);
                if (plots is not null && outcome.Document is not null)
                    context.Terminal.Message($"pprun: drew {plots.Write(outcome)}");
            }
        }
        return hasError ? ExitCode.UnreadableInput : ExitCode.Done;
    }

    /// <summary>Prints an activity's verification, as JSON where there is no view. Returns whether something is wrong with it.</summary>
    private static bool Print(VerificationOutcome outcome, Terminal terminal, VerificationView? view)
    {
        if (outcome.Error is { } error)
            terminal.Message($"pprun: {outcome.File}: {error.Message}");
        if (view is not null && outcome.Document is { } shown)
            view.Print(shown, outcome.Traces);
        else if (view is null)
            terminal.Json(outcome.Document?.ToJson() ?? UnreadableDocument.Of(outcome.File, outcome.Error!.Code, outcome.Error.Message).ToJson());
        return outcome.Error is not null;
    }
}
