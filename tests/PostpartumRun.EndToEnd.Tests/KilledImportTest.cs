using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Whatever an import is stopped by, and whenever: done again, it leaves the log as if nothing had happened.</summary>
public sealed class KilledImportTest
{
    private const int Kills = 100;
    private const int AtOnce = 4;
    private const int Files = 24;

    /// <summary>When something happened differs from one run to the next; nothing else may.</summary>
    private static readonly string[] Moments = ["imported_at_ms", "verified_at_ms", "seen_at_ms", "Applied", "file_path"];

    [Fact]
    public void Killed_at_a_hundred_moments_and_done_again_it_leaves_the_log_of_an_undisturbed_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        using var pprun = new PprunProcess();
        string folder = MakeFiles(pprun);
        var clock = Stopwatch.StartNew();
        Assert.Equal(3, pprun.Run("import", folder).ExitCode);
        double undisturbed = clock.Elapsed.TotalMilliseconds;
        string expected = Dump(pprun.Data);
        Assert.Contains("activity_version: ", expected);
        int disturbed = 0;
        Parallel.For(0, Kills, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, i =>
        {
            string data = pprun.File($"log-{i}");
            // Spread over the whole of it, and over what four at once take longer.
            int moment = (int)(undisturbed * (0.1 + 2.4 * i / Kills));
            var killed = pprun.RunAndKill(TimeSpan.FromMilliseconds(moment), "import", folder, "--data", data);
            Interlocked.Add(ref disturbed, killed ? 1 : 0);
            Assert.Equal(3, pprun.Run("import", folder, "--data", data).ExitCode);
            Assert.Equal(expected, Dump(data));
            // The dump says it of the rows; of the original files, some will do.
            if (i % 10 == 0)
                pprun.Run("log", "check", "--deep", "--data", data).Done();
            Directory.Delete(data, recursive: true);
        });
        Assert.InRange(disturbed, Kills / 4, Kills);
    }

    [Fact]
    public async Task Two_that_race_leave_the_log_of_one()
    {
        using var pprun = new PprunProcess();
        string folder = MakeFiles(pprun);
        pprun.Run("import", folder);
        string expected = Dump(pprun.Data);
        for (int i = 0; i < 3; i++)
        {
            string data = pprun.File($"log-{i}");
            var results = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => pprun.Run("import", folder, "--json", "--data", data), TestContext.Current.CancellationToken)));
            Assert.All(results, result => Assert.Equal(3, result.ExitCode));
            Assert.Equal(expected, Dump(data));
        }
    }

    [Fact]
    public void On_a_disk_that_fills_up_it_says_so_and_goes_on_when_there_is_room()
    {
        using var pprun = new PprunProcess();
        string folder = MakeFiles(pprun);
        pprun.Run("import", folder);
        string expected = Dump(pprun.Data);
        using var disk = new SmallDisk(pprun.File("disk"), "1m");
        pprun.Run("log", "list", "--data", "disk/log").Done();
        disk.Fill(leaving: 300 << 10);
        var full = pprun.Run("import", folder, "--data", "disk/log");
        Assert.Equal(1, full.ExitCode);
        Assert.Contains("room", full.ErrorLines[^1], StringComparison.OrdinalIgnoreCase);
        disk.Empty();
        disk.Enlarge("64m");
        Assert.Equal(3, pprun.Run("import", folder, "--data", "disk/log").ExitCode);
        Assert.Equal(expected, Dump(pprun.File("disk/log")));
        pprun.Run("log", "check", "--deep", "--data", "disk/log").Done();
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_told_in_a_sentence_and_not_harmed()
    {
        using var pprun = new PprunProcess();
        string activity = pprun.Simulate("a.fit", "week:4"), other = pprun.Simulate("b.fit", "week:4", "--seed", "2");
        using (var disk = new SmallDisk(pprun.File("disk"), "4m"))
        {
            pprun.Run("import", activity, "--data", "disk/log").Done();
            disk.MakeReadOnly();
            var refused = pprun.Run("import", other, "--data", "disk/log");
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("Check", Assert.Single(refused.ErrorLines));
        }
        pprun.Run("import", activity).Done();
        Change(pprun.Data, "PRAGMA user_version = 99");
        Assert.Contains("newer pprun", Assert.Single(pprun.Run("import", other).ErrorLines));
        Change(pprun.Data, "PRAGMA user_version = 3");
        string database = Path.Combine(pprun.Data, "pprun.db");
        byte[] bytes = File.ReadAllBytes(database);
        File.WriteAllBytes(database, bytes[..(bytes.Length / 2)]);
        var torn = pprun.Run("import", other);
        Assert.Equal(1, torn.ExitCode);
        Assert.Contains("damaged", Assert.Single(torn.ErrorLines));
        Assert.Contains("backup", torn.Errors);
    }

    /// <summary>Whole ones, one cut off before it comes whole, one known, one of the same time, and bad ones; in files and in an archive.</summary>
    private static string MakeFiles(PprunProcess pprun)
    {
        string folder = pprun.File("in");
        Directory.CreateDirectory(folder);
        pprun.Run("simulate", "--workout", "2:00 walk; 3:00 run; 2:00 walk", "--out", folder, "--count", $"{Files}", "--start", "2026-06-21T07:00:00Z").Done();
        string[] files = [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)];
        File.WriteAllBytes(Path.Combine(folder, "0-cut-off.fit"), File.ReadAllBytes(files[9])[..^900]);
        File.Copy(files[3], Path.Combine(folder, "9-known.fit"));
        File.WriteAllText(Path.Combine(folder, "5-bad.fit"), "no activity");
        pprun.Simulate("in/9-overlapping.fit", "2:00 walk; 3:00 run", "--start", "2026-06-21T07:01:00Z");
        return folder;
    }

    private static void Change(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "pprun.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Every row of every table with every column but moments, in order. The counters of keys are no part of it: who comes second in a race
    /// leaves a number unused.
    /// </summary>
    private static string Dump(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "pprun.db")};Pooling=False");
        connection.Open();
        var rows = new List<string>();
        foreach (string table in Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"))
            rows.AddRange(Query(connection, $"SELECT * FROM \"{table}\" ORDER BY rowid").Select(row => $"{table}: {row}"));
        return string.Join('\n', rows);
    }

    private static List<string> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => !Moments.Contains(reader.GetName(i))).Select(reader.GetValue)));
        return rows;
    }
}
