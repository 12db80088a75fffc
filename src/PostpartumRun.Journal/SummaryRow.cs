using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>The columns of an <see cref="ActivitySummary"/>.</summary>
internal sealed class SummaryRow
{
    public long Id { get; init; }
    public string Sha256 { get; init; } = "";
    public long StartMs { get; init; }
    public long? UtcOffsetMs { get; init; }
    public long TimerMs { get; init; }
    public double? DistanceMeters { get; init; }
    public string? Sport { get; init; }
    public string FileName { get; init; } = "";
    public bool Salvaged { get; init; }
    public string? SessionId { get; init; }
    public string? MatchKind { get; init; }
    public string? WorkoutText { get; init; }
    public string Verdict { get; init; } = "";
    public int? Score { get; init; }
    public double Confidence { get; init; }
    public long RunMs { get; init; }
    public long? PlannedRunMs { get; init; }
    public long ExtraRunMs { get; init; }
    public bool AwaitsReview { get; init; }
    public string? Note { get; init; }

    public ActivitySummary ToSummary() => new(
        Id,
        Sha256,
        Instants.Of(StartMs),
        UtcOffsetMs is { } offset ? TimeSpan.FromMilliseconds(offset) : null,
        Duration.FromMilliseconds(TimerMs),
        DistanceMeters,
        Sport,
        FileName,
        Salvaged,
        SessionId,
        MatchKind is { } match ? Words.Parse<MatchKind>(match) : null,
        WorkoutText,
        Words.Parse<SessionVerdict>(Verdict),
        Score,
        Confidence,
        Duration.FromMilliseconds(RunMs),
        PlannedRunMs is { } planned ? Duration.FromMilliseconds(planned) : null,
        Duration.FromMilliseconds(ExtraRunMs),
        AwaitsReview,
        Note);
}
