using System.Globalization;
using DbUp;
using Microsoft.Data.Sqlite;
using Xunit;

namespace PostpartumRun.Journal.Tests;

/// <summary>A log that an earlier version wrote comes into this version's form, with all that it held.</summary>
public sealed class OlderLogTests : IDisposable
{
    private readonly TempFolder _now = new();
    private readonly TempFolder _then = new();

    [Fact]
    public void A_log_whose_documents_came_before_other_columns_keeps_everything()
    {
        using var expected = _now.Open();
        var runner = expected.GetOrAddRunner("me");
        long[] ids = [.. Enumerable.Range(0, 30).Select(seed => expected.Log(runner, Samples.Activity(seed)).Id)];
        WriteOlder(4, "runner", "activity", "verification", "verified_interval", "source_file", "review");

        using (var upgraded = _then.Open())
        {
            foreach (long id in ids)
            {
                var (was, remains) = (expected.GetActivity(runner, id)!, upgraded.GetActivity(runner, id)!);
                Assert.Equal(was.DocumentJson, remains.DocumentJson);
                Assert.Equal(was.Intervals, remains.Intervals);
                Assert.Equal((was.Sha256, was.SessionId, was.EngineVersion, was.VerifiedAt), (remains.Sha256, remains.SessionId, remains.EngineVersion, remains.VerifiedAt));
            }
            Assert.Equal(expected.ListActivities(runner), upgraded.ListActivities(runner));
            Assert.NotEqual(ids[^1], upgraded.Log(runner, Samples.Activity(99)).Id);
            Assert.True(upgraded.DeleteActivity(runner, ids[0]));
        }
        Assert.Equal([SqliteMigrations.Latest], Numbers("PRAGMA user_version"));
        Assert.Empty(Numbers("SELECT rowid FROM pragma_foreign_key_check"));
        Assert.Empty(Numbers($"SELECT position FROM verified_interval WHERE activity_id = {ids[0].ToString(CultureInfo.InvariantCulture)}"));
    }

    public void Dispose()
    {
        _now.Dispose();
        _then.Dispose();
    }

    /// <summary>Makes a log in the form of an earlier version, and copies tables into it as far as they had their columns then.</summary>
    private void WriteOlder(int version, params string[] tables)
    {
        var result = DeployChanges.To
            .SqliteDatabase($"Data Source={_then.Log};Pooling=False")
            .WithScriptsEmbeddedInAssembly(
                typeof(JournalStore).Assembly, name => int.TryParse(name.AsSpan(0, 4), CultureInfo.InvariantCulture, out int number) && number <= version)
            .WithVariablesDisabled()
            .WithTransaction()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        Assert.True(result.Successful, result.Error?.Message);
        Assert.Equal(version, result.Scripts.Count());
        Run($"ATTACH '{_now.Log}' AS now; " + string.Concat(tables.Select(table =>
        {
            string columns = string.Join(", ", Texts($"SELECT name FROM pragma_table_info('{table}')"));
            return $"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table}; ";
        })));
    }

    private void Run(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private List<string> Texts(string sql) => Read(sql, row => row.GetString(0));

    private List<long> Numbers(string sql) => Read(sql, row => row.GetInt64(0));

    private List<T> Read<T>(string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_then.Log};Pooling=False");
        connection.Open();
        return connection;
    }
}
