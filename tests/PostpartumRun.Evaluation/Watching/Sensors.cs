using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>What a watch measures at each whole second of timer time; NaN where it has nothing.</summary>
internal sealed class Sensors
{
    private readonly List<(int From, int To, double Value)> _stretches = [];

    public List<double> Cadence { get; } = [];

    public List<double> Speed { get; } = [];

    /// <summary>Metres so far.</summary>
    public List<double> Distance { get; } = [];

    public int Count => Cadence.Count;

    public void Measure(Truth truth, Outing outing, Watch watch, Dice dice)
    {
        Cadence.Clear();
        Speed.Clear();
        Distance.Clear();
        int seconds = truth.Ticks / Truth.Rate;
        MeasureCadence(truth, watch, dice, seconds);
        MeasureSpeed(truth, watch, dice, seconds);
        SpoilCadence(outing.Troubles, truth, dice);
        SpoilSpeed(outing.Troubles, dice);
    }

    private void MeasureCadence(Truth truth, Watch watch, Dice dice, int seconds)
    {
        int window = Math.Max(1, (int)Math.Round(watch.CadenceWindow * Truth.Rate));
        for (int second = 0; second <= seconds; second++)
        {
            int end = Math.Clamp(second * Truth.Rate, 1, truth.Ticks), from = Math.Max(0, end - window);
            double sum = 0;
            for (int tick = from; tick < end; tick++)
                sum += truth.Cadence[tick];
            double mean = sum / (end - from);
            // Slow steps at the ends of halts are not counted as a cadence at all.
            Cadence.Add(mean < 40 ? 0 : Math.Max(0, mean + (0.8 * dice.Normal()) + (dice.Chance(0.004) ? dice.Between(-40, 30) : 0)));
        }
    }

    private void MeasureSpeed(Truth truth, Watch watch, Dice dice, int seconds)
    {
        double follow = 1 - Math.Exp(-1.0 / (Truth.Rate * watch.SpeedSmoothing)), smooth = truth.Speed[0], noise = 0, distance = 0;
        double mean = truth.Speed.Average();
        int delay = (int)Math.Round(watch.SpeedDelay * Truth.Rate), tick = 0;
        for (int second = 0; second <= seconds; second++)
        {
            for (; tick < Math.Min(truth.Ticks, second * Truth.Rate); tick++)
                smooth += follow * (truth.Speed[Math.Max(0, tick - delay)] - smooth);
            noise = (0.8 * noise) + (0.6 * dice.Normal());
            double shown = smooth < 0.1 ? 0 : mean + ((smooth - mean) * watch.SpeedContrast);
            double value = Math.Max(0, (shown * watch.SpeedScale) + (shown > 0 ? watch.SpeedNoise * noise : 0));
            Speed.Add(value);
            Distance.Add(distance);
            distance += value;
        }
    }

    private void SpoilCadence(IReadOnlySet<Trouble> troubles, Truth truth, Dice dice)
    {
        if (troubles.Contains(Trouble.BuggyZero))
            Fill(0, Count, dice, _ => 0);
        if (troubles.Contains(Trouble.BuggyNonsense))
            Nonsense(dice);
        if (troubles.Contains(Trouble.BuggyStretches))
        {
            for (int at = dice.Whole(20, 300); at < Count; at += dice.Whole(120, 500))
            {
                int to = Math.Min(Count, at + dice.Whole(40, 200));
                Fill(at, to, dice, dice.Chance(0.7) ? _ => 0 : d => d.Between(30, 75));
                at = to;
            }
        }
        if (troubles.Contains(Trouble.WalkingZeros))
        {
            for (int second = 0; second < Count; second++)
            {
                if (truth.Motion[Math.Min(truth.Ticks - 1, second * Truth.Rate)] != Motion.Walk || !dice.Chance(0.055))
                    continue;
                int to = Math.Min(Count, second + dice.Whole(2, 14));
                for (; second < to && truth.Motion[Math.Min(truth.Ticks - 1, second * Truth.Rate)] == Motion.Walk; second++)
                    Cadence[second] = 0;
            }
        }
    }

    /// <summary>Small shakes of the handle, counted as steps now and then.</summary>
    private void Nonsense(Dice dice)
    {
        double value = dice.Between(20, 60);
        for (int second = 0; second < Count; second++)
        {
            if (dice.Chance(0.05))
                value = dice.Chance(0.3) ? 0 : dice.Between(20, 90);
            Cadence[second] = value == 0 ? 0 : Math.Max(0, value + (5 * dice.Normal()));
        }
    }

    private void Fill(int from, int to, Dice dice, Func<Dice, double> value)
    {
        for (int second = from; second < to; second++)
            Cadence[second] = value(dice);
    }

    private void SpoilSpeed(IReadOnlySet<Trouble> troubles, Dice dice)
    {
        _stretches.Clear();
        if (troubles.Contains(Trouble.GpsDropouts))
        {
            for (int i = dice.Whole(2, 5); i > 0; i--)
            {
                int from = dice.Whole(5, Count), to = Math.Min(Count, from + dice.Whole(10, 60));
                if (from < Count)
                    _stretches.Add((from, to, dice.Chance(0.4) ? double.NaN : dice.Chance(0.5) ? 0 : Speed[from]));
            }
        }
        if (troubles.Contains(Trouble.GpsSpikes))
        {
            for (int i = dice.Whole(4, 15); i > 0; i--)
            {
                int from = dice.Whole(5, Count);
                _stretches.Add((from, Math.Min(Count, from + dice.Whole(1, 3)), dice.Between(5, 9)));
            }
        }
        foreach (var (from, to, value) in _stretches)
        {
            for (int second = from; second < to; second++)
                Speed[second] = value;
        }
        if (_stretches.Count > 0)
            SumUp();
    }

    private void SumUp()
    {
        double distance = 0;
        for (int second = 0; second < Count; second++)
        {
            Distance[second] = distance;
            distance += double.IsNaN(Speed[second]) ? 0 : Speed[second];
        }
    }
}
