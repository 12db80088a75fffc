using System.Numerics;

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
    private const double FaintVote = 0.6;

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
        _lag = 0;
        IsSpeedAlone = evidence.HasSpeed && !HasSwing(evidence);
    }

    /// <summary>Begins speed at the two middles that a first look found.</summary>
    internal void BeginSpeed(double walk, double run) => _speed.Begin(walk, run);

    /// <summary>Computes each second's votes, several seconds at a time.</summary>
    internal void Score(Evidence evidence)
    {
        var speeds = evidence.Speed;
        var cadences = evidence.Cadence;
        var oscillations = evidence.Oscillation;
        var stances = evidence.Stance;
        int cell = 0;
        for (; cell <= _length - _lag - Vector<float>.Count; cell += Vector<float>.Count)
        {
            var (run, still) = Votes(
                new(speeds[(cell + _lag)..]), new(cadences[cell..]), new(oscillations[cell..]), new Vector<float>(stances[cell..]));
            run.CopyTo(_run, cell);
            still.CopyTo(_still, cell);
        }
        for (; cell < _length; cell++)
        {
            var (run, still) = Votes(
                new(speeds[Math.Min(cell + _lag, _length - 1)]), new(cadences[cell]), new(oscillations[cell]), new Vector<float>(stances[cell]));
            (_run[cell], _still[cell]) = (run[0], still[0]);
        }
    }

    private readonly record struct Vote(Vector<float> RunOverWalk, Vector<float> StillOverWalk);

    private Vote Votes(Vector<float> speed, Vector<float> cadence, Vector<float> oscillation, Vector<float> stance)
    {
        var zero = Vector<float>.Zero;
        var isMoving = Vector.Equals(speed, speed);
        var run = Vector.ConditionalSelect(isMoving, _speed.RunOverWalk(speed), zero);
        var slow = (new Vector<float>(0.55f) - speed) / new Vector<float>(0.15f);
        var still = Vector.ConditionalSelect(isMoving, Vector.Max(new(-2.5f), Vector.Min(slow, new Vector<float>(1.5f))), zero);

        var isSwinging = Vector.GreaterThan(cadence, new Vector<float>(CadenceScale.Least)) & Vector.LessThanOrEqual(cadence, new Vector<float>(MostSteps));
        run += Vector.ConditionalSelect(isSwinging, _cadence.RunOverWalk(cadence), zero);
        still -= Vector.ConditionalSelect(isSwinging, new Vector<float>(2), zero);
        if (!IsSpeedAlone)
        {
            var isSwingless = Vector.LessThanOrEqual(cadence, new Vector<float>(CadenceScale.Least));
            run += Vector.ConditionalSelect(isSwingless, new Vector<float>((float)_swingless), zero);
            still += Vector.ConditionalSelect(isSwingless, new Vector<float>(0.2f), zero);
        }
        run += Vector.ConditionalSelect(Vector.GreaterThan(oscillation, zero), _oscillation.RunOverWalk(oscillation), zero);
        run += Vector.ConditionalSelect(Vector.GreaterThan(stance, zero), _stance.RunOverWalk(stance), zero);
        return new(run, still);
    }

    /// <summary>Says how much is known of each second, once the model is settled.</summary>
    internal void Look(Evidence evidence)
    {
        var speeds = evidence.Speed;
        var cadences = evidence.Cadence;
        var oscillations = evidence.Oscillation;
        var stances = evidence.Stance;
        for (int cell = 0; cell < _length; cell++)
        {
            float cadence = cadences[cell];
            bool isSwinging = cadence is > CadenceScale.Least and <= MostSteps;
            if (isSwinging || oscillations[cell] > 0 || stances[cell] > 0)
            {
                _sight[cell] = Sight.Clear;
                continue;
            }
            float speed = speeds[Math.Min(cell + _lag, _length - 1)];
            bool isDim = cadence > MostSteps || (cadence <= CadenceScale.Least && !IsSpeedAlone);
            bool isFaint = float.IsNaN(speed) || (isDim && Math.Abs(_speed.RunOverWalk(new Vector<float>(speed))[0]) < FaintVote);
            _sight[cell] = !isFaint ? Sight.Clear : isDim ? Sight.Dim : Sight.None;
        }
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
        _oscillation.Learn(evidence.Oscillation, sides, 0, float.MaxValue);
        _oscillation.Update();
        _stance.Learn(evidence.Stance, sides, 0, float.MaxValue);
        _stance.Update();
    }

    /// <summary>Which seconds are learned from, and for which gait.</summary>
    private void FindSides(ReadOnlySpan<Motion> motions)
    {
        const int Margin = 5;
        _sides.AsSpan(0, _length).Clear();
        for (int cell = Margin; cell < motions.Length - Margin; cell++)
        {
            var motion = motions[cell];
            bool isAlike = motions[cell - Margin] == motion && motions[cell + Margin] == motion;
            _sides[cell] = !isAlike || motion < Motion.Walk ? 0 : motion == Motion.Run ? 1 : -1;
        }
    }

    private void LearnSwing(ReadOnlySpan<float> cadences, ReadOnlySpan<float> sides)
    {
        Swing walk = default, run = default;
        for (int cell = 0; cell < cadences.Length; cell++)
        {
            if (sides[cell] == 0 || float.IsNaN(cadences[cell]))
                continue;
            ref var swing = ref sides[cell] > 0 ? ref run : ref walk;
            swing.Seconds++;
            swing.Without += cadences[cell] <= CadenceScale.Least ? 1 : 0;
        }
        _swingless = SwinglessVote(walk.Share(WalkSwingless), run.Share(RunSwingless));
    }

    /// <summary>Less than the shares would say: seconds without a swing come in stretches.</summary>
    private static double SwinglessVote(double walk, double run) => Math.Clamp(0.5 * Math.Log(run / walk), -0.6, 0.2);

    /// <summary>The lag at which the speed fits best to what the body's own channels say.</summary>
    private int FindLag(ReadOnlySpan<float> speed, ReadOnlySpan<Motion> motions)
    {
        if (motions.Length <= MostLag)
            return 0;
        var travelled = _travelled.AsSpan(0, speed.Length + 1);
        travelled[0] = 0;
        for (int cell = 0; cell < speed.Length; cell++)
            travelled[cell + 1] = travelled[cell] + (float.IsNaN(speed[cell]) ? 0 : speed[cell]);
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

    /// <summary>Whether a quarter of the moving seconds have a cadence: with hands on a buggy they have none.</summary>
    private static bool HasSwing(Evidence evidence)
    {
        if (evidence.HasDynamics)
            return true;
        if (!evidence.HasCadence)
            return false;
        int moving = 0, swinging = 0;
        var speeds = evidence.Speed;
        var cadences = evidence.Cadence;
        for (int cell = 0; cell < speeds.Length; cell++)
        {
            if (!(speeds[cell] > 0.8f))
                continue;
            moving++;
            swinging += cadences[cell] > 60 ? 1 : 0;
        }
        return swinging * 4 >= moving;
    }

    /// <summary>How many seconds of a gait were without a swing of the wrist.</summary>
    private struct Swing
    {
        internal double Seconds;
        internal double Without;

        internal readonly double Share(double prior) => (Without + (SwinglessStrength * prior)) / (Seconds + SwinglessStrength);
    }
}
