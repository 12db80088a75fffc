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
        var rows = Read(_ =>
        {
            var found = new List<KnownRow>(1);
            var query = _database.Statement(
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
                """).Bind(runner.Id).Bind(sha256);
            while (query.Step())
                found.Add(KnownRow.Of(query));
            return found;
        });
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

    private LogResult Take(DbConnection connection, DbTransaction transaction, JournalRunner runner, NewActivity activity, DateTimeOffset now)
    {
        var row = ActivityRow.Of(runner, activity, now);
        if (activity.Part == activity.PartCount - 1)
        {
            _database.Statement("INSERT INTO source_file (runner_id, sha256, activities) VALUES (@RunnerId, @Sha256, @count) ON CONFLICT (runner_id, sha256) DO NOTHING")
                .Bind(row.RunnerId).Bind(row.Sha256).Bind(activity.PartCount).Run();
        }
        long? byBytes = _database.Statement(
            """
            SELECT id FROM activity WHERE runner_id = @RunnerId AND sha256 = @Sha256 AND part = @Part
            UNION ALL
            SELECT activity_id FROM activity_version WHERE runner_id = @RunnerId AND sha256 = @Sha256 AND part = @Part
            """).Bind(row.RunnerId).Bind(row.Sha256).Bind(row.Part).RunForNumber();
        if (byBytes is { } known)
            return new(known, LogKind.Known);
        if (FindSame(row) is not { } same)
            return Insert(activity, row, now);
        if (!IsBetter(row, same))
        {
            KeepVersion(connection, transaction, same.Id, row, null);
            return new(same.Id, LogKind.Known);
        }
        Replace(connection, transaction, same, activity, row, now);
        return new(same.Id, LogKind.Replaced, FindOverlaps(same.Id, row));
    }

    /// <summary>The same activity of the same watch in another file: one that was sent again, or saved whole after it was cut off.</summary>
    private SameRow? FindSame(ActivityRow row)
    {
        if (row.SerialNumber is null || row.TimeCreatedMs is null)
            return null;
        // A damaged file can have lost what tells its start to the second, and begins with its first record then.
        return SameRow.All(_database.Statement(
            """
            SELECT id, start_ms, elapsed_ms, records, salvaged
            FROM activity
            WHERE runner_id = @RunnerId AND serial_number = @SerialNumber AND time_created_ms = @TimeCreatedMs
            ORDER BY id
            """).Bind(row.RunnerId).Bind(row.SerialNumber).Bind(row.TimeCreatedMs))
            .Where(other => other.StartMs == row.StartMs || ((other.Salvaged || row.Salvaged) && other.OverlapMs(row) >= 0))
            .OrderBy(other => Math.Abs(other.StartMs - row.StartMs))
            .FirstOrDefault();
    }

    private static bool IsBetter(ActivityRow row, SameRow other) => other.Salvaged && (!row.Salvaged || row.Records > other.Records);

    private LogResult Insert(NewActivity activity, ActivityRow row, DateTimeOffset now)
    {
        long id = row.Bind(_database.Statement(
            """
            INSERT INTO activity (runner_id, sha256, part, file_name, file_path, imported_at_ms, start_ms, elapsed_ms, timer_ms,
              distance_meters, manufacturer, product, serial_number, sport, sub_sport, records, training_serial_number,
              training_time_created_ms, utc_offset_ms, salvaged, time_created_ms)
            VALUES (@RunnerId, @Sha256, @Part, @FileName, @FilePath, @ImportedAtMs, @StartMs, @ElapsedMs, @TimerMs,
              @DistanceMeters, @Manufacturer, @Product, @SerialNumber, @Sport, @SubSport, @Records, @TrainingSerialNumber,
              @TrainingTimeCreatedMs, @UtcOffsetMs, @Salvaged, @TimeCreatedMs)
            RETURNING id
            """)).RunForNumber()!.Value;
        InsertVerification(id, activity, now);
        return new(id, LogKind.Logged, FindOverlaps(id, row));
    }

    private void Replace(
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
        InsertVerification(same.Id, activity, now);
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
    private long? FindOverlaps(long id, ActivityRow row)
    {
        var near = SameRow.All(_database.Statement(
            """
            SELECT id, start_ms, elapsed_ms, records, salvaged
            FROM activity
            WHERE runner_id = @RunnerId AND start_ms < @EndMs
              AND start_ms > @StartMs - (SELECT MAX(elapsed_ms) FROM activity WHERE runner_id = @RunnerId) AND id <> @id
            ORDER BY id
            """).Bind(row.RunnerId).Bind(row.StartMs + row.ElapsedMs).Bind(row.StartMs).Bind(id));
        long? first = null;
        foreach (var other in near)
        {
            long overlapMs = other.OverlapMs(row);
            if (overlapMs < LeastOverlapMs)
                continue;
            first ??= other.Id;
            _database.Statement(
                """
                INSERT INTO review (activity_id, other_id, overlap_ms) VALUES (@id, @otherId, @overlapMs)
                ON CONFLICT (activity_id, other_id) DO NOTHING
                """).Bind(id).Bind(other.Id).Bind(overlapMs).Run();
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

    public static KnownRow Of(SqliteStatement row) => new()
    {
        Activities = (int)row.Number(0),
        Id = row.Number(1),
        Part = (int)row.Number(2),
        SessionId = row.Text(3),
        MatchKind = row.Text(4),
        Verdict = row.Text(5)!,
        Salvaged = row.Number(6) != 0,
    };

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

    public static List<SameRow> All(SqliteStatement query)
    {
        var found = new List<SameRow>();
        while (query.Step())
        {
            found.Add(new()
            {
                Id = query.Number(0),
                StartMs = query.Number(1),
                ElapsedMs = query.Number(2),
                Records = (int)query.Number(3),
                Salvaged = query.Number(4) != 0,
            });
        }
        return found;
    }

    /// <summary>The time that both lasted; negative where one ended before the other began.</summary>
    public long OverlapMs(ActivityRow other) =>
        Math.Min(StartMs + ElapsedMs, other.StartMs + other.ElapsedMs) - Math.Max(StartMs, other.StartMs);
}
