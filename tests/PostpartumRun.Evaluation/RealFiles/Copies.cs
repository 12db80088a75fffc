using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Copies of a recording that differ from it in something that should not matter.</summary>
internal static class Copies
{
    private static readonly Channel[] Channels = Enum.GetValues<Channel>();

    /// <summary>Without what the watch itself marked: laps and splits.</summary>
    public static Recording WithoutMarks(Recording source)
    {
        var copy = WithPause(source, int.MaxValue, 0);
        copy.Laps.Clear();
        copy.Splits.Clear();
        return copy;
    }

    /// <summary>With the timer stopped for some seconds before the first record at or after a second of wall-clock time.</summary>
    public static Recording WithPause(Recording source, int at, int seconds)
    {
        var copy = new Recording { Start = source.Start, IsOnFoot = source.IsOnFoot, Workout = source.Workout };
        copy.Elapsed = Moved(source.Elapsed, at, seconds);
        copy.Reserve(source.Count);
        for (int i = 0; i < source.Count; i++)
        {
            int record = copy.AddRecord(source.Times[i] + (source.Times[i] >= at ? seconds : 0));
            foreach (var channel in Channels)
            {
                if (source.Has(channel) && float.IsFinite(source[channel][i]))
                    copy.Set(record, channel, source[channel][i]);
            }
        }
        foreach (var lap in source.Laps)
        {
            var start = Moved(lap.Start, at, seconds);
            // A lap that ends where the pause begins has ended before it.
            var end = lap.End.Seconds <= at ? lap.End : Moved(lap.End, at, seconds);
            copy.Laps.Add(lap with { Start = start, Elapsed = end - start });
        }
        foreach (var split in source.Splits)
            copy.Splits.Add(split with { Start = Moved(split.Start, at, seconds), End = Moved(split.End, at, seconds) });
        foreach (var pause in source.Pauses)
            copy.Pauses.Add(new(Moved(pause.Start, at, seconds), Moved(pause.End, at, seconds)));
        if (seconds > 0)
            copy.Pauses.Add(new(Duration.FromSeconds(at), Duration.FromSeconds(at + seconds)));
        copy.Pauses.Sort((left, right) => left.Start.CompareTo(right.Start));
        return copy;
    }

    private static Duration Moved(Duration time, int at, int seconds) => time.Seconds >= at ? time + Duration.FromSeconds(seconds) : time;
}
