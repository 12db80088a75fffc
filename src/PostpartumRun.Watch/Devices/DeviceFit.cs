using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>A workout as a device takes it: whole, or in parts; and what had to give way, a sentence each.</summary>
/// <param name="Files">The files, in the order in which they are done; none where it cannot be made fit.</param>
/// <param name="Losses">What the device cannot take, and what became of it.</param>
public sealed record DeviceFiles(ImmutableArray<WorkoutFile> Files, ImmutableArray<string> Losses);

/// <summary>
/// Makes workouts fit for devices: repeats are written out where there are none, and what has too many steps becomes several workouts.
/// Nothing goes without being said.
/// </summary>
public static class DeviceFit
{
    /// <summary>More parts than this are no workout any more.</summary>
    private const int MostParts = 20;

    /// <summary>Makes a workout fit for a device.</summary>
    public static DeviceFiles For(WorkoutFile file, DeviceProfile device)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(device);
        var losses = ImmutableArray.CreateBuilder<string>();
        var files = file.Exercises.IsEmpty ? Workouts(file, device, losses) : Exercises(file, device, losses);
        if (files.Count > MostParts)
        {
            losses.Add($"It would become {files.Count} workouts of {device.MaxSteps} steps each, and nothing was written: make it shorter.");
            return new([], losses.ToImmutable());
        }
        if (files.Count > 1)
            losses.Add($"It has more steps than the {device.MaxSteps} that the watch takes, and became {files.Count} workouts to do one after the other.");
        Texts(file, device, losses);
        return new([.. files.Count == 1 ? files : files.Select((part, i) => Part(part, i + 1, files.Count))], losses.ToImmutable());
    }

    private static WorkoutFile Part(WorkoutFile file, int number, int of) => file with
    {
        Reference = SessionWorkouts.PartOf(file.Reference, number),
        Name = string.Create(CultureInfo.InvariantCulture, $"{number}/{of} {file.Name}"),
    };

    private static List<WorkoutFile> Workouts(WorkoutFile file, DeviceProfile device, ImmutableArray<string>.Builder losses)
    {
        bool hasRepeats = file.Workout.Elements.Any(element => element is Repeat);
        if (hasRepeats && !device.HasRepeats)
            losses.Add("The watch knows no repeats: each round is written out.");
        else if (file.Workout.Schedule.StepCount <= device.MaxSteps)
            return [file];
        var parts = new List<WorkoutFile>();
        var part = new List<WorkoutElement>();
        int steps = 0;
        foreach (var element in file.Workout.Elements.SelectMany(element => Pieces(element, device)))
        {
            int more = StepCount(element);
            if (steps + more > device.MaxSteps)
                Finish();
            part.Add(element);
            steps += more;
        }
        Finish();
        return parts;

        void Finish()
        {
            if (part.Count > 0)
                parts.Add(file with { Workout = new Workout([.. part]) });
            part.Clear();
            steps = 0;
        }
    }

    /// <summary>An element, or its rounds one by one where the device knows no repeats or none as long as this.</summary>
    private static IEnumerable<WorkoutElement> Pieces(WorkoutElement element, DeviceProfile device) =>
        element is not Repeat repeat || (device.HasRepeats && StepCount(repeat) <= device.MaxSteps)
            ? [element]
            : Enumerable.Repeat(repeat.Elements, repeat.Rounds).SelectMany(round => round.SelectMany(inner => Pieces(inner, device)));

    private static int StepCount(WorkoutElement element) => element is Repeat repeat ? 1 + repeat.Elements.Sum(StepCount) : 1;

    private static List<WorkoutFile> Exercises(WorkoutFile file, DeviceProfile device, ImmutableArray<string>.Builder losses)
    {
        if (!device.HasExercises)
            losses.Add("The watch knows no strength workouts: each set is a plain step with the exercise's name.");
        if (!device.HasRepetitions && file.Exercises.Any(exercise => exercise.Reps is not null))
            losses.Add("The watch counts no repetitions: each set ends when you press lap, and its name says how often.");
        if (!device.HasRepeats && file.Exercises.Any(exercise => exercise.Sets > 1))
            losses.Add("The watch knows no repeats: each set is written out.");
        var parts = new List<List<PlanExercise>> { new() };
        int steps = 0;
        foreach (var exercise in file.Exercises.SelectMany(exercise => Pieces(exercise, device)))
        {
            int more = ExerciseBlock.Of(exercise).StepCount(device.HasRepeats);
            if (steps + more > device.MaxSteps && parts[^1].Count > 0)
            {
                parts.Add([]);
                steps = 0;
            }
            parts[^1].Add(exercise);
            steps += more;
        }
        return parts.Count == 1 ? [file] : [.. parts.Select(part => file with { Exercises = [.. part], Workout = ExerciseWorkout.Of(part) })];
    }

    private static IEnumerable<PlanExercise> Pieces(PlanExercise exercise, DeviceProfile device) =>
        ExerciseBlock.Of(exercise).StepCount(device.HasRepeats) <= device.MaxSteps
            ? [exercise]
            : Enumerable.Repeat(exercise with { Sets = 1 }, exercise.Sets);

    private static void Texts(WorkoutFile file, DeviceProfile device, ImmutableArray<string>.Builder losses)
    {
        if (Encoding.UTF8.GetByteCount(file.Name) >= device.WorkoutNameBytes)
            losses.Add($"Its name is cut to the {device.WorkoutNameBytes - 1} characters that the watch shows.");
        var cut = file.Exercises.Select(exercise => exercise.Name)
            .Where(name => Encoding.UTF8.GetByteCount(name) >= device.WorkoutNameBytes).Distinct().ToList();
        if (device.HasExercises && cut.Count > 0)
            losses.Add($"Cut to {device.WorkoutNameBytes - 1} characters: {string.Join(", ", cut)}.");
        var cues = file.Exercises.IsEmpty
            ? Steps(file.Workout.Elements).Select(step => step.Note ?? "")
            : file.Exercises.SelectMany(exercise => ExerciseBlock.Of(exercise).Steps).Where(step => !step.IsRest)
                .Select(step => step.Note(device.HasRepetitions));
        if (device.NotesBytes == 0)
        {
            losses.Add("The watch shows no notes: the cues and the signs to stop at are left out. 'pprun plan' shows them.");
            return;
        }
        int room = device.NotesBytes - 1 - (file.SafetyNote.Length > 0 ? file.SafetyNote.Length + 1 : 0);
        int torn = cues.Where(cue => cue.Length > 0).Distinct().Count(cue => Encoding.UTF8.GetByteCount(cue) > room);
        if (torn > 0)
        {
            losses.Add($"{torn} of its cues {(torn == 1 ? "is" : "are")} cut to the {device.NotesBytes - 1} bytes of a note, "
                + "of which the signs to stop at keep theirs.");
        }
    }

    private static IEnumerable<WorkoutStep> Steps(IEnumerable<WorkoutElement> elements) =>
        elements.SelectMany(element => element is Repeat repeat ? Steps(repeat.Elements) : [(WorkoutStep)element]);
}
