using System.Collections.Immutable;
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
    /// <returns>What is to be said of them once they are written.</returns>
    public ImmutableArray<RuleReason> Pass(ParseResult result, JournalStore journal, JournalRunner runner, IReadOnlyList<WorkoutSource> exports)
    {
        var gate = new SafetyGate(journal, runner, _context.Care(journal, runner));
        var answer = gate.Ask([.. exports.Select(export => new GateItem(export.SessionId, export.File!.Workout.HasRun, export.SessionId ?? export.File.Workout.ToString()))]);
        if (answer.IsOpen)
            return answer.Warnings;
        if (result.GetValue(_override) is not { } reason)
            throw Refuse(answer.Refusals);
        gate.Override(answer, reason, result.GetValue(_by)!);
        foreach (var refusal in answer.Refusals)
            _context.Terminal.Message($"pprun: {refusal.Rule}: overridden by {result.GetValue(_by)!.Trim()}, and kept in the log: {reason.Trim()}");
        return [];
    }

    /// <summary>Says what there is to know about what was written.</summary>
    public void Say(ImmutableArray<RuleReason> warnings)
    {
        foreach (var warning in warnings)
            _context.Terminal.Message($"pprun: note: {warning.Text} ({warning.Rule}: {warning.Source}) {warning.Lifts}".TrimEnd());
    }

    private CommandException Refuse(IEnumerable<RuleReason> refusals)
    {
        foreach (var refusal in refusals)
            _context.Terminal.Message($"pprun: {refusal.Rule}: {refusal.Text} ({refusal.Source}) {refusal.Lifts}");
        return new(ExitCode.Refused,
            $"nothing was exported. {SymptomFacts.Informs} A clinician or coach who takes it upon her name: --override \"reason\" --by NAME.");
    }
}
