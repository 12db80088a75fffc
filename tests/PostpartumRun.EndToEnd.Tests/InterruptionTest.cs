using Microsoft.Data.Sqlite;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Stopped by the user, or killed: what was done is kept, nothing is half-written, and doing it again completes it.</summary>
public sealed class InterruptionTest
{
    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public void An_import_that_is_stopped_says_so_and_goes_on_where_it_was(int signal)
    {
        using var pprun = new PprunProcess();
        var stopped = pprun.RunAndSignal((Signal)signal, 3, ["import", "--json", .. Files()]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("pprun: stopped. What was done until then is kept", stopped.Errors);
        CheckThatTheRestFollows(pprun, stopped);
    }

    [Fact]
    public void An_import_that_is_killed_leaves_whole_activities_alone()
    {
        using var pprun = new PprunProcess();
        var killed = pprun.RunAndSignal(Signal.Kill, 5, ["import", "--json", .. Files()]);
        Assert.Equal(137, killed.ExitCode);
        CheckThatTheRestFollows(pprun, killed);
    }

    [Fact]
    public void A_tour_that_is_stopped_leaves_nothing_behind()
    {
        using var pprun = new PprunProcess();
        var stopped = pprun.RunAndSignal(Signal.Interrupt, 3, "tour");
        Assert.Equal(130, stopped.ExitCode);
        Assert.Single(stopped.ErrorLines, line => line.Contains("stopped", StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(pprun.Temporary, "pprun-*"));
    }

    /// <summary>Many files, and none that takes long.</summary>
    private static string[] Files() =>
        [.. CorpusFile.All().Where(file => file.Manifest.GetProperty("size").GetInt64() < 150_000).Select(file => Corpus.File(file.Name))];

    private static void CheckThatTheRestFollows(PprunProcess pprun, PprunResult interrupted)
    {
        int files = Files().Length;
        Assert.InRange(interrupted.Lines.Length, 3, files - 1);
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(pprun.Data, "pprun.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM activity WHERE id NOT IN (SELECT activity_id FROM verification)";
            Assert.Equal(0L, command.ExecuteScalar());
            command.CommandText = "PRAGMA integrity_check";
            Assert.Equal("ok", command.ExecuteScalar());
        }
        var listed = ImportTest.Listed(pprun).Select(line => ImportTest.Word(line, "sha256")).ToHashSet();
        // All files that it said it had logged, and at most the one that it had no time to tell of.
        int logged = interrupted.Json.Where(line => ImportTest.Word(line, "status") == "logged").DistinctBy(line => ImportTest.Word(line, "sha256")).Count();
        Assert.InRange(listed.Count, logged, logged + 1);
        var rest = pprun.Run(["import", "--json", .. Files()]).Json;
        Assert.Equal(files, rest.DistinctBy(line => ImportTest.Word(line, "file")).Count());
        Assert.All(rest, line => Assert.Equal(listed.Contains(ImportTest.Word(line, "sha256")), ImportTest.Word(line, "status") == "duplicate"));
        Assert.DoesNotContain(rest, line => ImportTest.Word(line, "status") == "rejected" && !line.GetProperty("salvaged").GetBoolean());
    }
}
