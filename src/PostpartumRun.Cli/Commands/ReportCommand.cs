using System.CommandLine;
using System.Text;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Reports;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun report</c>: one page to look at, to print, and to show to a physiotherapist.</summary>
internal static class ReportCommand
{
    public static Command Create(CommandContext context)
    {
        var output = new Option<string>("--out") { Description = "The HTML file to write.", HelpName = "FILE", Required = true };
        var activity = new Option<long?>("--activity") { Description = "One activity, by its number in the log. [default: all of the runner's progress]", HelpName = "ID" };
        var command = new Command("report", "Write a page with the plots, that needs no other file and can be printed.") { output, activity };
        command.SetAction(result =>
        {
            string path = result.GetValue(output)!;
            if (Directory.Exists(path))
                throw CommandException.Usage($"{path} is a folder: --out needs a file's name.");
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            string html = result.GetValue(activity) is { } id
                ? OfActivity(journal, runner, id)
                : Progress(context.Care(journal, runner), journal, runner);
            byte[] bytes = Encoding.UTF8.GetBytes(html);
            OutputFile.Write(path, bytes);
            if (context.IsJson(result))
                context.Terminal.Json(JsonLine.Of(new ReportLine(path, runner.Name, result.GetValue(activity), bytes.Length), CliJson.Default.ReportLine));
            else
                context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)}");
            return ExitCode.Done;
        });
        return command;
    }

    private static string OfActivity(JournalStore journal, JournalRunner runner, long id)
    {
        var logged = journal.GetActivity(runner, id)
            ?? throw CommandException.Usage($"The log of {runner.Name} has no activity {id}. 'pprun log list' shows what it has.");
        var checkIns = journal.ListCheckIns(runner).Select(kept => kept.CheckIn).Where(checkIn => checkIn.ActivityId == id).ToList();
        return new ActivityReport(logged, new LoggedOriginal(journal).ReadTraces(logged), checkIns).ToHtml();
    }

    /// <summary>A report only looks: the decision on it is made again, and not kept.</summary>
    private static string Progress(RunnerCare care, JournalStore journal, JournalRunner runner)
    {
        var inputs = care.Inputs();
        var decision = DecisionDocument.Of(care.Look(), inputs.Today);
        return new RunnerReport(runner.Name, inputs, decision, journal.ListDecisions(runner), journal.ListActivities(runner)).ToHtml();
    }
}
