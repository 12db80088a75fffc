using BenchmarkDotNet.Attributes;
using PostpartumRun.Intervals;

namespace PostpartumRun.Benchmarks;

/// <summary>What rows have in common that ask a schedule: a workout with repeats, and times within it.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class ScheduleRow
{
    /// <summary>How many times are asked for in one go.</summary>
    protected const int Times = 4096;

    private readonly byte[] _bytes = new byte[Times];

    /// <summary>Two repeats, as in a workout with a drill before the run.</summary>
    protected IntervalSchedule Schedule { get; } =
        WorkoutText.Parse("5:00 walk; 4x(0:20 run; 0:40 walk); 1:00 walk; 6x(1:00 run; 2:00 walk); 5:00 walk").Schedule;

    /// <summary>The yardstick, over a byte for each time that is asked for.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public ushort T256() => Bytewise.Crc(_bytes);
}

/// <summary>The interval at a time.</summary>
public class IntervalAt : ScheduleRow
{
    private readonly Duration[] _times = new Duration[Times];

    /// <summary>Draws the times.</summary>
    public IntervalAt()
    {
        var random = new Random(1);
        foreach (ref var time in _times.AsSpan())
            time = Duration.FromMilliseconds(random.NextInt64(Schedule.Total.Milliseconds));
    }

    /// <summary>At random times.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public int Random()
    {
        int sum = 0;
        foreach (var time in _times)
            sum += Schedule.IntervalAt(time);
        return sum;
    }
}

/// <summary>A cursor's tick.</summary>
public class CursorTick : ScheduleRow
{
    /// <summary>A tick a second, in order.</summary>
    [Benchmark(OperationsPerInvoke = Times)]
    public int InOrder()
    {
        int sum = 0;
        var cursor = Schedule.Cursor();
        for (int second = 0; second < Times; second++)
            sum += cursor.MoveTo(Duration.FromMilliseconds(second * 1000L));
        return sum;
    }
}
