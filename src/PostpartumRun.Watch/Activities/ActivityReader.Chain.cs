using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

public sealed partial class ActivityReader
{
    private readonly HeartRateMerger _heartRates = new();

    /// <summary>
    /// Reads all activities that files of a chain are, in their order; each with its own error, and salvaged only where it is damaged itself. What is
    /// no activity is passed over, but for the heart rates that a strap kept, which go into all records of their time. Never throws on what the file holds.
    /// </summary>
    /// <returns>At least one: where there is no activity, one that says what the first file is instead. Dispose of each.</returns>
    public IReadOnlyList<Activity> ReadAll(ReadOnlySpan<byte> file) => ReadAll(file, out _);

    /// <summary>The same, and what is wrong with the whole.</summary>
    /// <param name="file">The bytes of all files.</param>
    /// <param name="error">The first damage of any file, one that is no activity included; null when all is well.</param>
    public IReadOnlyList<Activity> ReadAll(ReadOnlySpan<byte> file, out FitError? error)
    {
        var activities = new List<Activity>();
        Activity? other = null;
        FitError? ended = null;
        _state.Reset();
        _heartRates.Clear();
        var recording = new Recording();
        BeginFile(recording);
        var reader = new FitReader(file, isLast: true, _state);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                TakeMessage(ref reader, file, recording);
            else if (reader.Token == FitToken.FileEnd)
                ended = reader.FileError;
            // Not at a file's end: what is wrong behind the last one belongs to it.
            if (reader.Token != FitToken.FileHeader || reader.FileCount == 1)
                continue;
            Add(Complete(recording, ended));
            ended = null;
            recording = new Recording();
            BeginFile(recording);
        }
        Add(Complete(recording, ended ?? reader.FileError));
        error = reader.Error;
        if (activities.Count == 0)
            return [other!];
        other?.Dispose();
        foreach (var activity in activities)
            MergeHeartRates(activity.Recording);
        return activities;

        void Add(Activity activity)
        {
            if (activity.Reading == ActivityReading.Activity)
                activities.Add(activity);
            else if (other is null)
                other = activity;
            else
                activity.Dispose();
        }
    }

    private Activity Complete(Recording recording, FitError? error)
    {
        var reading = Finish(recording, error, out string? problem);
        return Describe(reading, recording, error, problem);
    }

    private void MergeHeartRates(Recording recording)
    {
        if (!_heartRates.HasBeats || recording.Count == 0)
            return;
        uint start = FitTime.FromDateTimeOffset(recording.Start);
        var times = new uint[recording.Count];
        for (int i = 0; i < times.Length; i++)
            times[i] = (uint)(start + recording.Times[i]);
        var rates = new byte[times.Length];
        _heartRates.Merge(times, rates);
        for (int i = 0; i < rates.Length; i++)
        {
            if (rates[i] > 0)
                recording.Set(i, Channel.HeartRate, rates[i]);
        }
    }
}
