using Dapper;

namespace PostpartumRun.Journal;

// Who is signed in. The browser holds a key, of which the log knows the SHA-256 alone; ending it here ends it, whatever a browser keeps.
public sealed partial class JournalStore
{
    /// <summary>Keeps that somebody signed in, and takes away what is over of others.</summary>
    /// <param name="account">Who.</param>
    /// <param name="keySha256">The SHA-256 of the key that the browser was given, in 64 hexadecimal digits.</param>
    /// <param name="life">How long a sign-in lasts.</param>
    public void StartSignIn(Account account, string keySha256, SignInLife life) => Write((connection, transaction) =>
    {
        long now = NowMs();
        connection.Execute(
            "DELETE FROM sign_in WHERE started_at_ms <= @startedBy OR seen_at_ms <= @seenBy",
            new { startedBy = now - life.LongestMs, seenBy = now - life.IdleMs },
            transaction);
        return connection.Execute(
            "INSERT INTO sign_in (key_sha256, account_id, started_at_ms, seen_at_ms) VALUES (@keySha256, @id, @now, @now)",
            new { keySha256, id = account.Id, now },
            transaction);
    });

    /// <summary>Who is signed in with a key, and was seen now; null where nobody is, or it is over.</summary>
    public Account? FindSignIn(string keySha256, SignInLife life)
    {
        long now = NowMs();
        var row = Read(connection => connection.QueryFirstOrDefault<SignInRow>(
            """
            SELECT a.id, a.name, a.role, a.runner_id, a.password_hash, a.subject, s.seen_at_ms
            FROM sign_in s
            JOIN account a ON a.id = s.account_id
            WHERE s.key_sha256 = @keySha256 AND s.started_at_ms > @startedAfter AND s.seen_at_ms > @seenAfter
            """,
            new { keySha256, startedAfter = now - life.LongestMs, seenAfter = now - life.IdleMs }));
        if (row is null)
            return null;
        // Not with every request: a write each would make readers wait for the disk.
        if (now - row.SeenAtMs > life.IdleMs / 16)
        {
            Write((connection, transaction) => connection.Execute(
                "UPDATE sign_in SET seen_at_ms = @now WHERE key_sha256 = @keySha256", new { now, keySha256 }, transaction));
        }
        return row.ToAccount();
    }

    /// <summary>Ends a sign-in.</summary>
    public void EndSignIn(string keySha256) => Write((connection, transaction) =>
        connection.Execute("DELETE FROM sign_in WHERE key_sha256 = @keySha256", new { keySha256 }, transaction));
}

/// <summary>How long a sign-in lasts.</summary>
/// <param name="Idle">Since it was last used.</param>
/// <param name="Longest">Since it began.</param>
public readonly record struct SignInLife(TimeSpan Idle, TimeSpan Longest)
{
    internal long IdleMs => (long)Idle.TotalMilliseconds;

    internal long LongestMs => (long)Longest.TotalMilliseconds;
}

/// <summary>A row of <c>sign_in</c> with its account.</summary>
internal sealed class SignInRow
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Role { get; init; } = "";
    public long? RunnerId { get; init; }
    public string? PasswordHash { get; init; }
    public string? Subject { get; init; }
    public long SeenAtMs { get; init; }

    public Account ToAccount() =>
        new AccountRow { Id = Id, Name = Name, Role = Role, RunnerId = RunnerId, PasswordHash = PasswordHash, Subject = Subject }.ToAccount();
}
