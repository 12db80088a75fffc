using Microsoft.Data.Sqlite;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary><c>pprun log</c>: finding, noting, taking out, taking elsewhere and looking after what was imported.</summary>
public sealed class LogTest
{
    private static PprunProcess WithActivities(int count)
    {
        var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        pprun.Run("simulate", "--workout", "1:00 walk; 1:00 run", "--out", "in", "--count", $"{count}", "--start", "2026-06-21T07:00:00Z").Done();
        pprun.Run("import", "in").Done();
        return pprun;
    }

    [Fact]
    public void Filters_find_what_they_say_and_an_empty_answer_is_not_an_empty_log()
    {
        using var pprun = new PprunProcess();
        Assert.Contains("The log is empty", pprun.Run("log", "list").Done().Output);
        pprun.Simulate("a.fit", "week:4", "--start", "2026-06-20T07:00:00Z");
        pprun.Simulate("b.fit", "week:4", "--start", "2026-06-22T07:00:00Z");
        pprun.Run("import", "a.fit", "b.fit").Done();
        Assert.Equal(["b.fit"], Files("--from", "2026-06-21"));
        Assert.Equal(["a.fit"], Files("--until", "2026-06-21"));
        Assert.Equal(["b.fit"], Files("--limit", "1"));
        Assert.Equal(["b.fit", "a.fit"], Files("--verdict", "as-planned", "--sport", "running"));
        Assert.Empty(Files("--session", "4"));
        var none = pprun.Run("log", "list", "--sport", "cycling").Done();
        Assert.Equal("The log has others, and none of that kind.", Assert.Single(none.Lines));
        // She asked for one, and knows that there may be more.
        Assert.Empty(pprun.Run("log", "list", "--limit", "1").Done().Errors);

        string[] Files(params string[] filter) =>
            [.. pprun.Run(["log", "list", "--json", .. filter]).Done().Json.Select(line => ImportTest.Word(line, "file"))];
    }

    [Fact]
    public void What_is_noted_is_shown_and_what_is_taken_out_can_come_in_again()
    {
        using var pprun = WithActivities(3);
        Assert.Equal("noted activity 2: windy, \"wet\"", Assert.Single(pprun.Run("log", "note", "2", "windy, \"wet\"").Done().Lines));
        Assert.Contains("note: windy, \"wet\"", pprun.Run("log", "show", "2").Done().Output);
        Assert.Equal(2, pprun.Run("log", "delete", "2").ExitCode);
        Assert.Equal(3, ImportTest.Listed(pprun).Length);
        Assert.StartsWith("deleted activity 2, ", Assert.Single(pprun.Run("log", "delete", "2", "--yes").Done().Lines), StringComparison.Ordinal);
        Assert.Contains("has no activity 2", pprun.Run("log", "show", "2").Errors);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(pprun.Data, "originals"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(1, pprun.Run("import", "in", "--json").Done().Json.Count(line => ImportTest.Word(line, "status") == "logged"));
        Assert.Equal("cleared the note of activity 1", Assert.Single(pprun.Run("log", "note", "1", "").Done().Lines));
        var noted = Assert.Single(pprun.Run("log", "note", "1", "dry", "--json").Done().Json);
        Assert.Equal(("pprun.log-edit/1", "noted", 1), (ImportTest.Word(noted, "schema"), ImportTest.Word(noted, "did"), noted.GetProperty("activity").GetInt32()));
        Assert.Equal("forgot all that the log held of me", Assert.Single(pprun.Run("log", "forget", "--yes").Done().Lines));
        Assert.Empty(ImportTest.Listed(pprun));
        Assert.Empty(Directory.GetFiles(Path.Combine(pprun.Data, "originals"), "*", SearchOption.AllDirectories));
        pprun.Run("log", "check", "--deep").Done();
    }

    [Fact]
    public void An_export_reads_in_elsewhere_as_a_log_that_exports_the_same()
    {
        using var pprun = WithActivities(5).MakeReady();
        pprun.Run("log", "note", "2", "windy, \"wet\"").Done();
        pprun.Run("log", "export", "--to", "one").Done();
        pprun.Run("log", "import", "one", "--data", "elsewhere").Done();
        pprun.Run("log", "export", "--to", "two", "--data", "elsewhere").Done();
        string[] files = [.. Directory.GetFiles(pprun.File("one"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Equal(3 + 5, files.Length);
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace("/one/", "/two/", StringComparison.Ordinal))));
        Assert.Equal(files.Length, Directory.GetFiles(pprun.File("two"), "*", SearchOption.AllDirectories).Length);
        Assert.Equal(Rows(pprun.Data), Rows(pprun.File("elsewhere")));
        pprun.Run("log", "check", "--deep", "--data", "elsewhere").Done();
        // A second time, and into what is no new folder, nothing is mixed.
        Assert.Equal(1, pprun.Run("log", "import", "one", "--data", "elsewhere").ExitCode);
        Assert.Contains("is not empty", pprun.Run("log", "export", "--to", "one").Errors);

        // In what order a table without numbers holds its rows says nothing.
        static IEnumerable<string> Rows(string data) => UndisturbedImport.Dump(data).Split('\n').Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Copies_taken_while_an_import_runs_are_logs_and_hold_whole_activities()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        pprun.Run("simulate", "--workout", "1:00 walk; 1:00 run", "--out", "in", "--count", "600").Done();
        var import = Task.Run(() => pprun.Run("import", "in", "--json").Done(), TestContext.Current.CancellationToken);
        int copies = 0;
        do
        {
            string folder = pprun.File($"copy-{++copies}");
            Directory.CreateDirectory(folder);
            pprun.Run("log", "backup", Path.Combine(folder, "pprun.db")).Done();
        }
        while (!import.IsCompleted);
        await import;
        for (int copy = 1; copy <= copies; copy++)
        {
            // All that such a copy may lack is the original files, which it says.
            var check = pprun.Run("log", "check", "--data", $"copy-{copy}");
            Assert.All(check.ErrorLines, line => Assert.Contains("is not kept", line));
        }
        Assert.Equal(600, ImportTest.Listed(pprun).Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(600)]
    public void A_check_of_a_damaged_log_says_what_to_do_and_that_helps(int damagedBytes)
    {
        using var pprun = WithActivities(60);
        string database = Path.Combine(pprun.Data, "pprun.db");
        byte[] bytes = File.ReadAllBytes(database);
        int page = Root(database, "activity_by_identity") - 1;
        // Where a page's cells are: they grow from its end.
        bytes.AsSpan(((page + 1) * 4096) - damagedBytes, damagedBytes).Fill(0xA5);
        File.WriteAllBytes(database, bytes);
        var check = pprun.Run("log", "check");
        Assert.Equal(1, check.ExitCode);
        string advice = Assert.Single(check.ErrorLines, line => line.Contains("backup", StringComparison.Ordinal));
        // As it advises: away with it, and in again what is kept.
        Assert.Contains(Path.Combine(pprun.Data, "originals"), advice);
        Directory.Move(pprun.Data, pprun.File("away"));
        pprun.Run("import", "away/originals").Done();
        Assert.Equal(60, ImportTest.Listed(pprun).Length);
    }

    private static int Root(string database, string index)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rootpage FROM sqlite_master WHERE name = $name";
        command.Parameters.AddWithValue("$name", index);
        return (int)(long)command.ExecuteScalar()!;
    }
}
