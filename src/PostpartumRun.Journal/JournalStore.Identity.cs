using System.Data.Common;
using Dapper;

namespace PostpartumRun.Journal;

// An activity is known by its file's bytes; or else by what its watch calls it; or else what took place at its time is shown to a person.
public sealed partial class JournalStore
{
    /// <summary>Two recordings of one run share nearly all of their time; those of two runs share the moments at which watches round.</summary>
    private const long LeastOverlapMs = 30_000;

    /// <summary>The activities of a file, if the log knows all of them; null where it does not, and the file has to be read.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="sha256">The SHA-256 of the file's bytes, in 64 lower-case hexadecimal digits.</param>
    public IReadOnlyList<KnownActivity>? FindFile(JournalRunner runner, string sha256)
    {
        var rows = Read(connection => connection.Query<KnownRow>(
            """
            SELECT s.activities, a.id, a.part, v.session_id, v.match_kind, v.verdict, a.salvaged
            FROM source_file s
            JOIN activity a ON a.runner_id = s.runner_id AND a.sha256 = s.sha256
            JOIN verification v ON v.activity_id = a.id
            WHERE s.runner_id = @runnerId AND s.sha256 = @sha256
            UNION ALL
            SELECT s.activities, a.id, x.part, v.session_id, v.match_kind, v.verdict, x.salvaged
            FROM source_file s
            JOIN activity_version x ON x.runner_id = s.runner_id AND x.sha256 = s.sha256
            JOIN activity a ON a.id = x.activity_id
            JOIN verification v ON v.activity_id = a.id
            WHERE s.runner_id = @runnerId AND s.sha256 = @sha256
            """,
            new { runnerId = runner.Id, sha256 }).ToList());
        return rows.Count > 0 && rows.Count >= rows[0].Activities ? [.. rows.OrderBy(row => row.Part).Select(row => row.ToKnown())] : null;
    }

    /// <summary>What the log says of an activity that was found to be known.</summary>
    public KnownActivity? FindKnown(JournalRunner runner, long id) => Read(connection => connection.QueryFirstOrDefault<KnownRow>(
        """
        SELECT 1 AS activities, a.id, a.part, v.session_id, v.match_kind, v.verdict, a.salvaged
        FROM activity a
        JOIN verification v ON v.activity_id = a.id
        WHERE a.runner_id = @runnerId AND a.id = @id
        """,
        new { runnerId = runner.Id, id })?.ToKnown());

    private static LogResult Take(DbConnection connection, DbTransaction transaction, JournalRunner runner, NewActivity activity, DateTimeOffset now)
    {
        var row = ActivityRow.Of(runner, activity, now);
        if (activity.Part == activity.PartCount - 1)
        {
            connection.Execute(
                "INSERT INTO source_file (runner_id, sha256, activities) VALUES (@RunnerId, @Sha256, @count) ON CONFLICT (runner_id, sha256) DO NOTHING",
                new { row.RunnerId, row.Sha256, count = activity.PartCount },
                transaction);
        }
        long? byBytes = connection.QueryFirstOrDefault<long?>(
            """
            SELECT id FROM activity WHERE runner_id = @RunnerId AND sha256 = @Sha256 AND part = @Part
            UNION ALL
            SELECT activity_id FROM activity_version WHERE runner_id = @RunnerId AND sha256 = @Sha256 AND part = @Part
            """,
            row,
            transaction);
        if (byBytes is { } known)
            return new(known, LogKind.Known);
        if (FindSame(connection, transaction, row) is not { } same)
            return Insert(connection, transaction, activity, row, now);
        if (!IsBetter(row, same))
        {
            KeepVersion(connection, transaction, same.Id, row, null);
            return new(same.Id, LogKind.Known);
        }
        Replace(connection, transaction, same, activity, row, now);
        return new(same.Id, LogKind.Replaced, FindOverlaps(connection, transaction, same.Id, row));
    }

    /// <summary>The same activity of the same watch in another file: one that was sent again, or saved whole after it was cut off.</summary>
    private static SameRow? FindSame(DbConnection connection, DbTransaction transaction, ActivityRow row)
    {
        if (row.SerialNumber is null || row.TimeCreatedMs is null)
            return null;
        // A damaged file can have lost what tells its start to the second, and begins with its first record then.
        return connection.Query<SameRow>(
            """
            SELECT id, start_ms, elapsed_ms, records, salvaged
            FROM activity
            WHERE runner_id = @RunnerId AND serial_number = @SerialNumber AND time_created_ms = @TimeCreatedMs
            ORDER BY id
            """,
            row,
            transaction)
            .Where(other => other.StartMs == row.StartMs || ((other.Salvaged || row.Salvaged) && other.OverlapMs(row) >= 0))
            .OrderBy(other => Math.Abs(other.StartMs - row.StartMs))
            .FirstOrDefault();
    }

    private static bool IsBetter(ActivityRow row, SameRow other) => other.Salvaged && (!row.Salvaged || row.Records > other.Records);

    private static LogResult Insert(
        DbConnection connection, DbTransaction transaction, NewActivity activity, ActivityRow row, DateTimeOffset now)
    {
        long id = connection.QuerySingle<long>(
            """
            INSERT INTO activity (runner_id, sha256, part, file_name, file_path, imported_at_ms, start_ms, elapsed_ms, timer_ms,
              distance_meters, manufacturer, product, serial_number, sport, sub_sport, records, training_serial_number,
              training_time_created_ms, utc_offset_ms, salvaged, time_created_ms)
            VALUES (@RunnerId, @Sha256, @Part, @FileName, @FilePath, @ImportedAtMs, @StartMs, @ElapsedMs, @TimerMs,
              @DistanceMeters, @Manufacturer, @Product, @SerialNumber, @Sport, @SubSport, @Records, @TrainingSerialNumber,
              @TrainingTimeCreatedMs, @UtcOffsetMs, @Salvaged, @TimeCreatedMs)
            RETURNING id
            """,
            row,
            transaction);
        InsertVerification(connection, transaction, id, activity, now);
        return new(id, LogKind.Logged, FindOverlaps(connection, transaction, id, row));
    }

