using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary>Looking after the log: whether it is well, copies of it, and taking it elsewhere.</summary>
internal static class LogUpkeepCommands
{
    public static Command CreateCheck(CommandContext context)
    {
        var deep = new Option<bool>("--deep") { Description = "Read each original file too, and compare it with its name." };
        var check = new Command("check", "Verify the log: the database, that all which belongs together is there, and the original files.") { deep };
        check.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var found = journal.Check(result.GetValue(deep));
            foreach (string problem in found)
            {
                if (context.IsJson(result))
                    context.Terminal.Json(JsonLine.Of(new ProblemLine(problem), CliJson.Default.ProblemLine));
                else
                    context.Terminal.Message($"pprun: {problem}");
            }
            if (found.Count == 0 && !context.IsJson(result))
                context.Terminal.Line("[green]The log is well.[/]");
            return found.Count == 0 ? ExitCode.Done : ExitCode.Fault;
        });
        return check;
    }

    public static Command CreateBackup(CommandContext context)
    {
        var file = new Argument<string>("FILE") { Description = "The copy to write." };
        var backup = new Command("backup", "Take a consistent copy of the log's database, also while it is in use. The original files beside it never change: copy that folder as it is.") { file };
        backup.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            journal.Backup(result.GetValue(file)!);
            if (!context.IsJson(result))
                context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(result.GetValue(file)!)}");
            return ExitCode.Done;
        });
        return backup;
    }

    public static Command CreateExport(CommandContext context)
    {
        var to = new Option<string>("--to") { Description = "A new or empty folder: activities.csv, intervals.csv, log.jsonl with all there is, and the original FIT files.", HelpName = "DIR", Required = true };
        var export = new Command("export", "Write all that the log holds of a runner, for other programs and for 'pprun log import'.") { to };
        export.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            LogExport.Write(journal, runner, result.GetValue(to)!);
            if (!context.IsJson(result))
                context.Terminal.Line($"[green]wrote[/] {journal.CountActivities(runner)} activities into {Terminal.Escape(result.GetValue(to)!)}");
            return ExitCode.Done;
        });
        return export;
    }

    public static Command CreateImport(CommandContext context)
    {
        var folder = new Argument<string>("DIR") { Description = "What 'pprun log export' wrote." };
        var import = new Command("import", "Read in what 'pprun log export' wrote, for a runner of whom the log holds nothing yet.") { folder };
        import.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            long rows = LogExport.Read(journal, runner, result.GetValue(folder)!);
            if (!context.IsJson(result))
                context.Terminal.Line($"[green]read[/] {rows} entries, {journal.CountActivities(runner)} activities");
            return ExitCode.Done;
        });
        return import;
    }
}
