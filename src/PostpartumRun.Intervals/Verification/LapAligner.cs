namespace PostpartumRun.Intervals;

/// <summary>
/// Lays the planned intervals over the laps: in order, each on a lap, on two of the same name that an auto-lap cut, or on none. What a lap
/// names and how long it is decide, and without names what was done in it; then whether the laps are steps at all.
/// </summary>
internal sealed class LapAligner
{
    private const int MostCells = 2_000_000;
    private const double IntervalLeftOut = 1.6;

    /// <summary>A watch that names the steps writes a lap even of a step that its button skipped.</summary>
    private const double NamedLeftOut = 2;

    private const double NameMissing = 0.8;
    private const double NameMismatch = 2;

    /// <summary>The name of the lap before, written once more.</summary>
    private const double NameRepeated = 1.2;

    /// <summary>Being early or late as against the plan's own times: settles which of equal rounds was left out.</summary>
    private const double Drift = 0.0005;

    private readonly List<LapMarks.Mark> _none = [];
    private List<LapMarks.Mark> _marks;
    private PlanView _plan = null!;
    private MotionMap _map = null!;
    private bool _isIndexed;
    private double[] _costs = [];
    private byte[] _moves = [];

    internal LapAligner() => _marks = _none;

    /// <summary>How many intervals have a lap.</summary>
    internal int Matched { get; private set; }

    /// <summary>
    /// Fills the spans from laps, and returns true; or returns false, the laps not being steps of this plan.
    /// </summary>
    internal bool TryAlign(PlanView plan, LapMarks laps, MotionMap map, Spans spans)
    {
        (_plan, _map, _marks, _isIndexed) = (plan, map, laps.All, laps.AreIndexed);
        if (_marks.Count == 0 || (long)(_marks.Count + 1) * (plan.Count + 1) > MostCells)
            return false;
        Walk();
        ReadBack(spans);
        return AreSteps();
    }

    private void Walk()
    {
        int width = _plan.Count + 1;
        int needed = (_marks.Count + 1) * width;
        if (_costs.Length < needed)
        {
            _costs = new double[needed];
            _moves = new byte[needed];
        }
        for (int laps = 0; laps <= _marks.Count; laps++)
        {
            var costs = new LapCosts(
                LeaveOut(laps),
                laps > 0 ? Extra(laps - 1) : 0,
                laps > 0 ? Done.Of(_map, _marks[laps - 1].Start, _marks[laps - 1].End) : default,
                laps > 1 && AreOne(laps - 2) ? Done.Of(_map, _marks[laps - 2].Start, _marks[laps - 1].End) : null);
            for (int interval = 0; interval < width; interval++)
                Step(laps, interval, width, in costs);
        }
    }

    private void Step(int lap, int interval, int width, in LapCosts costs)
    {
        double best = lap == 0 && interval == 0 ? 0 : double.PositiveInfinity;
        var move = Move.None;
        int here = (lap * width) + interval;
        if (interval > 0)
            Take(_costs[here - 1] + costs.LeaveOut, Move.LeaveOut, ref best, ref move);
        if (lap > 0)
            Take(_costs[here - width] + costs.Extra, Move.Extra, ref best, ref move);
        if (lap > 0 && interval > 0)
            Take(_costs[here - width - 1] + Match(lap - 1, lap - 1, interval - 1, costs.Done), Move.Match, ref best, ref move);
        if (interval > 0 && costs.DoneJoined is { } joined)
            Take(_costs[here - (2 * width) - 1] + Joined(lap - 2, interval - 1, joined), Move.Join, ref best, ref move);
        (_costs[here], _moves[here]) = (best, (byte)move);
    }

    private static void Take(double cost, Move candidate, ref double best, ref Move move)
    {
        if (cost < best)
            (best, move) = (cost, candidate);
    }

    /// <summary>After the last lap, leaving out is what an early end does to all the rest at once.</summary>
    private double LeaveOut(int lap) => lap == _marks.Count ? 0.3 : _isIndexed ? NamedLeftOut : IntervalLeftOut;

    /// <summary>A last lap of a few seconds, which names no step, is the time until she pressed stop.</summary>
    private double Extra(int lap)
    {
        var mark = _marks[lap];
        bool isNamed = _isIndexed && mark.Step is not null;
        if ((mark.Length <= 5 && !isNamed) || IsStop(lap))
            return 0.3 + Math.Min(1.5, mark.Length / 100);
        return (isNamed ? 3 : 1.5) + Math.Min(3, mark.Length / 60);
    }

    /// <summary>Whether a watch that names the steps ended this lap with the recording, and did not say within which.</summary>
    private bool IsStop(int lap) => _isIndexed && _marks[lap].Step is null && lap == _marks.Count - 1;

    /// <summary>Whether an auto-lap cut a step here, so that this lap and the next are one.</summary>
    private bool AreOne(int lap) =>
        _marks[lap].Step is not null && _marks[lap].Step == _marks[lap + 1].Step && _marks[lap + 1].Start - _marks[lap].End < 2;

