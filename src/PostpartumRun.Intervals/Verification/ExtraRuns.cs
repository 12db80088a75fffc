namespace PostpartumRun.Intervals;

/// <summary>Finds running that belongs to no planned interval.</summary>
internal sealed class ExtraRuns(MotionMap map, PlanView plan, SegmentWriter writer)
{
    /// <summary>Lists it, and returns its seconds of timer time.</summary>
    internal double List(Spans spans, List<MotionSegment> extra)
    {
        double total = 0;
        int interval = 0;
        for (int change = 0; change < map.Changes.Count; change++)
        {
            if (!map.Changes[change].ToRun)
                continue;
            double start = map.Changes[change].Cell;
            double end = change + 1 < map.Changes.Count ? map.Changes[change + 1].Cell : map.Length;
            while (interval < plan.Count && (spans[interval].End <= start || !Owns(spans, interval)))
                interval++;
            total += Pieces(spans, extra, interval, start, end);
        }
        return total;
    }

    /// <summary>What is left of one stretch of running between the intervals that running belongs to.</summary>
    private double Pieces(Spans spans, List<MotionSegment> extra, int interval, double start, double end)
    {
        double total = 0;
        double from = start;
        double allowed = interval > 0 ? Allowed(spans, interval - 1, start) : 0;
        for (int next = interval; next < plan.Count && spans[next].Start < end; next++)
        {
            if (!Owns(spans, next))
                continue;
            total += Take(extra, from, spans[next].Start, Math.Max(allowed, Judgement.Tolerance(plan.Length(next))));
            from = Math.Max(from, spans[next].End);
            allowed = Judgement.Tolerance(plan.Length(next));
        }
        return total + Take(extra, from, end, allowed);
    }

    private double Allowed(Spans spans, int interval, double start)
    {
        while (interval >= 0 && !Owns(spans, interval))
            interval--;
        return interval >= 0 && start - spans[interval].End < 1 ? Judgement.Tolerance(plan.Length(interval)) : 0;
    }

    /// <summary>Reacting late at a boundary is no extra run.</summary>
    private double Take(List<MotionSegment> extra, double from, double to, double allowed)
    {
        if (to - from <= allowed)
            return 0;
        writer.Write(Motion.Run, from, to, extra);
        return to - from;
    }

    private bool Owns(Spans spans, int interval) => plan.GaitOf(interval) != Gait.Walk && spans[interval].Length > 0;
}
