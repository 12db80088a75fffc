using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>
/// The workout files of a runner's planned sessions. A file's serial number and time are made from what it is for — runner, plan,
/// revision, session and workout — so that exporting again gives the same bytes, and an activity can be matched back.
/// </summary>
public static class SessionWorkouts
{
    /// <summary>When to stop, in the notes of every step, short enough to leave room for the step's own cue.</summary>
    public const string StopNote = "Stop and walk if you feel heaviness, leaking, sharp pain, doming, or hip or low-back pain.";

    /// <summary>Times of creation begin here: a time in the future would be one that watches doubt.</summary>
    private static readonly DateTimeOffset FirstTime = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private const uint SecondsInYear = 365 * 24 * 60 * 60;

    /// <summary>The workout file of a session with a workout.</summary>
    /// <exception cref="ArgumentException">The session has no workout: it is done without a watch.</exception>
    public static WorkoutFile Of(TrainingPlan plan, PlanSession session, string runner)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(session);
        var workout = session.Workout ?? throw new ArgumentException($"Session {session.FullId} has no workout.", nameof(session));
        string revision = plan.Revision.ToString(CultureInfo.InvariantCulture);
        return new(ReferenceOf(runner, plan.Name, revision, session.FullId, workout), $"W{session.WeekNumber} {session.Title}", workout)
        {
            SafetyNote = StopNote,
        };
    }

    /// <summary>The workout file of a workout of no plan.</summary>
    public static WorkoutFile Of(Workout workout, string runner)
    {
        ArgumentNullException.ThrowIfNull(workout);
        return new(ReferenceOf(runner, "", "", "", workout), workout.HasRun ? "Walk-run" : "Walk", workout) { SafetyNote = StopNote };
    }

    private static WorkoutReference ReferenceOf(string runner, string plan, string revision, string session, Workout workout)
    {
        byte[] digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', runner, plan, revision, session, workout)));
        // 0 is no serial number at all, and all ones is what some devices write for none.
        uint serial = Math.Clamp(BinaryPrimitives.ReadUInt32LittleEndian(digest), 1, uint.MaxValue - 1);
        uint seconds = BinaryPrimitives.ReadUInt32LittleEndian(digest.AsSpan(4)) % SecondsInYear;
        return new(serial, FirstTime.AddSeconds(seconds));
    }
}
