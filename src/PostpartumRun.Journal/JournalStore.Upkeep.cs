using System.Data.Common;
using System.Security.Cryptography;
using Dapper;

namespace PostpartumRun.Journal;

public sealed partial class JournalStore
{
    /// <summary>The files that the activities were read from.</summary>
    public OriginalFiles Originals => _originals ??= new(Path.GetDirectoryName(FilePath)!);

    private OriginalFiles? _originals;

    /// <summary>A second look at the same log, for readers beside a writer. Dispose of it.</summary>
    public JournalStore OpenBeside() => Open(Path.GetDirectoryName(FilePath)!, _clock);

    /// <summary>Takes an activity out of the log, with its verification and its file. The file can be imported again.</summary>
    /// <returns>Whether this runner had one of that number.</returns>
    public bool DeleteActivity(JournalRunner runner, long id)
    {
        var files = FilesOf(runner, id);
        bool isDeleted = Write((connection, transaction) => connection.Execute(
            "DELETE FROM activity WHERE runner_id = @runnerId AND id = @id", new { runnerId = runner.Id, id }, transaction) > 0);
        DeleteOriginals(files);
        return isDeleted;
    }

    /// <summary>Decides about an activity that took place at the time of others: <c>both</c> count; or <c>this</c> one, and the others go;
    /// or the
    /// <c>other</c>, and this one goes.</summary>
    /// <returns>Whether there was anything to decide.</returns>
    /// <exception cref="AnswerException">It is none of these words.</exception>
    public bool Decide(JournalRunner runner, long id, string keep)
    {
        var mine = ListReviews(runner).Where(one => one.ActivityId == id).ToList();
        switch (keep)
        {
            case "both":
                return mine.Count > 0 && KeepBoth(runner, id);
            case "this":
                foreach (var one in mine)
                    DeleteActivity(runner, one.OtherId);
                return mine.Count > 0;
            case "other":
                return mine.Count > 0 && DeleteActivity(runner, id);
            default:
                throw new AnswerException("keep", $"{keep}: choose both, this or other.");
        }
    }

    /// <summary>Says that an activity which took place at another's time counts beside it.</summary>
    /// <returns>Whether there was anything to decide.</returns>
    public bool KeepBoth(JournalRunner runner, long id) => Write((connection, transaction) => connection.Execute(
        """
        UPDATE review SET decided_at_ms = @now
        WHERE decided_at_ms IS NULL AND activity_id = @id AND activity_id IN (SELECT a.id FROM activity a WHERE a.runner_id = @runnerId)
        """,
        new { now = NowMs(), id, runnerId = runner.Id },
        transaction) > 0);

    /// <summary>Notes something about an activity, in place of what was noted before; null takes it away.</summary>
    /// <returns>Whether this runner has one of that number.</returns>
    /// <exception cref="AnswerException">The note is longer than <see cref="MaxNoteLength"/>.</exception>
    public bool SaveNote(JournalRunner runner, long id, string? note)
    {
        if (note?.Length > MaxNoteLength)
            throw new AnswerException("note", $"has {note.Length} characters: give it {MaxNoteLength} at most.");
        return Write((connection, transaction) => connection.Execute(
            "UPDATE activity SET note = @note WHERE runner_id = @runnerId AND id = @id",
            new { note, runnerId = runner.Id, id },
            transaction) > 0);
    }

    /// <summary>The most characters that a note about an activity can have.</summary>
    public const int MaxNoteLength = 10_000;

    /// <summary>
    /// Forgets a runner: all that the log holds of her, her files, her account, and what was kept for ever of anybody else. A coach who
    /// runs stays one.
    /// </summary>
    public void Forget(JournalRunner runner)
    {
        var files = FilesOf(runner, null);
        var her = new { runnerId = runner.Id };
        Write((connection, transaction) =>
        {
            connection.Execute("INSERT INTO forgetting (runner_id) VALUES (@runnerId)", her, transaction);
            connection.Execute(
                "DELETE FROM check_in_symptom WHERE check_in_id IN (SELECT id FROM check_in WHERE runner_id = @runnerId)", her, transaction);
            connection.Execute("DELETE FROM check_in WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM runner_setting WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM screen_answer WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM safety_override WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM decision WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM sighting WHERE runner_id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM account WHERE runner_id = @runnerId AND role = 'runner'", her, transaction);
            connection.Execute("DELETE FROM runner WHERE id = @runnerId", her, transaction);
            connection.Execute("DELETE FROM forgetting WHERE runner_id = @runnerId", her, transaction);
            return true;
        });
        Memory.Forget(runner);
        DeleteOriginals(files);
        // What was deleted would stay readable in the file's free pages.
        Read(connection =>
        {
            connection.Execute("VACUUM");
            connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        });
    }

