using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using Spectre.Console;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun init</c>: who the runner is, as far as the rules need it.</summary>
internal static class InitCommand
{
    private static readonly (string Name, string Description, string HelpName)[] _values =
    [
        (RunnerSettings.BirthDate, "The day of the birth, as 2026-06-01.", "DATE"),
        (RunnerSettings.BirthMode, "vaginal or caesarean.", "MODE"),
        (RunnerSettings.Start, "The day on which the plan begins.", "DATE"),
        (RunnerSettings.Days, "The days for runs, as mon,wed,sat.", "DAYS"),
        (RunnerSettings.Cleared, "The day on which a healthcare provider cleared her; when it has been.", "DATE"),
    ];

    public static Command Create(CommandContext context)
    {
        var options = _values.Select(value => new Option<string?>($"--{value.Name}") { Description = value.Description, HelpName = value.HelpName }).ToArray();
        var set = new Option<string[]>("--set")
        {
            Description = $"A figure of the rules, as minimum-weeks=14; can be given again. One of: {string.Join(", ", PolicySetting.All.Select(setting => setting.Name))}.",
            HelpName = "RULE=N",
        };
        var plan = new Option<string?>("--plan") { Description = "A plan file for her, or built-in. It is kept as it is now.", HelpName = "FILE" };
        var by = new Option<string?>("--by") { Description = "Who sets it, if not the runner: her clinician, say.", HelpName = "NAME" };
        var command = new Command("init", "Say who the runner is: asked for at a terminal, by options in a script. Again, and it changes what is given.");
        foreach (var option in options)
            command.Options.Add(option);
        command.Options.Add(set);
        command.Options.Add(plan);
        command.Options.Add(by);
        command.SetAction(async (result, cancellation) =>
        {
            var given = Given(options.Select(option => (option.Name[2..], result.GetValue(option))).Concat((result.GetValue(set) ?? []).Select(Split)));
            if (result.GetValue(plan) is { } file)
                given[RunnerSettings.Plan] = file == RunnerSettings.BuiltInPlan ? file : PlanWriter.Write(PlanSource.Load(file, context.Terminal));
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var care = context.Care(journal, runner);
            if (context.Terminal.Prompts is { } prompts && given.Count == 0)
                given = await AskAsync(prompts, journal.GetSettings(runner), care.Today, cancellation).ConfigureAwait(false);
            var profile = care.Set(given, result.GetValue(by), out var changed, out var problems) ?? throw Incomplete(problems);
            new CareView(context.Terminal).Profile(runner.Name, profile, changed, care.Today, context.IsJson(result));
            return ExitCode.Done;
        });
        return command;
    }

    private static Dictionary<string, string> Given(IEnumerable<(string Name, string? Text)> texts)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, text) in texts.Where(pair => pair.Text is not null))
        {
            if (!RunnerSettings.TryRead(name, text!, out string? value, out string? error))
                throw CommandException.Usage(error);
            given[name] = value;
        }
        return given;
    }

    private static (string, string?) Split(string text)
    {
        string[] parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        return parts.Length == 2 && PolicySetting.Find(parts[0]) is not null
            ? (parts[0], parts[1])
            : throw CommandException.Usage($"--set {text}: write a rule and a number, as minimum-weeks=14. The rules are {string.Join(", ", PolicySetting.All.Select(setting => setting.Name))}.");
    }

    private static CommandException Incomplete(IReadOnlyList<string> problems)
    {
        string missing = string.Join(" ", problems);
        return CommandException.Usage(problems.All(problem => problem.EndsWith("is missing.", StringComparison.Ordinal))
            ? $"{missing} Give all of it: pprun init --birth-date 2026-06-01 --birth-mode vaginal --start 2026-09-01 --days mon,wed,sat [--cleared 2026-07-15]."
            : missing);
    }

    private static async Task<Dictionary<string, string>> AskAsync(
        IAnsiConsole prompts, IReadOnlyDictionary<string, string> known, DateOnly today, CancellationToken cancellation)
    {
        prompts.MarkupLine($"[bold]Who are you, as far as the rules need it?[/] It stays on this machine. {Terminal.Escape(SymptomFacts.Informs)}");
        if (known.Count > 0)
            prompts.MarkupLine("[grey]Enter keeps what stands in brackets.[/]");
        var given = new Dictionary<string, string>();
        await AskAsync(RunnerSettings.BirthDate, "When was the birth? (as 2026-06-01)").ConfigureAwait(false);
        await AskAsync(RunnerSettings.BirthMode, "How was the birth? (vaginal or caesarean)").ConfigureAwait(false);
        await AskAsync(RunnerSettings.Start, "When do you begin the plan? (as 2026-09-01)").ConfigureAwait(false);
        await AskAsync(RunnerSettings.Days, "On which days can you run? (as mon,wed,sat)").ConfigureAwait(false);
        await AskAsync(RunnerSettings.Cleared, "When did a healthcare provider clear you for exercise? (as 2026-07-15; Enter if not yet)", isOptional: true).ConfigureAwait(false);
        return given;

        async Task AskAsync(string name, string question, bool isOptional = false)
        {
            var prompt = new TextPrompt<string>(Terminal.Escape(question)).Validate(text => Problem(name, text, isOptional) is { } problem
                ? ValidationResult.Error($"[red]{Terminal.Escape(problem)}[/]")
                : ValidationResult.Success());
            prompt.AllowEmpty = isOptional;
            if (known.TryGetValue(name, out string? before))
                prompt.DefaultValue(before);
            string text = await prompt.ShowAsync(prompts, cancellation).ConfigureAwait(false);
            if (text.Length > 0 && RunnerSettings.TryRead(name, text, out string? value, out _))
                given[name] = value;
        }

        // What cannot be is said at its question, and not when all of them have been answered.
        string? Problem(string name, string text, bool isOptional)
        {
            if (isOptional && text.Length == 0)
                return null;
            if (!RunnerSettings.TryRead(name, text, out string? value, out string? error))
                return error;
            var values = new Dictionary<string, string>(known);
            foreach (var (other, answer) in given.Append(new(name, value)))
                values[other] = answer;
            return RunnerSettings.Contradiction(name, values, today);
        }
    }
}
