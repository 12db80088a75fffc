using System.Data.Common;
using Dapper;

namespace PostpartumRun.Journal;

// Who may sign in to the page, and whose log each of them sees. Passwords come hashed: the log knows no other form.
public sealed partial class JournalStore
{
    /// <summary>Whether the log has any account: then nobody sees anything of it without signing in.</summary>
    public bool HasAccounts() => Read(connection => connection.QuerySingle<bool>("SELECT EXISTS (SELECT 1 FROM account)"));

    /// <summary>Adds an account.</summary>
    /// <param name="name">As <see cref="Account.Checked"/> takes it.</param>
    /// <param name="role">What she is.</param>
    /// <param name="runner">The runner that she is herself; none for a coach who does not run here.</param>
    /// <param name="passwordHash">Her password, hashed; null where she has none.</param>
    /// <param name="subject">Who she is at the OpenID Connect provider; null where she does not sign in with it.</param>
    /// <exception cref="JournalException">The name or subject is another's already, or cannot be.</exception>
    public Account AddAccount(string name, AccountRole role, JournalRunner? runner, string? passwordHash, string? subject = null)
    {
        name = Account.Checked(name);
        if (role == AccountRole.Runner && runner is null)
            throw new JournalException("A runner's account needs the runner whose it is.");
        return Write((connection, transaction) =>
        {
            long? id = connection.QueryFirstOrDefault<long?>(
                """
                INSERT INTO account (name, role, runner_id, password_hash, subject, created_at_ms)
                VALUES (@name, @role, @runnerId, @passwordHash, @subject, @now)
                ON CONFLICT DO NOTHING
                RETURNING id
                """,
                new { name, role = Words.Of(role), runnerId = runner?.Id, passwordHash, subject, now = NowMs() },
                transaction);
            if (id is not { } known)
            {
                throw new JournalException(
                    $"There is an account {name} already, or one of that subject. Remove it first, or choose another name.");
            }
            return new Account { Id = known, Name = name, Role = role, RunnerId = runner?.Id, PasswordHash = passwordHash, Subject = subject };
        });
    }

    /// <summary>The account of a name, in whatever letters it is given; null where there is none.</summary>
    public Account? FindAccount(string name)
    {
        string known = name.ToLowerInvariant();
        return Read(connection => connection.QueryFirstOrDefault<AccountRow>(
            "SELECT id, name, role, runner_id, password_hash, subject FROM account WHERE name = @known", new { known })?.ToAccount());
    }

    /// <summary>The account of somebody at the OpenID Connect provider; null where there is none.</summary>
    public Account? FindAccountOfSubject(string subject) => Read(connection => connection.QueryFirstOrDefault<AccountRow>(
        "SELECT id, name, role, runner_id, password_hash, subject FROM account WHERE subject = @subject", new { subject })?.ToAccount());

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<Account> ListAccounts() => Read(connection => connection
        .Query<AccountRow>("SELECT id, name, role, runner_id, password_hash, subject FROM account ORDER BY name")
        .Select(row => row.ToAccount())
        .ToList());

