using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PostpartumRun.Intervals;

/// <summary>
/// What walking, running and standing look like in this file, and how likely each is at each second. Every channel votes by
/// itself; a missing value is no vote.
/// </summary>
internal sealed class GaitModel
{
    /// <summary>On real wrists about 30 % of walking records have a cadence of 0, and few running ones (watch.md's figures).</summary>
    private const double WalkSwingless = 0.3;

    private const double RunSwingless = 0.1;

    /// <summary>More steps a minute than this are walking steps counted twice, as wrists do at times.</summary>
    private const float MostSteps = 202;

    /// <summary>A speed that says less than this says nothing by itself.</summary>
    private const float FaintVote = 0.6f;

    /// <summary>How many seconds of a file that prior weighs.</summary>
    private const double SwinglessStrength = 60;

    /// <summary>The most that a receiver is taken to lag by, in seconds.</summary>
    private const int MostLag = 7;

    private GaitChannel _cadence;
    private GaitChannel _speed;
    private GaitChannel _oscillation;
    private GaitChannel _stance;

    /// <summary>Running over walking at each second, as the logarithm of the likelihood ratio.</summary>
    private float[] _run = [];

    /// <summary>Standing over walking.</summary>
    private float[] _still = [];

    private Sight[] _sight = [];

    /// <summary>1 where running is learned from a second, -1 where walking is, else 0.</summary>
    private float[] _sides = [];

    /// <summary>Metres from the beginning up to each second's start, by speed.</summary>
    private double[] _travelled = [];
    private bool _isTravelledKnown;
    private double _swingless;
    private int _lag;
    private int _length;

    /// <summary>Cadence in walking and running.</summary>
    internal GaitChannel Cadence => _cadence;

    /// <summary>Speed in walking and running.</summary>
    internal GaitChannel Speed => _speed;

    /// <summary>Running over walking at each second.</summary>
    internal ReadOnlySpan<float> RunOverWalk => _run.AsSpan(0, _length);

    /// <summary>Standing over walking at each second.</summary>
    internal ReadOnlySpan<float> StillOverWalk => _still.AsSpan(0, _length);

    /// <summary>How much is known of each second's gait.</summary>
    internal ReadOnlySpan<Sight> Sights => _sight.AsSpan(0, _length);

    /// <summary>Whether cadence, or another channel of the body's own, tells the gait, and not speed alone.</summary>
    internal bool IsSpeedAlone { get; private set; }

    /// <summary>Takes the priors, and a first look at the file.</summary>
    internal void Begin(Evidence evidence, int length)
    {
        _length = length;
        if (_run.Length < length)
        {
            int size = Math.Max(4096, length * 3 / 2);
            _run = new float[size];
            _still = new float[size];
            _sight = new Sight[size];
            _sides = new float[size];
            _travelled = new double[size + 1];
        }
        _cadence = new(GaitPrior.Cadence);
        _speed = new(GaitPrior.Speed);
        _oscillation = new(GaitPrior.Oscillation);
        _stance = new(GaitPrior.Stance);
        _swingless = SwinglessVote(WalkSwingless, RunSwingless);
        (_lag, _isTravelledKnown) = (0, false);
        IsSpeedAlone = evidence.HasSpeed && !HasSwing(evidence);
    }

    /// <summary>Begins speed at the two middles that a first look found.</summary>
    internal void BeginSpeed(double walk, double run) => _speed.Begin(walk, run);

    /// <summary>Computes each second's votes, several seconds at a time.</summary>
    internal void Score(Evidence evidence)
    {
        ReadOnlySpan<float> speeds = evidence.Speed, cadences = evidence.Cadence;
        var (speed, cadence) = (new GaitChannel.Curve(_speed), new GaitChannel.Curve(_cadence));
        // Where speed is alone, a wrist without swing says nothing.
        var swingless = IsSpeedAlone ? default : new Votes(new((float)_swingless), new(0.2f));
        int cell = 0;
        for (; cell <= _length - _lag - Vector<float>.Count; cell += Vector<float>.Count)
        {
            var (run, still) = SpeedVotes(new(speeds[(cell + _lag)..]), speed) + CadenceVotes(new(cadences[cell..]), cadence, swingless);
            run.CopyTo(_run, cell);
            still.CopyTo(_still, cell);
        }
        for (; cell < _length; cell++)
        {
            float then = speeds[Math.Min(cell + _lag, _length - 1)];
            var (run, still) = SpeedVotes(new(then), speed) + CadenceVotes(new(cadences[cell]), cadence, swingless);
            (_run[cell], _still[cell]) = (run[0], still[0]);
        }
        if (evidence.HasOscillation)
            ScoreBody(evidence.Oscillation, _oscillation);
        if (evidence.HasStance)
            ScoreBody(evidence.Stance, _stance);
    }

