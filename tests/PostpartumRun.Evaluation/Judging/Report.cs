namespace PostpartumRun.Evaluation;

/// <summary>All that an evaluation counted.</summary>
public sealed class Report
{
    private readonly Dictionary<(string Judge, string Group, string Row), Tally> _tallies = [];

    /// <summary>How right the verifier's confidences are.</summary>
    public Calibration Calibration { get; } = new();

    /// <summary>Which verdicts the verifier takes for which.</summary>
    public Confusions Confusions { get; } = new();

    /// <summary>The rows of a judge's table in a group: by kind, behaviour or trouble.</summary>
    public IEnumerable<(string Row, Tally Tally)> Rows(string judge, string group) =>
        _tallies.Where(pair => pair.Key.Judge == judge && pair.Key.Group == group).Select(pair => (pair.Key.Row, pair.Value));

    /// <summary>All rows of all tables.</summary>
    public IEnumerable<(string Judge, string Group, string Row, Tally Tally)> All =>
        _tallies.Select(pair => (pair.Key.Judge, pair.Key.Group, pair.Key.Row, pair.Value));

    /// <summary>The verifier and the baselines that were asked.</summary>
    public IEnumerable<string> Judges => _tallies.Keys.Select(key => key.Judge).Distinct();

    /// <summary>What was counted of the verifier in a kind.</summary>
    public Tally Of(Kind kind) => Get("verifier", "kind", kind.ToString());

    internal void Count(Outing outing, IJudge judge, Score score, Answer answer)
    {
        Get(judge.Name, "kind", outing.Kind.ToString()).Add(score);
        if (judge is not VerifierJudge)
            return;
        Confusions.Add(outing, score, answer);
        foreach (var behaviour in outing.Behaviours)
            Get(judge.Name, $"{outing.Kind} by behaviour", behaviour.ToString()).Add(score);
        foreach (var trouble in outing.Troubles)
            Get(judge.Name, $"{outing.Kind} by trouble", trouble.ToString()).Add(score);
        if (outing.Kind is Kind.SpeedAlike or Kind.Nothing)
            return;
        for (int i = 0; i < score.Intervals && i < answer.Intervals.Count; i++)
            Calibration.Add(answer.Intervals[i].Confidence, score.IsRight[i]);
    }

    private Tally Get(string judge, string group, string row)
    {
        if (!_tallies.TryGetValue((judge, group, row), out var tally))
            _tallies.Add((judge, group, row), tally = new());
        return tally;
    }
}
