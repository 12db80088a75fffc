using System.Buffers;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Writes a recording as the activity file that a watch would have made of it: events, records and laps in order of time, then the
/// summaries. Not for two threads at once.</summary>
public sealed class ActivityFileWriter
{
    /// <summary>As long as a watch's own serial numbers, and made up.</summary>
    private const uint SimulatedSerial = 0x50_50_52_55;

    private readonly FitWriter _fit = new();
    private readonly WorkoutFileWriter _workouts = new(DeviceProfile.Common with { MaxSteps = WorkoutAssembler.MaxSteps });

    /// <summary>Writes a file. Returns its size in bytes.</summary>
    /// <param name="recording">What to write; its distance channel gives laps and session theirs.</param>
    /// <param name="workout">The workout that it was recorded from, which the file then carries; or null.</param>
    /// <param name="target">Where to.</param>
    /// <exception cref="ArgumentException">The workout has over 1,000 steps.</exception>
    public int Write(Recording recording, WorkoutFile? workout, IBufferWriter<byte> target)
    {
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentNullException.ThrowIfNull(target);
        if (workout is not null)
            _workouts.RequireFits(workout.Workout);
        WorkoutFileWriter.WriteFileId(_fit, FileType.Activity, SimulatedSerial, recording.Start);
        WriteTimer(recording.Start, TimerEvent.Start);
        if (workout is not null)
        {
            WriteTrainingFile(workout.Reference, recording.Start);
            _workouts.WriteWorkout(_fit, workout.Name, workout.Workout, workout.SafetyNote);
        }
        WriteTimeline(recording);
        var end = recording.Start + recording.Elapsed.ToTimeSpan();
        WriteTimer(end, TimerEvent.StopAll);
        WriteSummary(recording, end);
        return _fit.Complete(target);
    }

    private void WriteTimeline(Recording recording)
    {
        int lap = 0, pause = 0;
        for (int i = 0; i < recording.Count; i++)
        {
            var time = Duration.FromMilliseconds(recording.Times[i] * 1000L);
            for (; pause < recording.Pauses.Count && recording.Pauses[pause].End <= time; pause++)
            {
                WriteTimer(recording.Start + recording.Pauses[pause].Start.ToTimeSpan(), TimerEvent.StopAll);
                WriteTimer(recording.Start + recording.Pauses[pause].End.ToTimeSpan(), TimerEvent.Start);
            }
            for (; lap < recording.Laps.Count && recording.Laps[lap].End < time; lap++)
                WriteLap(recording, lap);
            WriteRecord(recording, i);
        }
        for (; lap < recording.Laps.Count; lap++)
            WriteLap(recording, lap);
    }

    private void WriteRecord(Recording recording, int index)
    {
        _fit.Begin(MessageNumber.Record)
            .Integer(RecordField.Timestamp, FitBaseType.UInt32, Seconds(recording.Start) + recording.Times[index]);
        WriteChannel(recording, index, Channel.Distance, RecordField.Distance, FitBaseType.UInt32, 100);
        WriteChannel(recording, index, Channel.HeartRate, RecordField.HeartRate, FitBaseType.UInt8, 1);
        WriteChannel(recording, index, Channel.Speed, RecordField.EnhancedSpeed, FitBaseType.UInt32, 1000);
        WriteChannel(recording, index, Channel.Power, RecordField.Power, FitBaseType.UInt16, 1);
        WriteChannel(recording, index, Channel.VerticalOscillation, RecordField.VerticalOscillation, FitBaseType.UInt16, 10);
        WriteChannel(recording, index, Channel.StanceTime, RecordField.StanceTime, FitBaseType.UInt16, 10);
        WriteChannel(recording, index, Channel.StepLength, RecordField.StepLength, FitBaseType.UInt16, 10);
        var cadence = recording[Channel.Cadence];
        if (!cadence.IsEmpty)
        {
            float value = cadence[index];
            bool isKnown = float.IsFinite(value);
            _fit.Integer(RecordField.Cadence, FitBaseType.UInt8, isKnown ? (long)value : null)
                .Integer(RecordField.FractionalCadence, FitBaseType.UInt8, isKnown ? (long)((value - MathF.Floor(value)) * 128) : null);
        }
        _fit.End();
    }

    private void WriteChannel(Recording recording, int index, Channel channel, byte field, FitBaseType type, float scale)
    {
        var values = recording[channel];
        if (!values.IsEmpty)
            _fit.Integer(field, type, float.IsFinite(values[index]) ? (long)MathF.Round(Math.Max(0, values[index]) * scale) : null);
    }

