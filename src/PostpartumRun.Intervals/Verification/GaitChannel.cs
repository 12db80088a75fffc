using System.Numerics;
using System.Runtime.CompilerServices;

namespace PostpartumRun.Intervals;

/// <summary>
/// How one channel's values differ between walking and running: two bell curves, learned within the file from a prior that keeps
/// them where human walking and running lie, so that a file of one gait alone is not split in two.
/// </summary>
/// <remarks>A value beyond a curve's middle, on the side away from the other, counts as the middle: nobody walks too slowly to walk.
/// What one second can say is bounded, so that no spike outweighs its neighbours.</remarks>
internal struct GaitChannel
{
    private readonly GaitPrior _prior;
    private Moments _walkMoments;
    private Moments _runMoments;
    private double _walkPrecision;
    private double _runPrecision;

    internal GaitChannel(GaitPrior prior)
    {
        _prior = prior;
        (Walk, Run) = (prior.Walk, prior.Run);
        (WalkDeviation, RunDeviation) = (prior.WalkDeviation, prior.RunDeviation);
        Settle();
    }

    /// <summary>The middle of walking.</summary>
    internal double Walk { get; private set; }

    /// <summary>The middle of running.</summary>
    internal double Run { get; private set; }

    /// <summary>The standard deviation of walking.</summary>
    internal double WalkDeviation { get; private set; }

    /// <summary>The standard deviation of running.</summary>
    internal double RunDeviation { get; private set; }

    /// <summary>Whether the two lie far enough apart to say anything.</summary>
    internal bool IsTelling { get; private set; }

    /// <summary>How much likelier running is than walking at these values: the logarithm of the ratio, bounded.</summary>
    internal readonly Vector<float> RunOverWalk(Vector<float> values) => new Curve(this).RunOverWalk(values);

    /// <summary>The two curves as they stand, made to be asked for many seconds.</summary>
    internal readonly struct Curve
    {
        private readonly bool _isTelling;
        private readonly Vector<float> _walk;
        private readonly Vector<float> _run;
        private readonly Vector<float> _low;
        private readonly Vector<float> _high;
        private readonly Vector<float> _walkPrecision;
        private readonly Vector<float> _runPrecision;
        private readonly Vector<float> _weight;
        private readonly Vector<float> _most;

        internal Curve(in GaitChannel channel)
        {
            _isTelling = channel.IsTelling;
            (_walk, _run) = (new((float)channel.Walk), new((float)channel.Run));
            (_low, _high) = (Vector.Min(_walk, _run), Vector.Max(_walk, _run));
            (_walkPrecision, _runPrecision) = (new((float)channel._walkPrecision), new((float)channel._runPrecision));
            (_weight, _most) = (new((float)(0.5 * channel._prior.Weight)), new((float)channel._prior.Most));
        }

        /// <summary>How much likelier running is than walking at these values: the logarithm of the ratio, bounded.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal Vector<float> RunOverWalk(Vector<float> values)
        {
            if (!_isTelling)
                return Vector<float>.Zero;
            var bounded = Vector.Max(_low, Vector.Min(values, _high));
            var fromWalk = (bounded - _walk) * _walkPrecision;
            var fromRun = (bounded - _run) * _runPrecision;
            var ratio = ((fromWalk * fromWalk) - (fromRun * fromRun)) * _weight;
            return Vector.Max(-_most, Vector.Min(ratio, _most));
        }
    }

