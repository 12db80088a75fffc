using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun status</c>: the decision, and why.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandContext context)
    {
        var history = new Option<bool>("--history") { Description = "Every decision that was kept, the earliest first." };
        var command = new Command("status", "What comes next, and why: progress, hold, scale back or stop.") { history };
        command.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var view = new DecisionView(context.Terminal);
            if (result.GetValue(history))
            {
                view.History(journal.ListDecisions(runner), context.IsJson(result));
                return ExitCode.Done;
            }
            var care = context.Care(journal, runner);
            var decision = care.Decide();
            view.Print(DecisionDocument.Of(decision, care.Today), context.IsJson(result));
            return ExitCode.Done;
        });
        return command;
    }
}
