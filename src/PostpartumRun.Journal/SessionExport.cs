using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>A workout that was written for a watch: what links the activity that will be recorded from it to its session.</summary>
public sealed record SessionExport
{
    /// <summary>What names the workout file on the watch.</summary>
    public required WorkoutReference Reference { get; init; }

    /// <summary>The planned session, as <c>4:1-2</c>; null for a workout of no plan.</summary>
    public string? SessionId { get; init; }

    /// <summary>The plan's name; null for a workout of no plan.</summary>
    public string? PlanName { get; init; }

    /// <summary>The plan's revision; null for a workout of no plan, or a plan without one.</summary>
    public string? PlanRevision { get; init; }

    /// <summary>The workout's canonical text.</summary>
    public required string WorkoutText { get; init; }

    /// <summary>Where the workout file was written.</summary>
    public required string FilePath { get; init; }
}

/// <summary>An export that the log holds.</summary>
/// <param name="Export">What was exported.</param>
/// <param name="ExportedAt">When it was last written, UTC, to the millisecond.</param>
public sealed record ExportedSession(SessionExport Export, DateTimeOffset ExportedAt);
