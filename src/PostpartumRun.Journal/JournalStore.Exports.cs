using Dapper;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

public sealed partial class JournalStore
{
    /// <summary>Notes that a workout was written for a watch. One of the same runner and reference takes the earlier one's place.</summary>
    public void SaveExport(JournalRunner runner, SessionExport export) => Write((connection, transaction) => connection.Execute(
        """
        INSERT INTO export (runner_id, serial_number, time_created_ms, session_id, plan_name, plan_revision, workout_text, file_path,
          exported_at_ms)
        VALUES (@RunnerId, @SerialNumber, @TimeCreatedMs, @SessionId, @PlanName, @PlanRevision, @WorkoutText, @FilePath, @ExportedAtMs)
        ON CONFLICT (runner_id, serial_number, time_created_ms) DO UPDATE SET
          session_id = excluded.session_id, plan_name = excluded.plan_name, plan_revision = excluded.plan_revision,
          workout_text = excluded.workout_text, file_path = excluded.file_path, exported_at_ms = excluded.exported_at_ms
        """,
        ExportRow.Of(runner, export, _clock.GetUtcNow()),
        transaction));

    /// <summary>The export that an activity names as the workout it was recorded from; null where the log has none.</summary>
    public ExportedSession? FindExport(JournalRunner runner, WorkoutReference reference) => Read(connection => connection
        .QueryFirstOrDefault<ExportRow>(
            """
            SELECT runner_id, serial_number, time_created_ms, session_id, plan_name, plan_revision, workout_text, file_path, exported_at_ms
            FROM export
            WHERE runner_id = @runnerId AND serial_number = @serialNumber AND time_created_ms = @timeCreatedMs
            """,
            new
            {
                runnerId = runner.Id,
                serialNumber = (long)reference.SerialNumber,
                timeCreatedMs = reference.TimeCreated.ToUnixTimeMilliseconds(),
            })
        ?.ToExport());

    /// <summary>All exports of a runner, the last first.</summary>
    public IReadOnlyList<ExportedSession> ListExports(JournalRunner runner) => Read(connection => connection
        .Query<ExportRow>(
            """
            SELECT runner_id, serial_number, time_created_ms, session_id, plan_name, plan_revision, workout_text, file_path, exported_at_ms
            FROM export
            WHERE runner_id = @runnerId
            ORDER BY exported_at_ms DESC, id DESC
            """,
            new { runnerId = runner.Id })
        .Select(row => row.ToExport())
        .ToList());
}
