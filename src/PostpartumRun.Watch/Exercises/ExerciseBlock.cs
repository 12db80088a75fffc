using System.Collections.Immutable;
using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>One step of a session of exercises on the watch: a set of one side, or of both; or a rest.</summary>
/// <param name="Exercise">The exercise that it is of, or that it is the rest after.</param>
/// <param name="Side"><c>Left</c> or <c>Right</c>; null for both sides at once.</param>
/// <param name="IsRest">Whether it is a rest.</param>
internal readonly record struct ExerciseStep(PlanExercise Exercise, string? Side, bool IsRest)
{
    /// <summary>How long it takes; null for one that goes by repetitions.</summary>
    public Duration? Time => IsRest ? Exercise.Rest : Exercise.Time;

    /// <summary>How often; null for one that goes by time.</summary>
    public int? Reps => IsRest ? null : Exercise.Reps;

    /// <summary>What to do in words: the side, how often where the watch itself cannot count, and the cue.</summary>
    public string Note(bool countsReps)
    {
        if (IsRest)
            return "Rest, and let your breath settle.";
        string side = Side is null ? "" : $"{Side} side. ";
        string times = countsReps || Reps is not { } reps ? "" : string.Create(CultureInfo.InvariantCulture, $"{reps} times. ");
        return $"{side}{times}{Exercise.Cue}";
    }
}

/// <summary>An exercise's sets on the watch: steps that are repeated as often as there are sets.</summary>
/// <param name="Rounds">How many sets.</param>
/// <param name="Steps">A set: left and right, or both at once, and the rest after it.</param>
internal readonly record struct ExerciseBlock(int Rounds, ImmutableArray<ExerciseStep> Steps)
{
    public static ExerciseBlock Of(PlanExercise exercise)
    {
        var steps = ImmutableArray.CreateBuilder<ExerciseStep>(3);
        if (exercise.PerSide)
        {
            steps.Add(new(exercise, "Left", false));
            steps.Add(new(exercise, "Right", false));
        }
        else
        {
            steps.Add(new(exercise, null, false));
        }
        if (exercise.Rest is not null)
            steps.Add(new(exercise, null, true));
        return new(exercise.Sets, steps.ToImmutable());
    }

    /// <summary>How many entries the watch numbers.</summary>
    public int StepCount(bool hasRepeats) => Rounds == 1 ? Steps.Length : hasRepeats ? Steps.Length + 1 : Steps.Length * Rounds;
}

/// <summary>Sessions of exercises as workouts of steps without a gait: for the log, and for all that knows steps alone.</summary>
internal static class ExerciseWorkout
{
    public static Workout Of(IEnumerable<PlanExercise> exercises) => new([.. exercises.Select(Element).SelectMany(elements => elements)]);

    private static ImmutableArray<WorkoutElement> Element(PlanExercise exercise)
    {
        var block = ExerciseBlock.Of(exercise);
        ImmutableArray<WorkoutElement> steps = [.. block.Steps.Select(Step)];
        return block.Rounds == 1 ? steps : [new Repeat(block.Rounds, steps)];
    }

    private static WorkoutStep Step(ExerciseStep step) => new(
        step.Time is { } time ? StepLength.OfTime(time) : StepLength.UntilLapButton,
        Gait.Open,
        Note: WorkoutStep.NoteFrom(step.IsRest ? step.Note(false) : $"{step.Exercise.Name}. {step.Note(false)}"));
}
