using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Writes workouts as FIT workout files. The same workout gives the same bytes. Not for two threads at once.</summary>
/// <param name="device">What the watch takes.</param>
/// <remarks>
/// All of a workout comes back from its file, gaits (by the steps' names), roles and repeats too, but: a note is cut to its field and has no
/// blanks around it; and paces are kept to the millimetre a second, which is the same second for paces up to 16:40/km. Of a session of
/// exercises come back its steps without a gait. What a watch cannot take is made fit by <see cref="DeviceFit"/> first.
/// </remarks>
public sealed class WorkoutFileWriter(DeviceProfile device)
{
    /// <summary>Our number among the products of manufacturer "development".</summary>
    public const ushort ProductNumber = 1;

    /// <summary><c>workout_capabilities</c>: what the vendor's service says of workouts made of plain steps (<c>tcx</c>).</summary>
    internal const uint PlainSteps = 0x20;

    /// <summary>The name of a step that asks for no gait, by which it is known again: a file has no other place for that.</summary>
    internal static ReadOnlySpan<byte> OpenName => "As you like"u8;

    private readonly FitWriter _fit = new();

    /// <summary>A writer for any watch of the last years.</summary>
    public WorkoutFileWriter()
        : this(DeviceProfile.Common)
    {
    }

    /// <summary>Writes a file. Returns its size in bytes.</summary>
    /// <exception cref="ArgumentException">The workout has more steps than the watch takes.</exception>
    public int Write(WorkoutFile file, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(target);
        return file.Exercises.IsEmpty
            ? Write(file.Reference, file.Name, file.Workout, file.SafetyNote, target)
            : WriteExercises(file, target);
    }

    private int WriteExercises(WorkoutFile file, IBufferWriter<byte> target)
    {
        var blocks = file.Exercises.Select(ExerciseBlock.Of).ToList();
        RequireFits(blocks.Sum(block => block.StepCount(device.HasRepeats)));
        WriteFileId(_fit, FileType.Workout, file.Reference.SerialNumber, file.Reference.TimeCreated);
        new ExerciseWriter(device, _fit).Write(file, blocks);
        return _fit.Complete(target);
    }

    internal int Write(WorkoutReference reference, ReadOnlySpan<char> name, Workout workout, string safetyNote, IBufferWriter<byte> target)
    {
        RequireFits(workout);
        WriteFileId(_fit, FileType.Workout, reference.SerialNumber, reference.TimeCreated);
        WriteWorkout(_fit, name, workout, safetyNote);
        return _fit.Complete(target);
    }

    /// <summary>Asked before the first message is written: what was written stays in a writer that throws.</summary>
    internal void RequireFits(Workout workout) => RequireFits(workout.Schedule.StepCount);

    private void RequireFits(int steps)
    {
        if (steps > device.MaxSteps)
            throw new ArgumentException($"The workout has {steps} steps, and the watch takes {device.MaxSteps} at most.");
    }

    internal static void WriteFileId(FitWriter fit, byte type, uint serialNumber, DateTimeOffset created) =>
        fit.Begin(MessageNumber.FileId)
            .Integer(FileIdField.Type, FitBaseType.Enum, type)
            .Integer(FileIdField.Manufacturer, FitBaseType.UInt16, Manufacturer.Development)
            .Integer(FileIdField.Product, FitBaseType.UInt16, ProductNumber)
            .Integer(FileIdField.SerialNumber, FitBaseType.UInt32Z, serialNumber)
            .Integer(FileIdField.TimeCreated, FitBaseType.UInt32, FitTime.FromDateTimeOffset(created))
            .End();

    /// <summary>Writes the <c>workout</c> message and its steps, as they stand in a workout file and in an activity recorded from it.</summary>
    internal void WriteWorkout(FitWriter fit, ReadOnlySpan<char> name, Workout workout, string safetyNote)
    {
        Span<char> ascii = stackalloc char[byte.MaxValue];
        fit.Begin(MessageNumber.Workout)
            .Integer(WorkoutField.Sport, FitBaseType.Enum, workout.HasRun ? Sport.Running : Sport.Walking)
            .Integer(WorkoutField.Capabilities, FitBaseType.UInt32Z, PlainSteps)
            .Integer(WorkoutField.ValidSteps, FitBaseType.UInt16, workout.Schedule.StepCount)
            .FixedText(WorkoutField.Name, WatchText.Ascii(name, ascii), device.WorkoutNameBytes)
            .End();
        // Once for all steps: to encode the same words again costs a part of what a step does.
        var safety = FitText.Encode(safetyNote, stackalloc byte[byte.MaxValue]);
        int index = 0;
        foreach (var element in workout.Elements)
            WriteElement(fit, element, safety, ref index);
    }

