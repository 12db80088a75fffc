namespace PostpartumRun.Intervals;

/// <summary>The times at which a boundary of the plan can lie. It is a few dozen, not every second of the recording.</summary>
internal static class PlanCandidates
{
    /// <summary>The most for one boundary.</summary>
    internal const int Most = 80;

    /// <summary>Writes the candidates of a boundary into <paramref name="times"/>, ascending, and returns how many there are.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="map">What was done.</param>
    /// <param name="offsets">How the whole may be shifted.</param>
    /// <param name="boundary">The boundary: the start of the interval of this index, or the end of the last.</param>
    /// <param name="room">Working memory; its length is the most to write.</param>
    /// <param name="times">Where to write.</param>
    internal static int Collect(
        PlanView plan, MotionMap map, PlanOffsets offsets, int boundary, Span<int> room, Span<int> times)
    {
        Writer writer = new(room, map.Length);
        writer.Add(0);
        writer.Add(map.Length);
        double center = plan.Start(boundary) + offsets.All[0];
        foreach (int offset in offsets.All)
            writer.Add(plan.Start(boundary) + offset);
        AddChanges(plan, map, boundary, center, ref writer);
        return writer.Finish(times);
    }

    /// <summary>The changes of gait next to where the boundary is expected, nearest first, and what follows from each.</summary>
    private static void AddChanges(PlanView plan, MotionMap map, int boundary, double center, ref Writer writer)
    {
        double last = boundary > 0 ? plan.Length(boundary - 1) : 0;
        double lastTwo = boundary > 1 ? last + plan.Length(boundary - 2) : last;
        double next = boundary < plan.Count ? plan.Length(boundary) : 0;
        int after = FirstAfter(map.Changes, center);
        int before = after - 1;
        while (!writer.IsFull && (before >= 0 || after < map.Changes.Count))
        {
            bool takesAfter = before < 0
                || (after < map.Changes.Count && map.Changes[after].Cell - center < center - map.Changes[before].Cell);
            int cell = map.Changes[takesAfter ? after++ : before--].Cell;
            writer.Add(cell);
            writer.Add(cell + last);
            writer.Add(cell + lastTwo);
            writer.Add(cell - next);
        }
    }

    private static int FirstAfter(List<MotionMap.Change> changes, double time)
    {
        int low = 0;
        int high = changes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (changes[middle].Cell < time)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private ref struct Writer(Span<int> room, int length)
    {
        private readonly Span<int> _room = room;
        private int _count;

        internal readonly bool IsFull => _count >= _room.Length;

        internal void Add(double time)
        {
            if (!IsFull)
                _room[_count++] = (int)Math.Clamp(Math.Round(time), 0, length);
        }

        internal readonly int Finish(Span<int> times)
        {
            var found = _room[.._count];
            found.Sort();
            int kept = 0;
            foreach (int time in found)
            {
                if (kept == 0 || times[kept - 1] != time)
                    times[kept++] = time;
            }
            return kept;
        }
    }
}
