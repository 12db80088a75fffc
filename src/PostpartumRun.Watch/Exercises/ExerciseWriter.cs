using System.Globalization;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>
/// Writes the messages of a session of exercises: <c>workout</c>, its steps, and an <c>exercise_title</c> for each exercise, so that a watch
/// shows the plan's own name whether the profile has the exercise or not.
/// </summary>
internal sealed class ExerciseWriter(DeviceProfile device, FitWriter fit)
{
    private readonly List<(FitExercise Exercise, string Title)> _titles = [];
    private ushort _unknown;

    public void Write(WorkoutFile file, IReadOnlyList<ExerciseBlock> blocks)
    {
        Span<char> ascii = stackalloc char[byte.MaxValue];
        fit.Begin(MessageNumber.Workout)
            .Integer(WorkoutField.Sport, FitBaseType.Enum, Sport.Training)
            .Integer(WorkoutField.Capabilities, FitBaseType.UInt32Z, WorkoutFileWriter.PlainSteps)
            .Integer(WorkoutField.ValidSteps, FitBaseType.UInt16, blocks.Sum(block => block.StepCount(device.HasRepeats)))
            .FixedText(WorkoutField.Name, WatchText.Ascii(file.Name, ascii), device.WorkoutNameBytes);
        if (device.HasExercises)
            fit.Integer(WorkoutField.SubSport, FitBaseType.Enum, SubSport.StrengthTraining);
        fit.End();
        int index = 0;
        foreach (var block in blocks)
            WriteBlock(block, file.SafetyNote, ref index);
        if (device.HasExercises)
            WriteTitles();
    }

    private void WriteBlock(ExerciseBlock block, string safetyNote, ref int index)
    {
        bool repeats = device.HasRepeats && block.Rounds > 1;
        int first = index;
        for (int round = 0; round < (repeats ? 1 : block.Rounds); round++)
        {
            foreach (var step in block.Steps)
                WriteStep(step, safetyNote, index++);
        }
        if (repeats)
            WorkoutFileWriter.WriteRepeat(fit, index++, first, block.Rounds);
    }

    private void WriteStep(ExerciseStep step, string safetyNote, int index)
    {
        var (type, value) = step switch
        {
            { Time: { } time } => (StepDuration.Time, time.Milliseconds),
            { Reps: { } reps } when device.HasRepetitions => (StepDuration.Repetitions, reps),
            _ => (StepDuration.Open, 0L),
        };
        Span<char> name = stackalloc char[byte.MaxValue];
        fit.Begin(MessageNumber.WorkoutStep)
            .Integer(WorkoutStepField.MessageIndex, FitBaseType.UInt16, index)
            .Integer(WorkoutStepField.DurationType, FitBaseType.Enum, type)
            .Integer(WorkoutStepField.DurationValue, FitBaseType.UInt32, value)
            .Integer(WorkoutStepField.TargetType, FitBaseType.Enum, StepTargetType.Open)
            .Integer(WorkoutStepField.TargetValue, FitBaseType.UInt32, 0)
            .Integer(WorkoutStepField.Intensity, FitBaseType.Enum, step.IsRest ? Intensity.Rest : Intensity.Active)
            .FixedText(WorkoutStepField.Name, WatchText.Ascii(NameOf(step), name), device.StepNameBytes);
        if (device.HasExercises && !step.IsRest)
        {
            var exercise = Numbered(step.Exercise);
            fit.Integer(WorkoutStepField.ExerciseCategory, FitBaseType.UInt16, exercise.Category)
                .Integer(WorkoutStepField.ExerciseName, FitBaseType.UInt16, exercise.Name);
        }
        if (device.NotesBytes > 0)
            WriteNotes(step, safetyNote);
        fit.End();
    }

    private void WriteNotes(ExerciseStep step, string safetyNote)
    {
        var safety = FitText.Encode(step.IsRest ? "" : safetyNote, stackalloc byte[byte.MaxValue]);
        WatchText.WriteNotes(step.Note(device.HasRepetitions), safety, fit.FixedText(WorkoutStepField.Notes, device.NotesBytes)[..^1]);
    }

    /// <summary>The side where there is one, since titles have none; how often where neither the watch nor a note would say it.</summary>
    private string NameOf(ExerciseStep step)
    {
        if (step.IsRest)
            return "Rest";
        string name = step.Side is { } side && device.HasExercises ? side : Shortened(step.Exercise.Name, step.Side);
        return device.HasRepetitions || step.Reps is not { } reps ? name : string.Create(CultureInfo.InvariantCulture, $"{reps}x {name}");
    }

    private string Shortened(string name, string? side)
    {
        if (side is not null)
            name = $"{side[0]} {name}";
        if (name.Length < device.StepNameBytes)
            return name;
        // Whole words read better than torn ones; a first word that is too long is cut where it is written.
        int end = name.LastIndexOf(' ', device.StepNameBytes - 1);
        return end > 2 ? name[..end] : name;
    }

    private FitExercise Numbered(PlanExercise exercise)
    {
        foreach (var (known, title) in _titles)
        {
            if (title == exercise.Name)
                return known;
        }
        var found = ExerciseCatalog.Find(exercise.Name) ?? new(ExerciseCatalog.UnknownCategory, _unknown++);
        _titles.Add((found, exercise.Name));
        return found;
    }

    private void WriteTitles()
    {
        Span<char> title = stackalloc char[byte.MaxValue];
        for (int i = 0; i < _titles.Count; i++)
        {
            fit.Begin(MessageNumber.ExerciseTitle)
                .Integer(ExerciseTitleField.MessageIndex, FitBaseType.UInt16, i)
                .Integer(ExerciseTitleField.ExerciseCategory, FitBaseType.UInt16, _titles[i].Exercise.Category)
                .Integer(ExerciseTitleField.ExerciseName, FitBaseType.UInt16, _titles[i].Exercise.Name)
                .FixedText(ExerciseTitleField.StepName, WatchText.Ascii(_titles[i].Title, title), device.WorkoutNameBytes)
                .End();
        }
    }
}
