using System.Data.Common;
using Dapper;

[module: DapperAot]

namespace PostpartumRun.Journal;

/// <summary>
/// The log: who runs, what was exported for the watch, which activities came back, and what their verification found. One database
/// file in the data folder. Several processes can have it open at once, and threads can share one store.
/// </summary>
/// <remarks>What a method has returned from having written is on the disk: neither a killed process nor a power cut takes it back.
/// All methods throw <see cref="JournalException"/> where the log cannot do what is asked, and then nothing is half-written.</remarks>
public sealed partial class JournalStore : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;
    private readonly TimeProvider _clock;
    private bool _disposed;

    private JournalStore(SqliteDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>The database file.</summary>
    public string FilePath => _database.Path;

    /// <summary>
    /// Opens the log of a data folder. A missing folder or log is made, for its owner's eyes only; an older log is brought to this
    /// version's form.
    /// </summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="clock">Tells when things are logged.</param>
    /// <exception cref="JournalException">The folder or the log cannot be made or opened, the log is damaged, no log at all, of a
    /// newer version, or in use by another process for over 10 seconds.</exception>
    public static JournalStore Open(string dataFolder, TimeProvider clock) => Open(dataFolder, clock, Patience);

    /// <summary>The same, with how long to wait while another process writes: at least a second.</summary>
    internal static JournalStore Open(string dataFolder, TimeProvider clock, TimeSpan patience)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        ArgumentNullException.ThrowIfNull(clock);
        return new(SqliteDatabase.Open(dataFolder, patience), clock);
    }

    /// <summary>Whether there is a log in a folder.</summary>
    public static bool Exists(string dataFolder) => File.Exists(Path.Combine(dataFolder, SqliteDatabase.FileName));

    /// <summary>What was worked out of this log, for as long as it holds.</summary>
    internal CareMemory Memory { get; } = new();

    /// <summary>Where the log stands now.</summary>
    internal LogState State => Read(_ => _database.State());

    /// <summary>The connection, for tests that look behind the store or stand in its way.</summary>
    internal DbConnection Connection => _database.Connection;

    /// <summary>Closes the log. A second time does nothing.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (!_disposed)
                _database.Dispose();
            _disposed = true;
        }
    }

    private T Read<T>(Func<DbConnection, T> read)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            try
            {
                return read(_database.Connection);
            }
            catch (DbException exception)
            {
                throw _database.Explain(exception);
            }
        }
    }

    // The transaction takes the write lock at its beginning: it can then no longer fail for another writer's sake.
    private T Write<T>(Func<DbConnection, DbTransaction, T> write) => Read(connection =>
    {
        using var transaction = connection.BeginTransaction();
        var result = write(connection, transaction);
        transaction.Commit();
        return result;
    });

    // Several questions that must be answered from the same state of the log, whoever writes meanwhile.
    private T ReadSnapshot<T>(Func<DbConnection, DbTransaction, T> read) => Read(connection =>
    {
        using var transaction = _database.BeginSnapshot();
        return read(connection, transaction);
    });
}
