using System.Diagnostics;

namespace PostpartumRun.Benchmarks;

/// <summary>
/// Measures rows within one process, and within the pace's patience as often as it takes until each was measured in quiet.
/// </summary>
/// <param name="pace">How long each row is measured.</param>
/// <param name="typeOf">A row's class by its name.</param>
internal sealed class MeasuringSession(GuardPace pace, Func<string, Type> typeOf)
{
    private readonly Neighbours _neighbours = new();
    private readonly Stopwatch _sinceStart = Stopwatch.StartNew();

    /// <summary>What the rows of limits take. A limit that matches nothing is a mistake, and throws.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="until">Until when since the session's start more samples are taken where too few were taken in quiet.</param>
    public List<Finding> Measure(IReadOnlyList<Limit> limits, TimeSpan until)
    {
        _neighbours.IsWorthWaitingFor = benchmark => benchmark.Job.Id != Measuring.WarmUp && _sinceStart.Elapsed < until;
        var rows = limits.GroupBy(limit => limit.Row)
            .Select(ofRow => (Limits: ofRow.ToList(), Row: new Measuring(typeOf(ofRow.Key), pace, _neighbours)))
            .ToList();
        // Which rows were disturbed is known only by how quiet it has ever been.
        for (var missing = rows; missing.Count > 0; missing = rows.FindAll(row => IsMissing(row.Row)))
        {
            foreach (var (_, row) in missing.Where(row => IsMissing(row.Row)))
                row.Take();
        }
        return [.. rows.SelectMany(row => Findings(row.Limits, [.. row.Row.Measurements()]))];

        bool IsMissing(Measuring row) => !row.HasSamples || (!row.IsQuiet && _sinceStart.Elapsed < until);
    }

    private static List<Finding> Findings(List<Limit> limits, List<Measurement> measurements)
    {
        List<Finding> findings = [.. limits.SelectMany(limit => measurements
            .Where(measured => limit.Input is null || limit.Input == measured.Input)
            .Select(measured => new Finding(limit, measured, Allowed(limit, measured.Input))))];
        if (findings.Count < measurements.Count)
            throw new InvalidDataException($"The limits of {limits[0].Row} do not fit its {measurements.Count} inputs.");
        return findings;
    }

    private static long Allowed(Limit limit, Input? input) =>
        limit.AllocatedBytes + (limit.AndColumns ? ActivityColumns.Bytes(input ?? default) : 0);
}
