using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>The blind segmentation, made to be asked: how long each motion lasted between any two times, and where running began or ended.</summary>
internal sealed class MotionMap
{
    /// <summary>No change is blurred by more than this many seconds to a side.</summary>
    private const int MostBlur = 15;

    /// <summary>Changes further than this from both ends of a stretch, in seconds, lie within it.</summary>
    private const double Within = 10;

    /// <summary>Metres a second.</summary>
    private const double ClearlyFaster = 0.4;

    private int[] _run = [];
    private int[] _rest = [];
    private readonly List<Change> _changes = [];

    /// <summary>The axis' length in seconds.</summary>
    internal int Length { get; private set; }

    /// <summary>Whether a short walk within a run could be seen: by speed alone only where running is clearly faster.</summary>
    internal bool ShowsBreaks { get; private set; }

    /// <summary>Where running began or ended, in order.</summary>
    internal List<Change> Changes => _changes;

    /// <summary>Takes a segmentation, and how well each change of it could be seen.</summary>
    internal void Fill(GaitSegmenter segmenter, Evidence evidence)
    {
        var motions = segmenter.Motions;
        Length = motions.Length;
        if (_run.Length <= Length)
        {
            int size = Math.Max(4096, (Length + 1) * 3 / 2);
            _run = new int[size];
            _rest = new int[size];
        }
        _changes.Clear();
        var model = segmenter.Model;
        ShowsBreaks = !model.IsSpeedAlone || model.Speed.Run - model.Speed.Walk >= ClearlyFaster;
        (_run[0], _rest[0]) = (0, 0);
        var running = _run.AsSpan(1, Length);
        var resting = _rest.AsSpan(1, Length);
        (int run, int rest) = (0, 0);
        // A stretch of one motion at a time: within it one of the sums climbs, or neither.
        for (int start = 0, end; start < Length; start = end)
        {
            var motion = motions[start];
            int same = motions[start..].IndexOfAnyExcept(motion);
            end = same < 0 ? Length : start + same;
            bool isRun = motion == Motion.Run;
            if (isRun != (start > 0 && motions[start - 1] == Motion.Run))
                _changes.Add(new(start, isRun, 0, 0));
            run = Climb(running[start..end], run, isRun ? 1 : 0);
            rest = Climb(resting[start..end], rest, motion is Motion.Walk or Motion.Still ? 1 : 0);
        }
        Blur(model, evidence.IsRecorded);
    }

    /// <summary>Sums from a value on, that grows by so much each second. Returns the last.</summary>
    private static int Climb(Span<int> sums, int from, int step)
    {
        var sum = new Vector<int>(from) + ((Vector<int>.Indices + Vector<int>.One) * step);
        int cell = 0;
        for (; cell <= sums.Length - Vector<int>.Count; cell += Vector<int>.Count)
        {
            sum.CopyTo(sums[cell..]);
            sum += new Vector<int>(step * Vector<int>.Count);
        }
        for (; cell < sums.Length; cell++)
            sums[cell] = from + ((cell + 1) * step);
        return from + (sums.Length * step);
    }

    /// <summary>
    /// How many seconds of running more, and less, there may have been between two times than was seen, its beginning and end
    /// lying between two records, or where the wrist did not swing. With a break seen within, nothing is left to believe in.
    /// </summary>
    internal (double More, double Less) Leeway(double from, double to)
    {
        double more = 0, less = 0;
        foreach (var change in _changes)
        {
            if (change.Cell < from - 1)
                continue;
            if (change.Cell > to + 1)
                break;
            if (Math.Min(change.Cell - from, to - change.Cell) > Within)
                return (0, 0);
            more += change.ToRun ? change.Earlier : change.Later;
            less += change.ToRun ? change.Later : change.Earlier;
        }
        return (more, less);
    }

    private void Blur(GaitModel model, ReadOnlySpan<bool> isRecorded)
    {
        var sights = model.Sights;
        int least = model.IsSpeedAlone ? 2 : 0;
        for (int index = 0; index < _changes.Count; index++)
        {
            var change = _changes[index];
            int earlier = 0;
            while (earlier < MostBlur && change.Cell - earlier > 0 && !IsSeen(change.Cell - earlier - 1, sights, isRecorded))
                earlier++;
            int later = 0;
            while (later < MostBlur && change.Cell + later < Length && !IsSeen(change.Cell + later, sights, isRecorded))
                later++;
            _changes[index] = change with { Earlier = Math.Max(least, earlier), Later = Math.Max(least, later) };
        }
    }

    private static bool IsSeen(int cell, ReadOnlySpan<Sight> sights, ReadOnlySpan<bool> isRecorded) =>
        isRecorded[cell] && sights[cell] == Sight.Clear;

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
    /// <param name="Cell">The second.</param>
    /// <param name="ToRun">Whether running begins.</param>
    /// <param name="Earlier">How many seconds earlier it may have been.</param>
    /// <param name="Later">How many seconds later.</param>
    internal readonly record struct Change(int Cell, bool ToRun, int Earlier, int Later);
}
