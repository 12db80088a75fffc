namespace PostpartumRun.Evaluation;

/// <summary>The whole evaluation on simulated outings.</summary>
public static class SimulatedEvaluation
{
    /// <summary>The kinds that have a target, by the share of outings that they get.</summary>
    private static readonly (Kind Kind, double Share)[] Shares =
        [(Kind.OneFault, 0.35), (Kind.SpeedAlone, 0.2), (Kind.Several, 0.35), (Kind.SpeedAlike, 0.05), (Kind.Nothing, 0.05)];

    /// <summary>Runs it on so many outings.</summary>
    public static Report Run(SeedSet set, int outings, bool withBaselines) => Run(set, outings, withBaselines, (_, _) => { });

    /// <summary>Tries on so many outings whether what should not matter does.</summary>
    public static Invariances Invariances(SeedSet set, int outings)
    {
        var invariances = new Invariances();
        invariances.AddSimulated(set, outings);
        return invariances;
    }

    internal static Report Run(SeedSet set, int outings, bool withBaselines, Action<Outing, Evaluator> look)
    {
        var report = new Report();
        using var evaluator = new Evaluator(set, [.. Judges(withBaselines)]);
        foreach (var (kind, share) in Shares)
        {
            int count = Math.Max(1, (int)Math.Round(share * outings));
            for (long seed = 0; seed < count; seed++)
            {
                evaluator.Run(kind, seed, (outing, judge, score) =>
                {
                    report.Count(outing, judge, score, evaluator.Answer);
                    if (judge is VerifierJudge)
                        look(outing, evaluator);
                });
            }
        }
        return report;
    }

    private static IEnumerable<IJudge> Judges(bool withBaselines)
    {
        yield return new VerifierJudge();
        if (!withBaselines)
            yield break;
        yield return new LapsOnly();
        yield return Threshold.OfCadence;
        yield return Threshold.OfSpeed;
        yield return new ChangePoints();
    }
}
