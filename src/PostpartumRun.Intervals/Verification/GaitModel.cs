namespace PostpartumRun.Intervals;

/// <summary>
/// What walking, running and standing look like in this file, and how likely each is at each second. Every channel votes by
/// itself; a missing value is no vote.
/// </summary>
internal sealed class GaitModel
{
    /// <summary>A missing cadence speaks a little for walking: on real wrists about 30 % of walking records lack it, and few running ones.</summary>
    private const double SwinglessVote = -0.1;

    private GaitChannel _cadence;
    private GaitChannel _speed;
    private GaitChannel _oscillation;
    private GaitChannel _stance;

    /// <summary>Running over walking at each second, as the logarithm of the likelihood ratio.</summary>
    private float[] _run = [];

    /// <summary>Standing over walking.</summary>
    private float[] _still = [];

    private bool[] _isKnown = [];
    private int _length;

    /// <summary>Cadence in walking and running.</summary>
    internal GaitChannel Cadence => _cadence;

    /// <summary>Speed in walking and running.</summary>
    internal GaitChannel Speed => _speed;

    /// <summary>Running over walking at each second.</summary>
    internal ReadOnlySpan<float> RunOverWalk => _run.AsSpan(0, _length);

    /// <summary>Standing over walking at each second.</summary>
    internal ReadOnlySpan<float> StillOverWalk => _still.AsSpan(0, _length);

    /// <summary>Whether anything at all is known of a second's gait.</summary>
    internal ReadOnlySpan<bool> IsKnown => _isKnown.AsSpan(0, _length);

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
            _isKnown = new bool[size];
        }
        _cadence = new(GaitPrior.Cadence);
        _speed = new(GaitPrior.Speed);
        _oscillation = new(GaitPrior.Oscillation);
        _stance = new(GaitPrior.Stance);
        IsSpeedAlone = evidence.HasSpeed && !HasSwing(evidence);
    }

    /// <summary>Begins speed at the two middles that a first look found.</summary>
    internal void BeginSpeed(double walk, double run) => _speed.Begin(walk, run);

    /// <summary>Computes each second's votes.</summary>
    internal void Score(Evidence evidence)
    {
        var speeds = evidence.Speed;
        var cadences = evidence.Cadence;
        var oscillations = evidence.Oscillation;
        var stances = evidence.Stance;
        for (int cell = 0; cell < _length; cell++)
        {
            double run = 0, still = 0;
            bool isKnown = false;
            if (!float.IsNaN(speeds[cell]))
            {
                isKnown = true;
                run += _speed.RunOverWalk(speeds[cell]);
                still += Math.Clamp((0.55 - speeds[cell]) / 0.15, -2.5, 1.5);
            }
            if (cadences[cell] > CadenceScale.Least)
            {
                isKnown = true;
                run += _cadence.RunOverWalk(cadences[cell]);
                still -= 2;
            }
            else if (!float.IsNaN(cadences[cell]) && !IsSpeedAlone)
            {
                run += SwinglessVote;
                still += 0.2;
            }
            if (oscillations[cell] > 0)
            {
                isKnown = true;
                run += _oscillation.RunOverWalk(oscillations[cell]);
            }
            if (stances[cell] > 0)
            {
                isKnown = true;
                run += _stance.RunOverWalk(stances[cell]);
            }
            _run[cell] = (float)run;
            _still[cell] = (float)still;
            _isKnown[cell] = isKnown;
        }
    }

    /// <summary>
    /// Learns each channel's curves from the last reading of the file, away from where its gait changes. Speed is left out where it
    /// is alone and of one kind: it would split that in two.
    /// </summary>
    internal void Learn(Evidence evidence, ReadOnlySpan<Motion> motions, bool withSpeed)
    {
        const int Margin = 5;
        _cadence.Forget();
        _speed.Forget();
        _oscillation.Forget();
        _stance.Forget();
        for (int cell = Margin; cell < motions.Length - Margin; cell++)
        {
            var motion = motions[cell];
            if (motion < Motion.Walk || motions[cell - Margin] != motion || motions[cell + Margin] != motion)
                continue;
            bool isRun = motion == Motion.Run;
            if (evidence.Cadence[cell] > CadenceScale.Least)
                _cadence.Learn(isRun, evidence.Cadence[cell]);
            if (withSpeed && !float.IsNaN(evidence.Speed[cell]))
                _speed.Learn(isRun, evidence.Speed[cell]);
            if (evidence.Oscillation[cell] > 0)
                _oscillation.Learn(isRun, evidence.Oscillation[cell]);
            if (evidence.Stance[cell] > 0)
                _stance.Learn(isRun, evidence.Stance[cell]);
        }
        _cadence.Update();
        if (withSpeed)
            _speed.Update();
        _oscillation.Update();
        _stance.Update();
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
}
