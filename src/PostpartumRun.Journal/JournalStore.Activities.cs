using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace PostpartumRun.Journal;

public sealed partial class JournalStore
{
    private const string ActivityColumns =
        """
        id, runner_id, sha256, part, file_name, file_path, imported_at_ms, start_ms, elapsed_ms, timer_ms, distance_meters, manufacturer,
        product, serial_number, sport, sub_sport, records, training_serial_number, training_time_created_ms, utc_offset_ms, salvaged, time_created_ms, note
        """;

    /// <summary>
    /// Logs an activity, its verification and its intervals, all or nothing. One that the log holds already (the same runner, bytes and
    /// part) is left as it is, whoever logged it and however nearly at once.
    /// </summary>
    public LogResult Log(JournalRunner runner, NewActivity activity) => Log(runner, [activity])[0];

    /// <summary>The same for several activities at once, all or none of them: those of one file, or a batch.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="activities">The activities.</param>
    /// <param name="areOriginalsFlushed">Whether <see cref="OriginalFiles.Flush"/> was called since their originals were saved.</param>
    /// <returns>One result an activity, in their order.</returns>
    public IReadOnlyList<LogResult> Log(JournalRunner runner, IReadOnlyList<NewActivity> activities, bool areOriginalsFlushed = false)
    {
        var now = _clock.GetUtcNow();
        if (!areOriginalsFlushed)
            Originals.Flush();
        return Write((connection, transaction) =>
        {
            var results = new List<LogResult>(activities.Count);
            foreach (var activity in activities)
                results.Add(Take(connection, transaction, runner, activity, now));
            return results;
        });
    }

    /// <summary>The activity of a file that was logged already; null where it was not.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="sha256">The SHA-256 of the file's bytes, in 64 lower-case hexadecimal digits.</param>
    /// <param name="part">The activity's place within its file, from 0.</param>
    public LoggedActivity? FindActivity(JournalRunner runner, string sha256, int part = 0)
    {
        long? id = Read(connection => connection.QueryFirstOrDefault<long?>(
            "SELECT id FROM activity WHERE runner_id = @runnerId AND sha256 = @sha256 AND part = @part",
            new { runnerId = runner.Id, sha256, part }));
        return id is { } known ? GetActivity(runner, known) : null;
    }

    /// <summary>An activity in full; null where this runner has none of that number.</summary>
    public LoggedActivity? GetActivity(JournalRunner runner, long id) => ReadSnapshot((connection, transaction) =>
    {
        var activity = connection.QueryFirstOrDefault<ActivityRow>(
            $"SELECT {ActivityColumns} FROM activity WHERE runner_id = @runnerId AND id = @id",
            new { runnerId = runner.Id, id },
            transaction);
        if (activity is null)
            return null;
        var verification = connection.QuerySingle<VerificationRow>(
            """
            SELECT activity_id, session_id, match_kind, workout_text, verdict, score, confidence, run_ms, planned_run_ms, extra_run_ms,
              witnesses, engine_version, verified_at_ms, document
            FROM verification
            WHERE activity_id = @id
            """,
            new { id },
            transaction);
        var intervals = connection.Query<IntervalRow>(
            """
            SELECT activity_id, position, step_index, round, length_kind, length_ms, length_centimeters, gait, role, note, target_kind,
              target_low, target_high, planned_start_ms, planned_end_ms, start_ms, end_ms, timer_ms, in_gait_ms, verdict, boundary,
              confidence, distance_meters, speed_meters_per_second, cadence_steps_per_minute, heart_rate_bpm
            FROM verified_interval
            WHERE activity_id = @id
            ORDER BY position
            """,
            new { id },
            transaction);
        return InFull(activity, verification, intervals);
    });

