namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>
/// A runner and a watch in steps of a tenth of a second: the body ramps between gaits, the wrist swings or does not, the receiver
/// filters, and the watch stores what it is set to. It shares no figures with the verifier.
/// </summary>
internal sealed class Simulator(Workout workout, Outing outing, Watch watch, Random random, Recording recording)
{
    private readonly double _walkSpeed = watch.IsSlow ? 1.5 + (0.1 * random.NextDouble()) : 1.3 + (0.35 * random.NextDouble());
    private readonly double _runSpeed = watch.IsSlow ? 1.68 + (0.2 * random.NextDouble()) : 2.1 + (0.8 * random.NextDouble());
    private readonly double _walkCadence = watch.IsBrisk ? 126 + (8 * random.NextDouble()) : 100 + (24 * random.NextDouble());
    private readonly double _runCadence = 152 + (22 * random.NextDouble());
    private double _speed, _cadence, _filtered, _drift, _gaitNoise, _distance;
    private bool _isSwinging = true;
    private int _nextRecord;
    private double _wall;
    private double _pauseAt = double.NaN;

    /// <summary>When she began to run and when she stopped, in wall-clock seconds.</summary>
    internal List<double> RunBoundaries { get; } = [];

    /// <summary>Writes what the watch would.</summary>
    internal void Record()
    {
        recording.Start = new DateTimeOffset(2026, 6, 21, 7, 0, 0, TimeSpan.Zero);
        if (watch.Pauses)
            _pauseAt = 100 + random.Next(900);
        double clock = 0;
        bool wasRun = false;
        foreach (var act in Reacted())
        {
            if (act.Motion == Motion.Run != wasRun)
                RunBoundaries.Add(_wall);
            wasRun = act.Motion == Motion.Run;
            for (int tenth = 0; tenth < act.Seconds * 10; tenth++)
            {
                Move(act.Motion);
                if (tenth % 10 == 0)
                    Store(clock);
                clock += 0.1;
                _wall += 0.1;
                if (tenth % 10 == 9)
                    PauseMaybe(clock);
            }
        }
        recording.Elapsed = Duration.FromSeconds(Math.Round(_wall));
        if (watch.LapsNameSteps is { } named)
            AddLaps(named);
    }

    /// <summary>She hears the beep and changes a moment later; the whole stays as long.</summary>
    private IEnumerable<Act> Reacted()
    {
        double carried = 0;
        for (int index = 0; index < outing.Acts.Count; index++)
        {
            var act = outing.Acts[index];
            bool isLast = index == outing.Acts.Count - 1;
            double late = isLast || outing.Acts[index + 1].Motion == act.Motion ? 0 : Math.Round(random.NextDouble() * watch.Reaction);
            yield return act with { Seconds = act.Seconds - carried + late };
            carried = late;
        }
    }

    private void Move(Motion motion)
    {
        double speed = motion switch { Motion.Run => _runSpeed, Motion.Walk => _walkSpeed, _ => 0 };
        double cadence = motion switch { Motion.Run => _runCadence, Motion.Walk => _walkCadence, _ => 0 };
        _speed += (speed - _speed) * 0.08;
        _cadence += (cadence - _cadence) * 0.15;
        _drift = (0.995 * _drift) + (0.1 * watch.SpeedNoise * Gaussian());
        _gaitNoise = (0.97 * _gaitNoise) + (0.7 * Gaussian());
        _filtered += (_speed + _drift - _filtered) * Math.Min(1, 0.1 / Math.Max(0.1, watch.Lag));
        _distance += Math.Max(0, _speed) * 0.1;
        double stop = motion == Motion.Run ? 0.004 : 0.012;
        if (random.NextDouble() < (_isSwinging ? stop : 0.03))
            _isSwinging = !_isSwinging;
    }

    private void Store(double clock)
    {
        int second = (int)Math.Round(_wall);
        if (second < _nextRecord)
            return;
        _nextRecord = second + (watch.IsSmart ? 1 + random.Next(8) : 1);
        int index = recording.AddRecord(second);
        bool hasSignal = !watch.LosesSignal || clock % 400 is < 150 or > 168;
        if (hasSignal && watch.HasSpeed)
            recording.Set(index, Channel.Speed, (float)Math.Max(0, Math.Round(Seen(), 3)));
        if (hasSignal && watch.HasDistance)
            recording.Set(index, Channel.Distance, (float)Math.Round(_distance + (0.3 * Gaussian()), 2));
        if (watch.HasCadence)
            recording.Set(index, Channel.Cadence, Counted());
        if (watch.HasDynamics)
        {
            bool isRun = _cadence > 140;
            recording.Set(index, Channel.VerticalOscillation, (float)((isRun ? 82 : 50) + (5 * Gaussian())));
            recording.Set(index, Channel.StanceTime, (float)((isRun ? 290 : 590) + (15 * Gaussian())));
        }
        recording.Set(index, Channel.HeartRate, 120 + (20 * (float)(_speed / 3)));
    }

    private double Seen()
    {
        double seen = _filtered + (0.5 * watch.SpeedNoise * Gaussian());
        return watch.Spikes && random.NextDouble() < 0.01 ? seen + 4 : seen;
    }

    private float Counted()
    {
        if (watch.IsBuggy || !_isSwinging || _cadence < 40)
            return 0;
        double steps = _cadence + _gaitNoise;
        return (float)(watch.CountsSteps ? Math.Round(steps) : Math.Round(steps) / 2);
    }

    private void PauseMaybe(double clock)
    {
        if (!(clock >= _pauseAt))
            return;
        double length = 20 + random.Next(100);
        double from = Math.Round(_wall);
        recording.Pauses.Add(new(Duration.FromSeconds(from), Duration.FromSeconds(from + length)));
        _wall = from + length;
        _nextRecord = (int)_wall;
        _pauseAt = double.NaN;
    }

    private void AddLaps(bool named)
    {
        double timer = 0;
        foreach (var step in outing.Acts.GroupBy(act => act.Interval).OrderBy(group => group.Key))
        {
            double seconds = step.Sum(act => act.Seconds);
            int? index = named && step.Key >= 0 ? workout.Schedule[step.Key].StepIndex : null;
            bool isLast = step.Key == outing.Acts[^1].Interval;
            double cut = watch.HasAutoLap && seconds > 100 ? Math.Round(seconds * 0.4) : 0;
            if (cut > 0)
                AddLap(timer, timer + cut, LapTrigger.Distance, index);
            AddLap(timer + cut, timer + seconds, isLast ? LapTrigger.SessionEnd : LapTrigger.Manual, index);
            timer += seconds;
        }
    }

    private void AddLap(double from, double to, LapTrigger trigger, int? index)
    {
        double start = Wall(from, isEnd: false);
        double end = Wall(to, isEnd: true);
        recording.Laps.Add(new(
            Duration.FromSeconds(start), Duration.FromSeconds(end - start), Duration.FromSeconds(to - from), trigger, index, double.NaN));
    }

    private double Wall(double timer, bool isEnd)
    {
        foreach (var pause in recording.Pauses)
        {
            if (isEnd ? timer > pause.Start.Seconds : timer >= pause.Start.Seconds)
                timer += (pause.End - pause.Start).Seconds;
        }
        return timer;
    }

    private double Gaussian() =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
