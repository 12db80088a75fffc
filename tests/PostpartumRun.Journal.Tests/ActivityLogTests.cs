using CsCheck;
using Dapper;
using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class ActivityLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(new(2026, 7, 1, 12, 0, 0, 123, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_activity_comes_back_as_it_was_logged_after_the_log_was_closed()
    {
        var verification = Samples.Verification();
        var entry = NewActivity.Of("a.fit", Samples.Sha256(1), Samples.Info, verification) with
        {
            FilePath = "/media/watch/GARMIN/Activity/a.fit",
            SessionId = "4:1-2",
            Match = MatchKind.WeekAndShape,
        };
        long id;
        using (var store = _folder.Open(_clock))
        {
            var result = store.Log(store.GetOrAddRunner("me"), entry);
            Assert.False(result.AlreadyLogged);
            id = result.Id;
        }

        using var again = _folder.Open();
        var logged = again.GetActivity(again.GetOrAddRunner("me"), id)!;
        Assert.Equal(
            ("a.fit", "/media/watch/GARMIN/Activity/a.fit", Samples.Sha256(1), 0, "4:1-2", MatchKind.WeekAndShape),
            (logged.FileName, logged.FilePath, logged.Sha256, logged.Part, logged.SessionId, logged.Match));
        Assert.Equal((_clock.Now, _clock.Now), (logged.ImportedAt, logged.VerifiedAt));
        Assert.Equal(Samples.Info, logged.Info);
        Assert.Equal(verification.Intervals, logged.Intervals);
        Assert.Equal(entry.Document.ToJson(), logged.DocumentJson);
        Assert.Equal(logged.DocumentJson, logged.Document.ToJson());
        Assert.Equal(entry.EngineVersion, logged.EngineVersion);
        Assert.StartsWith("0.", logged.EngineVersion, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activity_of_which_nothing_is_known_comes_back_too()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        var info = new ActivityInfo { Start = Samples.Start, Elapsed = Duration.Zero, Timer = Duration.Zero, Salvaged = true };
        var logged = store.GetActivity(runner, store.Log(runner, NewActivity.Of("", Samples.Sha256(1), info, new())).Id)!;
        Assert.Equal(info, logged.Info);
        Assert.Empty(logged.Intervals);
        Assert.Null(logged.FilePath);
        Assert.Null(logged.Match);
        Assert.Null(logged.SessionId);
        Assert.Null(logged.Document.Workout);
    }

    [Fact]
    public void Whatever_a_file_and_its_intervals_say_comes_back()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        int seed = 0;
        Gen.Select(Generators.Info, Generators.Interval.List[0, 5]).Sample(
            (info, intervals) =>
            {
                var verification = new SessionVerification();
                verification.Intervals.AddRange(intervals.Select((interval, i) => interval with { Planned = interval.Planned with { Index = i } }));
                var entry = NewActivity.Of("a.fit", Samples.Sha256(Interlocked.Increment(ref seed)), info, verification);
                var logged = store.GetActivity(runner, store.Log(runner, entry).Id)!;
                return logged.Info == info && logged.Intervals.SequenceEqual(verification.Intervals) && logged.DocumentJson == logged.Document.ToJson();
            },
            iter: 100);
    }

    [Fact]
    public void A_second_import_of_the_same_bytes_changes_nothing()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        var first = store.Log(runner, Samples.Activity(1));
        var other = NewActivity.Of("renamed.fit", Samples.Sha256(1), Samples.Info with { Sport = "cycling" }, new());
        Assert.Equal(new LogResult(first.Id, LogKind.Known), store.Log(runner, other));
        Assert.Equal("1.fit", Assert.Single(store.ListActivities(runner)).FileName);
        Assert.Equal(first.Id, store.FindActivity(runner, Samples.Sha256(1))!.Id);
        Assert.Null(store.FindActivity(runner, Samples.Sha256(2)));
    }

    [Fact]
    public void Activities_chained_in_one_file_are_logged_each()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        var results = store.Log(runner, [Samples.Activity(1, part: 0), Samples.Activity(1, part: 1), Samples.Activity(1, part: 0)]);
        Assert.Equal([false, false, true], results.Select(result => result.AlreadyLogged));
        Assert.Equal(results[0].Id, results[2].Id);
        Assert.Equal(results[1].Id, store.FindActivity(runner, Samples.Sha256(1), part: 1)!.Id);
    }

    [Fact]
    public void Activities_are_listed_latest_start_first_with_what_a_line_needs()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        foreach (int day in (int[])[2, 5, 1])
            store.Log(runner, NewActivity.Of($"{day}.fit", Samples.Sha256(day), Samples.Info with { Start = Samples.Start.AddDays(day) }, Samples.Verification()));
        var list = store.ListActivities(runner);
        Assert.Equal(["5.fit", "2.fit", "1.fit"], list.Select(activity => activity.FileName));
        Assert.Equal(
            new ActivitySummary(
                2, Samples.Sha256(5), Samples.Start.AddDays(5), TimeSpan.FromHours(-3.5), Samples.Info.Timer, 3900.21, "running", "5.fit", Salvaged: false,
                SessionId: null, Match: null, Samples.Verification().Workout!.ToString(), SessionVerdict.Partly, 71, 0.875,
                Samples.Seconds(121.25), Samples.Seconds(120), Samples.Seconds(7), AwaitsReview: false, Note: null),
            list[0]);
    }

    [Fact]
    public void One_runner_sees_nothing_of_another()
    {
        using var store = _folder.Open(_clock);
        var (ada, eva) = (store.GetOrAddRunner("Ada"), store.GetOrAddRunner("Eva"));
        var (first, second) = (store.Log(ada, Samples.Activity(1)), store.Log(eva, Samples.Activity(1)));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Null(store.GetActivity(eva, first.Id));
        Assert.False(store.DeleteActivity(eva, first.Id));
        Assert.Equal(first.Id, Assert.Single(store.ListActivities(ada)).Id);
    }

    [Fact]
    public void A_deleted_activity_is_gone_with_all_that_hung_on_it_and_can_come_again_under_a_new_number()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        long id = store.Log(runner, Samples.Activity(1)).Id;
        Assert.True(store.DeleteActivity(runner, id));
        Assert.Null(store.GetActivity(runner, id));
        Assert.Equal((0L, 0L), (Count(store, "verification"), Count(store, "verified_interval")));
        Assert.False(store.Log(runner, Samples.Activity(1)) is { AlreadyLogged: true } or { Id: 1 });
    }

    [Fact]
    public void An_entry_of_no_runner_is_refused_and_leaves_nothing()
    {
        using var store = _folder.Open(_clock);
        Assert.Throws<JournalException>(() => store.Log(default, Samples.Activity(1)));
        Assert.Equal(0, Count(store, "activity"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0123")]
    public void Only_a_sha256_identifies_a_file(string digest) =>
        Assert.Throws<ArgumentException>(() => NewActivity.Of("a.fit", digest, Samples.Info, new()));

    [Fact]
    public void No_query_takes_Dappers_way_by_reflection()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        long id = store.Log(runner, Samples.Activity(1)).Id;
        store.SaveExport(runner, ExportLogTests.Export(1));
        store.FindExport(runner, ExportLogTests.Export(1).Reference);
        store.ListExports(runner);
        store.ListRunners();
        store.ListActivities(runner);
        store.FindActivity(runner, Samples.Sha256(1));
        store.DeleteActivity(runner, id);
        Assert.Equal(0, SqlMapper.GetCachedSQLCount());
    }

    private static long Count(JournalStore store, string table)
    {
        using var command = store.Connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }
}
