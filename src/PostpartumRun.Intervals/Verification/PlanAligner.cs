namespace PostpartumRun.Intervals;

/// <summary>
/// Lays the planned intervals over what was done, by gait alone: in their order, each at a place that its boundaries could have
/// (a change of gait, the planned time, or the planned time moved as the rest is), at the least cost over all.
/// </summary>
internal sealed class PlanAligner
{
    /// <summary>The work, in pairs of candidates, above which fewer candidates are looked at.</summary>
    private const int MostPairs = 4_000_000;

    /// <summary>A round left out, everything after it being early.</summary>
    private const double CutRound = 3.2;

    /// <summary>Being early or late as against the plan's own times: settles which of equal rounds was left out.</summary>
    private const double Drift = 0.0005;

    private readonly PlanOffsets _offsets = new();
    private int[] _times = [];
    private int[] _from = [];
    private double[] _costs = [];
    private int[] _starts = [];
    private readonly int[] _room = new int[PlanCandidates.Most];
    private PlanView _plan = null!;
    private MotionMap _map = null!;

    /// <summary>Fills the spans of all intervals.</summary>
    internal void Align(PlanView plan, MotionMap map, Spans spans)
    {
        (_plan, _map) = (plan, map);
        _offsets.Fill(plan, map);
        CollectCandidates();
        Walk();
        ReadBack(spans);
        Snap(spans);
    }

    private void CollectCandidates()
    {
        int count = _plan.Count;
        int most = (int)Math.Clamp(Math.Sqrt(2.0 * MostPairs / (count + 1)), 8, PlanCandidates.Most);
        int needed = (count + 1) * most;
        if (_starts.Length < count + 2)
            _starts = new int[count + 2];
        if (_times.Length < needed)
        {
            _times = new int[needed];
            _from = new int[needed];
            _costs = new double[needed];
        }
        int total = 0;
        for (int boundary = 0; boundary <= count; boundary++)
        {
            _starts[boundary] = total;
            total += PlanCandidates.Collect(_plan, _map, _offsets, boundary, _room.AsSpan(0, most), _times.AsSpan(total));
        }
        _starts[count + 1] = total;
    }

    /// <summary>The least cost of each boundary at each of its candidates.</summary>
    private void Walk()
    {
        for (int at = _starts[0]; at < _starts[1]; at++)
        {
            _from[at] = -1;
            _costs[at] = _times[at] == 0 ? 0 : 1 + (_times[at] * 0.005) + (_map.Run(0, _times[at]) * 0.05);
        }
        for (int interval = 0; interval < _plan.Count; interval++)
        {
            for (int to = _starts[interval + 1]; to < _starts[interval + 2]; to++)
                Reach(interval, to);
        }
    }

    private void Reach(int interval, int to)
    {
        int end = _times[to];
        double best = double.PositiveInfinity;
        int from = -1;
        for (int at = _starts[interval]; at < _starts[interval + 1] && _times[at] <= end; at++)
        {
            if (_costs[at] >= best)
                continue;
            double cost = _costs[at] + SpanCost.Of(_plan, _map, interval, _times[at], end)
                + (Drift * Math.Abs(_times[at] - _plan.Start(interval)));
            if (cost < best)
                (best, from) = (cost, at);
        }
        if (interval > 0 && IsRound(interval) && Find(interval - 1, end) is >= 0 and var before && _costs[before] + CutRound < best)
            (best, from) = (_costs[before] + CutRound, before);
        (_costs[to], _from[to]) = (best, from);
    }

    /// <summary>Whether an interval and the one before it are a run and a walk that one could leave out together.</summary>
    private bool IsRound(int interval) =>
        _plan.GaitOf(interval) != _plan.GaitOf(interval - 1) && !_plan.IsMargin(interval) && !_plan.IsMargin(interval - 1);

    private int Find(int boundary, int time)
    {
        int from = _starts[boundary];
        int index = _times.AsSpan(from, _starts[boundary + 1] - from).BinarySearch(time);
        return index < 0 ? -1 : from + index;
    }

    private void ReadBack(Spans spans)
    {
        int count = _plan.Count;
        int best = -1;
        double least = double.PositiveInfinity;
        for (int at = _starts[count]; at < _starts[count + 1]; at++)
        {
            double cost = _costs[at] + (_map.Run(_times[at], _map.Length) * 0.05) + ((_map.Length - _times[at]) * 0.003);
            if (cost < least)
                (least, best) = (cost, at);
        }
        for (int boundary = count; boundary > 0;)
        {
            int from = _from[best];
            int start = from < _starts[boundary] && from >= _starts[boundary - 1] ? boundary - 1 : boundary - 2;
            for (int interval = start; interval < boundary; interval++)
                spans[interval] = new(_times[from], _times[best], BoundarySource.Plan);
            if (start == boundary - 2)
                spans[start].End = spans[start].Start;
            (boundary, best) = (start, from);
        }
    }

    /// <summary>Moves boundaries to the change of gait that is meant, where it lies within what people need to react.</summary>
    private void Snap(Spans spans)
    {
        for (int interval = 0; interval < _plan.Count; interval++)
        {
            ref var span = ref spans[interval];
            if (span.Length <= 0)
                continue;
            bool isRun = _plan.GaitOf(interval) == Gait.Run;
            double reach = Math.Min(Math.Max(5, 0.1 * _plan.Length(interval)), span.Length / 3);
            if (!isRun)
                continue;
            double start = Nearest(span.Start, reach, toRun: true);
            double end = Nearest(span.End, reach, toRun: false);
            if (!double.IsNaN(start) && Joins(spans, interval - 1, span.Start, start))
                span.Start = start;
            if (!double.IsNaN(end) && Joins(spans, interval + 1, span.End, end))
                span.End = end;
            if (!double.IsNaN(start) && !double.IsNaN(end))
                span.Source = BoundarySource.Gait;
        }
        for (int interval = 0; interval < _plan.Count; interval++)
        {
            if (_plan.GaitOf(interval) == Gait.Run)
                continue;
            bool follows = interval == 0 || spans[interval - 1].Source == BoundarySource.Gait;
            bool leads = interval == _plan.Count - 1 || spans[interval + 1].Source == BoundarySource.Gait;
            if (follows && leads)
                spans[interval].Source = BoundarySource.Gait;
        }
    }

    /// <summary>Moves the neighbour's boundary along; false when it has no room for that.</summary>
    private bool Joins(Spans spans, int neighbour, double old, double moved)
    {
        if (neighbour < 0 || neighbour >= _plan.Count)
            return true;
        ref var span = ref spans[neighbour];
        if (_plan.GaitOf(neighbour) == Gait.Run || span.Length < 2 * Math.Abs(moved - old))
            return span.Length > 0 && moved == old;
        if (span.End == old)
            span.End = moved;
        else if (span.Start == old)
            span.Start = moved;
        return true;
    }

    private double Nearest(double time, double reach, bool toRun)
    {
        double nearest = double.NaN;
        double least = reach;
        foreach (var change in _map.Changes)
        {
            if (change.ToRun != toRun || Math.Abs(change.Cell - time) > least)
                continue;
            (nearest, least) = (change.Cell, Math.Abs(change.Cell - time));
        }
        return nearest;
    }
}
