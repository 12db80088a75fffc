using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>An import that nothing happened to, which every disturbed one of the same files has to come out like.</summary>
internal sealed class UndisturbedImport
{
    private const int Files = 24;

    /// <summary>When something happened differs from one run to the next; nothing else may.</summary>
    private static readonly string[] Moments = ["imported_at_ms", "verified_at_ms", "seen_at_ms", "Applied", "file_path"];

    public UndisturbedImport(PprunProcess pprun)
    {
        Folder = MakeFiles(pprun);
        var clock = Stopwatch.StartNew();
        Assert.Equal(3, pprun.Run("import", Folder).ExitCode);
        Took = clock.Elapsed;
        Log = Dump(pprun.Data);
        Assert.Contains("activity_version: ", Log);
    }

    /// <summary>The files that are imported.</summary>
    public string Folder { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; }

    /// <summary>What it left, as <see cref="Dump"/> gives it.</summary>
    public string Log { get; }

    /// <summary>How often a test disturbs an import: so often as a variable of the environment says.</summary>
    public static int Times(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : usual;

    /// <summary>Spreads fractions from 0 to 1 over the whole, each at random within its share, and the same ones every time.</summary>
    public static double[] Spread(int count)
    {
        var random = new Random(20260621);
        return [.. Enumerable.Range(0, count).Select(i => (i + random.NextDouble()) / count)];
    }

    /// <summary>The log without moments.</summary>
    public static string Dump(string data) => LogDump.Of(data, Moments);

    /// <summary>Whole ones, one cut off before it comes whole, one known, one of the same time, and bad ones.</summary>
    private static string MakeFiles(PprunProcess pprun)
    {
        string folder = pprun.File("in");
        Directory.CreateDirectory(folder);
        pprun.Run(
            "simulate", "--workout", "2:00 walk; 3:00 run; 2:00 walk", "--out", folder, "--count", $"{Files}", "--start", "2026-06-21T07:00:00Z").Done();
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        File.WriteAllBytes(Path.Combine(folder, "0-cut-off.fit"), File.ReadAllBytes(files[9])[..^900]);
        File.Copy(files[3], Path.Combine(folder, "9-known.fit"));
        File.WriteAllText(Path.Combine(folder, "5-bad.fit"), "no activity");
        pprun.Simulate("in/9-overlapping.fit", "2:00 walk; 3:00 run", "--start", "2026-06-21T07:01:00Z");
        return folder;
    }
}