    private static void Replace(
        DbConnection connection, DbTransaction transaction, SameRow same, NewActivity activity, ActivityRow row, DateTimeOffset now)
    {
        var before = connection.QuerySingle<ActivityRow>($"SELECT {ActivityColumns} FROM activity WHERE id = @Id", same, transaction);
        string document = connection.QuerySingle<string>("SELECT document FROM verification WHERE activity_id = @Id", same, transaction);
        KeepVersion(connection, transaction, same.Id, before, document);
        connection.Execute("DELETE FROM verification WHERE activity_id = @Id", same, transaction);
        row.Id = same.Id;
        connection.Execute(
            """
            UPDATE activity
            SET sha256 = @Sha256, part = @Part, file_name = @FileName, file_path = @FilePath, imported_at_ms = @ImportedAtMs,
              start_ms = @StartMs, elapsed_ms = @ElapsedMs, timer_ms = @TimerMs, distance_meters = @DistanceMeters,
              manufacturer = @Manufacturer, product = @Product, serial_number = @SerialNumber, sport = @Sport, sub_sport = @SubSport,
              records = @Records, training_serial_number = @TrainingSerialNumber, training_time_created_ms = @TrainingTimeCreatedMs,
              utc_offset_ms = @UtcOffsetMs, salvaged = @Salvaged, time_created_ms = @TimeCreatedMs
            WHERE id = @Id
            """,
            row,
            transaction);
        InsertVerification(connection, transaction, same.Id, activity, now);
    }

    private static void KeepVersion(DbConnection connection, DbTransaction transaction, long activityId, ActivityRow row, string? document) =>
        connection.Execute(
            """
            INSERT INTO activity_version (activity_id, runner_id, sha256, part, file_name, file_path, seen_at_ms, records, salvaged, document)
            VALUES (@activityId, @RunnerId, @Sha256, @Part, @FileName, @FilePath, @ImportedAtMs, @Records, @Salvaged, @document)
            """,
            new
            {
                activityId,
                row.RunnerId,
                row.Sha256,
                row.Part,
                row.FileName,
                row.FilePath,
                row.ImportedAtMs,
                row.Records,
                row.Salvaged,
                document,
            },
            transaction);

    /// <summary>Notes for review what took place at the same time; returns the first of these.</summary>
    private static long? FindOverlaps(DbConnection connection, DbTransaction transaction, long id, ActivityRow row)
    {
        var span = new { row.RunnerId, id, row.StartMs, EndMs = row.StartMs + row.ElapsedMs };
        var near = connection.Query<SameRow>(
            """
            SELECT id, start_ms, elapsed_ms, records, salvaged
            FROM activity
            WHERE runner_id = @RunnerId AND start_ms < @EndMs
              AND start_ms > @StartMs - (SELECT MAX(elapsed_ms) FROM activity WHERE runner_id = @RunnerId) AND id <> @id
            ORDER BY id
            """,
            span,
            transaction);
        long? first = null;
        foreach (var other in near)
        {
            long overlapMs = other.OverlapMs(row);
            if (overlapMs < LeastOverlapMs)
                continue;
            first ??= other.Id;
            connection.Execute(
                """
                INSERT INTO review (activity_id, other_id, overlap_ms) VALUES (@id, @otherId, @overlapMs)
                ON CONFLICT (activity_id, other_id) DO NOTHING
                """,
                new { id, otherId = other.Id, overlapMs },
                transaction);
        }
        return first;
    }
}

/// <summary>An activity that the log holds, as far as an import has to tell of it.</summary>
/// <param name="Id">Its number in the log.</param>
/// <param name="Part">The place within the file that was asked for, from 0.</param>
/// <param name="SessionId">The planned session that it belongs to; null when it belongs to none.</param>
/// <param name="Match">How that was found.</param>
/// <param name="Verdict">The whole's verdict.</param>
/// <param name="Salvaged">Whether the file was damaged.</param>
public sealed record KnownActivity(long Id, int Part, string? SessionId, MatchKind? Match, Intervals.SessionVerdict Verdict, bool Salvaged);

/// <summary>The columns of a <see cref="KnownActivity"/>, and how many activities its file holds.</summary>
internal sealed class KnownRow
{
    public int Activities { get; init; }
    public long Id { get; init; }
    public int Part { get; init; }
    public string? SessionId { get; init; }
    public string? MatchKind { get; init; }
    public string Verdict { get; init; } = "";
    public bool Salvaged { get; init; }

    public KnownActivity ToKnown() => new(
        Id, Part, SessionId, MatchKind is { } match ? Words.Parse<MatchKind>(match) : null, Words.Parse<Intervals.SessionVerdict>(Verdict), Salvaged);
}

/// <summary>What tells whether two activities are one.</summary>
internal sealed class SameRow
{
    public long Id { get; init; }
    public long StartMs { get; init; }
    public long ElapsedMs { get; init; }
    public int Records { get; init; }
    public bool Salvaged { get; init; }

    /// <summary>The time that both lasted; negative where one ended before the other began.</summary>
    public long OverlapMs(ActivityRow other) =>
        Math.Min(StartMs + ElapsedMs, other.StartMs + other.ElapsedMs) - Math.Max(StartMs, other.StartMs);
}
