namespace PostpartumRun.Intervals;

/// <summary>
/// How far what was done lies behind the plan's times: each change of gait votes for the offset that would make it one of the
/// planned changes of its direction. None at all always stands.
/// </summary>
internal sealed class PlanOffsets
{
    private const int Most = 6;
    private const int Range = 1800;
    private const int Width = 3;
    private const int MostVotes = 200_000;

    private readonly int[] _votes = new int[(2 * Range) + 1];
    private readonly int[] _offsets = new int[Most];
    private int _count;

    /// <summary>The offsets in seconds, the likeliest first.</summary>
    internal ReadOnlySpan<int> All => _offsets.AsSpan(0, _count);

    /// <summary>Counts the votes.</summary>
    internal void Fill(PlanView plan, MotionMap map)
    {
        Array.Clear(_votes);
        int cast = 0;
        for (int interval = 0; interval < plan.Count && cast < MostVotes; interval++)
        {
            if (plan.GaitOf(interval) != Gait.Run)
                continue;
            double start = plan.Start(interval);
            double end = plan.Start(interval + 1);
            foreach (var change in map.Changes)
            {
                double offset = Math.Round(change.Cell - (change.ToRun ? start : end));
                if (Math.Abs(offset) <= Range)
                    _votes[(int)offset + Range]++;
                cast++;
            }
        }
        Choose();
    }

    private void Choose()
    {
        _count = 0;
        bool hasNone = false;
        while (_count < Most - 1)
        {
            int best = Best();
            if (best == int.MinValue)
                break;
            hasNone |= best == 0;
            _offsets[_count++] = best;
            int from = Math.Max(0, best + Range - (2 * Width));
            int to = Math.Min(_votes.Length, best + Range + (2 * Width) + 1);
            _votes.AsSpan(from, to - from).Clear();
        }
        if (!hasNone)
            _offsets[_count++] = 0;
    }

    private int Best()
    {
        int window = 0, most = 1, best = int.MinValue;
        for (int at = 0; at < _votes.Length; at++)
        {
            window += _votes[at] - (at > 2 * Width ? _votes[at - (2 * Width) - 1] : 0);
            int center = at - Width - Range;
            bool isNearer = window == most && best != int.MinValue && Math.Abs(center) < Math.Abs(best);
            if (window > most || isNearer)
                (most, best) = (window, center);
        }
        return best;
    }
}
