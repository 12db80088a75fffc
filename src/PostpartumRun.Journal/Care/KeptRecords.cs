using System.Collections.Immutable;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>A setting of a runner at some time.</summary>
/// <param name="Name">Its name: see <see cref="RunnerSettings"/>.</param>
/// <param name="Value">Its value.</param>
/// <param name="By">Who set it; null where that was not said.</param>
/// <param name="At">When, UTC.</param>
public sealed record KeptSetting(string Name, string Value, string? By, DateTimeOffset At);

/// <summary>A check-in of the log.</summary>
/// <param name="Id">Its number.</param>
/// <param name="CheckIn">What was said.</param>
public sealed record KeptCheckIn(long Id, CheckIn CheckIn);

/// <summary>A safety rule that somebody went past.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="What">What was exported all the same.</param>
/// <param name="Refusal">What the rule said.</param>
/// <param name="Reason">Why it was gone past, in somebody's words.</param>
/// <param name="By">Who did.</param>
/// <param name="At">When, UTC.</param>
public sealed record KeptOverride(string Rule, string What, string Refusal, string Reason, string By, DateTimeOffset At);

/// <summary>A decision of the log.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Inputs">What it was made from, as JSON: <c>pprun.decision-inputs/1</c>.</param>
/// <param name="Document">The decision, as JSON: <c>pprun.decision/1</c>.</param>
/// <param name="At">When it was first made from these inputs, UTC.</param>
public sealed record KeptDecision(long Id, DecisionKind Kind, string Inputs, string Document, DateTimeOffset At);

/// <summary>That a decision was made.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="At">When it was first made, UTC.</param>
public sealed record DecisionMade(long Id, DecisionKind Kind, DateTimeOffset At);