    private double Joined(int lap, int interval, Done done) =>
        0.4 + (3 * LengthCost(_marks[lap + 1].End - _marks[lap].Start, interval)) + Match(lap, lap + 1, interval, done);

    private double Match(int first, int last, int interval, Done done)
    {
        double start = _marks[first].Start;
        double end = _marks[last].End;
        double drift = Drift * Math.Abs(start - _plan.Start(interval));
        if (_marks[last].IsUnfinished || IsStop(last))
            return drift + (end - start > _plan.Length(interval) ? LengthCost(end - start, interval) : 0);
        double cost = LengthCost(end - start, interval) + drift;
        double other = _plan.GaitOf(interval) switch { Gait.Run => done.Rested, Gait.Walk => done.Run, _ => 0 };
        return _isIndexed
            ? cost + NameCost(first, last, interval) + (0.8 * other)
            : cost + (other * (1 + Math.Min(2, 4 * cost)));
    }

    private double NameCost(int first, int last, int interval)
    {
        int? step = _marks[last].Step;
        if (step == _plan[interval].StepIndex)
            return 0;
        bool isRepeated = first > 0 && step == _marks[first - 1].Step;
        return step is null ? NameMissing : isRepeated ? NameRepeated : NameMismatch;
    }

    /// <summary>A watch that names the steps ends them when planned, or earlier by the button; never later.</summary>
    private double LengthCost(double seconds, int interval)
    {
        if (_plan.EndOf(interval) != StepEnd.Time)
            return 0;
        double planned = _plan.Length(interval);
        double off = Math.Max(0, Math.Abs(seconds - planned) - 2);
        if (off > 0 && _isIndexed)
            return seconds < planned ? 0.4 + (0.6 * off / planned) : 0.5 + Math.Min(3.5, 2.5 * off / planned);
        bool isEnd = interval == _plan.Count - 1;
        return Math.Min(2.5, (isEnd ? 1 : 2.5) * off / planned);
    }

    private void ReadBack(Spans spans)
    {
        Matched = 0;
        int width = _plan.Count + 1;
        int lap = _marks.Count;
        int interval = _plan.Count;
        double next = Math.Min(_map.Length, _marks[^1].End);
        while (lap > 0 || interval > 0)
        {
            var move = (Move)_moves[(lap * width) + interval];
            if (move == Move.LeaveOut)
            {
                spans[--interval] = new(next, next, BoundarySource.Lap);
                continue;
            }
            int laps = move == Move.Join ? 2 : 1;
            lap -= laps;
            if (move == Move.Extra)
                continue;
            next = _marks[lap].Start;
            spans[--interval] = new(next, Math.Min(_map.Length, _marks[lap + laps - 1].End), BoundarySource.Lap);
            Matched++;
        }
    }

    /// <summary>Laps that name their steps are believed when most are named right; others when most last as planned.</summary>
    private bool AreSteps()
    {
        int fitting = 0, counted = 0;
        int width = _plan.Count + 1;
        int lap = _marks.Count, interval = _plan.Count;
        while (lap > 0 || interval > 0)
        {
            var move = (Move)_moves[(lap * width) + interval];
            if (move == Move.LeaveOut)
            {
                interval--;
                continue;
            }
            int laps = move == Move.Join ? 2 : 1;
            lap -= laps;
            bool isStop = lap + laps == _marks.Count;
            if (move == Move.Extra)
            {
                counted += isStop ? 0 : 1;
                continue;
            }
            interval--;
            bool isNamed = _isIndexed && _marks[lap].Step == _plan[interval].StepIndex;
            double seconds = _marks[lap + laps - 1].End - _marks[lap].Start;
            double planned = _plan.Length(interval);
            bool fits = isNamed || (_plan.EndOf(interval) == StepEnd.Time && Math.Abs(seconds - planned) <= Math.Max(4, 0.06 * planned));
            fitting += fits ? 1 : 0;
            counted += fits || !isStop ? 1 : 0;
        }
        return fitting >= (_isIndexed ? 1 : Math.Min(2, _plan.Count)) && fitting * 2 >= counted;
    }

    /// <summary>The shares of a time that were spent running, and walking or standing.</summary>
    private readonly record struct Done(double Run, double Rested)
    {
        public static Done Of(MotionMap map, double start, double end)
        {
            double length = Math.Max(1, end - start);
            return new(map.Run(start, end) / length, map.Rest(start, end) / length);
        }
    }

    /// <summary>What is the same whichever interval comes to lie on a lap.</summary>
    /// <param name="LeaveOut">To leave an interval out after it.</param>
    /// <param name="Extra">To have it lie on no interval.</param>
    /// <param name="Done">What was done in it.</param>
    /// <param name="DoneJoined">What was done in it and the lap before, where these can be one; null where not.</param>
    private readonly record struct LapCosts(double LeaveOut, double Extra, Done Done, Done? DoneJoined);

    private enum Move : byte
    {
        None,
        Match,
        Join,
        LeaveOut,
        Extra,
    }
}
