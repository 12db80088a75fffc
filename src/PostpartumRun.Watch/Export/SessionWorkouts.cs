using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Unicode;
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

    /// <summary>The same for exercises, shorter, since their cues are longer.</summary>
    public const string ExerciseStopNote = "Stop if anything feels heavy, leaks, domes or hurts.";

    /// <summary>Times of creation begin here: a time in the future would be one that watches doubt.</summary>
    private static readonly DateTimeOffset FirstTime = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Characters that are kept ready for a name; a longer one takes memory.</summary>
    private const int MostName = 128;

    /// <summary>What a plan's revision, a week's number and all that separates them take at most, in characters.</summary>
    private const int MostOfNumbers = 32;

    private const uint SecondsInYear = 365 * 24 * 60 * 60;

    /// <summary>The workout file of a session: of its walk or run, or of its exercises as a strength workout.</summary>
    /// <exception cref="ArgumentException">The session has neither a workout nor exercises.</exception>
    public static WorkoutFile Of(TrainingPlan plan, PlanSession session, string runner)
    {
        ArgumentNullException.ThrowIfNull(session);
        var workout = session.Workout is null && !session.Exercises.IsEmpty ? ExerciseWorkout.Of(session.Exercises) : WorkoutOf(plan, session);
        Span<char> name = stackalloc char[MostName];
        return new(ReferenceOf(plan, session, runner, workout), NameOf(session, name).ToString(), workout)
        {
            SafetyNote = session.Workout is null ? ExerciseStopNote : StopNote,
            Exercises = session.Workout is null ? session.Exercises : [],
        };
    }

    /// <summary>What names one part of a workout that a watch takes only in parts.</summary>
    /// <param name="whole">What names the whole.</param>
    /// <param name="part">Which part, from 1.</param>
    internal static WorkoutReference PartOf(WorkoutReference whole, int part)
    {
        Span<byte> bytes = stackalloc byte[3 * sizeof(int)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, whole.SerialNumber);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[sizeof(int)..], (uint)(whole.TimeCreated - FirstTime).TotalSeconds);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[(2 * sizeof(int))..], part);
        return Named(XxHash3.HashToUInt64(bytes));
    }

    /// <summary>What names the schedule of these entries: another schedule is another file, and the same one the same.</summary>
    internal static WorkoutReference ReferenceOf(IEnumerable<string> entries) =>
        Named(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n', entries))));

    /// <summary>
    /// Writes the workout file of a session with a workout: the bytes of <see cref="Of(TrainingPlan, PlanSession, string)"/>, and no memory of its
    /// own. Returns the file's size in bytes.
    /// </summary>
    /// <exception cref="ArgumentException">The session has no workout, or one with more steps than the watch takes.</exception>
    public static int Write(TrainingPlan plan, PlanSession session, string runner, WorkoutFileWriter writer, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(target);
        var workout = WorkoutOf(plan, session);
        Span<char> name = stackalloc char[MostName];
        return writer.Write(ReferenceOf(plan, session, runner, workout), NameOf(session, name), workout, StopNote, target);
    }

    /// <summary>The workout file of a workout of no plan.</summary>
    public static WorkoutFile Of(Workout workout, string runner)
    {
        ArgumentNullException.ThrowIfNull(workout);
        return new(ReferenceOf([runner, "", "", "", $"{workout}\n"]), workout.HasRun ? "Walk-run" : "Walk", workout) { SafetyNote = StopNote };
    }

    private static Workout WorkoutOf(TrainingPlan plan, PlanSession session)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(session);
        return session.Workout ?? throw new ArgumentException($"Session {session.FullId} has no workout.", nameof(session));
    }

    /// <summary>The name on the watch's list, into the room given where it fits.</summary>
    private static ReadOnlySpan<char> NameOf(PlanSession session, Span<char> room) =>
        room.TryWrite(CultureInfo.InvariantCulture, $"W{session.WeekNumber} {session.Title}", out int written)
            ? room[..written]
            : $"W{session.WeekNumber} {session.Title}";

    private static WorkoutReference ReferenceOf(TrainingPlan plan, PlanSession session, string runner, Workout workout)
    {
        string text = workout.ToString();
        int characters = runner.Length + plan.Name.Length + session.Id.Length + text.Length + MostOfNumbers;
        byte[] rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(characters));
        Utf8.TryWrite(
            rented, CultureInfo.InvariantCulture, $"{runner}\n{plan.Name}\n{plan.Revision}\n{session.WeekNumber}:{session.Id}\n{text}\n", out int length);
        // Nobody gains by making two workouts collide, so a quick hash does.
        ulong hash = XxHash3.HashToUInt64(rented.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(rented);
        return Named(hash);
    }

    private static WorkoutReference Named(ulong hash)
    {
        // 0 is no serial number at all, and all ones is what some devices write for none.
        uint serial = Math.Clamp((uint)hash, 1, uint.MaxValue - 1);
        uint seconds = (uint)(hash >> 32) % SecondsInYear;
        return new(serial, FirstTime.AddSeconds(seconds));
    }
}
