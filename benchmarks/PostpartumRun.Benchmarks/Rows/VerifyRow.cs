using BenchmarkDotNet.Attributes;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Benchmarks;

/// <summary>A watch's recording of an hour against its workout.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public class Verify
{
    private readonly byte[] _file = MadeFiles.HourOfAWatch();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();
    private Recording _recording = null!;

    /// <summary>Reads the recording.</summary>
    [GlobalSetup]
    public void SetUp() => _recording = new ActivityReader().Read(_file).Recording;

    /// <summary>The yardstick, over the recording's file.</summary>
    [Benchmark(Baseline = true)]
    public ushort T256() => Bytewise.Crc(_file);

    /// <summary>Verifies it.</summary>
    [Benchmark]
    public SessionVerdict Hour()
    {
        _verifier.Verify(_recording, null, _verification);
        return _verification.Verdict;
    }
}
