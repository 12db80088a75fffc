using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>
/// Moves a body through time and writes down what it does: ramps between gaits, noise with a memory, hills, fatigue, a heart that lags.
/// </summary>
internal sealed class Mover(Body body, Dice dice, Truth truth)
{
    private const double Step = 1.0 / Truth.Rate;
    private readonly double _hillPhase = dice.Between(0, 6.28);
    private readonly double _heartLag = dice.Between(20, 45);
    private Motion _motion = Motion.Walk, _before = Motion.Walk;
    private double _sinceChange = 1e6, _cadenceWander, _speedWander, _strideWander;
    private double _heartRate = body.RestingHeartRate + 10;
    private double _cadenceFrom, _speedFrom, _cadence, _speed;

    /// <summary>Metres covered so far.</summary>
    public double Distance { get; private set; }

    /// <summary>When she has to stand still, in ticks; in order.</summary>
    public List<(int From, int To)> Halts { get; } = [];

    public int Ticks => truth.Ticks;

    /// <summary>Goes on in a gait for so many seconds.</summary>
    public void Go(Motion motion, double seconds, int owner)
    {
        int ticks = (int)Math.Round(seconds * Truth.Rate);
        for (int i = 0; i < ticks; i++)
            Move(motion, owner);
    }

    /// <summary>Goes on in a gait for so many metres.</summary>
    public void GoMeters(Motion motion, double meters, int owner)
    {
        double end = Distance + meters;
        for (int most = 3600 * Truth.Rate; Distance < end && most > 0; most--)
            Move(motion, owner);
    }

    private void Move(Motion wanted, int owner)
    {
        int now = truth.Ticks;
        foreach (var (from, to) in Halts)
        {
            if (now >= from && now < to)
                wanted = Motion.Still;
        }
        if (wanted != _motion)
        {
            (_before, _motion, _sinceChange) = (_motion, wanted, 0);
            (_cadenceFrom, _speedFrom) = (_cadence, _speed);
        }
        _sinceChange += Step;
        double ramp = _motion == Motion.Still || _before == Motion.Still ? Math.Min(1.5, body.RampSeconds) : body.RampSeconds;
        double done = Smooth(_sinceChange / ramp), doneSpeed = Smooth(_sinceChange / (ramp + 0.5));
        Wander();
        _cadence = _cadenceFrom + ((Math.Max(0, CadenceOf(now)) - _cadenceFrom) * done);
        _speed = _speedFrom + ((Math.Max(0, SpeedOf(now)) - _speedFrom) * doneSpeed);
        double effort = _motion switch { Motion.Run => 78, Motion.Walk => 38, _ => 22 };
        double beat = body.RestingHeartRate + effort + (10.0 * now / (3600 * Truth.Rate));
        _heartRate += (beat - _heartRate) * Step / _heartLag;
        Distance += _speed * Step;
        truth.Motion.Add(done >= 0.5 ? _motion : _before);
        truth.Owner.Add((short)owner);
        truth.Cadence.Add((float)_cadence);
        truth.Speed.Add((float)_speed);
        truth.HeartRate.Add((float)(_heartRate + dice.Normal()));
    }

    private static double Smooth(double share) => share >= 1 ? 1 : share * share * (3 - (2 * share));

    /// <summary>Noise with memories of about 4, 6 and 40 s.</summary>
    private void Wander()
    {
        _cadenceWander = (0.94 * _cadenceWander) + (0.34 * dice.Normal());
        _speedWander = (0.96 * _speedWander) + (0.28 * dice.Normal());
        _strideWander = (0.994 * _strideWander) + (0.11 * dice.Normal());
    }

    private double CadenceOf(int tick)
    {
        if (_motion == Motion.Still)
            return 0;
        double target = _motion == Motion.Run ? body.RunCadence : body.WalkCadence;
        double drift = 1 + (body.Drift * Math.Min(1, tick / (2400.0 * Truth.Rate))) - (0.2 * Slope(tick));
        return (target * drift) + (body.CadenceNoise * _cadenceWander) + (0.8 * _strideWander);
    }

    private double SpeedOf(int tick)
    {
        if (_motion == Motion.Still)
            return 0;
        double target = _motion == Motion.Run ? body.RunSpeed : body.WalkSpeed;
        double tired = 1 - (body.Fatigue * tick / (3600.0 * Truth.Rate));
        double fresh = _motion == Motion.Run ? 1 + (body.Overshoot * Math.Exp(-_sinceChange / 8)) : 1;
        return (target * tired * fresh * (1 - Slope(tick))) + (body.SpeedNoise * (_speedWander + (0.5 * _strideWander)));
    }

    private double Slope(int tick) => body.Hills * Math.Sin(_hillPhase + (6.283 * tick / (body.HillSeconds * Truth.Rate)));
}
