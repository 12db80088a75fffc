namespace PostpartumRun.Intervals;

/// <summary>The blind segmentation, made to be asked: how long each motion lasted between any two times, and where running began or ended.</summary>
internal sealed class MotionMap
{
    private int[] _run = [];
    private int[] _rest = [];
    private readonly List<Change> _changes = [];

    /// <summary>The axis' length in seconds.</summary>
    internal int Length { get; private set; }

    /// <summary>Where running began or ended, in order.</summary>
    internal List<Change> Changes => _changes;

    /// <summary>Takes a segmentation.</summary>
    internal void Fill(ReadOnlySpan<Motion> motions)
    {
        Length = motions.Length;
        if (_run.Length <= Length)
        {
            int size = Math.Max(4096, (Length + 1) * 3 / 2);
            _run = new int[size];
            _rest = new int[size];
        }
        _changes.Clear();
        (_run[0], _rest[0]) = (0, 0);
        for (int cell = 0; cell < Length; cell++)
        {
            bool isRun = motions[cell] == Motion.Run;
            _run[cell + 1] = _run[cell] + (isRun ? 1 : 0);
            _rest[cell + 1] = _rest[cell] + (motions[cell] is Motion.Walk or Motion.Still ? 1 : 0);
            bool wasRun = cell > 0 && motions[cell - 1] == Motion.Run;
            if (isRun != wasRun)
                _changes.Add(new(cell, isRun));
        }
    }

    /// <summary>Seconds of running between two times.</summary>
    internal double Run(double from, double to) => At(_run, to) - At(_run, from);

    /// <summary>Seconds of walking or standing.</summary>
    internal double Rest(double from, double to) => At(_rest, to) - At(_rest, from);

    /// <summary>Seconds in which the gait is unknown.</summary>
    internal double Unknown(double from, double to) => Math.Max(0, to - from - Run(from, to) - Rest(from, to));

    private double At(int[] sums, double time)
    {
        if (time <= 0)
            return 0;
        if (time >= Length)
            return sums[Length];
        int cell = (int)time;
        return sums[cell] + ((sums[cell + 1] - sums[cell]) * (time - cell));
    }

    /// <summary>A second at which running begins, or has ended.</summary>
    internal readonly record struct Change(int Cell, bool ToRun);
}