    /// <summary>Takes in the values of walking and running seconds that are above one bound and not above another.</summary>
    /// <param name="values">A value a second, NaN where there is none.</param>
    /// <param name="sides">1 for a second of running, -1 for one of walking, 0 for neither.</param>
    /// <param name="above">The lower bound, excluded.</param>
    /// <param name="most">The upper bound, included.</param>
    internal void Learn(ReadOnlySpan<float> values, ReadOnlySpan<float> sides, float above, float most)
    {
        Sums walk = default, run = default;
        Bounds ofWalk = new(_prior.Walk, _prior.WalkLow, _prior.WalkHigh), ofRun = new(_prior.Run, _prior.RunLow, _prior.RunHigh);
        var (lower, upper) = (new Vector<float>(above), new Vector<float>(most));
        int cell = 0;
        for (; cell <= values.Length - Vector<float>.Count; cell += Vector<float>.Count)
            Add(new(values[cell..]), new(sides[cell..]), ref walk, ref run);
        for (; cell < values.Length; cell++)
            Add(Vector.WithElement(new Vector<float>(float.NaN), 0, values[cell]), new(sides[cell]), ref walk, ref run);
        (_walkMoments, _runMoments) = (walk.ToMoments(_prior.Walk), run.ToMoments(_prior.Run));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        void Add(Vector<float> value, Vector<float> side, ref Sums walk, ref Sums run)
        {
            // A NaN is neither above nor below anything.
            var counts = Vector.GreaterThan(value, lower) & Vector.LessThanOrEqual(value, upper);
            walk.Add(value, counts & Vector.LessThan(side, Vector<float>.Zero), ofWalk);
            run.Add(value, counts & Vector.GreaterThan(side, Vector<float>.Zero), ofRun);
        }
    }

    /// <summary>Moves the curves to what was learned.</summary>
    internal void Update()
    {
        (Walk, WalkDeviation) = _walkMoments.With(_prior.Walk, _prior.WalkDeviation, _prior.Strength);
        (Run, RunDeviation) = _runMoments.With(_prior.Run, _prior.RunDeviation, _prior.Strength);
        Settle();
    }

    /// <summary>Puts the curves' middles where a first look at the file suggests.</summary>
    internal void Begin(double walk, double run)
    {
        (Walk, Run) = (walk, run);
        double gap = Math.Abs(run - walk);
        WalkDeviation = Math.Min(_prior.WalkDeviation, gap / 3);
        RunDeviation = Math.Min(_prior.RunDeviation, gap / 3);
        Settle();
    }

    private void Settle()
    {
        _walkPrecision = 1 / Math.Max(WalkDeviation, _prior.LeastDeviation);
        _runPrecision = 1 / Math.Max(RunDeviation, _prior.LeastDeviation);
        IsTelling = (Run - Walk) * Math.Sign(_prior.Run - _prior.Walk) >= _prior.LeastGap;
    }

    /// <summary>Where a gait's values are counted from, and between what they are kept.</summary>
    private readonly struct Bounds(double middle, double low, double high)
    {
        internal readonly Vector<float> Middle = new((float)middle), Low = new((float)low), High = new((float)high);
    }

    /// <summary>Sums over several seconds at a time, of what values differ from a middle: small numbers, which floats add well.</summary>
    private struct Sums
    {
        private Vector<int> _count;
        private Vector<float> _sum;
        private Vector<float> _squares;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Add(Vector<float> values, Vector<int> mask, in Bounds bounds)
        {
            var bounded = Vector.Max(bounds.Low, Vector.Min(values, bounds.High));
            var off = Vector.ConditionalSelect(mask, bounded - bounds.Middle, Vector<float>.Zero);
            _count -= mask;
            _sum += off;
            _squares += off * off;
        }

        internal readonly Moments ToMoments(double counted)
        {
            float middle = (float)counted;
            double count = Vector.Sum(_count), sum = Vector.Sum(_sum), squares = Vector.Sum(_squares);
            return new(count, sum + (count * middle), squares + (2 * middle * sum) + (count * middle * middle));
        }
    }

    private readonly struct Moments(double count, double sum, double squares)
    {
        private readonly double _count = count;
        private readonly double _sum = sum;
        private readonly double _squares = squares;

        /// <summary>Middle and deviation, with a prior that weighs as much as so many seconds.</summary>
        internal readonly (double Middle, double Deviation) With(double middle, double deviation, double strength)
        {
            double count = _count + strength;
            double mean = (_sum + (strength * middle)) / count;
            double own = _count > 0 ? _sum / _count : middle;
            double within = _squares - (_count * own * own);
            double variance = (Math.Max(0, within) + (strength * deviation * deviation)) / count;
            return (mean, Math.Sqrt(variance));
        }
    }
}
