using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>A runner's body and her watch's sensors, second by second.</summary>
internal sealed class SimulatedBody(int seed)
{
    private const float WalkStrides = 56, RunStrides = 81;
    private const float WalkHeartRate = 108, RunHeartRate = 152;

    private readonly Random _random = new(seed);
    private float _trueSpeed;
    private float _heartRate = 84;
    private float _drift;

    /// <summary>Speed as the watch shows it: smoothed, some seconds late, in metres a second.</summary>
    public float Speed { get; private set; }

    /// <summary>Distance so far in metres.</summary>
    public double Distance { get; private set; }

    /// <summary>Strides a minute; 0 in some seconds of walking, when the wrist gives no rhythm.</summary>
    public float StridesPerMinute { get; private set; }

    /// <summary>Beats a minute.</summary>
    public float HeartRate => MathF.Round(_heartRate);

    public void Step(Gait gait)
    {
        bool isRun = gait == Gait.Run;
        _drift = (0.97f * _drift) + Noise(0.02f);
        float target = (float)SimulationScript.SpeedOf(gait) * (1 + _drift);
        _trueSpeed += (target - _trueSpeed) * 0.7f;
        Speed = Math.Max(0, Speed + ((_trueSpeed - Speed) * 0.35f) + Noise(0.04f));
        Distance += Speed;
        bool isLost = !isRun && _random.NextDouble() < 0.2;
        StridesPerMinute = isLost ? 0 : (isRun ? RunStrides : WalkStrides) + Noise(1.2f);
        _heartRate += (((isRun ? RunHeartRate : WalkHeartRate) - _heartRate) * 0.03f) + Noise(0.3f);
    }

    /// <summary>About normal, by the sum of a few even ones.</summary>
    private float Noise(float deviation)
    {
        double sum = 0;
        for (int i = 0; i < 4; i++)
            sum += _random.NextDouble() - 0.5;
        return (float)(sum * Math.Sqrt(3) * deviation);
    }
}

/// <summary>The watch's lap counter.</summary>
internal sealed class LapMarker(IReadOnlyDictionary<Deviation, int> deviations)
{
    private const double AutoLapMeters = 1000;
    private readonly bool _marksSteps = !deviations.ContainsKey(Deviation.NoLaps);
    private readonly bool _marksKilometres = deviations.ContainsKey(Deviation.AutoLaps);
    private readonly bool _namesSteps = !deviations.ContainsKey(Deviation.NoWorkout);
    private (int Clock, int Timer, double Distance) _from, _now;

    public void Step(Recording recording, int clock, int timer, double distance)
    {
        _now = (clock, timer, distance);
        if (_marksKilometres && Math.Floor(distance / AutoLapMeters) > Math.Floor(_from.Distance / AutoLapMeters) && distance - _from.Distance > 1)
            Add(recording, LapTrigger.Distance, null);
    }

    public void End(Recording recording, LapTrigger trigger, int? stepIndex)
    {
        if (trigger == LapTrigger.Manual && !_marksSteps)
            return;
        if (_now.Clock > _from.Clock || (trigger == LapTrigger.SessionEnd && recording.Laps.Count == 0))
            Add(recording, trigger, _namesSteps ? stepIndex : null);
    }

    private void Add(Recording recording, LapTrigger trigger, int? stepIndex)
    {
        recording.Laps.Add(new(
            Duration.FromMilliseconds(_from.Clock * 1000L), Duration.FromMilliseconds((_now.Clock - _from.Clock) * 1000L),
            Duration.FromMilliseconds((_now.Timer - _from.Timer) * 1000L), trigger, stepIndex, _now.Distance - _from.Distance));
        _from = _now;
    }
}
