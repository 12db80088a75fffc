using System.CommandLine;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli;

/// <summary>What all commands share: where they print, the clock, and the options that work everywhere.</summary>
internal sealed class CommandContext(Terminal terminal, TimeProvider clock)
{
    public Terminal Terminal { get; } = terminal;

    public TimeProvider Clock { get; } = clock;

    public Option<string?> Data { get; } = new("--data")
    {
        Description = $"The folder of the log. [default: ${DataFolder.Variable}, or the platform's data folder]",
        HelpName = "DIR",
        Recursive = true,
    };

    public Option<string> Runner { get; } = new("--runner")
    {
        Description = "Whose log it is.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "me",
        Recursive = true,
    };

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Print one line of JSON for each item.",
        Recursive = true,
    };

    public bool IsJson(ParseResult result) => result.GetValue(Json);

    /// <summary>The folder of the log.</summary>
    public string FolderOf(ParseResult result) => result.GetValue(Data) is ""
        ? throw CommandException.Usage("--data is empty: give it a folder, or leave it out.")
        : DataFolder.Find(result.GetValue(Data))
            ?? throw CommandException.Usage($"This account has no data folder: say with --data or ${DataFolder.Variable} where the log is to be.");

    /// <summary>Opens the log. Dispose of it.</summary>
    public JournalStore OpenJournal(ParseResult result) => JournalStore.Open(FolderOf(result), Clock);

    /// <summary>The runner that the command is about, who is added at her first.</summary>
    public JournalRunner FindRunner(ParseResult result, JournalStore journal) => Named(result, journal.GetOrAddRunner);

    private T Named<T>(ParseResult result, Func<string, T> find)
    {
        string name = result.GetValue(Runner)!;
        try
        {
            return find(name);
        }
        catch (JournalException exception) when (name.Trim().Length is 0 or > JournalRunner.MaxNameLength || name.Any(char.IsControl))
        {
            throw CommandException.Usage(exception.Message);
        }
    }

    /// <summary>What the log says about the runner, held against the rules.</summary>
    public RunnerCare Care(JournalStore journal, JournalRunner runner) => new(journal, runner, RunnerCare.PlanOf(journal, runner), Clock);

    /// <summary>The runner's plan; the built-in one where there is no log yet.</summary>
    public TrainingPlan Plan(ParseResult result) => Known(result, RunnerCare.PlanOf) ?? TrainingPlan.BuiltIn;

    /// <summary>The figures of the rules that hold for the runner; the defaults where the log does not know her.</summary>
    public ProgressionPolicy Policy(ParseResult result) =>
        Known(result, (journal, runner) => Care(journal, runner).Profile?.Policy) ?? ProgressionPolicy.Default;

    /// <summary>What the log says of the runner; null where there is no log yet, or she is not in it. Asking puts nobody into it.</summary>
    private T? Known<T>(ParseResult result, Func<JournalStore, JournalRunner, T?> read)
        where T : class
    {
        if (!JournalStore.Exists(FolderOf(result)))
            return null;
        using var journal = OpenJournal(result);
        return Named(result, journal.FindRunner) is { } runner ? read(journal, runner) : null;
    }
}
