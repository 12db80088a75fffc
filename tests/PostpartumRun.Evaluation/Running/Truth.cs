using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A step's end as the watch or the runner marked it.</summary>
/// <param name="Tick">When, in ticks of timer time.</param>
/// <param name="Interval">The planned interval that ended; -1 for none.</param>
internal readonly record struct Mark(int Tick, int Interval);

/// <summary>What truly happened, four times a second of timer time.</summary>
internal sealed class Truth
{
    /// <summary>Ticks in a second.</summary>
    public const int Rate = 4;

    /// <summary>What she did.</summary>
    public List<Motion> Motion { get; } = [];

    /// <summary>The planned interval that she was at, by her own mind or the watch's; -1 for none.</summary>
    public List<short> Owner { get; } = [];

    /// <summary>Steps a minute.</summary>
    public List<float> Cadence { get; } = [];

    /// <summary>Metres a second.</summary>
    public List<float> Speed { get; } = [];

    /// <summary>Beats a minute.</summary>
    public List<float> HeartRate { get; } = [];

    /// <summary>Where the steps ended.</summary>
    public List<Mark> Marks { get; } = [];

    /// <summary>The planned intervals that were left out with nothing in their place.</summary>
    public List<int> LeftOut { get; } = [];

    public int Ticks => Motion.Count;

    public void Clear()
    {
        Motion.Clear();
        Owner.Clear();
        Cadence.Clear();
        Speed.Clear();
        HeartRate.Clear();
        Marks.Clear();
        LeftOut.Clear();
    }

    /// <summary>Forgets the beginning: the watch was not running yet.</summary>
    public void DropFirst(int ticks)
    {
        Motion.RemoveRange(0, ticks);
        Owner.RemoveRange(0, ticks);
        Cadence.RemoveRange(0, ticks);
        Speed.RemoveRange(0, ticks);
        HeartRate.RemoveRange(0, ticks);
        for (int i = 0; i < Marks.Count; i++)
            Marks[i] = Marks[i] with { Tick = Marks[i].Tick - ticks };
    }

    /// <summary>Forgets all from a tick on: nothing was recorded any more.</summary>
    public void CutAt(int tick)
    {
        if (tick >= Ticks)
            return;
        int count = Ticks - tick;
        Motion.RemoveRange(tick, count);
        Owner.RemoveRange(tick, count);
        Cadence.RemoveRange(tick, count);
        Speed.RemoveRange(tick, count);
        HeartRate.RemoveRange(tick, count);
        Marks.RemoveAll(mark => mark.Tick > tick);
    }
}
