using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary>What a person changes in the log: notes, what is deleted, and what counts of two at one time.</summary>
internal static class LogEditCommands
{
    public static Command CreateNote(CommandContext context)
    {
        var id = LogCommand.Id();
        var text = new Argument<string>("TEXT") { Description = "The note, in place of the one before; empty takes it away." };
        var note = new Command("note", "Note something about an activity.") { id, text };
        note.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            string given = result.GetValue(text)!.Trim();
            if (!journal.SaveNote(runner, result.GetValue(id), given.Length > 0 ? given : null))
                throw LogCommand.Unknown(runner, result.GetValue(id));
            if (given.Length > 0)
                Say(context, result, new("noted", runner.Name, result.GetValue(id)), $"activity {result.GetValue(id)}: {given}");
            else
                Say(context, result, new("cleared", runner.Name, result.GetValue(id)), $"the note of activity {result.GetValue(id)}");
            return ExitCode.Done;
        });
        return note;
    }

    public static Command CreateDelete(CommandContext context)
    {
        var id = LogCommand.Id();
        var yes = Yes();
        var delete = new Command("delete", "Take an activity out of the log, with its original file.") { id, yes };
        delete.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            long number = result.GetValue(id);
            if (journal.GetActivity(runner, number) is not { } activity)
                throw LogCommand.Unknown(runner, number);
            Confirm(result, yes, $"This takes activity {number} out of the log, with its original file.");
            journal.DeleteActivity(runner, number);
            Say(context, result, new("deleted", runner.Name, number), $"activity {number}, {activity.FileName}, with its original file");
            return ExitCode.Done;
        });
        return delete;
    }

    public static Command CreateForget(CommandContext context)
    {
        var yes = Yes();
        var forget = new Command("forget", "Delete all that the log holds of a runner: --runner says whose.") { yes };
        forget.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            Confirm(result, yes, $"This deletes all of {runner.Name}: {journal.CountActivities(runner)} activities with their files, check-ins, answers and decisions.");
            journal.Forget(runner);
            Say(context, result, new("forgot", runner.Name, null), $"all that the log held of {runner.Name}");
            return ExitCode.Done;
        });
        return forget;
    }

    public static Command CreateRematch(CommandContext context)
    {
        var id = LogCommand.Id();
        var session = new Option<string>("--session") { Description = "The session that it was, as 4:1-2, or none.", HelpName = "ID", Required = true };
        var rematch = new Command("rematch", "Hold an activity against another session: its original is verified again.") { id, session };
        rematch.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            if (journal.FindKnown(runner, result.GetValue(id)) is null)
                throw LogCommand.Unknown(runner, result.GetValue(id));
            var activity = new Rematch(journal, runner, RunnerCare.PlanOf(journal, runner)).Run(result.GetValue(id), result.GetValue(session)!.Trim().ToLowerInvariant());
            if (context.IsJson(result))
                context.Terminal.Json(activity.DocumentJson);
            else
                new LogView(context.Terminal).Show(activity, journal.ListVersions(activity.Id));
            return ExitCode.Done;
        });
        return rematch;
    }

    public static Command CreateReview(CommandContext context)
    {
        var id = new Argument<long?>("ID") { Description = "The activity to decide about; without it, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var keep = new Option<string?>("--keep") { Description = "both: they are two runs; this: the others go; other: this one goes.", HelpName = "WHICH" };
        keep.AcceptOnlyFromAmong("both", "this", "other");
        var review = new Command("review", "Decide about activities that took place at the time of another.") { id, keep };
        review.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var open = journal.ListReviews(runner);
            if (result.GetValue(id) is not { } number)
            {
                new LogView(context.Terminal).Reviews(open, journal, runner, context.IsJson(result));
                return ExitCode.Done;
            }
            if (open.All(one => one.ActivityId != number))
                throw CommandException.Usage($"There is nothing to decide about activity {number}. 'pprun log review' lists what there is.");
            string kept = result.GetValue(keep) ?? throw CommandException.Usage("Say with --keep what counts: both, this or other.");
            journal.Decide(runner, number, kept);
            Say(context, result, new("decided", runner.Name, number), kept switch
            {
                "both" => $"activity {number} and the others at its time both count",
                "this" => $"activity {number} counts; the others at its time are deleted",
                _ => $"activity {number} is deleted; what else took place at its time counts",
            });
            return ExitCode.Done;
        });
        return review;
    }

    /// <summary>Says in a line what was done.</summary>
    private static void Say(CommandContext context, ParseResult result, LogEditLine line, string what)
    {
        if (context.IsJson(result))
            context.Terminal.Json(JsonLine.Of(line, CliJson.Default.LogEditLine));
        else
            context.Terminal.Line($"[green]{line.Did}[/] {Terminal.Escape(what)}");
    }

    private static Option<bool> Yes() => new("--yes") { Description = "Do it: it cannot be undone." };

    private static void Confirm(ParseResult result, Option<bool> yes, string what)
    {
        if (!result.GetValue(yes))
            throw CommandException.Usage($"{what} It cannot be undone: say --yes if it is meant.");
    }
}
