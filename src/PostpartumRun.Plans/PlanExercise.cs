using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>An exercise of a session: sets of repetitions, or of a time.</summary>
public sealed record PlanExercise
{
    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>How many sets, from 1.</summary>
    public required int Sets { get; init; }

    /// <summary>How many repetitions a set, from 1; null if the set goes by time.</summary>
    public int? Reps { get; init; }

    /// <summary>How long a set takes; null if it goes by repetitions.</summary>
    public Duration? Time { get; init; }

    /// <summary>Whether the repetitions or the time are for each side.</summary>
    public bool PerSide { get; init; }

    /// <summary>How long to rest after each set; null for no rest of its own.</summary>
    public Duration? Rest { get; init; }

    /// <summary>How to do it. Fit for the note of a step: see <see cref="WorkoutStep.Note"/>.</summary>
    public required string Cue { get; init; }
}