    /// <summary>Puts another verification in the place of an activity's own, all or nothing.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="id">The activity's number.</param>
    /// <param name="activity">The activity with its new verification.</param>
    /// <returns>Whether this runner has one of that number, of the same file.</returns>
    public bool SaveVerification(JournalRunner runner, long id, NewActivity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        return Write((connection, transaction) =>
        {
            long known = connection.QuerySingle<long>(
                "SELECT count(*) FROM activity WHERE runner_id = @runnerId AND id = @id AND sha256 = @sha256 AND part = @part",
                new { runnerId = runner.Id, id, sha256 = activity.Document.Sha256, part = activity.Part },
                transaction);
            if (known == 0)
                return false;
            connection.Execute("DELETE FROM verification WHERE activity_id = @id", new { id }, transaction);
            InsertVerification(id, activity, _clock.GetUtcNow());
            return true;
        });
    }

    private void InsertVerification(long activityId, NewActivity activity, DateTimeOffset now)
    {
        VerificationRow.Of(activityId, activity, now).Bind(_database.Statement(
            """
            INSERT INTO verification (activity_id, session_id, match_kind, workout_text, verdict, score, confidence, run_ms,
              planned_run_ms, extra_run_ms, witnesses, engine_version, verified_at_ms, document, longest_run_ms)
            VALUES (@ActivityId, @SessionId, @MatchKind, @WorkoutText, @Verdict, @Score, @Confidence, @RunMs,
              @PlannedRunMs, @ExtraRunMs, @Witnesses, @EngineVersion, @VerifiedAtMs, @Document, @LongestRunMs)
            """), activity.DocumentUtf8.Span).Run();
        // Looked up once: to hash a text of this length costs a part of what the row does.
        var insert = _database.Statement(
            """
            INSERT INTO verified_interval (activity_id, position, step_index, round, length_kind, length_ms, length_centimeters, gait, role,
              note, target_kind, target_low, target_high, planned_start_ms, planned_end_ms, start_ms, end_ms, timer_ms, in_gait_ms, verdict,
              boundary, confidence, distance_meters, speed_meters_per_second, cadence_steps_per_minute, heart_rate_bpm)
            VALUES (@ActivityId, @Position, @StepIndex, @Round, @LengthKind, @LengthMs, @LengthCentimeters, @Gait, @Role,
              @Note, @TargetKind, @TargetLow, @TargetHigh, @PlannedStartMs, @PlannedEndMs, @StartMs, @EndMs, @TimerMs, @InGaitMs, @Verdict,
              @Boundary, @Confidence, @DistanceMeters, @SpeedMetersPerSecond, @CadenceStepsPerMinute, @HeartRateBpm)
            """);
        foreach (var interval in activity.Intervals)
            IntervalRow.Of(activityId, interval).Bind(insert.Begin()).Run();
    }

    private static LoggedActivity InFull(ActivityRow activity, VerificationRow verification, IEnumerable<IntervalRow> intervals) => new()
    {
        Id = activity.Id,
        Sha256 = activity.Sha256,
        Part = activity.Part,
        FileName = activity.FileName,
        FilePath = activity.FilePath,
        Note = activity.Note,
        ImportedAt = Instants.Of(activity.ImportedAtMs),
        Info = activity.ToInfo(),
        SessionId = verification.SessionId,
        Match = verification.MatchKind is { } match ? Words.Parse<MatchKind>(match) : null,
        Document = Parsed(activity, verification),
        DocumentJson = verification.Document,
        Intervals = intervals.Select(row => row.ToInterval()).ToList(),
        EngineVersion = verification.EngineVersion,
        VerifiedAt = Instants.Of(verification.VerifiedAtMs),
    };

    private static VerificationDocument Parsed(ActivityRow activity, VerificationRow verification)
    {
        try
        {
            return VerificationDocument.Parse(verification.Document);
        }
        catch (JsonException exception)
        {
            throw new JournalException(
                $"The verification of activity {activity.Id} ({activity.FileName}) in the log cannot be read. Delete it from the log, and "
                + "import the file again.",
                exception);
        }
    }
}
