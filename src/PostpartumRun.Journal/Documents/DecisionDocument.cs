using System.Text.Json;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>A decision as the product tells it to other programs: the contract <c>pprun.decision/1</c>.</summary>
/// <param name="Schema">Always <see cref="SchemaName"/>.</param>
/// <param name="Day">The day that it is for.</param>
/// <param name="Decision">Progress, hold, scale back or stop.</param>
/// <param name="Week">The plan's week at which she stands.</param>
/// <param name="Reasons">Every reason, the weightiest first.</param>
/// <param name="Warnings">What to know besides.</param>
/// <param name="Next">The session to do next; null at a stop.</param>
/// <param name="IsReady">Whether she can run at all.</param>
/// <param name="Informs">The sentence that it informs and does not diagnose.</param>
public sealed record DecisionDocument(
    string Schema,
    DateOnly Day,
    DecisionKind Decision,
    int Week,
    IReadOnlyList<DocumentReason> Reasons,
    IReadOnlyList<DocumentReason> Warnings,
    DocumentNext? Next,
    bool IsReady,
    string Informs)
{
    /// <summary>The contract's name and version.</summary>
    public const string SchemaName = "pprun.decision/1";

    /// <summary>The document of a decision.</summary>
    public static DecisionDocument Of(Decision decision, DateOnly day) => new(
        SchemaName,
        day,
        decision.Kind,
        decision.Week,
        [.. decision.Reasons.Select(reason => DocumentReason.Of(reason.Reason, reason.Asks))],
        [.. decision.Warnings.Select(warning => DocumentReason.Of(warning, null))],
        decision.Next is { } next ? DocumentNext.Of(next) : null,
        decision.Readiness.IsReady,
        SymptomFacts.Informs);

    /// <summary>The document as one line of JSON, without a line break.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, CareJson.Readable.DecisionDocument);
}

/// <summary>A reason of a decision.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Asks">What the rule asks for; null for a warning.</param>
/// <param name="Text">What it says.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Lifts">What lifts it; null where there is nothing to lift.</param>
public sealed record DocumentReason(string Rule, DecisionKind? Asks, string Text, string Source, string? Lifts)
{
    internal static DocumentReason Of(RuleReason reason, DecisionKind? asks) => new(reason.Rule, asks, reason.Text, reason.Source, reason.Lifts);
}

/// <summary>The session to do next.</summary>
/// <param name="Session">Its name within the plan.</param>
/// <param name="Title">Its name for the runner.</param>
/// <param name="From">The first day for it.</param>
/// <param name="Workout">Its workout; null for exercises.</param>
/// <param name="Alternatives">Sessions that stand in its place.</param>
/// <param name="Command">The command that puts it onto the watch.</param>
public sealed record DocumentNext(
    string Session, string Title, DateOnly From, string? Workout, IReadOnlyList<string> Alternatives, string Command)
{
    internal static DocumentNext Of(NextSession next) => new(
        next.Session.FullId,
        next.Session.Title,
        next.From,
        next.Session.Workout?.ToString(),
        [.. next.Alternatives.Select(session => session.FullId)],
        $"pprun export --session {next.Session.FullId} --to watch");
}
