using System.Collections.Immutable;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>Something that is to leave for a watch.</summary>
/// <param name="SessionId">The session, as <c>4:1-2</c>; null for a workout of no plan.</param>
/// <param name="HasRun">Whether there is running in it.</param>
/// <param name="Name">What it is called in the log where somebody goes past the gate: the session, or the workout's text.</param>
public readonly record struct GateItem(string? SessionId, bool HasRun, string Name);

/// <summary>What the gate says.</summary>
/// <param name="Refusals">What refuses, and what lifts it; empty where all may pass.</param>
/// <param name="Refused">What is refused.</param>
/// <param name="Warnings">What to know besides, where something is run.</param>
public sealed record GateAnswer(ImmutableArray<RuleReason> Refusals, ImmutableArray<GateItem> Refused, ImmutableArray<RuleReason> Warnings)
{
    /// <summary>Whether all may pass.</summary>
    public bool IsOpen => Refusals.IsEmpty;
}

/// <summary>
/// Stands before an export: a workout with running, or of the plan's running weeks, passes when its runner is ready, or when somebody
/// takes it upon her name. That stays in the log for ever.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose.</param>
/// <param name="care">What the log says about her.</param>
public sealed class SafetyGate(JournalStore journal, JournalRunner runner, RunnerCare care)
{
    /// <summary>The most characters that the reason of an override can have.</summary>
    public const int MaxReasonLength = 1000;

    /// <summary>Whether these may pass.</summary>
    public GateAnswer Ask(IReadOnlyCollection<GateItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var guarded = items.Where(item => care.IsGuarded(item.SessionId, item.HasRun)).ToImmutableArray();
        if (guarded.IsEmpty)
            return new([], [], []);
        var decision = care.Look();
        var refusals = RunnerCare.Refusals(decision);
        return refusals.IsEmpty
            ? new([], [], [.. Ahead(items, decision), .. items.Any(item => item.HasRun) ? decision.Readiness.Warnings : []])
            : new(refusals, guarded, []);
    }

    /// <summary>A run of a week that she has not come to yet may pass: she may look ahead. That it would not count is said.</summary>
    private static IEnumerable<RuleReason> Ahead(IEnumerable<GateItem> items, Decision decision)
    {
        var ahead = items.Where(item => item.HasRun && WeekOf(item) > decision.Week).ToList();
        if (ahead.Count == 0)
            yield break;
        yield return new(
            "over-running",
            $"{string.Join(", ", ahead.Select(item => item.SessionId))} {(ahead.Count == 1 ? "is" : "are")} ahead of week {decision.Week}, where you stand: run before its turn, it does not count, and holds you back.",
            Sources.Deering,
            $"What comes next: pprun status. If you have done the weeks before already: pprun init --set first-week={ahead.Min(item => WeekOf(item))}.");
    }

    private static int WeekOf(GateItem item) => item.SessionId is { } id && SessionReference.TryParse(id, out var reference) ? reference.Week : 0;

    /// <summary>Lets pass what was refused, on somebody's word. It is kept for ever.</summary>
    /// <param name="answer">What the gate said.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who.</param>
    /// <exception cref="AnswerException">The reason or the name is empty or too long.</exception>
    public void Override(GateAnswer answer, string reason, string by)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string who = Checked(by, "by", JournalRunner.MaxNameLength), why = Checked(reason, "override", MaxReasonLength);
        journal.SaveOverrides(runner, answer.Refusals, string.Join(", ", answer.Refused.Select(item => item.Name)), why, who);
    }

    private static string Checked(string text, string field, int most)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new AnswerException(field, "is empty: an override needs its reason and a name.");
        return text.Length <= most ? text.Trim()
            : throw new AnswerException(field, $"has {text.Length} characters: give it {most} at most.");
    }
}
