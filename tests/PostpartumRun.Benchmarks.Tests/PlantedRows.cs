using BenchmarkDotNet.Attributes;

namespace PostpartumRun.Benchmarks.Tests;

/// <summary>A row whose path takes about as often as long as its yardstick as it says.</summary>
[MemoryDiagnoser(displayGenColumns: false)]
public abstract class PlantedRow(int times)
{
    private readonly byte[] _bytes = new byte[4096];

    [Benchmark(Baseline = true)]
    public ushort T256() => Bytewise.Crc(_bytes);

    protected int Work()
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
            sum += Bytewise.Crc(_bytes);
        return sum;
    }
}

public class SoundRow() : PlantedRow(1)
{
    [Benchmark]
    public int Path() => Work();
}

public class SlowRow() : PlantedRow(64)
{
    [Benchmark]
    public int Path() => Work();
}

public class AllocatingRow() : PlantedRow(1)
{
    [Benchmark]
    public object Path()
    {
        Work();
        return new object();
    }
}

public class FailingRow() : PlantedRow(1)
{
    [Benchmark]
    public int Path() => throw new InvalidOperationException("planted");
}
