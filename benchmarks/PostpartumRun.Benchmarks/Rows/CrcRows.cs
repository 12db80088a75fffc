using BenchmarkDotNet.Attributes;
using PostpartumRun.Fit;

namespace PostpartumRun.Benchmarks;

/// <summary>The checksum as this processor computes it.</summary>
public class Crc : FileRow
{
    /// <summary>Of the whole file.</summary>
    [Benchmark]
    public ushort Compute() => FitCrc.Compute(File);
}

/// <summary>The checksum as any processor computes it.</summary>
public class CrcPortable : FileRow
{
    /// <summary>Of the whole file.</summary>
    [Benchmark]
    public ushort Compute() => FitCrc.ComputePortable(File, 0);
}
