using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Which verdicts are taken for which, how often, and where to look.</summary>
public sealed class Confusions
{
    private const int Examples = 3;
    private readonly Dictionary<(Kind Kind, Gait Gait, string Right, IntervalVerdict Given), (int Count, List<string> Outings)> _found = [];

    /// <summary>A kind's confusions, the most frequent first.</summary>
    public IEnumerable<(Gait Gait, string Right, IntervalVerdict Given, int Count, IReadOnlyList<string> Outings)> Of(Kind kind) =>
        _found.Where(pair => pair.Key.Kind == kind).OrderByDescending(pair => pair.Value.Count)
            .Select(pair => (pair.Key.Gait, pair.Key.Right, pair.Key.Given, pair.Value.Count, (IReadOnlyList<string>)pair.Value.Outings));

    internal void Add(Outing outing, Score score, Answer answer)
    {
        for (int i = 0; i < score.Intervals; i++)
        {
            if (score.IsRight[i])
                continue;
            var given = i < answer.Intervals.Count ? answer.Intervals[i].Verdict : IntervalVerdict.Unknown;
            var key = (outing.Kind, outing.Workout.Schedule[i].Step.Gait, score.Reading[i].ToString(), given);
            var (count, outings) = _found.GetValueOrDefault(key, (0, []));
            string name = $"{outing.Kind}:{outing.Seed}";
            if (outings.Count < Examples && !outings.Contains(name))
                outings.Add(name);
            _found[key] = (count + 1, outings);
        }
    }
}
