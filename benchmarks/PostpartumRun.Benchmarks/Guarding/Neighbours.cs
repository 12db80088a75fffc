using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace PostpartumRun.Benchmarks;

/// <summary>How long two loops took that have nothing to do with any row, in ticks of <see cref="Stopwatch"/>.</summary>
/// <param name="Units">One that keeps all of a core's units busy, as two programs on one core cannot both do.</param>
/// <param name="Memory">One that keeps its way to the memory busy.</param>
internal readonly record struct Look(long Units, long Memory)
{
    public static Look Never => new(long.MaxValue, long.MaxValue);

    public Look Least(Look other) => new(Math.Min(Units, other.Units), Math.Min(Memory, other.Memory));

    public Look Most(Look other) => new(Math.Max(Units, other.Units), Math.Max(Memory, other.Memory));

    /// <summary>How many times as long as the least the slower of the two took.</summary>
    public double Over(Look least) => Math.Max((double)Units / least.Units, (double)Memory / least.Memory);
}

/// <summary>
/// Tells when somebody else's work shares the processor: before and after each benchmark it times two loops. With a neighbour they take up
/// to twice as long, and so does a row that is as busy, while its yardstick, which waits for itself, does not.
/// </summary>
internal sealed class Neighbours : IDiagnoser
{
    /// <summary>What a loop may take, as against its least, in quiet.</summary>
    private const double Most = 1.2;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);
    private static readonly byte[] Bytes = new byte[4 << 20];

    private readonly Dictionary<BenchmarkCase, Look> _looks = [];
    private Look _least = Look.Never;

    /// <summary>For which benchmarks it is worth waiting for quiet.</summary>
    public Func<BenchmarkCase, bool> IsWorthWaitingFor { get; set; } = _ => false;

    /// <summary>The longest that the loops took beside a benchmark.</summary>
    public Look Beside(BenchmarkCase benchmark) => _looks[benchmark];

    /// <summary>How many times as long as ever they took.</summary>
    public double Over(Look look) => look.Over(_least);

    /// <summary>Whether nobody took part of the processor when the loops took so long.</summary>
    public bool WereQuiet(Look look) => Over(look) <= Most;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal is not (HostSignal.BeforeActualRun or HostSignal.AfterActualRun))
            return;
        long since = Stopwatch.GetTimestamp();
        var look = Take();
        // A neighbour comes and goes by the tenth of a second.
        while (signal == HostSignal.BeforeActualRun && !WereQuiet(look)
            && Stopwatch.GetElapsedTime(since) < LongestWait && IsWorthWaitingFor(parameters.BenchmarkCase))
            look = Take();
        _looks[parameters.BenchmarkCase] = look.Most(_looks.GetValueOrDefault(parameters.BenchmarkCase));
    }

    private Look Take()
    {
        var look = Look.Never;
        for (int i = 0; i < 3; i++)
            look = look.Least(new(Time(Count), Time(Sum)));
        _least = _least.Least(look);
        return look;
    }

    private static long Time(Func<long> loop)
    {
        long from = Stopwatch.GetTimestamp();
        long result = loop();
        // The result is used, or there would be no loop.
        return Stopwatch.GetTimestamp() - from + (result == long.MinValue ? 1 : 0);
    }

    /// <summary>Eight sums that need not wait for each other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Count()
    {
        long a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
        for (long i = 0; i < 100_000; i++)
        {
            a += i;
            b ^= i;
            c -= i;
            d += i;
            e ^= i;
            f -= i;
            g += i;
            h ^= i;
        }
        return a ^ b ^ c ^ d ^ e ^ f ^ g ^ h;
    }

    private static long Sum()
    {
        var sum = Vector<byte>.Zero;
        for (var rest = Bytes.AsSpan(); rest.Length >= Vector<byte>.Count; rest = rest[Vector<byte>.Count..])
            sum ^= new Vector<byte>(rest);
        return Vector.Sum(sum);
    }

    IEnumerable<string> IDiagnoser.Ids => [nameof(Neighbours)];

    IEnumerable<IExporter> IDiagnoser.Exporters => [];

    IEnumerable<IAnalyser> IDiagnoser.Analysers => [];

    RunMode IDiagnoser.GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

    IEnumerable<Metric> IDiagnoser.ProcessResults(DiagnoserResults results) => [];

    void IDiagnoser.DisplayResults(ILogger logger)
    {
    }

    IEnumerable<ValidationError> IDiagnoser.Validate(ValidationParameters validationParameters) => [];
}
