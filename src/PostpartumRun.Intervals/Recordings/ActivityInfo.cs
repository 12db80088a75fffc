namespace PostpartumRun.Intervals;

/// <summary>What names a workout file on a watch, and is found again in the activity recorded from it.</summary>
/// <param name="SerialNumber">The workout file's serial number.</param>
/// <param name="TimeCreated">The workout file's time of creation, UTC, in whole seconds.</param>
public readonly record struct WorkoutReference(uint SerialNumber, DateTimeOffset TimeCreated);

/// <summary>What an activity's file says of the whole. What it does not say is null.</summary>
public sealed record ActivityInfo
{
    /// <summary>When the activity began, UTC.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Its wall-clock length, pauses included.</summary>
    public required Duration Elapsed { get; init; }

    /// <summary>Its timer time, pauses left out.</summary>
    public required Duration Timer { get; init; }

    /// <summary>Its distance in metres.</summary>
    public double? DistanceMeters { get; init; }

    /// <summary>Who made the watch, by the profile's name, or by number where the profile has none.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The maker's number of the model.</summary>
    public int? Product { get; init; }

    /// <summary>The watch's serial number.</summary>
    public uint? SerialNumber { get; init; }

    /// <summary>When the watch made the file, UTC: with the serial number, what tells an activity from all others.</summary>
    public DateTimeOffset? FileCreated { get; init; }

    /// <summary>The sport, by the profile's name.</summary>
    public string? Sport { get; init; }

    /// <summary>The sub-sport, by the profile's name.</summary>
    public string? SubSport { get; init; }

    /// <summary>How many records it holds.</summary>
    public int Records { get; init; }

    /// <summary>The workout file that it was recorded from.</summary>
    public WorkoutReference? TrainingFile { get; init; }

    /// <summary>How far local time was ahead of UTC.</summary>
    public TimeSpan? UtcOffset { get; init; }

    /// <summary>Whether the file was damaged, and this is what was good of it.</summary>
    public bool Salvaged { get; init; }
}
