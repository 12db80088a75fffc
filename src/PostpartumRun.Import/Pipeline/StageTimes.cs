using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace PostpartumRun.Import;

/// <summary>A stage of an import.</summary>
public enum Stage : byte
{
    /// <summary>Opening and reading a file, or unpacking it from an archive.</summary>
    Read,

    /// <summary>The SHA-256, and asking the log whether it is known.</summary>
    Look,

    /// <summary>Bytes to columns.</summary>
    Decode,

    /// <summary>Finding the session, and verifying.</summary>
    Verify,

    /// <summary>Keeping the original file.</summary>
    Keep,

    /// <summary>Writing the log.</summary>
    Log,
}

/// <summary>The time that each stage took, summed over all threads, and the metrics of all imports of the process.</summary>
public sealed class StageTimes
{
    /// <summary>The name by which the metrics are listened to.</summary>
    public const string MeterName = "PostpartumRun.Import";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Files = Meter.CreateCounter<long>("pprun.import.files", "{file}", "Files by what became of them.");

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "pprun.import.stage.duration",
        "s",
        "The time that a file or batch took in a stage.",
        tags: null,
        // A file takes about a millisecond in all; what is usual for requests, seconds, would tell nothing.
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10] });

    private static readonly UpDownCounter<long> Depths =
        Meter.CreateUpDownCounter<long>("pprun.import.queue.depth", "{file}", "Files that wait for a stage.");

    private static readonly KeyValuePair<string, object?>[] StageTags =
        [.. Enum.GetValues<Stage>().Select(stage => new KeyValuePair<string, object?>("stage", Journal.Words.Of(stage)))];

    private readonly long[] _ticks = new long[Enum.GetValues<Stage>().Length];

    /// <summary>The time that a stage took so far.</summary>
    public TimeSpan this[Stage stage] => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks[(int)stage]));

    internal static long Now => Stopwatch.GetTimestamp();

    internal long Add(Stage stage, long from)
    {
        long now = Stopwatch.GetTimestamp();
        Interlocked.Add(ref _ticks[(int)stage], now - from);
        if (Durations.Enabled)
            Durations.Record(Stopwatch.GetElapsedTime(from, now).TotalSeconds, StageTags[(int)stage]);
        return now;
    }

    internal static void Count(ImportStatus status)
    {
        if (Files.Enabled)
            Files.Add(1, new KeyValuePair<string, object?>("outcome", Journal.Words.Of(status)));
    }

    internal static void Queue(Stage stage, int change)
    {
        if (Depths.Enabled)
            Depths.Add(change, StageTags[(int)stage]);
    }
}