    private void WriteElement(FitWriter fit, WorkoutElement element, ReadOnlySpan<byte> safetyNote, ref int index)
    {
        if (element is WorkoutStep step)
        {
            WriteStep(fit, step, safetyNote, index++);
            return;
        }
        var repeat = (Repeat)element;
        int first = index;
        foreach (var inner in repeat.Elements)
            WriteElement(fit, inner, safetyNote, ref index);
        WriteRepeat(fit, index++, first, repeat.Rounds);
    }

    /// <summary>A repeat is a step of its own, behind those that it repeats.</summary>
    internal static void WriteRepeat(FitWriter fit, int index, int first, int rounds) =>
        fit.Begin(MessageNumber.WorkoutStep)
            .Integer(WorkoutStepField.MessageIndex, FitBaseType.UInt16, index)
            .Integer(WorkoutStepField.DurationType, FitBaseType.Enum, StepDuration.RepeatUntilStepsComplete)
            .Integer(WorkoutStepField.DurationValue, FitBaseType.UInt32, first)
            .Integer(WorkoutStepField.TargetType, FitBaseType.Enum, StepTargetType.Open)
            .Integer(WorkoutStepField.TargetValue, FitBaseType.UInt32, rounds)
            .End();

    private void WriteStep(FitWriter fit, WorkoutStep step, ReadOnlySpan<byte> safetyNote, int index)
    {
        var (durationType, duration) = step.Length.End switch
        {
            StepEnd.Time => (StepDuration.Time, step.Length.Time.Milliseconds),
            StepEnd.Distance => (StepDuration.Distance, step.Length.DistanceCentimeters),
            _ => (StepDuration.Open, 0L),
        };
        var (targetType, low, high) = Target(step.Target);
        fit.Begin(MessageNumber.WorkoutStep)
            .Integer(WorkoutStepField.MessageIndex, FitBaseType.UInt16, index)
            .Integer(WorkoutStepField.DurationType, FitBaseType.Enum, durationType)
            .Integer(WorkoutStepField.DurationValue, FitBaseType.UInt32, duration)
            .Integer(WorkoutStepField.TargetType, FitBaseType.Enum, targetType)
            .Integer(WorkoutStepField.TargetValue, FitBaseType.UInt32, 0)
            .Integer(WorkoutStepField.CustomTargetLow, FitBaseType.UInt32, low)
            .Integer(WorkoutStepField.CustomTargetHigh, FitBaseType.UInt32, high)
            .Integer(WorkoutStepField.Intensity, FitBaseType.Enum, IntensityOf(step))
            .FixedText(WorkoutStepField.Name, NameOf(step), device.StepNameBytes);
        if (device.NotesBytes > 0 && (step.Note is not null || safetyNote.Length > 0))
            WatchText.WriteNotes(step.Note, safetyNote, fit.FixedText(WorkoutStepField.Notes, device.NotesBytes)[..^1]);
        fit.End();
    }

    /// <summary>A speed's lower bound is the slower pace.</summary>
    private static (byte Type, long? Low, long? High) Target(StepTarget target) => target.Kind switch
    {
        TargetKind.Pace => (StepTargetType.Speed, MmPerSecond(target.High), MmPerSecond(target.Low)),
        TargetKind.HeartRate =>
            (StepTargetType.HeartRate, target.Low + StepTargetType.HeartRateOffset, target.High + StepTargetType.HeartRateOffset),
        _ => (StepTargetType.Open, null, null),
    };

    private static long MmPerSecond(int secondsPerKm) => (long)Math.Round(1_000_000.0 / secondsPerKm);

    /// <summary>Walks between runs are rests rather than recoveries: the oldest watches know no recoveries.</summary>
    private static byte IntensityOf(WorkoutStep step) => step switch
    {
        { Role: StepRole.Warmup } => Intensity.Warmup,
        { Role: StepRole.Cooldown } => Intensity.Cooldown,
        { Gait: Gait.Walk } => Intensity.Rest,
        _ => Intensity.Active,
    };

    private static ReadOnlySpan<byte> NameOf(WorkoutStep step) => step.Gait switch
    {
        Gait.Run => "Run"u8,
        Gait.Walk => "Walk"u8,
        _ => OpenName,
    };
}
