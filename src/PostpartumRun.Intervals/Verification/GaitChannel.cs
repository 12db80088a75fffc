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

    /// <summary>How much likelier running is than walking at this value: the logarithm of the ratio, bounded.</summary>
    internal readonly double RunOverWalk(double value)
    {
        if (!IsTelling)
            return 0;
        double bounded = Run > Walk ? Math.Clamp(value, Walk, Run) : Math.Clamp(value, Run, Walk);
        double fromWalk = (bounded - Walk) * _walkPrecision;
        double fromRun = (bounded - Run) * _runPrecision;
        double ratio = 0.5 * ((fromWalk * fromWalk) - (fromRun * fromRun));
        return Math.Clamp(ratio * _prior.Weight, -_prior.Most, _prior.Most);
    }

    /// <summary>Begins to learn anew.</summary>
    internal void Forget() => _walkMoments = _runMoments = default;

    /// <summary>Takes in one second of walking or running.</summary>
    internal void Learn(bool isRun, double value)
    {
        if (isRun)
            _runMoments.Add(Math.Clamp(value, _prior.RunLow, _prior.RunHigh));
        else
            _walkMoments.Add(Math.Clamp(value, _prior.WalkLow, _prior.WalkHigh));
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

    private struct Moments
    {
        private double _count;
        private double _sum;
        private double _squares;

        internal void Add(double value)
        {
            _count++;
            _sum += value;
            _squares += value * value;
        }

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