    private void WriteLap(Recording recording, int index)
    {
        var lap = recording.Laps[index];
        _fit.Begin(MessageNumber.Lap)
            .Integer(LapField.Timestamp, FitBaseType.UInt32, Seconds(recording.Start + lap.End.ToTimeSpan()))
            .Integer(LapField.StartTime, FitBaseType.UInt32, Seconds(recording.Start + lap.Start.ToTimeSpan()))
            .Integer(LapField.TotalElapsedTime, FitBaseType.UInt32, lap.Elapsed.Milliseconds)
            .Integer(LapField.TotalTimerTime, FitBaseType.UInt32, lap.Timer.Milliseconds)
            .Integer(LapField.TotalDistance, FitBaseType.UInt32, double.IsNaN(lap.DistanceMeters) ? null : (long)(lap.DistanceMeters * 100))
            .Integer(LapField.MessageIndex, FitBaseType.UInt16, index)
            .Integer(LapField.Event, FitBaseType.Enum, 9)
            .Integer(LapField.EventType, FitBaseType.Enum, TimerEvent.Stop)
            .Integer(LapField.Trigger, FitBaseType.Enum, (long)lap.Trigger)
            .Integer(LapField.Sport, FitBaseType.Enum, Sport.Running);
        if (lap.StepIndex is { } step)
            _fit.Integer(LapField.WorkoutStepIndex, FitBaseType.UInt16, step);
        _fit.End();
    }

    private void WriteSummary(Recording recording, DateTimeOffset end)
    {
        var distance = recording[Channel.Distance];
        var timer = recording.Elapsed;
        foreach (var pause in recording.Pauses)
            timer -= pause.End - pause.Start;
        _fit.Begin(MessageNumber.Session)
            .Integer(SessionField.Timestamp, FitBaseType.UInt32, Seconds(end))
            .Integer(SessionField.StartTime, FitBaseType.UInt32, Seconds(recording.Start))
            .Integer(SessionField.TotalElapsedTime, FitBaseType.UInt32, recording.Elapsed.Milliseconds)
            .Integer(SessionField.TotalTimerTime, FitBaseType.UInt32, timer.Milliseconds)
            .Integer(SessionField.TotalDistance, FitBaseType.UInt32, distance.IsEmpty ? null : (long)MathF.Round(distance[^1] * 100))
            .Integer(SessionField.MessageIndex, FitBaseType.UInt16, 0)
            .Integer(SessionField.FirstLapIndex, FitBaseType.UInt16, 0)
            .Integer(SessionField.LapCount, FitBaseType.UInt16, recording.Laps.Count)
            .Integer(SessionField.Event, FitBaseType.Enum, 8)
            .Integer(SessionField.EventType, FitBaseType.Enum, TimerEvent.Stop)
            .Integer(SessionField.Sport, FitBaseType.Enum, Sport.Running)
            .Integer(SessionField.SubSport, FitBaseType.Enum, 0)
            .Integer(SessionField.Trigger, FitBaseType.Enum, 0)
            .End();
        _fit.Begin(MessageNumber.Activity)
            .Integer(ActivityField.Timestamp, FitBaseType.UInt32, Seconds(end))
            .Integer(ActivityField.TotalTimerTime, FitBaseType.UInt32, timer.Milliseconds)
            .Integer(ActivityField.LocalTimestamp, FitBaseType.UInt32, Seconds(end))
            .Integer(ActivityField.SessionCount, FitBaseType.UInt16, 1)
            .Integer(ActivityField.Type, FitBaseType.Enum, 0)
            .Integer(ActivityField.Event, FitBaseType.Enum, 26)
            .Integer(ActivityField.EventType, FitBaseType.Enum, TimerEvent.Stop)
            .End();
    }

    private void WriteTimer(DateTimeOffset time, byte type) =>
        _fit.Begin(MessageNumber.Event)
            .Integer(EventField.Timestamp, FitBaseType.UInt32, Seconds(time))
            .Integer(EventField.Event, FitBaseType.Enum, TimerEvent.Timer)
            .Integer(EventField.EventType, FitBaseType.Enum, type)
            .End();

    private void WriteTrainingFile(WorkoutReference reference, DateTimeOffset time) =>
        _fit.Begin(MessageNumber.TrainingFile)
            .Integer(TrainingFileField.Timestamp, FitBaseType.UInt32, Seconds(time))
            .Integer(TrainingFileField.Type, FitBaseType.Enum, FileType.Workout)
            .Integer(TrainingFileField.Manufacturer, FitBaseType.UInt16, Manufacturer.Development)
            .Integer(TrainingFileField.Product, FitBaseType.UInt16, WorkoutFileWriter.ProductNumber)
            .Integer(TrainingFileField.SerialNumber, FitBaseType.UInt32Z, reference.SerialNumber)
            .Integer(TrainingFileField.TimeCreated, FitBaseType.UInt32, FitTime.FromDateTimeOffset(reference.TimeCreated))
            .End();

    private static long Seconds(DateTimeOffset time) => FitTime.FromDateTimeOffset(time);
}
