using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>What came of reading a file.</summary>
public enum ActivityReading : byte
{
    /// <summary>An activity, whole or salvaged.</summary>
    Activity,

    /// <summary>A sound FIT file of another kind: a workout, settings, a day's monitoring.</summary>
    NotAnActivity,

    /// <summary>Nothing in it could be read as an activity.</summary>
    Unreadable,
}

/// <summary>An activity read from a file: what it says of itself, and its recording. Dispose of it to give its buffers back.</summary>
public sealed class Activity : IDisposable
{
    internal Activity(ActivityReading reading, FitError? error, byte? fileType, ActivityInfo? info, Recording recording, string? workoutProblem)
    {
        Reading = reading;
        Error = error;
        FileType = fileType;
        Info = info;
        Recording = recording;
        WorkoutProblem = workoutProblem;
    }

    /// <summary>What came of reading the file.</summary>
    public ActivityReading Reading { get; }

    /// <summary>What is wrong with the file; null when all is well. An activity with an error is what was good of it.</summary>
    public FitError? Error { get; }

    /// <summary>The kind of file that it says it is (the profile's <c>file</c>), or null.</summary>
    public byte? FileType { get; }

    /// <summary>What the file says of the whole; null unless it is an activity.</summary>
    public ActivityInfo? Info { get; }

    /// <summary>Its sessions in order of time: one, or one for each sport and transition; empty unless it is an activity.</summary>
    public IReadOnlyList<ActivitySession> Sessions { get; init; } = [];

    /// <summary>What the watch recorded.</summary>
    public Recording Recording { get; }

    /// <summary>Why the workout that the file carries cannot be used; null when it can, or when there is none.</summary>
    public string? WorkoutProblem { get; }

    /// <inheritdoc/>
    public void Dispose() => Recording.Dispose();
}
