using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Validators;

namespace PostpartumRun.Benchmarks;

/// <summary>
/// Tells when somebody else's work shares the processor: before and after each benchmark it times a loop that has nothing to do with any
/// row, and that keeps a core's units and its way to the memory busy. With a neighbour it takes up to twice as long, and so does a row that
/// is as busy, while its yardstick, which waits for itself, does not.
/// </summary>
internal sealed class Neighbours : IDiagnoser
{
    /// <summary>What the loop may take, as against its least, in quiet: its own times differ by a few hundredths.</summary>
    private const double Most = 1.2;

    private const int Rounds = 2;

    private static readonly int[] Numbers = new int[1 << 20];

    private readonly Dictionary<BenchmarkCase, long> _took = [];
    private long _least = long.MaxValue;

    /// <summary>The longest that the loop took beside a benchmark, against its least so far.</summary>
    public long Beside(BenchmarkCase benchmark) => _took[benchmark];

    /// <summary>Whether nobody took part of the processor when the loop took so long.</summary>
    public bool WereQuiet(long took) => took <= Most * _least;

    public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
    {
        if (signal is not (HostSignal.BeforeActualRun or HostSignal.AfterActualRun))
            return;
        long took = Enumerable.Range(0, 3).Min(_ => TimeOfLoop());
        _least = Math.Min(_least, took);
        _took[parameters.BenchmarkCase] = Math.Max(took, _took.GetValueOrDefault(parameters.BenchmarkCase));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long TimeOfLoop()
    {
        long from = Stopwatch.GetTimestamp();
        // Eight sums that need not wait for each other, out of numbers that lie near.
        Vector<int> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        int size = Vector<int>.Count;
        for (int round = 0; round < Rounds; round++)
        {
            ref int numbers = ref MemoryMarshal.GetArrayDataReference(Numbers);
            for (int at = 0; at < Numbers.Length; at += 8 * size)
            {
                ref int near = ref Unsafe.Add(ref numbers, at);
                a += Vector.LoadUnsafe(ref near);
                b ^= Vector.LoadUnsafe(ref near, (nuint)size);
                c += Vector.LoadUnsafe(ref near, (nuint)(2 * size));
                d ^= Vector.LoadUnsafe(ref near, (nuint)(3 * size));
                e += Vector.LoadUnsafe(ref near, (nuint)(4 * size));
                f ^= Vector.LoadUnsafe(ref near, (nuint)(5 * size));
                g += Vector.LoadUnsafe(ref near, (nuint)(6 * size));
                h ^= Vector.LoadUnsafe(ref near, (nuint)(7 * size));
            }
        }
        long took = Stopwatch.GetTimestamp() - from;
        // The sums are zero; without a use of them there would be no loop.
        return took + Vector.Sum(a + b + c + d + e + f + g + h);
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
