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
    private readonly FitReaderState _state = new(IsOfInterest);
    private readonly RecordLayout?[] _layouts = new RecordLayout?[FitReaderState.MaxLayouts];
    private readonly WorkoutAssembler _workout = new();
    private readonly ActivitySummary _summary = new();
    private readonly CompressedSpeedDistance _compressed = new();
    private readonly DeveloperChannels _developerChannels = new();

    // Records of one layout: where the data of each begins, its time, and its time from the first one's.
    private readonly int[] _positions = new int[FieldLanes.Batch];
    private readonly uint[] _times = new uint[FieldLanes.Batch];
    private readonly int[] _seconds = new int[FieldLanes.Batch];
    private float[] _workspace = [];

    /// <summary>Reads a file into a new recording. Never throws on what the file holds.</summary>
    public Activity Read(ReadOnlySpan<byte> file)
    {
        var recording = new Recording();
        var reading = Read(file, recording, out var error, out string? problem);
        return Describe(reading, recording, error, problem);
    }

    /// <summary>
    /// Reads a file into a recording that may have been used before, which is cleared. Files like those that came before cost no memory: columns
    /// are rented, known layouts are kept, and a workout that is the last one's, byte for byte, is the same object. A strap's heart rates
    /// do cost some. Never throws on what the file holds.
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
                    TakeMessage(ref reader, file, recording);
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
        var reading = Finish(recording, error, out problem);
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
    }

    private static bool IsOfInterest(ushort number) => ActivitySummary.Reads(number)
        || number is MessageNumber.Record or MessageNumber.Workout or MessageNumber.WorkoutStep or MessageNumber.Hr or MessageNumber.FieldDescription;

    private void TakeMessage(ref FitReader reader, ReadOnlySpan<byte> file, Recording recording)
    {
        var message = reader.Message;
        switch (message.Number)
        {
            case MessageNumber.Record:
                TakeRecords(ref reader, file, recording);
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
                _developerChannels.Describe(message);
                break;
            default:
                _summary.Take(message);
                break;
        }
    }

    /// <summary>Takes the record that the reader stands on, and those alike that follow.</summary>
    private void TakeRecords(ref FitReader reader, ReadOnlySpan<byte> file, Recording recording)
    {
        var layout = LayoutOf(reader.Definition);
        if (recording.Capacity == 0)
            Reserve(reader, file, recording);
        int count = layout.HasCompressedSpeedDistance ? 0 : reader.ReadAlike(_positions, _times);
        if (count == 0)
        {
            TakeRecord(layout, reader.Message, file, recording);
            return;
        }
        for (int from = 0, to; from < count; from = to)
        {
            to = from + _summary.TakeRecords(_times.AsSpan(from, count - from), recording, _seconds.AsSpan(from));
            int first = recording.AddRecords(_seconds.AsSpan(from, to - from));
            // One that is not later than the last is merged into it.
            to = Math.Max(to, from + 1);
            ReadRecords(layout, file, _positions.AsSpan(from, to - from), recording, Math.Min(first, recording.Count - 1));
        }
    }

    private void TakeRecord(RecordLayout layout, scoped in FitMessage message, ReadOnlySpan<byte> file, Recording recording)
    {
        if (message.Timestamp is not { } time)
            return;
        int later = _summary.TakeRecords([time], recording, _seconds);
        recording.AddRecords(_seconds.AsSpan(0, later));
        int index = recording.Count - 1;
        ReadRecords(layout, file, [(int)message.Offset + 1], recording, index);
        if (layout.HasCompressedSpeedDistance)
            _compressed.Read(message, recording, index);
    }

    /// <summary>Were all the rest of this file such records, so many would come; the columns need not grow then, nor be copied.</summary>
    private void Reserve(scoped in FitReader reader, ReadOnlySpan<byte> file, Recording recording)
    {
        long rest = Math.Min(file.Length - reader.Offset, _state.Header.DataSize);
        recording.Reserve((int)(rest / (reader.Definition.Size + 1)) + 1);
    }

    private RecordLayout LayoutOf(MessageDefinition definition)
    {
        ref var layout = ref _layouts[definition.Ordinal];
        if (layout?.Definition != definition)
            layout = new RecordLayout(definition);
        return layout;
    }

    private void ReadRecords(RecordLayout layout, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        if (_workspace.Length < layout.Room)
            _workspace = new float[layout.Room];
        layout.Read(file, positions, recording, first, _workspace);
        // Developers' fields stand in for a record's own values, and have to find all of these there.
        _developerChannels.Read(layout.Definition, file, positions, recording, first, ref _workspace);
    }

    /// <summary>All of a file has been read: puts its recording together, or clears it where it is no activity's.</summary>
    private ActivityReading Finish(Recording recording, FitError? error, out string? problem)
    {
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