    private void ScoreBody(ReadOnlySpan<float> values, GaitChannel channel)
    {
        var curve = new GaitChannel.Curve(channel);
        int cell = 0;
        for (; cell <= _length - Vector<float>.Count; cell += Vector<float>.Count)
            (new Vector<float>(_run, cell) + BodyVotes(new(values[cell..]), curve)).CopyTo(_run, cell);
        for (; cell < _length; cell++)
            _run[cell] += BodyVotes(new(values[cell]), curve)[0];
    }

    private readonly record struct Votes(Vector<float> RunOverWalk, Vector<float> StillOverWalk)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Votes operator +(in Votes one, in Votes other) =>
            new(one.RunOverWalk + other.RunOverWalk, one.StillOverWalk + other.StillOverWalk);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Votes SpeedVotes(Vector<float> speed, in GaitChannel.Curve curve)
    {
        var isMoving = Vector.Equals(speed, speed);
        var slow = (new Vector<float>(0.55f) - speed) / new Vector<float>(0.15f);
        return new(
            Vector.ConditionalSelect(isMoving, curve.RunOverWalk(speed), Vector<float>.Zero),
            Vector.ConditionalSelect(isMoving, Vector.Max(new(-2.5f), Vector.Min(slow, new Vector<float>(1.5f))), Vector<float>.Zero));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Votes CadenceVotes(Vector<float> cadence, in GaitChannel.Curve curve, in Votes swingless)
    {
        var (zero, least) = (Vector<float>.Zero, new Vector<float>(CadenceScale.Least));
        var isSwinging = Vector.GreaterThan(cadence, least) & Vector.LessThanOrEqual(cadence, new Vector<float>(MostSteps));
        var isSwingless = Vector.LessThanOrEqual(cadence, least);
        return new(
            Vector.ConditionalSelect(isSwinging, curve.RunOverWalk(cadence), Vector.ConditionalSelect(isSwingless, swingless.RunOverWalk, zero)),
            Vector.ConditionalSelect(isSwinging, new Vector<float>(-2), Vector.ConditionalSelect(isSwingless, swingless.StillOverWalk, zero)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> BodyVotes(Vector<float> value, in GaitChannel.Curve curve) =>
        Vector.ConditionalSelect(Vector.GreaterThan(value, Vector<float>.Zero), curve.RunOverWalk(value), Vector<float>.Zero);

    /// <summary>Says how much is known of each second, once the model is settled.</summary>
    internal void Look(Evidence evidence)
    {
        var speed = new GaitChannel.Curve(_speed);
        var sights = MemoryMarshal.AsBytes(_sight.AsSpan(0, _length));
        int several = Vector<int>.Count, cell = 0;
        for (; cell <= _length - _lag - Vector<byte>.Count; cell += Vector<byte>.Count)
        {
            var first = Vector.Narrow(SightsFrom(cell), SightsFrom(cell + several));
            var second = Vector.Narrow(SightsFrom(cell + (2 * several)), SightsFrom(cell + (3 * several)));
            Vector.AsVectorByte(Vector.Narrow(first, second)).CopyTo(sights[cell..]);
        }
        for (; cell < _length; cell++)
        {
            float then = evidence.Speed[Math.Min(cell + _lag, _length - 1)];
            var one = SightsOf(new(evidence.Cadence[cell]), new(evidence.Oscillation[cell]), new(evidence.Stance[cell]), new(then), speed);
            sights[cell] = (byte)one[0];
        }

        Vector<int> SightsFrom(int start) => SightsOf(
            new(evidence.Cadence[start..]), new(evidence.Oscillation[start..]), new(evidence.Stance[start..]),
            new(evidence.Speed[(start + _lag)..]), speed);
    }

    /// <summary>How much several seconds show, each as a <see cref="Sight"/>.</summary>
    private Vector<int> SightsOf(
        Vector<float> cadence, Vector<float> oscillation, Vector<float> stance, Vector<float> speed, in GaitChannel.Curve curve)
    {
        var (zero, least, most) = (Vector<float>.Zero, new Vector<float>(CadenceScale.Least), new Vector<float>(MostSteps));
        var isTold = (Vector.GreaterThan(cadence, least) & Vector.LessThanOrEqual(cadence, most))
            | Vector.GreaterThan(oscillation, zero) | Vector.GreaterThan(stance, zero);
        var isDim = Vector.GreaterThan(cadence, most);
        if (!IsSpeedAlone)
            isDim |= Vector.LessThanOrEqual(cadence, least);
        var isFaint = Vector.OnesComplement(Vector.Equals(speed, speed))
            | (isDim & Vector.LessThan(Vector.Abs(curve.RunOverWalk(speed)), new Vector<float>(FaintVote)));
        var unclear = isDim & new Vector<int>((int)Sight.Dim);
        return Vector.ConditionalSelect(isFaint & Vector.OnesComplement(isTold), unclear, new((int)Sight.Clear));
    }

    /// <summary>
    /// Learns each channel's curves from the last reading of the file, away from where its gait changes. Speed is left out where it
    /// is alone and of one kind: it would split that in two.
    /// </summary>
    internal void Learn(Evidence evidence, ReadOnlySpan<Motion> motions, bool withSpeed)
    {
        if (!IsSpeedAlone && evidence.HasSpeed && _lag == 0)
            _lag = FindLag(evidence.Speed, motions);
        FindSides(motions);
        var sides = _sides.AsSpan(0, _length);
        LearnSwing(evidence.Cadence, sides);
        _cadence.Learn(evidence.Cadence, sides, CadenceScale.Least, MostSteps);
        _cadence.Update();
        if (withSpeed)
        {
            _speed.Learn(evidence.Speed, sides, -1, float.MaxValue);
            _speed.Update();
        }
        if (evidence.HasOscillation)
        {
            _oscillation.Learn(evidence.Oscillation, sides, 0, float.MaxValue);
            _oscillation.Update();
        }
        if (evidence.HasStance)
        {
            _stance.Learn(evidence.Stance, sides, 0, float.MaxValue);
            _stance.Update();
        }
    }

    /// <summary>Which seconds are learned from, and for which gait: those with the same gait some seconds before and after.</summary>
    private void FindSides(ReadOnlySpan<Motion> motions)
    {
        const int Margin = 5;
        _sides.AsSpan(0, _length).Clear();
        var bytes = MemoryMarshal.AsBytes(motions);
        int cell = Margin;
        for (; cell <= motions.Length - Margin - Vector<byte>.Count; cell += Vector<byte>.Count)
        {
            var motion = new Vector<byte>(bytes[cell..]);
            var isAlike = Vector.Equals(motion, new(bytes[(cell - Margin)..])) & Vector.Equals(motion, new(bytes[(cell + Margin)..]));
            var isRun = Vector.Equals(motion, new((byte)Motion.Run));
            var isWalk = Vector.Equals(motion, new((byte)Motion.Walk));
            // Where walking is, all bits are set: -1.
            var sides = Vector.AsVectorSByte(isAlike & (isWalk | (isRun & Vector<byte>.One)));
            Vector.Widen(sides, out var low, out var high);
            Widen(low, cell);
            Widen(high, cell + Vector<short>.Count);
        }
        for (; cell < motions.Length - Margin; cell++)
        {
            var motion = motions[cell];
            bool isAlike = motions[cell - Margin] == motion && motions[cell + Margin] == motion;
            _sides[cell] = !isAlike || motion < Motion.Walk ? 0 : motion == Motion.Run ? 1 : -1;
        }

        void Widen(Vector<short> sides, int at)
        {
            Vector.Widen(sides, out var low, out var high);
            Vector.ConvertToSingle(low).CopyTo(_sides, at);
            Vector.ConvertToSingle(high).CopyTo(_sides, at + Vector<int>.Count);
        }
    }

    private void LearnSwing(ReadOnlySpan<float> cadences, ReadOnlySpan<float> sides)
    {
        Swing walk = default, run = default;
        int cell = 0;
        for (; cell <= cadences.Length - Vector<float>.Count; cell += Vector<float>.Count)
            Add(new(cadences[cell..]), new(sides[cell..]));
        for (; cell < cadences.Length; cell++)
            Add(Vector.WithElement(new Vector<float>(float.NaN), 0, cadences[cell]), new(sides[cell]));
        _swingless = SwinglessVote(walk.Share(WalkSwingless), run.Share(RunSwingless));

        void Add(Vector<float> cadence, Vector<float> side)
        {
            var isKnown = Vector.Equals(cadence, cadence);
            var isSwingless = Vector.LessThanOrEqual(cadence, new Vector<float>(CadenceScale.Least));
            walk.Add(isKnown & Vector.LessThan(side, Vector<float>.Zero), isSwingless);
            run.Add(isKnown & Vector.GreaterThan(side, Vector<float>.Zero), isSwingless);
        }
    }

    /// <summary>Less than the shares would say: seconds without a swing come in stretches.</summary>
    private static double SwinglessVote(double walk, double run) => Math.Clamp(0.5 * Math.Log(run / walk), -0.6, 0.2);

    /// <summary>The lag at which the speed fits best to what the body's own channels say.</summary>
    private int FindLag(ReadOnlySpan<float> speed, ReadOnlySpan<Motion> motions)
    {
        if (motions.Length <= MostLag)
            return 0;
        var travelled = Travelled(speed);
        Span<double> fits = stackalloc double[MostLag + 1];
        fits.Clear();
        // A stretch of running speaks for a lag by the way made in it when it is moved by the lag, and one of walking against it.
        int end = motions.Length - MostLag;
        for (int start = 0, next; start < end; start = next)
        {
            int same = motions[start..end].IndexOfAnyExcept(motions[start]);
            next = same < 0 ? end : start + same;
            if (motions[start] < Motion.Walk)
                continue;
            for (int lag = 0; lag <= MostLag; lag++)
            {
                double way = travelled[next + lag] - travelled[start + lag];
                fits[lag] += motions[start] == Motion.Run ? way : -way;
            }
        }
        int best = 0;
        for (int lag = 1; lag <= MostLag; lag++)
        {
            // Sums in another order differ in their last digits, which shall not decide.
            if (fits[lag] > fits[best] + 1e-6)
                best = lag;
        }
        return best;
    }

    private ReadOnlySpan<double> Travelled(ReadOnlySpan<float> speed)
    {
        var travelled = _travelled.AsSpan(0, speed.Length + 1);
        if (_isTravelledKnown)
            return travelled;
        double way = travelled[0] = 0;
        for (int cell = 0; cell < speed.Length; cell++)
            travelled[cell + 1] = way += float.IsNaN(speed[cell]) ? 0 : speed[cell];
        _isTravelledKnown = true;
        return travelled;
    }

    /// <summary>Whether a quarter of the moving seconds have a cadence: with hands on a buggy they have none.</summary>
    private static bool HasSwing(Evidence evidence)
    {
        if (evidence.HasDynamics)
            return true;
        if (!evidence.HasCadence)
            return false;
        Vector<int> moving = default, swinging = default;
        ReadOnlySpan<float> speeds = evidence.Speed, cadences = evidence.Cadence;
        int cell = 0;
        for (; cell <= speeds.Length - Vector<float>.Count; cell += Vector<float>.Count)
            Count(new(speeds[cell..]), new(cadences[cell..]));
        for (; cell < speeds.Length; cell++)
            Count(Vector.WithElement(default(Vector<float>), 0, speeds[cell]), new(cadences[cell]));
        return Vector.Sum(swinging) * 4 >= Vector.Sum(moving);

        void Count(Vector<float> speed, Vector<float> cadence)
        {
            var isMoving = Vector.GreaterThan(speed, new Vector<float>(0.8f));
            moving -= isMoving;
            swinging -= isMoving & Vector.GreaterThan(cadence, new Vector<float>(60));
        }
    }

    /// <summary>How many seconds of a gait were without a swing of the wrist.</summary>
    private struct Swing
    {
        private Vector<int> _seconds;
        private Vector<int> _without;

        internal void Add(Vector<int> isOfGait, Vector<int> isSwingless)
        {
            _seconds -= isOfGait;
            _without -= isOfGait & isSwingless;
        }

        internal readonly double Share(double prior) =>
            (Vector.Sum(_without) + (SwinglessStrength * prior)) / (Vector.Sum(_seconds) + SwinglessStrength);
    }
}
