using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Environments;
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
/// <param name="Ratio">Its time over its baseline's: the median of the rounds.</param>
/// <param name="Nanoseconds">Its time when nothing disturbs the machine: the least of the rounds.</param>
/// <param name="AllocatedBytes">What one go allocates.</param>
public sealed record Measurement(string Row, Input? Input, double Ratio, double Nanoseconds, long AllocatedBytes);

/// <summary>
/// Measures rows by BenchmarkDotNet: each round is a job of its own, and an orderer lets baseline and row take turns from round to
/// round, so that what slows the machine for a while slows both.
/// </summary>
internal static class Measuring
{
    /// <summary>The round that counts for nothing: meanwhile the runtime compiles what is called often.</summary>
    private const string WarmUp = "00";

    /// <summary>What BenchmarkDotNet counts in all can be other threads' up to this many bytes.</summary>
    private const long OtherThreads = 8192;

    /// <summary>Measures a row on all its inputs. Throws where BenchmarkDotNet could not.</summary>
    public static (ImmutableArray<Measurement> Measurements, HostEnvironmentInfo Machine) Run(Type row, GuardPace pace)
    {
        var log = new AccumulationLogger();
        var summary = BenchmarkRunner.Run(row, Config(pace, log));
        var reports = summary.Reports.Where(report => report.Success && report.ResultStatistics is not null).ToList();
        if (summary.HasCriticalValidationErrors || reports.Count == 0 || reports.Count < summary.BenchmarksCases.Length)
            throw new InvalidOperationException($"{row.Name} could not be measured:\n{log.GetLog()}");
        var measurements = reports
            .GroupBy(report => report.BenchmarkCase.Parameters.Items.FirstOrDefault(item => item.Name == nameof(Input))?.Value as Input?)
            .Select(group => Of(row, group.Key, [.. group]));
        return ([.. measurements], summary.HostEnvironmentInfo);
    }

    private static Measurement Of(Type row, Input? input, List<BenchmarkReport> reports)
    {
        reports.RemoveAll(report => report.BenchmarkCase.Job.Id == WarmUp);
        var rounds = reports.GroupBy(report => report.BenchmarkCase.Job.Id).Select(round => (
            Baseline: Median(round.Single(IsBaseline)),
            Row: Median(round.Single(report => !IsBaseline(report))))).ToList();
        double ratio = Middle(rounds.Select(round => round.Row / round.Baseline));
        return new(row.Name, input, ratio, rounds.Min(round => round.Row), Allocated(row, input, reports));
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

    private static double Median(BenchmarkReport report) => report.ResultStatistics!.Median;

    private static double Middle(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return sorted[sorted.Length / 2];
    }

    private static ManualConfig Config(GuardPace pace, ILogger log)
    {
        var job = Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance)
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.Throughput)
            .WithWarmupCount(1)
            .WithIterationCount(pace.Iterations)
            .WithIterationTime(TimeInterval.FromMilliseconds(pace.IterationMilliseconds))
            .WithEvaluateOverhead(false);
        return ManualConfig.CreateEmpty()
            .AddJob(job.WithId(WarmUp).WithIterationCount(pace.WarmUpIterations))
            .AddJob([.. Enumerable.Range(1, pace.Rounds).Select(round => job.WithId($"{round:00}"))])
            .AddLogger(log)
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
