using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>A workout on a day.</summary>
/// <param name="Workout">What names the workout's file: the very serial number and time of creation that it has.</param>
/// <param name="Day">The day in the watch's own time.</param>
public readonly record struct ScheduleEntry(WorkoutReference Workout, DateOnly Day);

/// <summary>Writes schedules as FIT schedule files (file type 7), which put workouts onto the watch's calendar.</summary>
public static class ScheduleFile
{
    /// <summary>
    /// Noon: a schedule is a matter of days, and a watch that takes the time for another zone's still shows the day.
    /// </summary>
    private static readonly TimeOnly Noon = new(12, 0);

    /// <summary>What names the schedule itself. The same entries give the same.</summary>
    public static WorkoutReference ReferenceOf(ImmutableArray<ScheduleEntry> entries) => SessionWorkouts.ReferenceOf(entries.Select(entry =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Workout.SerialNumber} {entry.Workout.TimeCreated.ToUnixTimeSeconds()} {entry.Day:yyyy-MM-dd}")));

    /// <summary>Writes a schedule. Returns its size in bytes. The same entries give the same bytes.</summary>
    public static int Write(ImmutableArray<ScheduleEntry> entries, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var fit = new FitWriter();
        var reference = ReferenceOf(entries);
        WorkoutFileWriter.WriteFileId(fit, FileType.Schedules, reference.SerialNumber, reference.TimeCreated);
        foreach (var (workout, day) in entries)
        {
            fit.Begin(MessageNumber.Schedule)
                .Integer(ScheduleField.Manufacturer, FitBaseType.UInt16, Manufacturer.Development)
                .Integer(ScheduleField.Product, FitBaseType.UInt16, WorkoutFileWriter.ProductNumber)
                .Integer(ScheduleField.SerialNumber, FitBaseType.UInt32Z, workout.SerialNumber)
                .Integer(ScheduleField.TimeCreated, FitBaseType.UInt32, FitTime.FromDateTimeOffset(workout.TimeCreated))
                .Integer(ScheduleField.Completed, FitBaseType.Enum, 0)
                .Integer(ScheduleField.Type, FitBaseType.Enum, ScheduleType.Workout)
                .Integer(ScheduleField.ScheduledTime, FitBaseType.UInt32, FitTime.FromDateTimeOffset(new(day, Noon, TimeSpan.Zero)))
                .End();
        }
        return fit.Complete(target);
    }
}
