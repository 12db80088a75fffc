using System.Buffers;
using System.Text;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Writes workouts as FIT workout files. The same workout gives the same bytes. Not for two threads at once.</summary>
/// <param name="device">What the watch takes.</param>
/// <remarks>
/// All of a workout comes back from its file, gaits (by the steps' names), roles and repeats too, but: a note is cut to its field and has no
/// blanks around it; and paces are kept to the millimetre a second, which is the same second for paces up to 16:40/km.
/// </remarks>
public sealed class WorkoutFileWriter(DeviceProfile device)
{
    /// <summary>Our number among the products of manufacturer "development".</summary>
    internal const ushort ProductNumber = 1;

    /// <summary><c>workout_capabilities</c>: what the vendor's service says of workouts made of plain steps (<c>tcx</c>).</summary>
    private const uint PlainSteps = 0x20;

    /// <summary>The name of a step that asks for no gait, by which it is known again: a file has no other place for that.</summary>
    internal const string OpenName = "As you like";

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
        return Write(file.Reference, file.Name, file.Workout, file.SafetyNote, target);
    }

    internal int Write(WorkoutReference reference, ReadOnlySpan<char> name, Workout workout, string safetyNote, IBufferWriter<byte> target)
    {
        RequireFits(workout);
        WriteFileId(_fit, FileType.Workout, reference.SerialNumber, reference.TimeCreated);
        WriteWorkout(_fit, name, workout, safetyNote);
        return _fit.Complete(target);
    }

    /// <summary>Asked before the first message is written: what was written stays in a writer that throws.</summary>
    internal void RequireFits(Workout workout)
    {
        int steps = workout.Schedule.StepCount;
        if (steps > device.MaxSteps)
            throw new ArgumentException($"The workout has {steps} steps, and the watch takes {device.MaxSteps} at most.", nameof(workout));
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
            .FixedText(WorkoutField.Name, Ascii(name, ascii), device.WorkoutNameBytes)
            .End();
        int index = 0;
        foreach (var element in workout.Elements)
            WriteElement(fit, element, safetyNote, ref index);
    }

    private void WriteElement(FitWriter fit, WorkoutElement element, string safetyNote, ref int index)
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
        fit.Begin(MessageNumber.WorkoutStep)
            .Integer(WorkoutStepField.MessageIndex, FitBaseType.UInt16, index++)
            .Integer(WorkoutStepField.DurationType, FitBaseType.Enum, StepDuration.RepeatUntilStepsComplete)
            .Integer(WorkoutStepField.DurationValue, FitBaseType.UInt32, first)
            .Integer(WorkoutStepField.TargetType, FitBaseType.Enum, StepTargetType.Open)
            .Integer(WorkoutStepField.TargetValue, FitBaseType.UInt32, repeat.Rounds)
            .End();
    }

    private void WriteStep(FitWriter fit, WorkoutStep step, string safetyNote, int index)
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
        Span<char> notes = stackalloc char[byte.MaxValue];
        if (device.NotesBytes > 0 && (step.Note is not null || safetyNote.Length > 0))
            fit.FixedText(WorkoutStepField.Notes, Notes(step.Note, safetyNote, notes), device.NotesBytes);
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

    private static string NameOf(WorkoutStep step) => step.Gait switch
    {
        Gait.Run => "Run",
        Gait.Walk => "Walk",
        _ => OpenName,
    };

    /// <summary>The cue, cut so that the safety note behind it is whole.</summary>
    private ReadOnlySpan<char> Notes(string? cue, string safetyNote, Span<char> text)
    {
        if (string.IsNullOrEmpty(cue))
            return safetyNote;
        if (safetyNote.Length == 0)
            return cue;
        int room = device.NotesBytes - 2 - Encoding.UTF8.GetByteCount(safetyNote);
        int kept = CharactersWithin(cue, room);
        if (kept == 0)
            return safetyNote;
        cue.AsSpan(0, kept).CopyTo(text);
        // What is kept and the note have room in fewer bytes than the text has characters.
        text[kept++] = ' ';
        safetyNote.CopyTo(text[kept..]);
        return text[..(kept + safetyNote.Length)];
    }

    /// <summary>How many of a text's characters, none of them torn, take no more than so many bytes.</summary>
    private static int CharactersWithin(string text, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= bytes)
            return text.Length;
        int kept = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            kept += rune.Utf16SequenceLength;
        }
        return kept;
    }

    /// <summary>
    /// A name in ASCII, as far as there is room: the signs that titles are written with by their nearest, all others left out, and never empty.
    /// </summary>
    private static ReadOnlySpan<char> Ascii(ReadOnlySpan<char> name, Span<char> text)
    {
        while (!name.IsEmpty && Ascii(name[0]) == ' ')
            name = name[1..];
        int length = Math.Min(name.Length, text.Length);
        for (int i = 0; i < length; i++)
            text[i] = Ascii(name[i]);
        return length > 0 ? text[..length].TrimEnd() : "Workout";
    }

    private static char Ascii(char c) => c switch
    {
        >= ' ' and <= '~' => c,
        '×' => 'x',
        '–' or '—' or '‑' or '−' => '-',
        '’' or '‘' => '\'',
        '“' or '”' => '"',
        'ä' or 'à' or 'á' or 'â' or 'å' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'ö' or 'ò' or 'ó' or 'ô' or 'ø' => 'o',
        'ü' or 'ù' or 'ú' or 'û' => 'u',
        'ï' or 'ì' or 'í' or 'î' => 'i',
        'ñ' => 'n',
        'ç' => 'c',
        _ => ' ',
    };
}
