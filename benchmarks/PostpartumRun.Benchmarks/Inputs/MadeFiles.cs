using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Benchmarks;

/// <summary>
/// Activity files of both kinds, for machines without real ones: simulated walk-runs in the layouts that watches use. The same bytes
/// each time.
/// </summary>
internal static class MadeFiles
{
    private const int AlternatingRecords = 6600;
    private const int HomogeneousRecords = 100_000;

    private static readonly DateTimeOffset Start = new(2025, 6, 1, 6, 0, 0, TimeSpan.Zero);

    /// <summary>An hour of walking and running, as the product simulates it.</summary>
    public static SimulatedActivity Hour { get; } = new()
    {
        Workout = SessionWorkouts.Of(WorkoutText.Parse("5:00 walk warmup; 17x(2:00 run; 1:00 walk); 4:00 walk cooldown"), "benchmark"),
        Start = Start,
    };

    /// <summary>As a modern watch: before each record a short message of the maker's own, and developer fields in the records.</summary>
    public static byte[] Alternating()
    {
        var fit = new FitWriter();
        WriteFileId(fit);
        DescribeDeveloperFields(fit);
        using var run = Hour.Record();
        for (int i = 0; i < AlternatingRecords; i++)
        {
            fit.Begin(233).Integers(2, FitBaseType.UInt8, i & 0xFF, 0, 0xFF, 7).End();
            WriteRecord(fit, run, i);
            if (i % 600 == 599)
                WriteLap(fit, i / 600, i);
        }
        return Complete(fit, AlternatingRecords);
    }

    /// <summary>The hour as such a watch writes it, its workout and its laps too: some 55 bytes a second.</summary>
    public static byte[] HourOfAWatch()
    {
        var fit = new FitWriter();
        WriteFileId(fit);
        new WorkoutFileWriter().WriteWorkout(fit, Hour.Workout.Name, Hour.Workout.Workout, Hour.Workout.SafetyNote);
        DescribeDeveloperFields(fit);
        using var run = Hour.Record();
        for (int i = 0; i < run.Count; i++)
        {
            fit.Begin(233).Integers(2, FitBaseType.UInt8, i & 0xFF, 0, 0xFF, 7).End();
            WriteRecord(fit, run, i);
        }
        foreach (var lap in run.Laps)
        {
            fit.Begin(MessageNumber.Lap)
                .Integer(2, FitBaseType.UInt32, Seconds + (long)lap.Start.Seconds)
                .Integer(7, FitBaseType.UInt32, lap.Elapsed.Milliseconds)
                .Integer(8, FitBaseType.UInt32, lap.Timer.Milliseconds)
                .Integer(71, FitBaseType.UInt16, lap.StepIndex)
                .End();
        }
        return Complete(fit, run.Count);
    }

    /// <summary>As a bicycle computer: nothing but records, of nine fields each.</summary>
    public static byte[] Homogeneous()
    {
        var fit = new FitWriter();
        WriteFileId(fit);
        using var run = Hour.Record();
        for (int i = 0; i < HomogeneousRecords; i++)
        {
            int at = i % run.Count;
            fit.Begin(MessageNumber.Record)
                .Integer(253, FitBaseType.UInt32, Seconds + i)
                .Integer(0, FitBaseType.SInt32, 500_000_000 + i)
                .Integer(1, FitBaseType.SInt32, 100_000_000 - i)
                .Integer(2, FitBaseType.UInt16, 2600 + (i % 300))
                .Integer(3, FitBaseType.UInt8, (long)run[Channel.HeartRate][at])
                .Integer(4, FitBaseType.UInt8, (long)run[Channel.Cadence][at])
                .Integer(5, FitBaseType.UInt32, i * 200L)
                .Integer(6, FitBaseType.UInt16, (long)(run[Channel.Speed][at] * 1000))
                .Integer(13, FitBaseType.SInt8, 21)
                .End();
        }
        return Complete(fit, HomogeneousRecords);
    }

    private static uint Seconds { get; } = FitTime.FromDateTimeOffset(Start);

    private static void WriteRecord(FitWriter fit, Recording run, int index)
    {
        int at = index % run.Count;
        bool isRun = run[Channel.Speed][at] > 2;
        fit.Begin(MessageNumber.Record)
            .Integer(253, FitBaseType.UInt32, Seconds + index)
            .Integer(0, FitBaseType.SInt32, 500_000_000 + index)
            .Integer(1, FitBaseType.SInt32, 100_000_000 - index)
            .Integer(5, FitBaseType.UInt32, index * 200L)
            .Integer(73, FitBaseType.UInt32, (long)(run[Channel.Speed][at] * 1000))
            .Integer(78, FitBaseType.UInt32, 2600 + (index % 300))
            .Integer(39, FitBaseType.UInt16, isRun ? 850 : 500)
            .Integer(41, FitBaseType.UInt16, isRun ? 2600 : 5600)
            .Integer(7, FitBaseType.UInt16, 240)
            .Integer(3, FitBaseType.UInt8, (long)run[Channel.HeartRate][at])
            .Integer(4, FitBaseType.UInt8, (long)run[Channel.Cadence][at])
            .Integer(53, FitBaseType.UInt8, index % 2 * 64)
            .Integer(13, FitBaseType.SInt8, 21);
        Span<byte> value = stackalloc byte[sizeof(ushort)];
        for (byte number = 0; number < 7; number++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16LittleEndian(value, (ushort)(index + number));
            fit.DeveloperBytes(number, 0, value);
        }
        fit.End();
    }

    private static void DescribeDeveloperFields(FitWriter fit)
    {
        for (byte number = 0; number < 7; number++)
        {
            fit.Begin(MessageNumber.FieldDescription)
                .Integer(0, FitBaseType.UInt8, 0)
                .Integer(1, FitBaseType.UInt8, number)
                .Integer(2, FitBaseType.UInt8, (byte)FitBaseType.UInt16)
                .Text(3, $"field {number}")
                .End();
        }
    }

    private static void WriteFileId(FitWriter fit) =>
        fit.Begin(MessageNumber.FileId).Integer(0, FitBaseType.Enum, 4).Integer(1, FitBaseType.UInt16, 255).End();

    private static void WriteLap(FitWriter fit, int lap, int second) =>
        fit.Begin(MessageNumber.Lap)
            .Integer(254, FitBaseType.UInt16, lap)
            .Integer(253, FitBaseType.UInt32, Seconds + second)
            .Integer(2, FitBaseType.UInt32, Seconds + (lap * 600))
            .Integer(7, FitBaseType.UInt32, 600_000)
            .Integer(8, FitBaseType.UInt32, 600_000)
            .End();

    private static byte[] Complete(FitWriter fit, int seconds)
    {
        fit.Begin(MessageNumber.Session)
            .Integer(253, FitBaseType.UInt32, Seconds + seconds)
            .Integer(2, FitBaseType.UInt32, Seconds)
            .Integer(5, FitBaseType.Enum, 1)
            .Integer(7, FitBaseType.UInt32, seconds * 1000L)
            .End();
        var target = new ArrayBufferWriter<byte>();
        fit.Complete(target);
        return target.WrittenSpan.ToArray();
    }
}
