using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PostpartumRun.Journal;

/// <summary>The log's database file: all that is SQLite's own, which another store would have otherwise.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    public const string FileName = "pprun.db";

    private static readonly Lock FileCreation = new();

    // Each connection is one thread's at a time, by the store's lock: SQLite's own lock around every value that is bound costs more than the value.
    static SqliteDatabase()
    {
        SQLitePCL.Batteries_V2.Init();
        _ = SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    private readonly SqliteConnection _connection;
    private readonly TimeSpan _patience;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    private SqliteDatabase(string path, TimeSpan patience)
    {
        Path = path;
        _patience = patience;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = (int)Math.Ceiling(patience.TotalSeconds),
        }.ToString();
        _connection = new(ConnectionString);
    }

    public string Path { get; }

    /// <summary>That the log is damaged, and what to do about it.</summary>
    public string Damage => $"The log {Path} is damaged. Bring it back from a backup, or move its folder away and import the activities again: "
        + $"their files are in {System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, OriginalFiles.FolderName)}.";

    public string ConnectionString { get; }

    public DbConnection Connection => _connection;

    /// <summary>Opens the log of a folder; makes folder and log where they are missing.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="patience">How long to wait while another process writes; at least a second.</param>
    /// <exception cref="JournalException">It could not be opened or made, or another version wrote it.</exception>
    public static SqliteDatabase Open(string folder, TimeSpan patience)
    {
        string path = Create(folder);
        var database = new SqliteDatabase(path, patience);
        try
        {
            database.Connect();
            return database;
        }
        catch (Exception exception)
        {
            database.Dispose();
            if (exception is DbException error)
                throw database.Explain(error);
            throw;
        }
    }

    /// <summary>A transaction for reading, which holds no writer up.</summary>
    public DbTransaction BeginSnapshot() => _connection.BeginTransaction(deferred: true);

    /// <summary>Where the log stands: another after each change of anything in it, whichever connection or process makes it.</summary>
    public LogState State()
    {
        // The version tells of what others committed, the count of what this connection wrote.
        long others = Statement("PRAGMA data_version").RunForNumber()!.Value;
        return new(others, SQLitePCL.raw.sqlite3_total_changes(_connection.Handle!));
    }

    /// <summary>A statement of a text, at its beginning; prepared when it is first asked for.</summary>
    public SqliteStatement Statement(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new(_connection.Handle!, sql));
        return statement.Begin();
    }

    /// <summary>Copies the whole, as it is at one moment, into a file that appears when it is complete.</summary>
    public void Backup(string path)
    {
        string temporary = "";
        try
        {
            path = System.IO.Path.GetFullPath(path);
            temporary = $"{path}.{Guid.NewGuid():N}.part";
            CreateFile(temporary);
            var target = new SqliteConnectionStringBuilder { DataSource = temporary, Pooling = false };
            using (var copy = new SqliteConnection(target.ToString()))
            {
                copy.Open();
                _connection.BackupDatabase(copy);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException or ArgumentException)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            throw new JournalException(
                $"The copy {path} was not written: {exception.Message.TrimEnd('.')}. Check that there is room, and who may write there.",
                exception);
        }
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
        _connection.Dispose();
    }

    /// <summary>What went wrong, for people: what, where, and what to do.</summary>
    public JournalException Explain(DbException exception)
    {
        string what = (exception as SqliteException)?.SqliteErrorCode switch
        {
            5 or 6 => $"The log {Path} was in use by another program for over {_patience.TotalSeconds:0} s. "
                + "Try again when that has finished.",
            8 or 3 or 23 => $"The log {Path} cannot be written. Check who may write to it and its folder.",
            10 => $"Reading or writing the log {Path} failed. "
                + "Check that its disk is well and has room, and that the folder is still there.",
            11 => Damage,
            13 => $"No room is left for the log {Path}. Free some space on its disk, then do it again: nothing was half-written.",
            14 => $"The log {Path} cannot be opened. "
                + "Check that it is a file, that its disk is not mounted read-only, and who may write to it and its folder.",
            26 => $"{Path} is no log of pprun: it is no database. Move it away, or choose another data folder.",
            _ => $"The log {Path} failed: {exception.Message}",
        };
        return new(what, exception);
    }

    // Closing any handle on a file drops every lock that its process holds on it, so no handle is opened on a log that exists, and
    // none is still open when another thread of this process connects.
    private static string Create(string folder)
    {
        string path = folder;
        try
        {
            path = System.IO.Path.GetFullPath(folder);
            if (!Directory.Exists(path))
                CreateFolder(path);
            path = System.IO.Path.Combine(path, FileName);
            lock (FileCreation)
            {
                if (!System.IO.Path.Exists(path))
                    CreateFile(path);
            }
            return path;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JournalException(
                $"The log's place {path} cannot be made: {exception.Message} Check who may write there, or choose another data folder.",
                exception);
        }
    }

    // Health data: nobody but its owner may look.
    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static void CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            new FileStream(path, options).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    private void Connect()
    {
        _connection.Open();
        // Write-ahead, so that readers and a writer don't wait for each other. A killed process loses nothing that was committed
        // under NORMAL either; FULL keeps it through a power cut too, and the watch may have been wiped since.
        Execute($"PRAGMA busy_timeout = {(long)_patience.TotalMilliseconds}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        // 16 MB: an import changes the same pages of the indexes in each batch, and they go into the file once for all of these.
        Execute("PRAGMA wal_autocheckpoint = 4000;");
        if (Version() < SqliteMigrations.Latest)
            SqliteMigrations.Run(ConnectionString);
        long version = Version();
        if (version > SqliteMigrations.Latest)
        {
            throw new JournalException(
                $"The log {Path} was written by a newer pprun (its form is {version}, this one knows {SqliteMigrations.Latest}). "
                + "Update pprun.");
        }
    }

    private long Version()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA user_version;";
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
