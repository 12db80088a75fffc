using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Writes an outing as the FIT file that a watch would leave of it.</summary>
internal sealed class ActivityBytes
{
    private const byte Running = 1, Timer = 0, TimerStart = 0, TimerStopAll = 4;
    private readonly FitWriter _little = new(isBigEndian: false), _big = new(isBigEndian: true);
    private FitWriter _fit = null!;
    private Picture _picture = null!;

    /// <summary>Writes the file. The last bytes are missing where the battery died.</summary>
    public void Write(Picture picture, ArrayBufferWriter<byte> target)
    {
        _picture = picture;
        _fit = picture.IsBigEndian ? _big : _little;
        target.ResetWrittenCount();
        _fit.Begin(MessageNumber.FileId).Integer(0, FitBaseType.Enum, 4).Integer(1, FitBaseType.UInt16, 1)
            .Integer(2, FitBaseType.UInt16, 3943)
            .Integer(3, FitBaseType.UInt32Z, 3_300_000_001).Integer(4, FitBaseType.UInt32, picture.Start).End();
        WriteTimer(0, TimerStart);
        if (picture.Carried is { } workout)
            WriteWorkout(workout);
        if (picture.HasSummariesFirst)
        {
            WriteLaps(0, int.MaxValue);
            WriteSummary();
        }
        WriteTimeline();
        if (!picture.IsCutOff)
            WriteEnd();
        _fit.Complete(target);
    }

    private void WriteEnd()
    {
        WriteTimer(_picture.WallSeconds, TimerStopAll);
        foreach (var split in _picture.Splits)
            WriteSplit(split);
        if (!_picture.HasSummariesFirst)
            WriteSummary();
    }

    private void WriteTimeline()
    {
        int lap = 0, stop = 0;
        var stops = _picture.Clock.Stops;
        foreach (int second in _picture.Samples)
        {
            for (; stop < stops.Count && stops[stop].Timer <= second; stop++)
            {
                double wall = _picture.Clock.WallBefore(stops[stop].Timer);
                WriteTimer(wall, TimerStopAll);
                WriteTimer(wall + stops[stop].Seconds, TimerStart);
            }
            for (; !_picture.HasSummariesFirst && lap < _picture.Laps.Count && _picture.Laps[lap].End <= second - 1; lap++)
                WriteLaps(lap, 1);
            WriteRecord(second);
        }
        if (!_picture.HasSummariesFirst && !_picture.IsCutOff)
            WriteLaps(lap, int.MaxValue);
    }

    private void WriteRecord(int second)
    {
        var (watch, sensors, truth) = (_picture.Watch, _picture.Sensors, _picture.Truth);
        int tick = Math.Clamp(second * Truth.Rate, 0, truth.Ticks - 1);
        double speed = sensors.Speed[second];
        _fit.Begin(MessageNumber.Record).Integer(Field.Timestamp, FitBaseType.UInt32, Time(_picture.Clock.Wall(second)));
        if (watch.Speed != SpeedFields.None)
            _fit.Integer(Field.Record.Distance, FitBaseType.UInt32, (long)(sensors.Distance[second] * 100));
        if (watch.Speed is SpeedFields.Plain or SpeedFields.Both)
            _fit.Integer(Field.Record.Speed, FitBaseType.UInt16, Raw(speed, 1000));
        if (watch.Speed is SpeedFields.Enhanced or SpeedFields.Both)
            _fit.Integer(Field.Record.EnhancedSpeed, FitBaseType.UInt32, Raw(speed, 1000));
        if (watch.HasHeartRate)
            _fit.Integer(Field.Record.HeartRate, FitBaseType.UInt8, (long)truth.HeartRate[tick]);
        if (watch.HasCadence)
            WriteCadence(watch.Unit, sensors.Cadence[second]);
        if (watch.HasDynamics)
            WriteDynamics(truth, tick);
        _fit.End();
    }

    private static long? Raw(double value, double scale) => double.IsNaN(value) ? null : (long)Math.Round(value * scale);

