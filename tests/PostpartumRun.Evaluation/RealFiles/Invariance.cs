using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>How often something that should not matter did.</summary>
public sealed class Invariance
{
    private readonly List<double> _shifts = [];

    /// <summary>How many pairs of results were compared.</summary>
    public int Pairs { get; private set; }

    /// <summary>Pairs with the same verdict of each interval and of the whole.</summary>
    public int SameVerdicts { get; private set; }

    /// <summary>Changes between running and not running.</summary>
    public int Changes => _shifts.Count;

    /// <summary>Those that the other result has within 3 s.</summary>
    public int WithinThreeSeconds => _shifts.Count(shift => shift <= 3);

    /// <summary>What is not the same, told so that it can be found.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Compares two results; the second one's times are what remains when a pause is taken out again.</summary>
    internal void Compare(string name, Answer one, Answer other, Func<double, double> unpaused)
    {
        Pairs++;
        bool isSame = one.Whole == other.Whole
            && one.Intervals.Select(interval => interval.Verdict).SequenceEqual(other.Intervals.Select(interval => interval.Verdict));
        SameVerdicts += isSame ? 1 : 0;
        if (!isSame)
            Differences.Add($"{name}: {Words(one)} against {Words(other)}");
        double[] changes = [.. other.GaitChanges.Select(unpaused)];
        double worst = 0;
        foreach (double change in one.GaitChanges)
        {
            double nearest = changes.Length == 0 ? double.PositiveInfinity : changes.Min(candidate => Math.Abs(candidate - change));
            _shifts.Add(nearest);
            worst = Math.Max(worst, nearest);
        }
        if (worst > 3)
            Differences.Add($"{name}: a change of gait moved by {worst:0.0} s");
    }

    private static string Words(Answer answer) =>
        $"{answer.Whole} {string.Concat(answer.Intervals.Select(interval => interval.Verdict.ToString()[0]))}";
}

/// <summary>What should not matter: laps, byte order, the order of files, pauses.</summary>
public sealed class Invariances
{
    private readonly VerifierJudge _judge = new();
    private readonly Answer _plain = new(), _changed = new();

    /// <summary>Laps and splits taken away: the changes of gait stay where they were. Verdicts may differ where laps alone tell.</summary>
    public Invariance Laps { get; } = new();

    /// <summary>The other byte order.</summary>
    public Invariance ByteOrder { get; } = new();

    /// <summary>A verifier that has judged another file just before.</summary>
    public Invariance Order { get; } = new();

    /// <summary>A pause put in anywhere.</summary>
    public Invariance Pauses { get; } = new();

    /// <summary>All of them, with their names.</summary>
    public IEnumerable<(string Name, Invariance Invariance)> All =>
        [("laps and splits removed", Laps), ("byte order", ByteOrder), ("order of files", Order), ("a pause put in", Pauses)];

    internal void AddSimulated(SeedSet set, int outings)
    {
        using var evaluator = new Evaluator(set, []);
        using var before = new Evaluator(set, []);
        for (int seed = 0; seed < outings; seed++)
        {
            var outing = evaluator.Prepare(Kind.Several, seed);
            var workout = outing.IsWatchLed ? null : outing.Workout;
            string name = $"{set} {Kind.Several}:{seed}";
            Add(name, evaluator.Recording, workout, seed);
            _judge.Judge(evaluator.Recording, workout, _plain);
            evaluator.Rewrite(isBigEndian: !outing.Troubles.Contains(Trouble.BigEndian), _judge, workout, _changed);
            ByteOrder.Compare(name, _plain, _changed, time => time);
            before.Prepare(Kind.SpeedAlone, seed);
            _judge.Judge(before.Recording, outing.Workout, _changed);
            _judge.Judge(evaluator.Recording, workout, _changed);
            Order.Compare(name, _plain, _changed, time => time);
        }
    }

    internal void Add(string name, Recording recording, Workout? workout, long seed)
    {
        _judge.Judge(recording, workout, _plain);
        using var bare = Copies.WithoutMarks(recording);
        _judge.Judge(bare, workout, _changed);
        Laps.Compare(name, _plain, _changed, time => time);
        var dice = new Dice(SeedSet.Tuning, seed, "pause");
        if (recording.Count < 60)
            return;
        // Between two records; one within another pause is no pause of its own.
        int record = dice.Whole(20, recording.Count - 20), at = recording.Times[record], seconds = dice.Whole(10, 300);
        if (recording.Pauses.Exists(pause => pause.Start.Seconds <= at && pause.End.Seconds >= at))
            return;
        using var paused = Copies.WithPause(recording, at, seconds);
        _judge.Judge(paused, workout, _changed);
        Pauses.Compare($"{name}, {seconds} s at {at} s", _plain, _changed, Unpaused);

        double Unpaused(double time) => time >= at + seconds ? time - seconds : Math.Min(time, at);
    }
}
