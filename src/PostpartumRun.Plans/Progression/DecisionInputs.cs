using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>What the verifier found in an activity, as far as a decision needs it.</summary>
public sealed record ActivityFact
{
    /// <summary>The activity's number in the log.</summary>
    public required long Id { get; init; }

    /// <summary>The day on which it began, where she is.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it ended.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>The session that it was verified against, as <c>4:1-2</c>; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>The verdict.</summary>
    public required SessionVerdict Verdict { get; init; }

    /// <summary>All running in it.</summary>
    public required Duration Run { get; init; }

    /// <summary>The running that was planned; null without a workout.</summary>
    public Duration? PlannedRun { get; init; }

    /// <summary>The longest run in it without a walk.</summary>
    public Duration LongestRun { get; init; }
}

/// <summary>All that a decision is made from. The same inputs always give the same decision.</summary>
public sealed record DecisionInputs
{
    /// <summary>The plan.</summary>
    public required TrainingPlan Plan { get; init; }

    /// <summary>The day of the decision, where she is.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The runner; null where nothing is known about her.</summary>
    public RunnerProfile? Profile { get; init; }

    /// <summary>All answers to the readiness screen, the earliest first.</summary>
    public ImmutableArray<ScreenAnswer> Answers { get; init; } = [];

    /// <summary>All activities, in any order.</summary>
    public ImmutableArray<ActivityFact> Activities { get; init; } = [];

    /// <summary>All check-ins, in any order.</summary>
    public ImmutableArray<CheckIn> CheckIns { get; init; } = [];

    internal ProgressionPolicy Policy => Profile?.Policy ?? ProgressionPolicy.Default;
}
