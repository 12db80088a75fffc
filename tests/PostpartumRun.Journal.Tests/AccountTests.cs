using System.Data.Common;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class AccountTests : IDisposable
{
    private static readonly SignInLife Life = new(TimeSpan.FromHours(8), TimeSpan.FromDays(14));
    private static readonly string Key = Samples.Sha256(7);

    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly JournalStore _store;
    private readonly JournalRunner _eva;
    private readonly JournalRunner _mia;

    public AccountTests()
    {
        _store = _folder.Open(_clock);
        _eva = _store.GetOrAddRunner("Eva");
        _mia = _store.GetOrAddRunner("Mia");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void An_account_is_found_by_its_name_in_any_letters()
    {
        Assert.False(_store.HasAccounts());
        var account = _store.AddAccount("Eva@Example.org", AccountRole.Runner, _eva, "hash", "subject-1");
        Assert.True(_store.HasAccounts());
        Assert.Equal("eva@example.org", account.Name);
        Assert.Equal(account, _store.FindAccount("EVA@example.org"));
        Assert.Equal(account, _store.FindAccountOfSubject("subject-1"));
        Assert.Equal([account], _store.ListAccounts());
        Assert.Null(_store.FindAccount("eva"));
        Assert.Null(_store.FindAccountOfSubject("subject-2"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("zoë")]
    [InlineData("a\n")]
    [InlineData("<script>")]
    public void A_name_that_is_none_is_refused(string name) =>
        Assert.Throws<JournalException>(() => _store.AddAccount(name, AccountRole.Coach, null, "hash"));

    [Fact]
    public void A_name_and_a_subject_are_given_once()
    {
        _store.AddAccount("ada", AccountRole.Coach, null, "hash", "subject");
        Assert.Throws<JournalException>(() => _store.AddAccount("ADA", AccountRole.Coach, null, "hash"));
        Assert.Throws<JournalException>(() => _store.AddAccount("bea", AccountRole.Coach, null, null, "subject"));
        Assert.Throws<JournalException>(() => _store.AddAccount("eva", AccountRole.Runner, null, "hash"));
        Assert.Single(_store.ListAccounts());
    }

    [Fact]
    public void A_runner_sees_herself_and_a_coach_whom_she_was_given()
    {
        var eva = _store.AddAccount("eva", AccountRole.Runner, _eva, "hash");
        var ada = _store.AddAccount("ada", AccountRole.Coach, null, "hash");
        Assert.Equal([_eva], _store.ListVisible(eva.Id));
        Assert.Empty(_store.ListVisible(ada.Id));
        Assert.True(_store.GiveRunner(ada, _mia));
        Assert.False(_store.GiveRunner(ada, _mia));
        Assert.Equal([_mia], _store.ListVisible(ada.Id));
        Assert.Throws<JournalException>(() => _store.GiveRunner(eva, _mia));
        Assert.Equal([_eva], _store.ListVisible(eva.Id));
        Assert.True(_store.TakeRunner(ada, _mia));
        Assert.False(_store.TakeRunner(ada, _mia));
        Assert.Empty(_store.ListVisible(ada.Id));
        Assert.Empty(_store.ListVisible(12345));
    }

    [Fact]
    public void A_coach_who_runs_sees_herself_too_and_stays_one_when_her_log_is_forgotten()
    {
        var ada = _store.AddAccount("ada", AccountRole.Coach, _eva, "hash");
        _store.GiveRunner(ada, _mia);
        Assert.Equal([_eva, _mia], _store.ListVisible(ada.Id));
        _store.Forget(_eva);
        Assert.Null(_store.FindAccount("ada")!.RunnerId);
        Assert.Equal([_mia], _store.ListVisible(ada.Id));
    }

    [Fact]
    public void A_sign_in_ends_when_it_idles_when_it_is_old_and_when_it_is_ended()
    {
        var eva = _store.AddAccount("eva", AccountRole.Runner, _eva, "hash");
        _store.StartSignIn(eva, Key, Life);
        Assert.Equal(eva, _store.FindSignIn(Key, Life));
        Assert.Null(_store.FindSignIn(Samples.Sha256(8), Life));
        _clock.Now += Life.Idle;
        Assert.Null(_store.FindSignIn(Key, Life));

        _store.StartSignIn(eva, Samples.Sha256(9), Life);
        for (var passed = TimeSpan.Zero; passed < Life.Longest; passed += TimeSpan.FromHours(7))
        {
            Assert.Equal(eva, _store.FindSignIn(Samples.Sha256(9), Life));
            _clock.Now += TimeSpan.FromHours(7);
        }
        Assert.Null(_store.FindSignIn(Samples.Sha256(9), Life));

        _store.StartSignIn(eva, Samples.Sha256(10), Life);
        _store.EndSignIn(Samples.Sha256(10));
        Assert.Null(_store.FindSignIn(Samples.Sha256(10), Life));
    }

    [Fact]
    public void Another_password_or_the_accounts_end_signs_out_everywhere_and_a_stronger_hash_does_not()
    {
        var eva = _store.AddAccount("eva", AccountRole.Runner, _eva, "hash");
        _store.StartSignIn(eva, Key, Life);
        _store.RenewHash(eva, "stronger");
        Assert.Equal("stronger", _store.FindSignIn(Key, Life)!.PasswordHash);
        // Somebody set another password meanwhile: that one stays.
        _store.RenewHash(eva, "of the old password");
        Assert.Equal("stronger", _store.FindAccount("eva")!.PasswordHash);
        _store.SetPassword(eva, "another");
        Assert.Null(_store.FindSignIn(Key, Life));
        _store.StartSignIn(eva, Key, Life);
        Assert.True(_store.RemoveAccount(eva));
        Assert.False(_store.RemoveAccount(eva));
        Assert.Null(_store.FindSignIn(Key, Life));
    }

    [Fact]
    public void Who_looked_is_kept_once_for_a_while_and_each_change_is()
    {
        var within = TimeSpan.FromMinutes(15);
        _store.SaveSighting(_eva, "ada", SightingDeed.Saw, "plan", within);
        _store.SaveSighting(_eva, "ada", SightingDeed.Saw, "plan", within);
        _store.SaveSighting(_eva, "bea", SightingDeed.Saw, "plan", within);
        _store.SaveSighting(_mia, "ada", SightingDeed.Saw, "plan", within);
        _clock.Now += within;
        _store.SaveSighting(_eva, "ada", SightingDeed.Saw, "plan", within);
        _store.SaveSighting(_eva, "ada", SightingDeed.Changed, "check-in", within);
        _store.SaveSighting(_eva, "ada", SightingDeed.Changed, "check-in", within);
        Assert.Equal(
            [("ada", SightingDeed.Changed), ("ada", SightingDeed.Changed), ("ada", SightingDeed.Saw), ("bea", SightingDeed.Saw), ("ada", SightingDeed.Saw)],
            _store.ListSightings(_eva).Select(sighting => (sighting.ByName, sighting.Deed)));
        Assert.Equal(_clock.Now, _store.ListSightings(_eva, 1).Single().At);
        Assert.Single(_store.ListSightings(_mia));
    }

    [Theory]
    [InlineData("UPDATE sighting SET by_name = 'nobody'")]
    [InlineData("DELETE FROM sighting")]
    public void Who_looked_can_be_neither_changed_nor_deleted(string sql)
    {
        _store.SaveSighting(_eva, "ada", SightingDeed.Saw, "plan", TimeSpan.Zero);
        using var command = _store.Connection.CreateCommand();
#pragma warning disable CA2100 // The test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.Contains("kept for ever", Assert.ThrowsAny<DbException>(() => command.ExecuteNonQuery()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_looked_goes_with_the_runners_export_and_is_forgotten_with_her()
    {
        var eva = _store.AddAccount("eva", AccountRole.Runner, _eva, "hash-of-eva");
        var ada = _store.AddAccount("ada", AccountRole.Coach, null, "hash-of-ada");
        _store.GiveRunner(ada, _eva);
        _store.SaveSighting(_eva, "ada", SightingDeed.Saw, "plan", TimeSpan.Zero);
        string folder = Path.Combine(_folder.Path, "export");
        LogExport.Write(_store, _eva, folder);
        string lines = File.ReadAllText(Path.Combine(folder, LogExport.LinesName));
        Assert.Contains("\"sighting\"", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("hash-of", lines, StringComparison.Ordinal);
        var copy = _store.GetOrAddRunner("Eva's copy");
        LogExport.Read(_store, copy, folder);
        Assert.Equal(_store.ListSightings(_eva), _store.ListSightings(copy));

        _store.Forget(_eva);
        Assert.Null(_store.FindAccount("eva"));
        Assert.Equal(ada, _store.FindAccount("ada"));
        Assert.Empty(_store.ListVisible(ada.Id));
        Assert.Empty(_store.ListSightings(_eva));
        Assert.Empty(_store.ListVisible(eva.Id));
    }
}
