namespace PostpartumRun.Intervals;

/// <summary>
/// The two clocks of a recording: wall-clock time, and the watch's timer, which stands still in pauses. Both count seconds from the
/// recording's start. The timer's axis is what the verifier works on, in cells of one second.
/// </summary>
/// <remarks>
/// A gap of many hours without a record (a clock set right under way, a watch left on) is taken out of the axis like a pause, so that
/// no file can ask for an axis of years; it is reported as a stretch of unknown motion.
/// </remarks>
internal sealed class Timeline
{
    /// <summary>The longest axis: two days.</summary>
    internal const int MaxCells = 48 * 3600;

    /// <summary>Gaps longer than this are taken out of the axis: a runner's workout does not go on unseen for two hours.</summary>
    private const int LongestGap = 2 * 3600;

    private readonly List<Hole> _holes = [];

    /// <summary>The axis' length in seconds of timer time.</summary>
    internal int Cells { get; private set; }

    /// <summary>Whether the recording goes on beyond the longest axis.</summary>
    internal bool IsCut { get; private set; }

    /// <summary>Whether a gap of hours was taken out.</summary>
    internal bool HasGap { get; private set; }

    /// <summary>What was taken out of the axis, in order and apart.</summary>
    internal IReadOnlyList<Hole> Holes => _holes;

    /// <summary>Reads the pauses and gaps of a recording.</summary>
    internal void Fill(Recording recording)
    {
        _holes.Clear();
        HasGap = false;
        foreach (var pause in recording.Pauses)
            Add(Math.Max(0, pause.Start.Seconds), pause.End.Seconds, isGap: false);
        AddGaps(recording.Times);
        Merge();
        double end = EndOf(recording);
        double cells = Math.Ceiling(ToTimer(end) - 1e-6);
        IsCut = cells > MaxCells;
        Cells = (int)Math.Clamp(cells, 0, MaxCells);
    }

    /// <summary>Wall-clock to timer time; the same for all of a pause.</summary>
    internal double ToTimer(double wall)
    {
        int index = LastAt(wall, timer: false);
        if (index < 0)
            return wall;
        var hole = _holes[index];
        return wall >= hole.End ? wall - hole.Before - hole.Length : hole.Start - hole.Before;
    }

    /// <summary>Timer to wall-clock time; where the timer stood still, the pause's end.</summary>
    internal double ToWallAfterPause(double timer)
    {
        int index = LastAt(timer, timer: true);
        return index < 0 ? timer : timer + _holes[index].Before + _holes[index].Length;
    }

    /// <summary>Timer to wall-clock time; where the timer stood still, the pause's start.</summary>
    internal double ToWallBeforePause(double timer)
    {
        int index = LastAt(timer, timer: true);
        while (index >= 0 && _holes[index].TimerStart >= timer - 1e-9)
            index--;
        return index < 0 ? timer : timer + _holes[index].Before + _holes[index].Length;
    }

    private static double EndOf(Recording recording)
    {
        var times = recording.Times;
        double elapsed = Math.Max(0, recording.Elapsed.Seconds);
        if (times.IsEmpty)
            return Math.Min(elapsed, MaxCells);
        double last = times[^1] + 1.0;
        return Math.Max(last, Math.Min(elapsed, last + LongestGap));
    }

    private void AddGaps(ReadOnlySpan<int> times)
    {
        // Times are in order: most recordings are over before there could be such a gap.
        if (times.IsEmpty || times[^1] <= LongestGap)
            return;
        long previous = 0;
        foreach (int time in times)
        {
            if (time - previous > LongestGap)
            {
                HasGap = true;
                Add(previous + 1, time, isGap: true);
            }
            previous = Math.Max(previous, time);
        }
    }

    private void Add(double start, double end, bool isGap)
    {
        if (!(end > start))
            return;
        int index = _holes.Count;
        while (index > 0 && _holes[index - 1].Start > start)
            index--;
        _holes.Insert(index, new(start, end, isGap, 0));
    }

    /// <summary>Joins what overlaps, and sums what lies before each.</summary>
    private void Merge()
    {
        int kept = 0;
        double before = 0;
        for (int index = 0; index < _holes.Count; index++)
        {
            var hole = _holes[index];
            if (kept > 0 && hole.Start <= _holes[kept - 1].End)
            {
                var last = _holes[kept - 1];
                double end = Math.Max(last.End, hole.End);
                before += end - last.End;
                _holes[kept - 1] = last with { End = end, IsGap = last.IsGap || hole.IsGap };
                continue;
            }
            _holes[kept++] = hole with { Before = before };
            before += hole.Length;
        }
        _holes.RemoveRange(kept, _holes.Count - kept);
    }

    private int LastAt(double time, bool timer)
    {
        int low = 0;
        int high = _holes.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if ((timer ? _holes[middle].TimerStart : _holes[middle].Start) <= time)
                low = middle + 1;
            else
                high = middle;
        }
        return low - 1;
    }

    /// <summary>A stretch of wall-clock time that is not on the axis.</summary>
    /// <param name="Start">Its start in wall-clock seconds.</param>
    /// <param name="End">Its end.</param>
    /// <param name="IsGap">Whether it is a gap of hours between records, and not a pause.</param>
    /// <param name="Before">The length of all holes before it.</param>
    internal readonly record struct Hole(double Start, double End, bool IsGap, double Before)
    {
        internal double Length => End - Start;

        internal double TimerStart => Start - Before;
    }
}