    private void WriteCadence(CadenceUnit unit, double steps)
    {
        double shown = unit == CadenceUnit.Steps ? steps : steps / 2;
        _fit.Integer(Field.Record.Cadence, FitBaseType.UInt8, (long)(unit == CadenceUnit.StridesWithFraction ? shown : Math.Round(shown)));
        if (unit == CadenceUnit.StridesWithFraction)
            _fit.Integer(Field.Record.FractionalCadence, FitBaseType.UInt8, (long)((shown - Math.Floor(shown)) * 128));
    }

    private void WriteDynamics(Truth truth, int tick)
    {
        double cadence = truth.Cadence[tick], speed = truth.Speed[tick];
        bool isRun = truth.Motion[tick] == Motion.Run, isStill = truth.Motion[tick] == Motion.Still;
        double wobble = 1 + (0.04 * Math.Sin(tick * 0.37)) + (0.03 * Math.Sin(tick * 1.91));
        _fit.Integer(Field.Record.VerticalOscillation, FitBaseType.UInt16, isStill ? null : (long)((isRun ? 820 : 480) * wobble))
            .Integer(Field.Record.StanceTime, FitBaseType.UInt16, !isRun ? null : (long)(2800 * wobble))
            .Integer(Field.Record.StepLength, FitBaseType.UInt16, isStill || cadence < 20 ? null : (long)(speed * 60 / cadence * 10_000))
            .Integer(Field.Record.Power, FitBaseType.UInt16, isStill ? 0 : (long)(62 * speed * (isRun ? 1.3 : 0.9) * wobble));
    }

    private void WriteLaps(int first, int count)
    {
        for (int i = first; i < _picture.Laps.Count && count > 0; i++, count--)
        {
            var lap = _picture.Laps[i];
            double start = _picture.Clock.Wall(lap.Start), end = _picture.Clock.WallBefore(lap.End);
            _fit.Begin(MessageNumber.Lap)
                .Integer(Field.Timestamp, FitBaseType.UInt32, Time(_picture.HasSummariesFirst ? _picture.WallSeconds : end))
                .Integer(Field.Lap.Start, FitBaseType.UInt32, Time(start))
                .Integer(Field.Lap.Elapsed, FitBaseType.UInt32, (long)((end - start) * 1000))
                .Integer(Field.Lap.Timer, FitBaseType.UInt32, (lap.End - lap.Start) * 1000L)
                .Integer(Field.Index, FitBaseType.UInt16, i)
                .Integer(Field.Lap.Event, FitBaseType.Enum, 9)
                .Integer(Field.Lap.EventType, FitBaseType.Enum, 1)
                .Integer(Field.Lap.Trigger, FitBaseType.Enum, (long)lap.Trigger)
                .Integer(Field.Lap.Sport, FitBaseType.Enum, Running);
            if (lap.Step is { } step)
                _fit.Integer(Field.Lap.Step, FitBaseType.UInt16, step);
            _fit.End();
        }
    }

    private void WriteSummary()
    {
        double wall = _picture.WallSeconds;
        long timer = _picture.TimerSeconds * 1000L;
        _fit.Begin(MessageNumber.Session)
            .Integer(Field.Timestamp, FitBaseType.UInt32, Time(wall))
            .Integer(Field.Session.Start, FitBaseType.UInt32, Time(0))
            .Integer(Field.Session.Elapsed, FitBaseType.UInt32, (long)(wall * 1000))
            .Integer(Field.Session.Timer, FitBaseType.UInt32, timer)
            .Integer(Field.Index, FitBaseType.UInt16, 0)
            .Integer(Field.Session.FirstLap, FitBaseType.UInt16, 0)
            .Integer(Field.Session.Laps, FitBaseType.UInt16, _picture.Laps.Count)
            .Integer(Field.Session.Event, FitBaseType.Enum, 8)
            .Integer(Field.Session.EventType, FitBaseType.Enum, 1)
            .Integer(Field.Session.Sport, FitBaseType.Enum, Running)
            .Integer(Field.Session.SubSport, FitBaseType.Enum, _picture.IsTreadmill ? 1 : 0)
            .Integer(Field.Session.Trigger, FitBaseType.Enum, 0)
            .End();
        _fit.Begin(MessageNumber.Activity).Integer(Field.Timestamp, FitBaseType.UInt32, Time(wall)).Integer(0, FitBaseType.UInt32, timer)
            .Integer(1, FitBaseType.UInt16, 1).Integer(2, FitBaseType.Enum, 0).Integer(3, FitBaseType.Enum, 26)
            .Integer(4, FitBaseType.Enum, 1).Integer(5, FitBaseType.UInt32, Time(wall) + 7200).End();
    }

