using System.CommandLine;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>
/// Stands before an export: a workout with running, or of the plan's running weeks, passes when its runner is ready, or when somebody
/// takes it upon her name. That stays in the log for ever.
/// </summary>
internal sealed class ExportGate
{
    private const int MostWords = 1000;

    private readonly CommandContext _context;
    private readonly Option<string?> _override = new("--override")
    {
        Description = "Go on although a safety rule refuses, for this reason. It is kept in the log for ever.",
        HelpName = "REASON",
    };

    private readonly Option<string?> _by = new("--by") { Description = "Who overrides.", HelpName = "NAME" };

    private ExportGate(CommandContext context) => _context = context;

    /// <summary>Gives a command the gate's options.</summary>
    public static ExportGate AddTo(Command command, CommandContext context)
    {
        var gate = new ExportGate(context);
        command.Options.Add(gate._override);
        command.Options.Add(gate._by);
        command.Validators.Add(result =>
        {
            if (result.GetResult(gate._override) is null != result.GetResult(gate._by) is null)
                result.AddError("An override needs both its reason and a name: --override \"reason\" --by NAME.");
        });
        return gate;
    }

    /// <summary>Lets exports pass, or ends the command with what refuses and what lifts it.</summary>
    public void Pass(ParseResult result, JournalStore journal, JournalRunner runner, IReadOnlyList<WorkoutSource> exports)
    {
        var care = _context.Care(journal, runner);
        var refused = exports.Select(export => (Export: export, Refusals: care.Refusals(export.SessionId, export.File!.Workout.HasRun)))
            .Where(pair => !pair.Refusals.IsEmpty)
            .ToList();
        if (refused.Count == 0)
        {
            if (exports.Any(export => export.File!.Workout.HasRun))
                Warn(care);
            return;
        }
        var refusals = refused[0].Refusals;
        if (result.GetValue(_override) is not { } reason)
            throw Refuse(refusals);
        string by = Checked(result.GetValue(_by)!, "--by", JournalRunner.MaxNameLength), why = Checked(reason, "--override", MostWords);
        string what = string.Join(", ", refused.Select(pair => pair.Export.SessionId ?? pair.Export.File!.Workout.ToString()));
        journal.SaveOverrides(runner, refusals, what, why, by);
        foreach (var refusal in refusals)
            _context.Terminal.Message($"pprun: {refusal.Rule}: overridden by {by}, and kept in the log: {why}");
    }

    private void Warn(RunnerCare care)
    {
        foreach (var warning in care.Readiness().Warnings)
            _context.Terminal.Message($"pprun: note: {warning.Text} ({warning.Rule}: {warning.Source})");
    }

    private CommandException Refuse(IEnumerable<RuleReason> refusals)
    {
        foreach (var refusal in refusals)
            _context.Terminal.Message($"pprun: {refusal.Rule}: {refusal.Text} ({refusal.Source}) {refusal.Lifts}");
        return new(ExitCode.Refused,
            $"nothing was exported. {SymptomFacts.Informs} A clinician or coach who takes it upon her name: --override \"reason\" --by NAME.");
    }

    private static string Checked(string text, string option, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw CommandException.Usage($"{option} is empty: an override needs its reason and a name.");
        return text.Length <= most ? text.Trim() : throw CommandException.Usage($"{option} has {text.Length} characters: give it {most} at most.");
    }
}
