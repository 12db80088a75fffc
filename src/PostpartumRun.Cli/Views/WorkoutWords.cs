using PostpartumRun.Intervals;

namespace PostpartumRun.Cli.Views;

/// <summary>Workouts in the words of a table's cell.</summary>
internal static class WorkoutWords
{
    /// <summary>The workout's text without its cues, which are for the watch.</summary>
    public static string Of(Workout workout) =>
        new Workout([.. workout.Elements.Select(Plain)]).ToString();

    private static WorkoutElement Plain(WorkoutElement element) => element is Repeat repeat
        ? new Repeat(repeat.Rounds, [.. repeat.Elements.Select(Plain)])
        : (WorkoutStep)element with { Note = null };
}
