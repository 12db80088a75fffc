using System.Buffers;
using BenchmarkDotNet.Attributes;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Benchmarks;

/// <summary>The workout of week 4 into the bytes of its file.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class WriteWorkout
{
    private readonly WorkoutFile _workout = SessionWorkouts.Of(TrainingPlan.BuiltIn, TrainingPlan.BuiltIn.Week(4)!.DefaultSession, "benchmark");
    private readonly WorkoutFileWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _target = new(64 * 1024);
    private readonly byte[] _file;

    /// <summary>Writes it once, for the yardstick.</summary>
    public WriteWorkout()
    {
        _writer.Write(_workout, _target);
        _file = _target.WrittenSpan.ToArray();
    }

    /// <summary>The yardstick, over the file's bytes.</summary>
    [Benchmark(Baseline = true)]
    public ushort T256() => Bytewise.Crc(_file);

    /// <summary>Writes it.</summary>
    [Benchmark]
    public int Write()
    {
        _target.ResetWrittenCount();
        return _writer.Write(_workout, _target);
    }
}

/// <summary>All workouts of the week that has most to choose from: names and serial numbers by hash, schedules, bytes.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class WriteWeek
{
    private readonly TrainingPlan _plan = TrainingPlan.BuiltIn;
    private readonly PlanWeek _week;
    private readonly WorkoutFileWriter _writer = new();
    private readonly ArrayBufferWriter<byte> _target = new(64 * 1024);
    private readonly byte[] _files;

    /// <summary>Writes them once, for the yardstick.</summary>
    public WriteWeek()
    {
        _week = _plan.Weeks.MaxBy(week => week.Sessions.Count(session => session.Workout is not null))!;
        Write();
        _files = _target.WrittenSpan.ToArray();
    }

    /// <summary>The yardstick, over the files' bytes.</summary>
    [Benchmark(Baseline = true)]
    public ushort T256() => Bytewise.Crc(_files);

    /// <summary>Writes them, and goes through their schedules.</summary>
    [Benchmark]
    public long Write()
    {
        _target.ResetWrittenCount();
        long milliseconds = 0;
        foreach (var session in _week.Sessions)
        {
            if (session.Workout is not { } workout)
                continue;
            foreach (var interval in workout.Schedule)
                milliseconds += interval.End.Milliseconds;
            SessionWorkouts.Write(_plan, session, "benchmark", _writer, _target);
        }
        return milliseconds;
    }
}
