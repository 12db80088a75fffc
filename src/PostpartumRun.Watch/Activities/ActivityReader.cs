using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Reads activities from FIT files. Of a chain of files <see cref="Read"/> takes the first activity, <see cref="ReadAll"/> each. One reader reads any number of files, one after the
/// other, and knows the layouts that it has met.
/// </summary>
public sealed partial class ActivityReader
{
    /// <summary>How many layouts of records are kept; real watches have a few.</summary>
    private const int MaxLayouts = 512;

    private readonly FitReaderState _state = new();
    private readonly Dictionary<MessageDefinition, RecordLayout> _layouts = [];
    private readonly WorkoutAssembler _workout = new();
    private readonly ActivitySummary _summary = new();
    private readonly CompressedSpeedDistance _compressed = new();
    private readonly DeveloperChannels _developerChannels = new();

    /// <summary>Reads a file into a new recording. Never throws on what the file holds.</summary>
    public Activity Read(ReadOnlySpan<byte> file)
    {
        var recording = new Recording();
        _state.Reset();
        _heartRates.Clear();
        var reader = new FitReader(file, isLast: true, _state);
        BeginFile(recording);
        bool isDone = false;
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case FitToken.FileHeader when !_summary.IsActivity && !isDone:
                    BeginFile(recording);
                    break;
                // A strap's heart rates stand behind the activity.
                case FitToken.Message when !isDone || reader.Definition.GlobalNumber == MessageNumber.Hr:
                    Take(reader.Message, recording);
                    break;
                case FitToken.FileEnd:
                    isDone |= _summary.IsActivity;
                    break;
            }
        }
        var activity = Finish(recording, reader.Error);
        MergeHeartRates(recording);
        return activity;
    }

    private void BeginFile(Recording recording)
    {
        recording.Clear();
        _workout.Clear();
        _summary.Clear();
        _compressed.Clear();
        _developerChannels.Clear();
    }

    private void Take(scoped in FitMessage message, Recording recording)
    {
        switch (message.Number)
        {
            case MessageNumber.Record:
                TakeRecord(message, recording);
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

    private void TakeRecord(scoped in FitMessage message, Recording recording)
    {
        if (message.Timestamp is not { } time)
            return;
        _summary.TakeRecord(time);
        int offset = (int)Math.Clamp((long)time - _summary.FirstRecord, int.MinValue, int.MaxValue);
        int index = recording.AddRecord(offset);
        if (!_layouts.TryGetValue(message.Definition, out var layout))
        {
            if (_layouts.Count == MaxLayouts)
                _layouts.Clear();
            _layouts[message.Definition] = layout = new RecordLayout(message.Definition);
        }
        layout.Read(message, recording, index);
        if (layout.HasCompressedSpeedDistance)
            _compressed.Read(message, recording, index);
        _developerChannels.Read(message, recording, index);
    }

    private Activity Finish(Recording recording, FitError? error)
    {
        if (!_summary.IsActivity)
        {
            recording.Clear();
            bool isOther = error is null || _summary.FileType is not null;
            return new(isOther && error is null ? ActivityReading.NotAnActivity : ActivityReading.Unreadable, error, _summary.FileType, null, recording, null);
        }
        var info = _summary.Complete(recording, error is not null);
        string? problem = null;
        if (!_workout.IsEmpty)
            recording.Workout = _workout.Assemble(out problem);
        return new(ActivityReading.Activity, error, _summary.FileType, info, recording, problem) { Sessions = _summary.Sessions };
    }
}