    /// <summary>Takes an account away, and signs it out everywhere. What it looked at stays known.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RemoveAccount(Account account) => Write((connection, transaction) =>
        connection.Execute("DELETE FROM account WHERE id = @id", new { id = account.Id }, transaction) > 0);

    /// <summary>Gives an account another password, and signs it out everywhere.</summary>
    public void SetPassword(Account account, string passwordHash) => Write((connection, transaction) =>
    {
        connection.Execute(
            "UPDATE account SET password_hash = @passwordHash WHERE id = @id", new { passwordHash, id = account.Id }, transaction);
        return connection.Execute("DELETE FROM sign_in WHERE account_id = @id", new { id = account.Id }, transaction);
    });

    /// <summary>Keeps the same password under a stronger hash; nobody is signed out.</summary>
    public void RenewHash(Account account, string passwordHash) => Write((connection, transaction) => connection.Execute(
        "UPDATE account SET password_hash = @passwordHash WHERE id = @id AND password_hash = @old",
        new { passwordHash, id = account.Id, old = account.PasswordHash },
        transaction));

    /// <summary>Lets a coach see a runner's log.</summary>
    /// <returns>Whether she could not before.</returns>
    public bool GiveRunner(Account coach, JournalRunner runner)
    {
        if (coach.Role != AccountRole.Coach)
            throw new JournalException($"{coach.Name} is a runner, who sees herself alone. Give the runner to a coach's account.");
        return Write((connection, transaction) => connection.Execute(
            "INSERT INTO coaching (account_id, runner_id, given_at_ms) VALUES (@id, @runnerId, @now) ON CONFLICT (account_id, runner_id) DO NOTHING",
            new { id = coach.Id, runnerId = runner.Id, now = NowMs() },
            transaction) > 0);
    }

    /// <summary>Lets a coach see a runner's log no longer.</summary>
    /// <returns>Whether she could.</returns>
    public bool TakeRunner(Account coach, JournalRunner runner) => Write((connection, transaction) => connection.Execute(
        "DELETE FROM coaching WHERE account_id = @id AND runner_id = @runnerId",
        new { id = coach.Id, runnerId = runner.Id },
        transaction) > 0);

    /// <summary>The runners whose log an account sees: herself, and whom she was given, by name.</summary>
    public IReadOnlyList<JournalRunner> ListVisible(long accountId) => Read(connection => connection
        .Query<RunnerRow>(
            """
            SELECT r.id, r.name
            FROM runner r
            WHERE r.id IN (SELECT a.runner_id FROM account a WHERE a.id = @accountId)
              OR r.id IN (SELECT c.runner_id FROM coaching c JOIN account a ON a.id = c.account_id WHERE a.id = @accountId AND a.role = 'coach')
            ORDER BY r.name
            """,
            new { accountId })
        .Select(row => new JournalRunner(row.Id, row.Name))
        .ToList());

    /// <summary>Keeps that somebody did something with a runner's log. Looking at the same again within a while adds nothing.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="byName">The account's name.</param>
    /// <param name="deed">What she did.</param>
    /// <param name="what">What it was about; its first 200 characters are kept.</param>
    /// <param name="within">How long looking again is the same look.</param>
    public void SaveSighting(
        JournalRunner runner, string byName, SightingDeed deed, string what, TimeSpan within) => Write((connection, transaction) =>
    {
        what = what.Length > MaxWhatLength ? what[..MaxWhatLength] : what;
        long now = NowMs();
        return connection.Execute(
            """
            INSERT INTO sighting (runner_id, by_name, deed, what, seen_at_ms)
            SELECT @runnerId, @byName, @deed, @what, @now
            WHERE @deed <> 'saw' OR NOT EXISTS (
              SELECT 1 FROM sighting
              WHERE runner_id = @runnerId AND by_name = @byName AND deed = @deed AND what = @what AND seen_at_ms > @since AND seen_at_ms <= @now)
            """,
            new { runnerId = runner.Id, byName, deed = Words.Of(deed), what, now, since = now - (long)within.TotalMilliseconds },
            transaction);
    });

    /// <summary>Who looked at a runner's log or changed something in it, the latest first.</summary>
    /// <param name="runner">Whose log.</param>
    /// <param name="limit">The most that are wanted.</param>
    public IReadOnlyList<Sighting> ListSightings(JournalRunner runner, int limit = int.MaxValue) => Read(connection => connection
        .Query<SightingRow>(
            "SELECT by_name, deed, what, seen_at_ms FROM sighting WHERE runner_id = @runnerId ORDER BY seen_at_ms DESC, id DESC LIMIT @limit",
            new { runnerId = runner.Id, limit })
        .Select(row => row.ToSighting())
        .ToList());

    private const int MaxWhatLength = 200;
}
