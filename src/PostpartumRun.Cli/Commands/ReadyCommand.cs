using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun ready</c>: the screen before the first run, item by item.</summary>
internal static class ReadyCommand
{
    private const string All = "all";

    public static Command Create(CommandContext context)
    {
        var passed = new Option<string[]>("--pass") { Description = "An item that went well, or all; can be given again.", HelpName = "ITEM" };
        var failed = new Option<string[]>("--not-yet") { Description = "An item that does not go well yet; can be given again.", HelpName = "ITEM" };
        var on = new Option<string?>("--on") { Description = "The day of it. [default: today]", HelpName = "DATE" };
        var command = new Command("ready", "The readiness screen before the first run: item by item, on one day or on several.") { passed, failed, on };
        command.SetAction(async (result, cancellation) =>
        {
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var care = context.Care(journal, runner);
            var day = Day(result.GetValue(on), care.Today);
            var items = care.Readiness().Items;
            var answers = Given(result.GetValue(passed) ?? [], true, items, day).Concat(Given(result.GetValue(failed) ?? [], false, items, day)).ToList();
            if (answers.GroupBy(answer => answer.Item).FirstOrDefault(group => group.Count() > 1) is { } twice)
                throw CommandException.Usage($"{twice.Key} is given twice.");
            var view = new CareView(context.Terminal);
            if (answers.Count > 0)
                journal.SaveAnswers(runner, answers);
            else if (context.Terminal.Prompts is { } prompts && !context.IsJson(result))
                await AskAsync(prompts, journal, runner, care, day, cancellation).ConfigureAwait(false);
            view.Readiness(care.Readiness(), context.IsJson(result));
            return ExitCode.Done;
        });
        return command;
    }

    private static DateOnly Day(string? text, DateOnly today)
    {
        if (text is null)
            return today;
        var day = RunnerSettings.Date(text) ?? throw CommandException.Usage($"--on {text} is no date: write it as 2026-09-01.");
        return day <= today ? day : throw CommandException.Usage($"--on {text} lies ahead: say it when it has been.");
    }

    private static IEnumerable<ScreenAnswer> Given(string[] ids, bool passed, IReadOnlyList<ScreenState> items, DateOnly day)
    {
        foreach (string id in ids.Length == 1 && ids[0] == All ? items.Select(state => state.Item.Id) : ids)
        {
            if (items.All(state => state.Item.Id != id))
                throw CommandException.Usage($"The screen has no item '{id}': it has {string.Join(", ", items.Select(state => state.Item.Id))}.");
            yield return new(id, passed, day);
        }
    }

    // "Later" stands first, so that nobody passes an item by leaning on Enter. Each answer is kept at once: whoever stops here goes on at the next item.
    private static async Task AskAsync(
        IAnsiConsole prompts, JournalStore journal, JournalRunner runner, RunnerCare care, DateOnly day, CancellationToken cancellation)
    {
        const string yes = "yes", notYet = "not yet", later = "later", stop = "stop here";
        var open = care.Readiness().Items.Where(state => state.Answer is not { Passed: true }).ToList();
        if (open.Count == 0)
            return;
        prompts.MarkupLine($"[bold]The screen before your first run:[/] {open.Count} of {care.Readiness().Items.Length} to go. {Terminal.Escape(ReadinessScreen.Meaning)}");
        prompts.MarkupLine($"{Terminal.Escape(SymptomFacts.Informs)} [grey]Arrow keys and Enter; each answer is kept at once.[/]");
        foreach (var state in open)
        {
            var prompt = new SelectionPrompt<string>().Title(Terminal.Escape(state.Item.Text)).AddChoices(later, yes, notYet, stop);
            string answer = await prompt.ShowAsync(prompts, cancellation).ConfigureAwait(false);
            prompts.MarkupLine($"{Terminal.Escape(state.Item.Text)} [bold]{answer}[/]");
            if (answer == stop)
                return;
            if (answer != later)
                journal.SaveAnswers(runner, [new(state.Item.Id, answer == yes, day)]);
        }
    }
}
