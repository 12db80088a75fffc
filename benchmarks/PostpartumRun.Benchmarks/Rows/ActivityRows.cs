using BenchmarkDotNet.Attributes;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Benchmarks;

/// <summary>An activity into a recording that is used again.</summary>
public class ReadActivity : FileRow, IDisposable
{
    private readonly ActivityReader _reader = new();
    private readonly Recording _recording = new();

    /// <summary>Channels, laps, events, splits, workout steps; the checksum too.</summary>
    [Benchmark]
    public int Reused()
    {
        _reader.Read(File, _recording, out _);
        return _recording.Count;
    }

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        _recording.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>An activity into fresh columns, which nobody gives back.</summary>
public class ReadFreshActivity : FileRow
{
    private readonly ActivityReader _reader = new();

    /// <summary>What the file says of the whole too.</summary>
    [Benchmark]
    public Activity Fresh() => _reader.Read(File);
}
