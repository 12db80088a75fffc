namespace PostpartumRun.Intervals;

/// <summary>Turns stretches of timer time into segments of wall-clock time, which pauses cut.</summary>
internal sealed class SegmentWriter(Timeline timeline)
{
    /// <summary>Writes the whole segmentation, gaps of hours included.</summary>
    internal void WriteAll(ReadOnlySpan<Motion> motions, List<MotionSegment> segments)
    {
        int gap = 0;
        for (int start = 0; start < motions.Length;)
        {
            int end = start + 1;
            while (end < motions.Length && motions[end] == motions[start])
                end++;
            Write(motions[start], start, end, segments, ref gap, withGaps: true);
            start = end;
        }
    }

    /// <summary>Writes one stretch.</summary>
    internal void Write(Motion motion, double start, double end, List<MotionSegment> segments)
    {
        int from = 0;
        Write(motion, start, end, segments, ref from, withGaps: false);
    }

    private void Write(Motion motion, double start, double end, List<MotionSegment> segments, ref int hole, bool withGaps)
    {
        var holes = timeline.Holes;
        while (hole < holes.Count && holes[hole].TimerStart < end)
        {
            var at = holes[hole++];
            if (at.TimerStart > start)
                Add(motion, timeline.ToWallAfterPause(start), at.Start, segments);
            start = Math.Max(start, at.TimerStart);
            if (at.IsGap && withGaps)
                Add(Motion.Unknown, at.Start, at.End, segments);
        }
        if (end > start)
            Add(motion, timeline.ToWallAfterPause(start), timeline.ToWallBeforePause(end), segments);
    }

    private static void Add(Motion motion, double start, double end, List<MotionSegment> segments)
    {
        if (end > start)
            segments.Add(new(motion, Duration.FromSeconds(start), Duration.FromSeconds(end)));
    }
}