    /// <summary>
    /// Takes a consistent copy of the log, while others write it. The original files beside it never change, and can be copied at any time.
    /// </summary>
    /// <param name="path">The copy, in place of a file of that name.</param>
    /// <exception cref="JournalException">There is no room, or the place may not be written.</exception>
    public void Backup(string path) => Read(_ =>
    {
        _database.Backup(path);
        return true;
    });

    /// <summary>Verifies the log: the database's own structure, that all which belongs together is there, and the original files.</summary>
    /// <param name="deep">Whether to read each original file, and compare its bytes with its name.</param>
    /// <returns>What is wrong, in a sentence each; empty when all is well.</returns>
    public IReadOnlyList<string> Check(bool deep)
    {
        var found = new List<string>();
        Read(connection =>
        {
            foreach (string line in connection.Query<string>("PRAGMA integrity_check").Where(line => line != "ok"))
                found.Add($"The database is damaged: {line}");
            if (found.Count > 0)
                found.Add(_database.Damage);
            foreach (long id in connection.Query<long>("SELECT id FROM activity WHERE id NOT IN (SELECT activity_id FROM verification)"))
                found.Add($"Activity {id} has no verification. Delete it, and import its file again.");
            foreach (long id in connection.Query<long>(
                "SELECT activity_id FROM verification WHERE activity_id NOT IN (SELECT id FROM activity)"))
            {
                found.Add($"The verification of activity {id} has no activity.");
            }
            foreach (var row in connection.Query<CheckRow>("SELECT activity_id AS id, document AS text FROM verification", buffered: false))
            {
                if (!IsDocument(row.Text))
                    found.Add($"The verification of activity {row.Id} cannot be read. Delete the activity, and import its file again.");
            }
            return true;
        });
        CheckOriginals(found, deep);
        return found;
    }

    /// <summary>How long an original may be unnamed: it is kept before the log names it, and an import may be about to.</summary>
    private static readonly TimeSpan UnnamedFor = TimeSpan.FromHours(1);

    private void CheckOriginals(List<string> found, bool deep)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in Read(connection => connection.Query<CheckRow>("SELECT id, sha256 AS text FROM activity ORDER BY id").ToList()))
            Check(row, $"The original file of activity {row.Id}");
        foreach (var row in Read(connection => connection.Query<CheckRow>(
            "SELECT activity_id AS id, sha256 AS text FROM activity_version ORDER BY activity_id, id").ToList()))
        {
            Check(row, $"The file of another version of activity {row.Id}");
        }
        foreach (string path in Originals.FindUnnamed(named, _clock.GetUtcNow() - UnnamedFor))
        {
            found.Add(
                $"{path} belongs to no activity: an import or a deletion was broken off. Import the activity again, or remove the file.");
        }

        void Check(CheckRow row, string what)
        {
            if (!named.Add(row.Text))
                return;
            if (!Originals.Has(row.Text))
                found.Add($"{what} is not kept. Import it again to have it kept.");
            else if (deep && !(Originals.Read(row.Text) is { } bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == row.Text))
                found.Add($"{what} is damaged: {Originals.PathOf(row.Text)}. Remove it, and import the activity again.");
        }
    }

    private static bool IsDocument(string text)
    {
        try
        {
            VerificationDocument.Parse(text);
            return true;
        }
        catch (System.Text.Json.JsonException)
        {
            return false;
        }
    }

    /// <summary>The files of an activity's versions, or of all of a runner's.</summary>
    private List<string> FilesOf(JournalRunner runner, long? id) => Read(connection => connection.Query<string>(
        """
        SELECT sha256 FROM activity WHERE runner_id = @runnerId AND (@id IS NULL OR id = @id)
        UNION
        SELECT sha256 FROM activity_version WHERE runner_id = @runnerId AND (@id IS NULL OR activity_id = @id)
        """,
        new { runnerId = runner.Id, id }).ToList());

    private void DeleteOriginals(List<string> files)
    {
        foreach (string sha256 in files)
        {
            bool isNamed = Read(connection => connection.QuerySingle<bool>(
                """
                SELECT EXISTS (SELECT 1 FROM activity WHERE sha256 = @sha256)
                  OR EXISTS (SELECT 1 FROM activity_version WHERE sha256 = @sha256)
                """,
                new { sha256 }));
            if (!isNamed)
                Originals.Delete(sha256);
        }
    }
}

/// <summary>A row that is checked.</summary>
internal sealed class CheckRow
{
    public long Id { get; init; }
    public string Text { get; init; } = "";
}
