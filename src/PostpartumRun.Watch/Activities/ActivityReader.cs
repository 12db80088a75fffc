using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Reads activities from FIT files. Of a chain of files the first activity is read. One reader reads any number of files, one after the
/// other, and knows the layouts that it has met.
/// </summary>
public sealed class ActivityReader
{
    private readonly FitReaderState _state = new();
    private readonly RecordLayout?[] _layouts = new RecordLayout?[FitReaderState.MaxLayouts];
    private readonly WorkoutAssembler _workout = new();
    private readonly ActivitySummary _summary = new();
    private readonly CompressedSpeedDistance _compressed = new();

    // Records of one layout, each later than the last, which are yet to be read.
    private readonly int[] _positions = new int[RecordLayout.Batch];
    private readonly int[] _times = new int[RecordLayout.Batch];
    private RecordLayout? _layout;
    private int _waiting;
    private int _lastTime;

    /// <summary>Reads a file into a new recording. Never throws on what the file holds.</summary>
    public Activity Read(ReadOnlySpan<byte> file)
    {
        var recording = new Recording();
        var reading = Read(file, recording, out var error, out string? problem);
        var info = reading == ActivityReading.Activity ? _summary.Describe(recording, error is not null) : null;
        return new(reading, error, _summary.FileType, info, recording, problem);
    }

    /// <summary>
    /// Reads a file into a recording that may have been used before, which is cleared. Files like those that came before cost no memory: columns
    /// are rented, known layouts are kept, and a workout that is the last one's, byte for byte, is the same object. Never throws on
    /// what the file holds.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="recording">What to fill.</param>
    /// <param name="error">What is wrong with the file; null when all is well. An activity with an error is what was good of it.</param>
    public ActivityReading Read(ReadOnlySpan<byte> file, Recording recording, out FitError? error)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Read(file, recording, out error, out _);
    }

    private ActivityReading Read(ReadOnlySpan<byte> file, Recording recording, out FitError? error, out string? problem)
    {
        _state.Reset();
        var reader = new FitReader(file, isLast: true, _state);
        BeginFile(recording);
        bool isDone = false;
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case FitToken.Message when !isDone:
                    if (_layout is { } layout && layout.Definition == reader.Definition && TryWait(reader.Timestamp, reader.Offset))
                        break;
                    if (IsOfInterest(reader.Definition.GlobalNumber))
                        Take(reader.Message, file, recording);
                    break;
                case FitToken.FileHeader when !_summary.IsActivity && !isDone:
                    BeginFile(recording);
                    break;
                case FitToken.FileEnd:
                    isDone |= _summary.IsActivity;
                    break;
            }
        }
        ReadWaiting(file, recording);
        error = reader.Error;
        return Finish(recording, error, out problem);
    }

    private void BeginFile(Recording recording)
    {
        recording.Clear();
        _workout.Clear();
        _summary.Clear();
        _compressed.Clear();
        (_layout, _waiting, _lastTime) = (null, 0, int.MinValue);
    }

    private static bool IsOfInterest(ushort number) => number is MessageNumber.Record or MessageNumber.Workout or MessageNumber.WorkoutStep
        || ActivitySummary.Reads(number);

    private void Take(scoped in FitMessage message, ReadOnlySpan<byte> file, Recording recording)
    {
        switch (message.Number)
        {
            case MessageNumber.Record:
                TakeRecord(message, file, recording);
                break;
            case MessageNumber.Workout:
                _workout.AddWorkout(message);
                break;
            case MessageNumber.WorkoutStep:
                _workout.AddStep(message);
                break;
            default:
                _summary.Take(message);
                break;
        }
    }

    private void TakeRecord(scoped in FitMessage message, ReadOnlySpan<byte> file, Recording recording)
    {
        if (message.Timestamp is not { } time)
            return;
        _summary.TakeRecord(time);
        int seconds = (int)Math.Clamp((long)time - _summary.FirstRecord, int.MinValue, int.MaxValue);
        if (_layout?.Definition != message.Definition || _waiting == RecordLayout.Batch)
        {
            ReadWaiting(file, recording);
            _layout = LayoutOf(message.Definition);
            // Were all the rest such records, so many would come; the columns need not grow then, nor be copied.
            if (recording.Capacity == 0)
                recording.Reserve((int)((file.Length - message.Offset) / (message.Definition.Size + 1)) + 1);
        }
        bool isLater = seconds > _lastTime;
        if (isLater)
        {
            _lastTime = seconds;
            _positions[_waiting] = (int)message.Offset + 1;
            _times[_waiting++] = seconds;
        }
        if (isLater && !_layout!.HasCompressedSpeedDistance)
            return;
        ReadWaiting(file, recording);
        if (!isLater)
            _layout!.Read(file, [(int)message.Offset + 1], recording, recording.Count - 1);
        if (_layout!.HasCompressedSpeedDistance)
            _compressed.Read(message, recording, recording.Count - 1);
    }

    /// <summary>Takes a record of the last one's layout that is later, as nearly all are. False for any other.</summary>
    private bool TryWait(uint? timestamp, long offset)
    {
        if (timestamp is not { } time || _layout!.HasCompressedSpeedDistance || _waiting == RecordLayout.Batch)
            return false;
        int seconds = (int)(time - _summary.FirstRecord);
        if (time < _summary.FirstRecord || seconds <= _lastTime)
            return false;
        _summary.TakeRecord(time);
        _lastTime = seconds;
        _positions[_waiting] = (int)offset + 1;
        _times[_waiting++] = seconds;
        return true;
    }

    private RecordLayout LayoutOf(MessageDefinition definition)
    {
        ref var layout = ref _layouts[definition.Ordinal];
        if (layout?.Definition != definition)
            layout = new RecordLayout(definition);
        return layout;
    }

    private void ReadWaiting(ReadOnlySpan<byte> file, Recording recording)
    {
        if (_waiting == 0)
            return;
        int first = recording.AddRecords(_times.AsSpan(0, _waiting));
        _layout!.Read(file, _positions.AsSpan(0, _waiting), recording, first);
        _waiting = 0;
    }

    private ActivityReading Finish(Recording recording, FitError? error, out string? problem)
    {
        problem = null;
        if (!_summary.IsActivity)
        {
            bool isOther = error is null || _summary.FileType is not null;
            return isOther && error is null ? ActivityReading.NotAnActivity : ActivityReading.Unreadable;
        }
        _summary.Complete(recording);
        if (!_workout.IsEmpty)
            recording.Workout = _workout.Assemble(out problem);
        return ActivityReading.Activity;
    }
}
