using System.IO.Compression;
using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Thousands of bad files among good ones: none of the good is lost, each bad one is named once, and memory does not grow with either.</summary>
public sealed class HostileFilesTest
{
    /// <summary>So many where nobody says otherwise; <c>PPRUN_HOSTILE_FILES=10000</c> is the whole of it.</summary>
    private const int Usual = 1500;
    private const int Seed = 20260621;

    /// <summary>What an import of good files alone takes, and some for the largest that is read whole.</summary>
    private const long MostMemoryBytes = 200L << 20;

    private static readonly string[] Oddities = ["plain", "new\nline", "quote\"'", "[red]", "tab\t", "{0}%s", "ünï🏃", "$(date)", "back\\slash"];

    [Fact]
    public void Of_thousands_of_hostile_files_each_bad_one_is_named_once_and_no_good_one_is_lost()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        int count = int.TryParse(Environment.GetEnvironmentVariable("PPRUN_HOSTILE_FILES"), out int given) ? given : Usual;
        using var pprun = new PprunProcess();
        var good = new Dictionary<string, string>(StringComparer.Ordinal);
        var bad = new HashSet<string>(StringComparer.Ordinal);
        Write(pprun, count, good, bad);

        var result = pprun.RunAndWatchMemory(out long peakBytes, "import", "in", "--json");

        Assert.Equal(3, result.ExitCode);
        var told = result.Json.ToLookup(line => ImportTest.Word(line, "file")!);
        Assert.All(good.Keys, file => Assert.Contains(ImportTest.Word(Assert.Single(told[file]), "status"), new[] { "logged", "replaced" }));
        Assert.All(good.Keys, file => Assert.Equal(System.Text.Json.JsonValueKind.Null, told[file].Single().GetProperty("error").ValueKind));
        Assert.All(bad, file => Assert.NotEmpty(ImportTest.Word(Assert.Single(told[file]).GetProperty("error"), "code")!));
        Assert.Equal(count, told.Count);
        // Once on standard error as well, in a line of its own whatever the file is called.
        Assert.Equal(bad.Count, result.ErrorLines.Length);
        Assert.All(result.ErrorLines, line => Assert.StartsWith("pprun: in/", line));
        var listed = ImportTest.Listed(pprun).ToDictionary(line => ImportTest.Word(line, "sha256")!, line => line.GetProperty("salvaged").GetBoolean());
        Assert.All(good.Values, sha256 => Assert.False(listed[sha256]));
        Assert.InRange(peakBytes, 1, MostMemoryBytes);
        TestContext.Current.SendDiagnosticMessage($"{count} files, {bad.Count} of them bad: {peakBytes >> 20} MB at most");
        pprun.Run("log", "check").Done();
    }

    /// <summary>Every other file is good; of the bad ones, some are damaged versions of those.</summary>
    private static void Write(PprunProcess pprun, int count, Dictionary<string, string> good, HashSet<string> bad)
    {
        Directory.CreateDirectory(pprun.File("in"));
        var random = new Random(Seed);
        int bombs = Math.Max(2, count / 100);
        // Of two kinds: one is no activity from its first byte, the other begins as one.
        var (plain, disguised) = (new byte[64 << 20], new byte[48 << 20]);
        Activity(count).CopyTo(disguised, 0);
        byte[][] packed = [Zip("run.fit", plain), Zip("run.fit", disguised)];
        for (int i = 0; i < count; i++)
        {
            string name = $"in/{random.Next(100_000):00000}-{i}-{Oddities[i % Oddities.Length]}";
            byte[] activity = Activity(i % 4 == 1 ? i - 1 : i);
            if (i % 2 == 0)
            {
                good.Add($"{name}.fit", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(activity)));
                pprun.Write($"{name}.fit", activity);
            }
            else if (i == 1)
            {
                using var sparse = System.IO.File.Create(pprun.File($"{name}.fit"));
                sparse.SetLength(4L << 30);
                bad.Add($"{name}.fit");
            }
            else if (i / 2 % (count / 2 / bombs) == 0)
            {
                pprun.Write($"{name}.zip", packed[bad.Count % 2]);
                bad.Add($"{name}.zip/run.fit");
            }
            else
            {
                pprun.Write($"{name}.fit", Damaged(random, activity));
                bad.Add($"{name}.fit");
            }
        }
    }

    private static byte[] Damaged(Random random, byte[] activity)
    {
        switch (random.Next(6))
        {
            case 0:
                return [];
            case 1:
                // One bit anywhere behind the header: the checksum tells every one of them.
                activity[random.Next(14, activity.Length)] ^= (byte)(1 << random.Next(8));
                return activity;
            case 2:
                return activity[..random.Next(1, activity.Length)];
            case 3:
                // A header that promises four gigabytes.
                activity.AsSpan(4, 4).Fill(0xFF);
                return activity;
            case 4:
                random.NextBytes(activity);
                return activity;
            default:
                byte[] zip = Zip("run.fit", activity);
                return zip[..random.Next(5, zip.Length - 22)];
        }
    }

    private static byte[] Activity(int seed)
    {
        Assert.True(WorkoutText.TryParse("1:00 walk; 1:00 run", out var workout, out _));
        return new SimulatedActivity { Workout = SessionWorkouts.Of(workout, "me"), Start = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(10 * seed), Seed = seed }.ToBytes();
    }

    private static byte[] Zip(string name, byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: false, Encoding.UTF8))
        {
            using var entry = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
            entry.Write(bytes);
        }
        return target.ToArray();
    }
}
