using System.CommandLine;
using PostpartumRun.Cli.Views;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun log</c>: what was imported.</summary>
internal static class LogCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("log", "The log: every activity and its verification.") { CreateList(context), CreateShow(context) };
        return command;
    }

    private static Command CreateList(CommandContext context)
    {
        var list = new Command("list", "List the activities, the latest first.");
        list.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var activities = journal.ListActivities(context.FindRunner(result, journal));
            var view = new LogView(context.Terminal);
            if (context.IsJson(result))
                view.Json(activities);
            else
                view.Table(activities);
            return ExitCode.Done;
        });
        return list;
    }

    private static Command CreateShow(CommandContext context)
    {
        var id = new Argument<long>("ID") { Description = "The activity's number in the list." };
        var show = new Command("show", "Show an activity's verification in full.") { id };
        show.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            long number = result.GetValue(id);
            var activity = journal.GetActivity(runner, number)
                ?? throw CommandException.Usage($"The log of {runner.Name} has no activity {number}. 'pprun log list' shows what it has.");
            if (context.IsJson(result))
                context.Terminal.Json(activity.DocumentJson);
            else
                new LogView(context.Terminal).Show(activity);
            return ExitCode.Done;
        });
        return show;
    }
}
