using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>A workout as a file on a watch: what it asks for, and what the watch calls it.</summary>
/// <param name="Reference">What the watch tells it apart by, and what an activity recorded from it carries.</param>
/// <param name="Name">The name on the watch's list. Anything but ASCII is replaced, since some importers drop such files.</param>
/// <param name="Workout">The workout.</param>
public sealed record WorkoutFile(WorkoutReference Reference, string Name, Workout Workout)
{
    /// <summary>What every step's notes end with, after its own cue: when to stop. Empty for none.</summary>
    public string SafetyNote { get; init; } = "";
}

/// <summary>
/// What watches take, as far as is known: the sizes are those of the files that the vendor's own service makes, in bytes with the closing zero.
/// </summary>
/// <param name="WorkoutNameBytes">Room for a workout's name.</param>
/// <param name="StepNameBytes">Room for a step's name.</param>
/// <param name="NotesBytes">Room for a step's notes; 0 where the watch shows none.</param>
/// <param name="MaxSteps">How many steps a workout can have, repeats counted.</param>
public sealed record DeviceProfile(int WorkoutNameBytes, int StepNameBytes, int NotesBytes, int MaxSteps)
{
    /// <summary>What any watch of the last years takes.</summary>
    public static DeviceProfile Common { get; } = new(32, 16, 200, 50);
}
