namespace PostpartumRun.Watch;

/// <summary>
/// What a watch takes, as far as is known; <see cref="DeviceTable"/> has those with a name. Sizes are in bytes with the closing zero.
/// </summary>
/// <param name="WorkoutNameBytes">Room for a workout's name.</param>
/// <param name="StepNameBytes">Room for a step's name.</param>
/// <param name="NotesBytes">Room for a step's notes; 0 where the watch shows none.</param>
/// <param name="MaxSteps">How many steps a workout can have, repeats counted.</param>
public sealed record DeviceProfile(int WorkoutNameBytes, int StepNameBytes, int NotesBytes, int MaxSteps)
{
    /// <summary>What it is asked for by.</summary>
    public string Name { get; init; } = "common";

    /// <summary>How many entries a schedule can have; 0 where the watch takes none.</summary>
    public int ScheduleEntries { get; init; } = 30;

    /// <summary>Whether steps can end by repetitions. Without, they end by the lap button.</summary>
    public bool HasRepetitions { get; init; } = true;

    /// <summary>Whether steps can be repeated. Without, they are written out.</summary>
    public bool HasRepeats { get; init; } = true;

    /// <summary>Whether it knows strength workouts and the profile's exercises. Without, they are plain steps with a name.</summary>
    public bool HasExercises { get; init; } = true;

    /// <summary>Where these figures come from, in a sentence.</summary>
    public string Source { get; init; } = "";

    /// <summary>What any watch of the last years takes.</summary>
    public static DeviceProfile Common { get; } = new(32, 16, 200, 50);
}
