using Microsoft.Data.Sqlite;
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
        var stopped = pprun.RunAndSignal((Signal)signal, 3, ["import", "--json", Files(pprun)]);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("pprun: stopped. What was done until then is kept", stopped.Errors);
        Assert.Matches($"[0-9]+ of {Count} paths are left", stopped.Errors);
        CheckThatTheRestFollows(pprun, stopped);
    }

    [Fact]
    public void What_a_stopped_import_has_done_is_told_of_all_that_there_was()
    {
        using var pprun = new PprunProcess();
        var stopped = pprun.RunAndSignal(Signal.Interrupt, 1, ["import", Files(pprun)]);
        Assert.Matches($"^[0-9]+ of {Count} files: [0-9]+ ", stopped.Lines[^1]);
    }

    [Fact]
    public void An_import_that_is_killed_leaves_whole_activities_alone()
    {
        using var pprun = new PprunProcess();
        var killed = pprun.RunAndSignal(Signal.Kill, 5, ["import", "--json", Files(pprun)]);
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

    private const int Count = 1000;

    /// <summary>A folder of many files, none of which takes long.</summary>
    private static string Files(PprunProcess pprun)
    {
        string folder = pprun.File("in");
        Directory.CreateDirectory(folder);
        pprun.Run("simulate", "--workout", "1:00 walk; 1:00 run", "--out", folder, "--count", $"{Count}").Done();
        return folder;
    }

    private static void CheckThatTheRestFollows(PprunProcess pprun, PprunResult interrupted)
    {
        Assert.InRange(interrupted.Lines.Length, 3, Count - 1);
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
        // One that was stopped tells of all that it logged; one that was killed had no time to tell of a batch.
        // Its last line may be cut off, too.
        var lines = interrupted.ExitCode == 130 ? interrupted.Lines : interrupted.Lines[..^1];
        string[] told = [.. lines.Select(line => ImportTest.Word(System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(line), "sha256"))];
        Assert.Subset(listed, told.ToHashSet());
        Assert.True(interrupted.ExitCode != 130 || listed.Count == told.Length, $"{told.Length} of {listed.Count} were told of");
        var rest = pprun.Run("import", "--json", pprun.File("in")).Json;
        Assert.Equal(Count, rest.Length);
        Assert.All(rest, line => Assert.Equal(listed.Contains(ImportTest.Word(line, "sha256")) ? "duplicate" : "logged", ImportTest.Word(line, "status")));
        Assert.Equal(Count, ImportTest.Listed(pprun).Length);
    }
}
