using System.Data.Common;
using System.Runtime.Versioning;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_new_log_is_for_its_owners_eyes_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        string folder = Path.Combine(_folder.Path, "data", "pprun");
        using var store = JournalStore.Open(folder, TimeProvider.System);
        store.GetOrAddRunner("me");
        Assert.Equal(Path.Combine(folder, "pprun.db"), store.FilePath);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        foreach (string file in Directory.GetFiles(folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void A_log_is_written_ahead_to_the_disk_and_minds_its_references()
    {
        using var store = _folder.Open();
        Assert.Equal(("wal", 2L, 1L, 10_000L), (Ask(store, "journal_mode"), Ask(store, "synchronous"), Ask(store, "foreign_keys"), Ask(store, "busy_timeout")));
    }

    [Fact]
    public void A_row_that_refers_to_nothing_is_refused()
    {
        using var store = _folder.Open();
        var error = Assert.ThrowsAny<DbException>(() => Do(store, "INSERT INTO verified_interval SELECT 1, " + string.Join(',', Enumerable.Repeat("1", 25))));
        Assert.Contains("FOREIGN KEY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_script_brings_the_log_to_the_form_that_the_store_expects()
    {
        var scripts = typeof(JournalStore).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order().ToList();
        Assert.Equal(SqliteMigrations.Latest, scripts.Count);
        Assert.StartsWith($"{SqliteMigrations.Latest:0000}_", scripts[^1], StringComparison.Ordinal);
        using var store = _folder.Open();
        Assert.Equal(SqliteMigrations.Latest, Ask(store, "user_version"));
    }

    [Fact]
    public void A_log_of_a_newer_version_is_refused_and_left_alone()
    {
        using (var store = _folder.Open())
            Do(store, "PRAGMA user_version = 99");
        var error = Assert.Throws<JournalException>(() => _folder.Open());
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.Log, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_database_is_refused_and_left_alone()
    {
        File.WriteAllText(_folder.Log, new string('x', 10_000));
        Assert.Contains("no database", Assert.Throws<JournalException>(() => _folder.Open()).Message, StringComparison.Ordinal);
        Assert.Equal(10_000, new FileInfo(_folder.Log).Length);
    }

    [Fact]
    public void Anothers_database_is_refused_and_left_alone()
    {
        using (var store = _folder.Open())
            Do(store, "DROP TABLE SchemaVersions; PRAGMA user_version = 0");
        Assert.Contains(_folder.Log, Assert.Throws<JournalException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verification_that_cannot_be_read_is_named()
    {
        using var store = _folder.Open();
        var runner = store.GetOrAddRunner("me");
        long id = store.Log(runner, Samples.Activity(1)).Id;
        Do(store, "UPDATE verification SET document = '{\"schema\":'");
        Assert.Contains("1.fit", Assert.Throws<JournalException>(() => store.GetActivity(runner, id)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_log_says_so()
    {
        using (var store = _folder.Open())
        {
            var runner = store.GetOrAddRunner("me");
            store.Log(runner, [.. Enumerable.Range(0, 20).Select(seed => Samples.Activity(seed))]);
        }
        using (var file = File.OpenWrite(_folder.Log))
        {
            file.Position = 4096;
            file.Write(Enumerable.Repeat((byte)0xA5, (int)file.Length - 4096).ToArray());
        }
        var error = Assert.Throws<JournalException>(() =>
        {
            using var store = _folder.Open();
            return store.ListActivities(store.GetOrAddRunner("me"));
        });
        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_named()
    {
        string path = Path.Combine(_folder.Path, "data");
        File.WriteAllText(path, "");
        Assert.Contains(path, Assert.Throws<JournalException>(() => JournalStore.Open(path, TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Throws<JournalException>(() => JournalStore.Open(Path.Combine(path, "below"), TimeProvider.System));
    }

    [Fact]
    public void A_folder_where_the_log_should_be_is_named()
    {
        Directory.CreateDirectory(_folder.Log);
        Assert.Contains(_folder.Log, Assert.Throws<JournalException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        // Nothing keeps root from writing where permissions alone forbid it; below /proc nobody can make a folder.
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a folder that even root cannot write.");
        const string folder = "/proc/pprun-log";
        var error = Assert.Throws<JournalException>(() => JournalStore.Open(folder, TimeProvider.System));
        Assert.Contains(folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_takes_no_half_and_the_log_goes_on_when_there_is_room()
    {
        using var store = _folder.Open();
        var runner = store.GetOrAddRunner("me");
        Do(store, "PRAGMA max_page_count = 60");
        var error = Assert.Throws<JournalException>(() =>
        {
            for (int seed = 0; seed < 1000; seed++)
                store.Log(runner, [Samples.Activity(2 * seed), Samples.Activity(2 * seed + 1)]);
        });
        Assert.Contains("room", error.Message, StringComparison.Ordinal);
        int kept = store.ListActivities(runner).Count;
        Assert.True(kept > 0 && kept % 2 == 0, $"{kept} activities were kept of pairs.");
        Do(store, "PRAGMA max_page_count = 1000000");
        Assert.False(store.Log(runner, Samples.Activity(-1)).AlreadyLogged);
        Assert.Equal(kept + 1, store.ListActivities(runner).Count);
    }

    [Fact]
    public void A_process_killed_in_the_middle_loses_what_was_not_acknowledged_and_nothing_else()
    {
        using var crashed = new TempFolder();
        using (var store = _folder.Open())
        {
            var runner = store.GetOrAddRunner("me");
            store.Log(runner, Samples.Activity(1));
            // A cache of a page makes what is not committed yet go to the files that a killed process would leave behind.
            Do(store, "PRAGMA cache_size = 1");
            Do(store, "BEGIN IMMEDIATE; UPDATE activity SET file_name = 'half'; DELETE FROM verified_interval; CREATE TABLE filler (x TEXT);");
            for (int i = 0; i < 50; i++)
                Do(store, "INSERT INTO filler VALUES (randomblob(5000))");
            foreach (string file in Directory.GetFiles(_folder.Path).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(crashed.Path, Path.GetFileName(file)));
            Do(store, "ROLLBACK");
        }
        Assert.True(new FileInfo(crashed.Log + "-wal").Length > 250_000, "The half-done transaction did not reach the files.");

        using var after = crashed.Open();
        var activity = Assert.Single(after.ListActivities(after.FindRunner("me")!.Value));
        Assert.Equal("1.fit", activity.FileName);
        Assert.Equal(6, after.GetActivity(after.GetOrAddRunner("me"), activity.Id)!.Intervals.Count);
        Assert.Equal("ok", Ask(after, "integrity_check"));
    }

    [Fact]
    public void A_closed_log_says_that_it_is_closed()
    {
        var store = _folder.Open();
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.ListRunners());
    }

    private static object Ask(JournalStore store, string pragma)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma}";
        return command.ExecuteScalar()!;
    }

    private static void Do(JournalStore store, string sql)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
