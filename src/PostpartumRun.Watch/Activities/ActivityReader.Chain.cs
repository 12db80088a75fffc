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
    public IReadOnlyList<Activity> ReadAll(ReadOnlySpan<byte> file)
    {
        var activities = new List<Activity>();
        Activity? other = null;
        FitError? known = null;
        bool isWhole = false;
        _state.Reset();
        _heartRates.Clear();
        var recording = new Recording();
        BeginFile(recording);
        var reader = new FitReader(file, isLast: true, _state);
        while (reader.Read())
        {
            isWhole = reader.Token == FitToken.FileEnd;
            if (reader.Token == FitToken.Message)
                TakeMessage(ref reader, file, recording);
            // Not at a file's end: what is wrong behind the last one belongs to it.
            if (reader.Token != FitToken.FileHeader || reader.FileCount == 1)
                continue;
            Add(Complete(recording, reader.Error == known ? null : reader.Error));
            known = reader.Error;
            recording = new Recording();
            BeginFile(recording);
        }
        // The reader keeps the first error alone: a second one is told by the end that is missing.
        var last = reader.Error != known ? reader.Error : isWhole ? null : new FitError(FitErrorCode.Truncated, file.Length);
        Add(Complete(recording, last));
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
