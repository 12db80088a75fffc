using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Figures of a stretch of a recording, measured from its records where a summary does not tell them.</summary>
internal static class RecordingFigures
{
    /// <summary>The timer time between two times: without pauses.</summary>
    public static Duration TimerBetween(this Recording recording, Duration from, Duration to)
    {
        var timer = to - from;
        foreach (var pause in recording.Pauses)
        {
            var overlap = Duration.Min(pause.End, to) - Duration.Max(pause.Start, from);
            if (overlap > Duration.Zero)
                timer -= overlap;
        }
        return Duration.Max(Duration.Zero, timer);
    }

    /// <summary>The distance between two times, in metres; null when no record tells one. What was counted before the first record belongs to the first stretch.</summary>
    public static double? DistanceBetween(this Recording recording, Duration from, Duration to)
    {
        if (LastDistance(recording, to) is not { } end)
            return null;
        double start = from > Duration.Zero ? LastDistance(recording, from) ?? 0 : 0;
        return Math.Round(Math.Max(0, end - start), 2);
    }

    private static float? LastDistance(Recording recording, Duration until)
    {
        var distance = recording[Channel.Distance];
        for (int i = distance.Length - 1; i >= 0; i--)
        {
            if (float.IsFinite(distance[i]) && Duration.FromMilliseconds(recording.Times[i] * 1000L) <= until)
                return distance[i];
        }
        return null;
    }
}
