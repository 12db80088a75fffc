using Dapper;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

public sealed partial class JournalStore
{
    /// <summary>All activities of a runner in a line each, the latest start first.</summary>
    public IReadOnlyList<ActivitySummary> ListActivities(JournalRunner runner) => ListActivities(runner, ActivityFilter.All);

    /// <summary>Those activities of a runner that a filter lets through, in a line each, the latest start first.</summary>
    public IReadOnlyList<ActivitySummary> ListActivities(JournalRunner runner, ActivityFilter filter) => Read(connection => connection
        .Query<SummaryRow>(
            """
            SELECT a.id, a.sha256, a.start_ms, a.utc_offset_ms, a.timer_ms, a.distance_meters, a.sport, a.file_name, a.salvaged, a.note,
              v.session_id, v.match_kind, v.workout_text, v.verdict, v.score, v.confidence, v.run_ms, v.planned_run_ms, v.extra_run_ms,
              EXISTS (SELECT 1 FROM review r WHERE r.activity_id = a.id AND r.decided_at_ms IS NULL) AS awaits_review
            FROM activity a
            JOIN verification v ON v.activity_id = a.id
            WHERE a.runner_id = @runnerId
              AND (@fromMs IS NULL OR a.start_ms >= @fromMs)
              AND (@untilMs IS NULL OR a.start_ms < @untilMs)
              AND (@session IS NULL OR v.session_id = @session OR v.session_id LIKE @session || ':%')
              AND (@verdict IS NULL OR v.verdict = @verdict)
              AND (@sport IS NULL OR a.sport = @sport)
              AND (@lacking IS NULL OR a.id NOT IN
                (SELECT c.activity_id FROM check_in c WHERE c.runner_id = @runnerId AND c.moment = @lacking AND c.activity_id IS NOT NULL))
              AND (@id IS NULL OR a.id = @id)
            ORDER BY a.start_ms DESC, a.id DESC
            LIMIT @limit OFFSET @offset
            """,
            new
            {
                runnerId = runner.Id,
                fromMs = filter.From?.ToUnixTimeMilliseconds(),
                untilMs = filter.Until?.ToUnixTimeMilliseconds(),
                session = filter.Session,
                verdict = filter.Verdict is { } verdict ? Words.Of(verdict) : null,
                sport = filter.Sport,
                lacking = filter.Lacking is { } moment ? Words.Of(moment) : null,
                id = filter.Id,
                limit = filter.Limit ?? long.MaxValue,
                offset = filter.Offset,
            })
        .Select(row => row.ToSummary())
        .ToList());

    /// <summary>How many activities a runner has.</summary>
    public long CountActivities(JournalRunner runner) =>
        Read(connection => connection.QuerySingle<long>(
            "SELECT count(*) FROM activity WHERE runner_id = @runnerId", new { runnerId = runner.Id }));

    /// <summary>What a person has to look at: activities of a runner that took place at the time of another.</summary>
    public IReadOnlyList<PendingReview> ListReviews(JournalRunner runner) => Read(connection => connection
        .Query<ReviewRow>(
            """
            SELECT r.activity_id, r.other_id, r.overlap_ms
            FROM review r
            JOIN activity a ON a.id = r.activity_id
            WHERE a.runner_id = @runnerId AND r.decided_at_ms IS NULL
            ORDER BY r.activity_id, r.other_id
            """,
            new { runnerId = runner.Id })
        .Select(row => new PendingReview(row.ActivityId, row.OtherId, Duration.FromMilliseconds(row.OverlapMs)))
        .ToList());

    /// <summary>The versions of an activity that another took the place of, or that were no better, the earliest first.</summary>
    public IReadOnlyList<ActivityVersion> ListVersions(long activityId) => Read(connection => connection
        .Query<VersionRow>(
            """
            SELECT sha256, part, file_name, seen_at_ms, records, salvaged, document IS NOT NULL AS was_in_force
            FROM activity_version
            WHERE activity_id = @activityId
            ORDER BY id
            """,
            new { activityId })
        .Select(row => new ActivityVersion(
            row.Sha256, row.Part, row.FileName, Instants.Of(row.SeenAtMs), row.Records, row.Salvaged, row.WasInForce))
        .ToList());
}

/// <summary>Which activities are wanted; what is null lets all through.</summary>
public sealed record ActivityFilter
{
    /// <summary>All of them.</summary>
    public static ActivityFilter All { get; } = new();

    /// <summary>The earliest start.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>What all starts are before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A session as <c>4:1-2</c>, or a week as <c>4</c>.</summary>
    public string? Session { get; init; }

    /// <summary>The whole's verdict.</summary>
    public SessionVerdict? Verdict { get; init; }

    /// <summary>The sport, by the profile's name.</summary>
    public string? Sport { get; init; }

    /// <summary>Only what nobody has said of, at this moment, how it was.</summary>
    public CheckInMoment? Lacking { get; init; }

    /// <summary>The activity's number.</summary>
    public long? Id { get; init; }

    /// <summary>The most that are wanted.</summary>
    public long? Limit { get; init; }

    /// <summary>How many of the latest are passed over.</summary>
    public long Offset { get; init; }
}

/// <summary>Two activities of one runner at one time, about which nobody has decided yet.</summary>
/// <param name="ActivityId">The one that was imported later; it does not count until then.</param>
/// <param name="OtherId">The other.</param>
/// <param name="Overlap">The time that they share.</param>
public readonly record struct PendingReview(long ActivityId, long OtherId, Duration Overlap);

/// <summary>A version of an activity that is not in force.</summary>
/// <param name="Sha256">The SHA-256 of its file.</param>
/// <param name="Part">Its place within that file.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="SeenAt">When it was imported.</param>
/// <param name="Records">How many records it holds.</param>
/// <param name="Salvaged">Whether its file is damaged.</param>
/// <param name="WasInForce">Whether it was in force until a better one took its place.</param>
public sealed record ActivityVersion(
    string Sha256, int Part, string FileName, DateTimeOffset SeenAt, int Records, bool Salvaged, bool WasInForce);

/// <summary>A row of <c>review</c>.</summary>
internal sealed class ReviewRow
{
    public long ActivityId { get; init; }
    public long OtherId { get; init; }
    public long OverlapMs { get; init; }
}

/// <summary>A row of <c>activity_version</c>.</summary>
internal sealed class VersionRow
{
    public string Sha256 { get; init; } = "";
    public int Part { get; init; }
    public string FileName { get; init; } = "";
    public long SeenAtMs { get; init; }
    public int Records { get; init; }
    public bool Salvaged { get; init; }
    public bool WasInForce { get; init; }
}
