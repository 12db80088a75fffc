using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Reads activities from FIT files. Of a chain of files <c>Read</c> takes the first activity, <c>ReadAll</c> each. One reader reads any
/// number of files, one after the other, and knows the layouts that it has met.
/// </summary>
public sealed partial class ActivityReader
{
    private readonly FitReaderState _state = new();
    private readonly RecordLayout?[] _layouts = new RecordLayout?[FitReaderState.MaxLayouts];
    private readonly WorkoutAssembler _workout = new();
    private readonly ActivitySummary _summary = new();
    private readonly CompressedSpeedDistance _compressed = new();
    private readonly DeveloperChannels _developerChannels = new();

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
        return Describe(reading, recording, error, problem);
    }

    /// <summary>
    /// Reads a file into a recording that may have been used before, which is cleared. Files like those that came before cost no memory: columns
    /// are rented, known layouts are kept, and a workout that is the last one's, byte for byte, is the same object. What developers' fields say
    /// and a strap's heart rates do cost some. Never throws on what the file holds.
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
        _heartRates.Clear();
        var reader = new FitReader(file, isLast: true, _state);
        BeginFile(recording);
        bool isDone = false;
        while (reader.Read())
        {
            switch (reader.Token)
            {
                // A strap's heart rates stand behind the activity.
                case FitToken.Message when !isDone || reader.Definition.GlobalNumber == MessageNumber.Hr:
                    TakeMessage(reader, file, recording);
                    break;
                case FitToken.FileHeader when !_summary.IsActivity && !isDone:
                    BeginFile(recording);
                    break;
                case FitToken.FileEnd:
                    isDone |= _summary.IsActivity;
                    break;
            }
        }
        error = reader.Error;
        var reading = Finish(file, recording, error, out problem);
        MergeHeartRates(recording);
        return reading;
    }

    private void BeginFile(Recording recording)
    {
        recording.Clear();
        _workout.Clear();
        _summary.Clear();
        _compressed.Clear();
        _developerChannels.Clear();
        (_layout, _waiting, _lastTime) = (null, 0, int.MinValue);
    }

    private void TakeMessage(scoped in FitReader reader, ReadOnlySpan<byte> file, Recording recording)
    {
        if (_layout is { } layout && layout.Definition == reader.Definition && TryWait(reader.Timestamp, reader.Offset))
            return;
        if (IsOfInterest(reader.Definition.GlobalNumber))
            Take(reader.Message, file, recording);
    }

    private static bool IsOfInterest(ushort number) => ActivitySummary.Reads(number)
        || number is MessageNumber.Record or MessageNumber.Workout or MessageNumber.WorkoutStep or MessageNumber.Hr or MessageNumber.FieldDescription;

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
            case MessageNumber.Hr:
                _heartRates.Add(message);
                break;
            case MessageNumber.FieldDescription:
                ReadWaiting(file, recording);
                _layout = null;
                _developerChannels.Describe(message);
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
            BeginLayout(message, file, recording);
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
        int index = recording.Count - 1;
        if (!isLater)
            ReadRecords(file, [(int)message.Offset + 1], recording, index);
        if (_layout!.HasCompressedSpeedDistance)
            _compressed.Read(message, recording, index);
    }

    private void BeginLayout(scoped in FitMessage message, ReadOnlySpan<byte> file, Recording recording)
    {
        ReadWaiting(file, recording);
        var definition = message.Definition;
        _layout = LayoutOf(definition);
        if (recording.Capacity > 0)
            return;
        // Were all the rest of this file such records, so many would come; the columns need not grow then, nor be copied.
        long rest = Math.Min(file.Length - message.Offset, _state.Header.DataSize);
        recording.Reserve((int)(rest / (definition.Size + 1)) + 1);
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
        ReadRecords(file, _positions.AsSpan(0, _waiting), recording, first);
        _waiting = 0;
    }

    private void ReadRecords(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        _layout!.Read(file, positions, recording, first);
        _developerChannels.Read(_layout.Definition, file, positions, recording, first);
    }

    /// <summary>All of a file has been read: puts its recording together, or clears it where it is no activity's.</summary>
    private ActivityReading Finish(ReadOnlySpan<byte> file, Recording recording, FitError? error, out string? problem)
    {
        ReadWaiting(file, recording);
        problem = null;
        if (!_summary.IsActivity)
        {
            recording.Clear();
            return error is null ? ActivityReading.NotAnActivity : ActivityReading.Unreadable;
        }
        _summary.Complete(recording, error is not null);
        if (!_workout.IsEmpty)
            recording.Workout = _workout.Assemble(out problem);
        return ActivityReading.Activity;
    }

    private Activity Describe(ActivityReading reading, Recording recording, FitError? error, string? problem) =>
        reading == ActivityReading.Activity
            ? new(reading, error, _summary.FileType, _summary.Describe(recording, error is not null, out var sessions), recording, problem) { Sessions = sessions }
            : new(reading, error, _summary.FileType, null, recording, problem);
}
