using System.Text.Json.Serialization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Journal;

/// <summary>What an activity's file says of the whole.</summary>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended: its start and its elapsed time.</param>
/// <param name="ElapsedSeconds">Its wall-clock length, pauses included.</param>
/// <param name="TimerSeconds">Its timer time, pauses left out.</param>
/// <param name="DistanceMeters">Its distance, in tenths of a metre.</param>
/// <param name="Manufacturer">Who made the watch.</param>
/// <param name="Product">The maker's number of the model.</param>
/// <param name="SerialNumber">The watch's serial number.</param>
/// <param name="Sport">The sport, by the profile's name.</param>
/// <param name="Records">How many records it holds.</param>
public sealed record DocumentActivity(
    DateTimeOffset Start,
    DateTimeOffset End,
    double ElapsedSeconds,
    double TimerSeconds,
    double? DistanceMeters,
    string? Manufacturer,
    int? Product,
    uint? SerialNumber,
    string? Sport,
    int Records)
{
    internal static DocumentActivity Of(ActivityInfo info) => new(
        info.Start,
        info.Start + info.Elapsed.ToTimeSpan(),
        info.Elapsed.Seconds,
        info.Timer.Seconds,
        Figures.Rounded(info.DistanceMeters, 1),
        info.Manufacturer,
        info.Product,
        info.SerialNumber,
        info.Sport,
        info.Records);
}

/// <summary>The workout that an activity was verified against.</summary>
/// <param name="Text">Its canonical text.</param>
/// <param name="PlannedSeconds">The time of all steps that end by time.</param>
/// <param name="PlannedRunSeconds">The time of those that are run.</param>
public sealed record DocumentWorkout(
    string Text,
    [property: JsonConverter(typeof(PlannedNumber))] double PlannedSeconds,
    [property: JsonConverter(typeof(PlannedNumber))] double PlannedRunSeconds)
{
    internal static DocumentWorkout Of(Workout workout) =>
        new(workout.ToString(), workout.Schedule.Total.Seconds, workout.Schedule.TotalRun.Seconds);
}

/// <summary>A planned interval, and what became of it.</summary>
/// <param name="Index">Its place, from 0.</param>
/// <param name="Round">The round of the innermost repeat that it stands in, from 1; null outside of repeats.</param>
/// <param name="Gait">The planned gait.</param>
/// <param name="Role">Warm-up or cool-down; null for a part of the main set.</param>
/// <param name="PlannedSeconds">Its planned timer time; null when it ends by the lap button or by distance.</param>
/// <param name="Start">When it began, in wall-clock time.</param>
/// <param name="End">When it ended; its start when it never took place.</param>
/// <param name="TimerSeconds">Its timer time.</param>
/// <param name="InGaitSeconds">The timer time in the planned gait.</param>
/// <param name="Verdict">Whether it was done.</param>
/// <param name="DistanceMeters">The distance covered within it, in tenths of a metre.</param>
/// <param name="SpeedMetersPerSecond">Its mean speed, in millimetres a second.</param>
/// <param name="CadenceStepsPerMinute">Its mean cadence while moving, in tenths of a step a minute.</param>
/// <param name="HeartRate">Its mean heart rate in tenths of a beat a minute.</param>
/// <param name="Boundary">What told its beginning and end.</param>
public sealed record DocumentInterval(
    int Index,
    int? Round,
    Gait Gait,
    StepRole? Role,
    [property: JsonConverter(typeof(PlannedNumber))] double? PlannedSeconds,
    DateTimeOffset Start,
    DateTimeOffset End,
    double TimerSeconds,
    double InGaitSeconds,
    IntervalVerdict Verdict,
    double? DistanceMeters,
    double? SpeedMetersPerSecond,
    double? CadenceStepsPerMinute,
    double? HeartRate,
    BoundarySource Boundary)
{
    internal static DocumentInterval Of(DateTimeOffset start, in VerifiedInterval interval)
    {
        var (planned, step) = (interval.Planned, interval.Planned.Step);
        return new(
            planned.Index,
            planned.Round,
            step.Gait,
            step.Role == StepRole.None ? null : step.Role,
            step.Length.End == StepEnd.Time ? step.Length.Time.Seconds : null,
            start + interval.Start.ToTimeSpan(),
            start + interval.End.ToTimeSpan(),
            interval.Timer.Seconds,
            interval.InGait.Seconds,
            interval.Verdict,
            Figures.Rounded(interval.DistanceMeters, 1),
            Figures.Rounded(interval.SpeedMetersPerSecond, 3),
            Figures.Rounded(interval.CadenceStepsPerMinute, 1),
            Figures.Rounded(interval.HeartRateBpm, 1),
            interval.Boundary);
    }
}

/// <summary>A stretch of one motion, in wall-clock time, its end excluded.</summary>
/// <param name="Gait">The motion.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
public sealed record DocumentSegment(Motion Gait, DateTimeOffset Start, DateTimeOffset End)
{
    internal static DocumentSegment Of(DateTimeOffset start, MotionSegment segment) =>
        new(segment.Motion, start + segment.Start.ToTimeSpan(), start + segment.End.ToTimeSpan());
}

/// <summary>Running that belongs to no planned interval, in wall-clock time, its end excluded.</summary>
/// <param name="Gait">The motion.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
/// <param name="Seconds">Its wall-clock length.</param>
public sealed record DocumentExtra(Motion Gait, DateTimeOffset Start, DateTimeOffset End, double Seconds)
{
    internal static DocumentExtra Of(DateTimeOffset start, MotionSegment segment) => new(
        segment.Motion,
        start + segment.Start.ToTimeSpan(),
        start + segment.End.ToTimeSpan(),
        (segment.End - segment.Start).Seconds);
}
