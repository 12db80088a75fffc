using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>An activity of the log, in full. Times are UTC, to the millisecond.</summary>
public sealed record LoggedActivity
{
    /// <summary>Its number in the log, never given to another.</summary>
    public required long Id { get; init; }

    /// <summary>The SHA-256 of the activity file's bytes.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The activity's place within its file, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>The file's name.</summary>
    public required string FileName { get; init; }

    /// <summary>Where the file was read from; null where it came from no file.</summary>
    public required string? FilePath { get; init; }

    /// <summary>What the runner noted about it; null where she did not.</summary>
    public string? Note { get; init; }

    /// <summary>When it was imported.</summary>
    public required DateTimeOffset ImportedAt { get; init; }

    /// <summary>What the file says of the whole.</summary>
    public required ActivityInfo Info { get; init; }

    /// <summary>The planned session that it belongs to, as <c>4:1-2</c>; null when it belongs to none.</summary>
    public required string? SessionId { get; init; }

    /// <summary>How it was found to belong to a session or an exported workout; null when it was not.</summary>
    public required MatchKind? Match { get; init; }

    /// <summary>The verification.</summary>
    public required VerificationDocument Document { get; init; }

    /// <summary>The verification's JSON, byte for byte as it was logged.</summary>
    public required string DocumentJson { get; init; }

    /// <summary>Each verified interval in order, with what the document leaves out.</summary>
    public required IReadOnlyList<VerifiedInterval> Intervals { get; init; }

    /// <summary>The version of the verifier.</summary>
    public required string EngineVersion { get; init; }

    /// <summary>When it was verified.</summary>
    public required DateTimeOffset VerifiedAt { get; init; }
}

/// <summary>An activity of the log, in a line.</summary>
/// <param name="Id">Its number in the log.</param>
/// <param name="Sha256">The SHA-256 of the activity file's bytes.</param>
/// <param name="Start">When it began, UTC.</param>
/// <param name="UtcOffset">How far local time was ahead of UTC; null where the file does not tell.</param>
/// <param name="Timer">Its timer time.</param>
/// <param name="DistanceMeters">Its distance in metres.</param>
/// <param name="Sport">The sport, by the profile's name.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="Salvaged">Whether the file was damaged, and this is what was good of it.</param>
/// <param name="SessionId">The planned session that it belongs to, as <c>4:1-2</c>; null when it belongs to none.</param>
/// <param name="Match">How it was found to belong to a session or an exported workout; null when it was not.</param>
/// <param name="WorkoutText">The workout that it was verified against; null without one.</param>
/// <param name="Verdict">The whole's verdict.</param>
/// <param name="Score">0 to 100; null when the verdict is <see cref="SessionVerdict.Unknown"/>.</param>
/// <param name="Confidence">How likely the verdict is right, 0 to 1.</param>
/// <param name="Run">All running, in timer time.</param>
/// <param name="PlannedRun">The running that the workout plans by time; null without a workout.</param>
/// <param name="ExtraRun">Running that belongs to no planned interval.</param>
/// <param name="AwaitsReview">Whether it took place at the time of another, and nobody has said yet that both count.</param>
/// <param name="Note">What the runner noted about it.</param>
public sealed record ActivitySummary(
    long Id,
    string Sha256,
    DateTimeOffset Start,
    TimeSpan? UtcOffset,
    Duration Timer,
    double? DistanceMeters,
    string? Sport,
    string FileName,
    bool Salvaged,
    string? SessionId,
    MatchKind? Match,
    string? WorkoutText,
    SessionVerdict Verdict,
    int? Score,
    double Confidence,
    Duration Run,
    Duration? PlannedRun,
    Duration ExtraRun,
    bool AwaitsReview,
    string? Note);