    private void WriteTimer(double wall, byte type) =>
        _fit.Begin(MessageNumber.Event).Integer(Field.Timestamp, FitBaseType.UInt32, Time(wall)).Integer(0, FitBaseType.Enum, Timer)
            .Integer(1, FitBaseType.Enum, type).End();

    private void WriteSplit(MadeSplit split)
    {
        double start = _picture.Clock.Wall(split.Start), end = _picture.Clock.WallBefore(split.End);
        _fit.Begin(MessageNumber.Split)
            .Integer(Field.Index, FitBaseType.UInt16, split.Index)
            .Integer(Field.Split.Type, FitBaseType.Enum, (long)split.Kind)
            .Integer(Field.Split.Elapsed, FitBaseType.UInt32, (long)((end - start) * 1000))
            .Integer(Field.Split.Timer, FitBaseType.UInt32, (split.End - split.Start) * 1000L)
            .Integer(Field.Split.Start, FitBaseType.UInt32, Time(start))
            .Integer(Field.Split.End, FitBaseType.UInt32, Time(end))
            .End();
    }

    private void WriteWorkout(Workout workout)
    {
        _fit.Begin(MessageNumber.TrainingFile).Integer(Field.Timestamp, FitBaseType.UInt32, Time(0)).Integer(0, FitBaseType.Enum, 5)
            .Integer(1, FitBaseType.UInt16, 255).Integer(2, FitBaseType.UInt16, 1).Integer(3, FitBaseType.UInt32Z, 77_001)
            .Integer(4, FitBaseType.UInt32, _picture.Start - 86_400).End();
        _fit.Begin(MessageNumber.Workout).Integer(Field.Workout.Sport, FitBaseType.Enum, Running)
            .Integer(Field.Workout.Steps, FitBaseType.UInt16, workout.Schedule.StepCount)
            .FixedText(Field.Workout.Name, "Walk-run", 32).End();
        int index = 0;
        foreach (var element in workout.Elements)
            WriteElement(element, ref index);
    }

    private void WriteElement(WorkoutElement element, ref int index)
    {
        if (element is WorkoutStep step)
        {
            var (type, length) = step.Length.End switch
            {
                StepEnd.Time => (0, step.Length.Time.Milliseconds),
                StepEnd.Distance => (1, step.Length.DistanceCentimeters),
                _ => (5, 0L),
            };
            bool isRun = step.Gait == Gait.Run;
            long intensity = step.Role switch { StepRole.Warmup => 2, StepRole.Cooldown => 3, _ => isRun ? 0 : 1 };
            WriteStep(index++, type, length, 2, 0, intensity, isRun ? "Run" : "Walk");
            return;
        }
        var repeat = (Repeat)element;
        int first = index;
        foreach (var inner in repeat.Elements)
            WriteElement(inner, ref index);
        WriteStep(index++, 6, first, 2, repeat.Rounds, 0, "");
    }

    private void WriteStep(int index, long type, long length, long targetType, long target, long intensity, string name) =>
        _fit.Begin(MessageNumber.WorkoutStep).Integer(Field.Index, FitBaseType.UInt16, index)
            .Integer(Field.Step.DurationType, FitBaseType.Enum, type).Integer(Field.Step.Duration, FitBaseType.UInt32, length)
            .Integer(Field.Step.TargetType, FitBaseType.Enum, targetType).Integer(Field.Step.Target, FitBaseType.UInt32, target)
            .Integer(Field.Step.Intensity, FitBaseType.Enum, intensity).FixedText(Field.Step.Name, name, 16).End();

    private long Time(double wallSeconds) => _picture.Start + (long)Math.Round(wallSeconds);
}
