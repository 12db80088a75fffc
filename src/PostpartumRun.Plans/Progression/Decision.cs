using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>What to do next, from the most cautious to the boldest: of several that rules ask for, the first one wins.</summary>
public enum DecisionKind : byte
{
    /// <summary>Stop, and seek care.</summary>
    Stop,

    /// <summary>Go back to an easier level.</summary>
    ScaleBack,

    /// <summary>Stay at this level.</summary>
    Hold,

    /// <summary>Go on to the next level.</summary>
    Progress,
}

/// <summary>Why: a rule, and what it asks for.</summary>
/// <param name="Asks">What the rule asks for.</param>
/// <param name="Reason">The rule and its reason.</param>
public sealed record DecisionReason(DecisionKind Asks, RuleReason Reason);

/// <summary>The session to do next.</summary>
/// <param name="Session">The session.</param>
/// <param name="From">The first day for it.</param>
/// <param name="Alternatives">Sessions of the same week that stand in its place, if she likes.</param>
public sealed record NextSession(PlanSession Session, DateOnly From, ImmutableArray<PlanSession> Alternatives);

/// <summary>What to do next, and why.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Week">The plan's week at which she stands.</param>
/// <param name="Reasons">Every reason, the weightiest first; at least one.</param>
/// <param name="Warnings">What to know besides.</param>
/// <param name="Next">The session to do next; null at a stop.</param>
/// <param name="Readiness">Whether she can run at all.</param>
public sealed record Decision(
    DecisionKind Kind,
    int Week,
    ImmutableArray<DecisionReason> Reasons,
    ImmutableArray<RuleReason> Warnings,
    NextSession? Next,
    ReadinessReport Readiness);
