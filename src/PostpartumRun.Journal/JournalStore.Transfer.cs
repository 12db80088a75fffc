using System.Buffers;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace PostpartumRun.Journal;

// Row by row, whatever its columns are: what a later form of the log adds goes along.
public sealed partial class JournalStore
{
    private const string LinesSchema = "pprun.log/1";
    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");
    private static readonly JsonWriterOptions LineOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a table's rows of a runner as CSV.</summary>
    internal void WriteTable(JournalRunner runner, string table, string path) => ReadSnapshot((connection, transaction) =>
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        using var command = RowsOf(connection, transaction, runner, Array.Find(LogTable.All, one => one.Name == table)!);
        using var rows = command.ExecuteReader();
        LogExport.WriteRow(file, Enumerable.Range(0, rows.FieldCount).Select(rows.GetName));
        while (rows.Read())
            LogExport.WriteRow(file, Enumerable.Range(0, rows.FieldCount).Select(i => rows.IsDBNull(i) ? null : rows.GetValue(i)));
        return true;
    });

    /// <summary>Writes all that the log holds of a runner, a line of JSON for each row, as it is at one moment.</summary>
    internal void WriteLines(JournalRunner runner, string path) => ReadSnapshot((connection, transaction) =>
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        using var json = new Utf8JsonWriter(file, LineOptions);
        json.WriteStartObject();
        json.WriteString("schema", LinesSchema);
        json.WriteNumber("form", SqliteMigrations.Latest);
        json.WriteString("runner", runner.Name);
        EndLine(json, file);
        foreach (var table in LogTable.All)
        {
            using var command = RowsOf(connection, transaction, runner, table);
            using var rows = command.ExecuteReader();
            while (rows.Read())
                WriteRow(json, file, table, rows);
        }
        file.Flush(flushToDisk: true);
        return true;
    });

    /// <summary>
    /// Reads in what <see cref="WriteLines"/> wrote, all or nothing. Numbers stay as they were where all of them are free.
    /// </summary>
    internal long ReadLines(JournalRunner runner, string path) => Write((connection, transaction) =>
    {
        foreach (var table in LogTable.All)
        {
            using var command = RowsOf(connection, transaction, runner, table);
            using var rows = command.ExecuteReader();
            if (rows.Read())
            {
                throw new JournalException(
                    $"The log holds something of {runner.Name} already. "
                    + "Read the export in under another name with --runner, or into another data folder.");
            }
        }
        using var lines = File.ReadLines(path).GetEnumerator();
        if (!lines.MoveNext())
            throw new JournalException($"{path} is empty.");
        long count = 0, number = 1;
        try
        {
            CheckHead(lines.Current, path);
            var shifts = new Dictionary<string, long>();
            while (lines.MoveNext())
            {
                number++;
                using var line = JsonDocument.Parse(lines.Current);
                Insert(connection, transaction, runner, line.RootElement, shifts);
                count++;
            }
        }
        catch (Exception exception) when (
            exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JournalException($"{path}, line {number}: this is no line of a log's export. Nothing was read in.", exception);
        }
        return count;
    });

    // A reader ends with its command, so that both are the caller's.
    private static DbCommand RowsOf(DbConnection connection, DbTransaction transaction, JournalRunner runner, LogTable table)
    {
        var command = Command(connection, transaction, $"SELECT * FROM {table.Name} WHERE {table.Condition} ORDER BY {table.Order}");
        Add(command, "@runner", runner.Id);
        return command;
    }

    private static void WriteRow(Utf8JsonWriter json, Stream file, LogTable table, DbDataReader row)
    {
        json.WriteStartObject();
        json.WriteString("table", table.Name);
        for (int i = 0; i < row.FieldCount; i++)
        {
            string name = row.GetName(i);
            if (name == "runner_id")
                continue;
            json.WritePropertyName(name);
            switch (row.GetValue(i))
            {
                case DBNull:
                    json.WriteNullValue();
                    break;
                case long whole:
                    json.WriteNumberValue(whole);
                    break;
                case double figure:
                    json.WriteNumberValue(figure);
                    break;
                default:
                    json.WriteStringValue(row.GetString(i));
                    break;
            }
        }
        EndLine(json, file);
    }

    private static void EndLine(Utf8JsonWriter json, Stream file)
    {
        json.WriteEndObject();
        json.Flush();
        json.Reset();
        file.WriteByte((byte)'\n');
    }

    private static void CheckHead(string line, string path)
    {
        using var head = JsonDocument.Parse(line);
        if (head.RootElement.GetProperty("schema").GetString() != LinesSchema)
            throw new JournalException($"{path} is no export of a log.");
        if (head.RootElement.GetProperty("form").GetInt64() > SqliteMigrations.Latest)
            throw new JournalException($"{path} was written by a newer pprun. Update pprun.");
    }

    private static void Insert(
        DbConnection connection, DbTransaction transaction, JournalRunner runner, JsonElement line, Dictionary<string, long> shifts)
    {
        string name = line.GetProperty("table").GetString()!;
        var table = Array.Find(LogTable.All, one => one.Name == name) ?? throw new FormatException();
        var columns = new List<string>();
        using var command = Command(connection, transaction, "");
        foreach (var property in line.EnumerateObject().Skip(1))
        {
            // A name that would be more than a name is none of ours.
            if (property.Name.AsSpan().ContainsAnyExcept(NameCharacters))
                throw new FormatException();
            object? value = Value(property.Value);
            string? numbered = property.Name == "id" ? table.Numbered
                : Array.Find(table.References, reference => reference.Column == property.Name).Table;
            if (numbered is not null && value is long old)
                value = old + Shift(connection, transaction, numbered, shifts);
            Add(command, $"@p{columns.Count}", value);
            columns.Add(property.Name);
        }
        if (table.Condition == "runner_id = @runner")
        {
            Add(command, $"@p{columns.Count}", runner.Id);
            columns.Add("runner_id");
        }
        var values = columns.Select((_, i) => $"@p{i}");
#pragma warning disable CA2100 // The names are of our tables, and hold letters alone.
        command.CommandText = $"INSERT INTO {table.Name} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", values)})";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>How far numbers of a table are moved: behind all that were ever given there.</summary>
    private static long Shift(DbConnection connection, DbTransaction transaction, string table, Dictionary<string, long> shifts)
    {
        if (shifts.TryGetValue(table, out long shift))
            return shift;
        using var command = Command(connection, transaction, "SELECT COALESCE((SELECT seq FROM sqlite_sequence WHERE name = @name), 0)");
        Add(command, "@name", table);
        return shifts[table] = (long)command.ExecuteScalar()!;
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? (object)whole : value.GetDouble(),
        _ => throw new FormatException(),
    };

    private static DbCommand Command(DbConnection connection, DbTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Made of our own tables' names alone.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
        command.Parameters.Add(parameter);
    }
}
