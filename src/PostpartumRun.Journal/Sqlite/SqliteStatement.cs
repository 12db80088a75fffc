using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PostpartumRun.Journal;

/// <summary>
/// A statement that is prepared once and run for thousands of rows. Its parameters are given in the order in which the text first names them:
/// preparing a statement and looking names up cost several times what the row itself does.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _given;

    /// <exception cref="SqliteException">The text is no statement, or the log cannot be read.</exception>
    public SqliteStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Begins anew, with all parameters NULL.</summary>
    public SqliteStatement Begin()
    {
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
        _given = 0;
        return this;
    }

    public SqliteStatement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_given, value));
        return this;
    }

    public SqliteStatement Bind(long? value) => value is { } known ? Bind(known) : Skip();

    public SqliteStatement Bind(bool value) => Bind(value ? 1 : 0);

    public SqliteStatement Bind(double value)
    {
        Check(raw.sqlite3_bind_double(_statement, ++_given, value));
        return this;
    }

    public SqliteStatement Bind(double? value) => value is { } known ? Bind(known) : Skip();

    public SqliteStatement Bind(string? value)
    {
        if (value is null)
            return Skip();
        int most = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = most > 512 ? ArrayPool<byte>.Shared.Rent(most) : null;
        Span<byte> utf8 = rented ?? stackalloc byte[512];
        BindUtf8(utf8[..Encoding.UTF8.GetBytes(value, utf8)]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>A text in UTF-8, without its end.</summary>
    public SqliteStatement BindUtf8(ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_given, value));
        return this;
    }

    /// <summary>Runs to the next row.</summary>
    /// <returns>Whether there is one; without one, the statement has let go of all that it read.</returns>
    public bool Step()
    {
        int code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        _ = raw.sqlite3_reset(_statement);
        if (code != raw.SQLITE_DONE)
            Check(code);
        return false;
    }

    /// <summary>Runs to its end, whatever rows there are.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    /// <summary>Runs it, and returns the first row's first number; null where there is no row.</summary>
    public long? RunForNumber()
    {
        long? number = Step() ? Number(0) : null;
        Run();
        return number;
    }

    /// <summary>A column of the row as a whole number, from 0.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the row as text; null where it is NULL.</summary>
    public string? Text(int column) =>
        raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();

    // It is NULL since the beginning.
    private SqliteStatement Skip()
    {
        _given++;
        return this;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
