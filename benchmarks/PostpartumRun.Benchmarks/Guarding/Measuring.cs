using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace PostpartumRun.Benchmarks;

/// <summary>What was measured of a row on an input.</summary>
/// <param name="Row">The row's class.</param>
/// <param name="Input">The kind of file, or null.</param>
/// <param name="Ratio">Its time over its baseline's.</param>
/// <param name="Nanoseconds">Its time.</param>
/// <param name="AllocatedBytes">What one go allocates.</param>
/// <param name="IsQuiet">Whether all samples that count were taken in quiet.</param>
public sealed record Measurement(string Row, Input? Input, double Ratio, double Nanoseconds, long AllocatedBytes, bool IsQuiet);

/// <summary>
/// Measures a row by BenchmarkDotNet: each round is a job of its own, and an orderer lets baseline and row take turns from round to
/// round, so that what slows the machine for a while slows both. Of all rounds those count in which the processor was shared least.
/// </summary>
/// <param name="row">The row's class.</param>
/// <param name="pace">How long it is measured, each time.</param>
/// <param name="neighbours">Tells which rounds were quiet.</param>
internal sealed class Measuring(Type row, GuardPace pace, Neighbours neighbours)
{
    /// <summary>The round that counts for nothing: meanwhile the runtime compiles what is called often.</summary>
    public const string WarmUp = "00";

    /// <summary>What BenchmarkDotNet counts in all can be other threads' up to this many bytes.</summary>
    private const long OtherThreads = 8192;

    private readonly List<Sample> _samples = [];
    private readonly Dictionary<Input, long> _bytes = [];

    /// <summary>A round: the medians of baseline and row, in nanoseconds, and how long the neighbours' loops took beside them.</summary>
    private readonly record struct Sample(Input? Input, double Baseline, double Row, Look Look);

    /// <summary>Takes as many more samples on each input as the pace has rounds. Throws where BenchmarkDotNet could not.</summary>
    public void Take()
    {
        var log = new AccumulationLogger();
        var summary = BenchmarkRunner.Run(row, Config(log, HasSamples ? pace.Iterations : pace.WarmUpIterations));
        var reports = summary.Reports.Where(report => report.Success && report.ResultStatistics is not null).ToList();
        if (summary.HasCriticalValidationErrors || reports.Count == 0 || reports.Count < summary.BenchmarksCases.Length)
            throw new InvalidOperationException($"{row.Name} could not be measured:\n{log.GetLog()}");
        reports.RemoveAll(report => report.BenchmarkCase.Job.Id == WarmUp);
        foreach (var ofInput in reports.GroupBy(InputOf))
        {
            _bytes[ofInput.Key ?? default] = Allocated(row, ofInput.Key, [.. ofInput]);
            _samples.AddRange(ofInput.GroupBy(report => report.BenchmarkCase.Job.Id).Select(round => SampleOf(ofInput.Key, round)));
        }
    }

    /// <summary>Whether it was measured at all.</summary>
    public bool HasSamples => _samples.Count > 0;

    /// <summary>Whether all that counts was measured in quiet.</summary>
    public bool IsQuiet => Measurements().All(measured => measured.IsQuiet);

    /// <summary>What the samples so far say: on each input, the median of as many as the pace has rounds, the quietest.</summary>
    public IEnumerable<Measurement> Measurements() => _samples.GroupBy(sample => sample.Input).Select(ofInput =>
    {
        var quietest = ofInput.OrderBy(sample => neighbours.Over(sample.Look)).Take(pace.Rounds).ToList();
        return new Measurement(
            row.Name, ofInput.Key, Median(quietest, sample => sample.Row / sample.Baseline), Median(quietest, sample => sample.Row),
            _bytes[ofInput.Key ?? default], neighbours.WereQuiet(quietest[^1].Look));
    });

    private static Input? InputOf(BenchmarkReport report) =>
        report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(Input))?.Value as Input?;

    private Sample SampleOf(Input? input, IEnumerable<BenchmarkReport> round)
    {
        var (baseline, own) = (round.Single(IsBaseline), round.Single(report => !IsBaseline(report)));
        return new(
            input, baseline.ResultStatistics!.Median, own.ResultStatistics!.Median,
            neighbours.Beside(baseline.BenchmarkCase).Most(neighbours.Beside(own.BenchmarkCase)));
    }

    private static double Median(List<Sample> samples, Func<Sample, double> value)
    {
        double[] sorted = [.. samples.Select(value).Order()];
        return sorted[sorted.Length / 2];
    }

    private static long Allocated(Type row, Input? input, List<BenchmarkReport> reports)
    {
        var own = reports.Where(report => !IsBaseline(report)).ToList();
        if (own.Exists(report => report.GcStats.GetTotalAllocatedBytes(false) is null))
            throw new InvalidOperationException($"The memory of {row.Name} was not measured.");
        // What other threads of the process allocate meanwhile can only add, so the least is nearest to what the row itself does.
        var least = own.MinBy(report => report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase))!;
        long exact = ThreadMemory.Of(row, input);
        long apart = least.GcStats.GetTotalAllocatedBytes(false)!.Value - (exact * least.GcStats.TotalOperations);
        return Math.Abs(apart) <= OtherThreads ? exact : least.GcStats.GetBytesAllocatedPerOperation(least.BenchmarkCase)!.Value;
    }

    private static bool IsBaseline(BenchmarkReport report) => report.BenchmarkCase.Descriptor.Baseline;

    private ManualConfig Config(ILogger log, int warmUpIterations)
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Throughput)
            .WithWarmupCount(1)
            .WithIterationCount(pace.Iterations)
            .WithIterationTime(TimeInterval.FromMilliseconds(pace.IterationMilliseconds))
            .WithEvaluateOverhead(false);
        return ManualConfig.CreateEmpty()
            .AddJob(job.WithId(WarmUp).WithIterationCount(warmUpIterations))
            .AddJob([.. Enumerable.Range(1, pace.Rounds).Select(round => job.WithId($"{round:00}"))])
            .AddLogger(log)
            .AddDiagnoser(neighbours)
            .WithOrderer(new Turns())
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "postpartumrun-benchmarks"))
            // The guard's own test plants paths in an unoptimised build; CI runs the guard in a Release one.
            .WithOptions(ConfigOptions.DisableOptimizationsValidator | ConfigOptions.DisableLogFile);
    }

    /// <summary>Round by round rather than row by row.</summary>
    private sealed class Turns : DefaultOrderer
    {
        public override IEnumerable<BenchmarkCase> GetExecutionOrder(
            ImmutableArray<BenchmarkCase> benchmarksCase, IEnumerable<BenchmarkLogicalGroupRule>? order = null) =>
            benchmarksCase.OrderBy(one => one.Job.Id).ThenBy(one => one.Parameters.DisplayInfo).ThenByDescending(one => one.Descriptor.Baseline);
    }
}
