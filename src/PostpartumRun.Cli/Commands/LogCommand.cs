using System.CommandLine;
using System.Globalization;
using PostpartumRun.Cli.Views;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun log</c>: what was imported.</summary>
internal static class LogCommand
{
    /// <summary>As many as a screen shows; a log can hold years.</summary>
    private const int Shown = 50;

    private static readonly string Verdicts = string.Join(", ", Enum.GetValues<SessionVerdict>().Select(Words.Of));

    public static Command Create(CommandContext context) => new("log", "The log: every activity and its verification.")
    {
        CreateList(context),
        CreateShow(context),
        LogEditCommands.CreateNote(context),
        LogEditCommands.CreateDelete(context),
        LogEditCommands.CreateForget(context),
        LogEditCommands.CreateReview(context),
        LogEditCommands.CreateRematch(context),
        LogUpkeepCommands.CreateCheck(context),
        LogUpkeepCommands.CreateBackup(context),
        LogUpkeepCommands.CreateExport(context),
        LogUpkeepCommands.CreateImport(context),
    };

    private static Command CreateList(CommandContext context)
    {
        var from = new Option<string?>("--from") { Description = "The first day, as 2026-06-01.", HelpName = "DATE" };
        var until = new Option<string?>("--until") { Description = "The last day.", HelpName = "DATE" };
        var session = new Option<string?>("--session") { Description = "A session, as 4:1-2, or a week, as 4.", HelpName = "ID" };
        var verdict = new Option<string?>("--verdict") { Description = $"One of {Verdicts}.", HelpName = "WORD" };
        var sport = new Option<string?>("--sport") { Description = "The sport, by its name in FIT files.", HelpName = "NAME" };
        var limit = new Option<int?>("--limit") { Description = $"The most to list. [default: {Shown}, all with --json]", HelpName = "N" };
        var all = new Option<bool>("--all") { Description = "List all of them." };
        var list = new Command("list", "List the activities, the latest first.") { from, until, session, verdict, sport, limit, all };
        list.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            int? asked = result.GetValue(limit);
            if (asked < 1)
                throw CommandException.Usage("--limit takes a whole number from 1.");
            bool isJson = context.IsJson(result);
            int? most = asked ?? (isJson || result.GetValue(all) ? null : Shown);
            var filter = new ActivityFilter
            {
                From = Day(result.GetValue(from), "--from"),
                Until = Day(result.GetValue(until), "--until")?.AddDays(1),
                Session = result.GetValue(session),
                Verdict = Verdict(result.GetValue(verdict)),
                Sport = result.GetValue(sport),
                Limit = most + 1L,
            };
            var activities = journal.ListActivities(runner, filter);
            bool isCut = activities.Count > most;
            var view = new LogView(context.Terminal);
            if (isJson)
            {
                view.Json(isCut ? activities.Take(most!.Value) : activities);
                return ExitCode.Done;
            }
            bool isAll = activities.Count > 0 || journal.CountActivities(runner) == 0;
            view.Table(isCut ? [.. activities.Take(most!.Value)] : activities, isAll);
            if (isCut && asked is null)
                context.Terminal.Message($"pprun: these are the latest {most}; --all lists the others too.");
            return ExitCode.Done;
        });
        return list;
    }

    private static Command CreateShow(CommandContext context)
    {
        var id = Id();
        var show = new Command("show", "Show an activity's verification in full.") { id };
        show.SetAction(result =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            long number = result.GetValue(id);
            var activity = journal.GetActivity(runner, number) ?? throw Unknown(runner, number);
            if (context.IsJson(result))
                context.Terminal.Json(activity.DocumentJson);
            else
                new LogView(context.Terminal).Show(activity, journal.ListVersions(number));
            return ExitCode.Done;
        });
        return show;
    }

    public static Argument<long> Id() => new("ID") { Description = "The activity's number in the list." };

    public static CommandException Unknown(JournalRunner runner, long id) =>
        CommandException.Usage($"The log of {runner.Name} has no activity {id}. 'pprun log list' shows what it has.");

    // Days begin where the machine is, as the list shows them where the file does not tell better.
    private static DateTimeOffset? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Local))
            : throw CommandException.Usage($"{option} {text} is no date: write it as 2026-06-01.");

    private static SessionVerdict? Verdict(string? word)
    {
        if (word is null)
            return null;
        foreach (var verdict in Enum.GetValues<SessionVerdict>())
        {
            if (Words.Of(verdict) == word)
                return verdict;
        }
        throw CommandException.Usage($"--verdict {word}: choose one of {Verdicts}.");
    }
}
