using System.Collections.Immutable;
using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>A workout as a file on a watch: what it asks for, and what the watch calls it.</summary>
/// <param name="Reference">What the watch tells it apart by, and what an activity recorded from it carries.</param>
/// <param name="Name">The name on the watch's list. Anything but ASCII is replaced, since some importers drop such files.</param>
/// <param name="Workout">The workout.</param>
public sealed record WorkoutFile(WorkoutReference Reference, string Name, Workout Workout)
{
    /// <summary>What every step's notes end with, after its own cue: when to stop. Empty for none.</summary>
    public string SafetyNote { get; init; } = "";

    /// <summary>
    /// For a session of exercises what to do, in order: it becomes a strength workout, and <see cref="Workout"/> is the same in steps without
    /// a gait. Empty for walks and runs, and in files that were read.
    /// </summary>
    public ImmutableArray<PlanExercise> Exercises { get; init; } = [];
}
