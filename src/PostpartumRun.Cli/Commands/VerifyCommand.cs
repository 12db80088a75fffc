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
            Description = "What was planned: a workout's text, a FIT workout file, week:4 or week:6:3-2. [default: what the activity carries]",
            HelpName = "W",
        };
        var command = new Command("verify", "Check activities against a workout, interval by interval, and log nothing.") { paths, workout };
        command.Validators.Add(InputPaths.Check(paths));
        command.SetAction((result, cancellation) => VerifyAsync(context, result, result.GetValue(paths)!, result.GetValue(workout), cancellation));
        return command;
    }

    private static async Task<int> VerifyAsync(CommandContext context, ParseResult result, string[] paths, string? workout, CancellationToken cancellation)
    {
        var source = workout is null ? null : Workouts.Find(workout, result.GetValue(context.Runner)!);
        var verification = new ActivityVerification(source?.File!.Workout);
        var view = new VerificationView(context.Terminal);
        bool isJson = context.IsJson(result), hasError = false;
        var files = FileSearch.Find(paths);
        if (files.Count == 0)
            context.Terminal.Message("pprun: there are no FIT files there.");
        foreach (string path in files)
        {
            cancellation.ThrowIfCancellationRequested();
            var outcome = await verification.VerifyAsync(path, cancellation).ConfigureAwait(false);
            if (outcome.Error is { } error)
            {
                hasError = true;
                context.Terminal.Message($"pprun: {path}: {error.Message}");
            }
            if (!isJson && outcome.Document is { } shown)
                view.Print(shown);
            else if (isJson)
                context.Terminal.Json(outcome.Document?.ToJson() ?? UnreadableDocument.Of(path, outcome.Error!.Code, outcome.Error.Message).ToJson());
        }
        return hasError ? ExitCode.UnreadableInput : ExitCode.Done;
    }
}
