using BenchmarkDotNet.Attributes;

namespace PostpartumRun.Benchmarks;

/// <summary>What all rows that read files have in common: the file, and the yardstick over its bytes.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class FileRow
{
    /// <summary>Which kind of file.</summary>
    [Params(Input.Alternating, Input.Homogeneous)]
    public Input Input { get; set; }

    /// <summary>Its bytes.</summary>
    protected byte[] File { get; private set; } = [];

    /// <summary>Reads the file, and makes ready.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        File = Input.Bytes();
        Prepare();
    }

    /// <summary>The yardstick.</summary>
    [Benchmark(Baseline = true)]
    public ushort T256() => Bytewise.Crc(File);

    /// <summary>Makes ready what is used again.</summary>
    protected virtual void Prepare()
    {
    }
}
