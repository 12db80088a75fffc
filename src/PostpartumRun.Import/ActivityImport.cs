using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>What became of an input.</summary>
public enum ImportStatus : byte
{
    /// <summary>It was verified and logged.</summary>
    Logged,

    /// <summary>It took the place of a worse version of the same activity in the log, which is kept beside it.</summary>
    Replaced,

    /// <summary>The log had it already, and was left as it was.</summary>
    Duplicate,

    /// <summary>A sound FIT file of another kind.</summary>
    NotAnActivity,

    /// <summary>Nothing in it could be read.</summary>
    Rejected,
}

/// <summary>The planned session that an activity belongs to, and how that was found.</summary>
/// <param name="SessionId">The session as <c>4:1-2</c>; null for an exported workout of no plan.</param>
/// <param name="Kind">How it was found.</param>
/// <param name="Workout">The session's workout.</param>
public sealed record SessionMatch(string? SessionId, MatchKind Kind, Workout Workout);

/// <summary>What became of an input, or of one of the activities in it, for people and scripts.</summary>
/// <param name="File">The input's path.</param>
/// <param name="Status">What became of it.</param>
public sealed record ImportOutcome(string File, ImportStatus Status)
{
    /// <summary>The SHA-256 of its bytes; null when it could not be opened.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The activity's place among those of its file, from 0.</summary>
    public int Part { get; init; }

    /// <summary>The activity's number in the log, also of one that was there before.</summary>
    public long? ActivityId { get; init; }

    /// <summary>The session that it was logged with; null for none.</summary>
    public string? SessionId { get; init; }

    /// <summary>How that was found; null for none.</summary>
    public MatchKind? Match { get; init; }

    /// <summary>The verdict that was logged; null when nothing was.</summary>
    public SessionVerdict? Verdict { get; init; }

    /// <summary>How long the watch recorded exercises, of which there is no verdict; null for all else.</summary>
    public Duration? Exercises { get; init; }

    /// <summary>Whether the file was damaged, and what was good of it was logged.</summary>
    public bool Salvaged { get; init; }

    /// <summary>An activity of hers at the same time, so that a person has to say whether both count; null where there is none.</summary>
    public long? Overlaps { get; init; }

    /// <summary>What is wrong with the file; null when all is well.</summary>
    public InputError? Error { get; init; }
}
