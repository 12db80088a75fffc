using Microsoft.Data.Sqlite;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>What a log holds, to be compared with another.</summary>
internal static class LogDump
{
    /// <summary>
    /// Every row of every table with every column but those named, in order. The counters of keys are no part of it: who comes second in a
    /// race leaves a number unused.
    /// </summary>
    public static string Of(string data, params string[] without)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "pprun.db")};Pooling=False");
        connection.Open();
        const string Tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        var rows = Query(connection, Tables, [])
            .SelectMany(table => Query(connection, $"SELECT * FROM \"{table}\" ORDER BY rowid", without).Select(row => $"{table}: {row}"));
        return string.Join('\n', rows);
    }

    private static List<string> Query(SqliteConnection connection, string sql, string[] without)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            var columns = Enumerable.Range(0, reader.FieldCount).Where(i => !without.Contains(reader.GetName(i)));
            rows.Add(string.Join('|', columns.Select(reader.GetValue)));
        }
        return rows;
    }
}
