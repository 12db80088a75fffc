using Microsoft.Data.Sqlite;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Whatever an import is stopped by, and whenever: done again, it leaves the log as if nothing had happened.</summary>
public sealed class KilledImportTest
{
    private const int Kills = 100;
    private const int AtOnce = 4;

    [Fact]
    public void Killed_at_a_hundred_moments_and_done_again_it_leaves_the_log_of_an_undisturbed_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        using var pprun = new PprunProcess();
        var undisturbed = new UndisturbedImport(pprun);
        double[] moments = UndisturbedImport.Spread(Kills);
        int disturbed = 0;
        Parallel.For(0, Kills, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, i =>
        {
            string data = pprun.File($"log-{i}");
            // Spread over the whole of it, and over what four at once take longer.
            bool killed = pprun.RunAndKill(undisturbed.Took * (0.1 + 2.4 * moments[i]), "import", undisturbed.Folder, "--data", data);
            Interlocked.Add(ref disturbed, killed ? 1 : 0);
            Assert.Equal(3, pprun.Run("import", undisturbed.Folder, "--data", data).ExitCode);
            Assert.Equal(undisturbed.Log, UndisturbedImport.Dump(data));
            // The dump says it of the rows; of the original files, some will do.
            if (i % 10 == 0)
                pprun.Run("log", "check", "--deep", "--data", data).Done();
            Directory.Delete(data, recursive: true);
        });
        Assert.InRange(disturbed, Kills / 4, Kills);
    }

    /// <summary>From side by side to one after the other; <c>PPRUN_RACES=100</c> is the whole of it.</summary>
    [Fact]
    public async Task Two_that_race_leave_the_log_of_one()
    {
        using var pprun = new PprunProcess();
        var undisturbed = new UndisturbedImport(pprun);
        double[] leads = UndisturbedImport.Spread(UndisturbedImport.Times("PPRUN_RACES", 5));
        for (int i = 0; i < leads.Length; i++)
        {
            string data = pprun.File($"log-{i}");
            var first = Import();
            await Task.WhenAny(first, Task.Delay(undisturbed.Took * leads[i], TestContext.Current.CancellationToken));
            var results = await Task.WhenAll(first, Import());
            Assert.All(results, result => Assert.Equal(3, result.ExitCode));
            Assert.Equal(undisturbed.Log, UndisturbedImport.Dump(data));
            if (i % 10 == 0)
                pprun.Run("log", "check", "--deep", "--data", data).Done();
            Directory.Delete(data, recursive: true);

            Task<PprunResult> Import() =>
                Task.Run(() => pprun.Run("import", undisturbed.Folder, "--json", "--data", data), TestContext.Current.CancellationToken);
        }
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

    private static void Change(string data, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "pprun.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
