using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch.Tests;

/// <summary>FIT files put together message by message, and bytes of workouts.</summary>
internal static class Fit
{
    public const byte Workout = 5, Activity = 4, Course = 6;

    /// <summary>2026-06-21T12:00:00Z in the protocol's time.</summary>
    public const uint Noon = 1_150_977_600;

    public static readonly WorkoutReference Reference = new(0xCAFE_F00D, new(2025, 3, 4, 5, 6, 7, TimeSpan.Zero));

    public static byte[] File(params Action<FitWriter>[] messages)
    {
        var writer = new FitWriter();
        foreach (var message in messages)
        {
            message(writer);
            writer.End();
        }
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }

    public static Action<FitWriter> FileId(byte type, uint serial = 7, uint created = Noon) => fit => fit.Begin(0)
        .Integer(0, FitBaseType.Enum, type).Integer(1, FitBaseType.UInt16, 1).Integer(2, FitBaseType.UInt16, 3843)
        .Integer(3, FitBaseType.UInt32Z, serial).Integer(4, FitBaseType.UInt32, created);

    /// <summary>A <c>workout</c> message.</summary>
    public static Action<FitWriter> WorkoutOf(byte sport, string name = "A workout") => fit => fit.Begin(26)
        .Integer(4, FitBaseType.Enum, sport).Text(8, name);

    /// <summary>A <c>workout_step</c> message.</summary>
    public static Action<FitWriter> Step(
        int index, byte durationType, long? duration, byte? intensity = 0, string name = "", string notes = "",
        byte targetType = 2, long? target = 0, long? low = null, long? high = null) => fit => fit.Begin(27)
        .Integer(254, FitBaseType.UInt16, index).Text(0, name).Integer(1, FitBaseType.Enum, durationType).Integer(2, FitBaseType.UInt32, duration)
        .Integer(3, FitBaseType.Enum, targetType).Integer(4, FitBaseType.UInt32, target).Integer(5, FitBaseType.UInt32, low)
        .Integer(6, FitBaseType.UInt32, high).Integer(7, FitBaseType.Enum, intensity).Text(8, notes);

    /// <summary>A repeat of the steps from <paramref name="first"/> on.</summary>
    public static Action<FitWriter> RepeatFrom(int index, long first, long rounds) => Step(index, 6, first, null, target: rounds);

    public static byte[] WorkoutFile(params Action<FitWriter>[] steps) => File([FileId(Workout), WorkoutOf(1), .. steps]);

    /// <summary>A <c>record</c> message: its time and what else is given.</summary>
    public static Action<FitWriter> Record(uint time, Action<FitWriter>? fields = null) => fit =>
    {
        fit.Begin(20).Integer(253, FitBaseType.UInt32, time);
        fields?.Invoke(fit);
    };

    public static Action<FitWriter> Heart(uint time, int beats) => Record(time, fit => fit.Integer(3, FitBaseType.UInt8, beats));

    public static Action<FitWriter> Session(uint start, long? elapsedMs, long? timerMs, uint? end = null) => fit => fit.Begin(18)
        .Integer(253, FitBaseType.UInt32, end).Integer(2, FitBaseType.UInt32, start).Integer(7, FitBaseType.UInt32, elapsedMs)
        .Integer(8, FitBaseType.UInt32, timerMs).Integer(9, FitBaseType.UInt32, 123_456).Integer(5, FitBaseType.Enum, 1).Integer(6, FitBaseType.Enum, 2);

    public static Action<FitWriter> Lap(uint start, long elapsedMs, int? step = null, byte trigger = 0, uint? stamp = null) => fit => fit.Begin(19)
        .Integer(253, FitBaseType.UInt32, stamp).Integer(2, FitBaseType.UInt32, start).Integer(7, FitBaseType.UInt32, elapsedMs)
        .Integer(8, FitBaseType.UInt32, elapsedMs).Integer(24, FitBaseType.Enum, trigger).Integer(71, FitBaseType.UInt16, step);

    public static Action<FitWriter> Timer(uint time, byte type, byte kind = 0) => fit => fit.Begin(21)
        .Integer(253, FitBaseType.UInt32, time).Integer(0, FitBaseType.Enum, kind).Integer(1, FitBaseType.Enum, type);

    public static Action<FitWriter> TrainingFile(byte? type, uint serial, uint created) => fit => fit.Begin(72)
        .Integer(253, FitBaseType.UInt32, Noon).Integer(0, FitBaseType.Enum, type).Integer(3, FitBaseType.UInt32Z, serial).Integer(4, FitBaseType.UInt32, created);

    public static WorkoutFile Named(string text, string name = "Week 4") => new(Reference, name, WorkoutText.Parse(text));

    public static byte[] Write(WorkoutFile file, DeviceProfile? device = null)
    {
        var target = new ArrayBufferWriter<byte>();
        int size = new WorkoutFileWriter(device ?? DeviceProfile.Common).Write(file, target);
        Xunit.Assert.Equal(target.WrittenCount, size);
        return target.WrittenSpan.ToArray();
    }

    public static WorkoutFile Read(byte[] bytes)
    {
        Xunit.Assert.True(WorkoutFileReader.TryRead(bytes, out var file, out string? problem), problem);
        return file;
    }
}
