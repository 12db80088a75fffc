using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class IdentityTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(Samples.Start.AddDays(1));
    private readonly JournalStore _store;
    private readonly JournalRunner _runner;

    public IdentityTests()
    {
        _store = _folder.Open(_clock);
        _runner = _store.GetOrAddRunner("me");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    private static ActivityInfo Watched { get; } = Samples.Info with { SerialNumber = 77, FileCreated = Samples.Start };

    [Fact]
    public void The_same_activity_in_other_bytes_is_known_and_its_file_too_from_then_on()
    {
        var first = Log(1, Watched);
        var again = Log(2, Watched with { Sport = "cycling" });
        Assert.Equal(new LogResult(first.Id, LogKind.Known), again);
        Assert.Equal("1.fit", Assert.Single(_store.ListActivities(_runner)).FileName);
        Assert.Equal(first.Id, Assert.Single(_store.FindFile(_runner, Samples.Sha256(2))!).Id);
        Assert.Equal([("2.fit", false)], _store.ListVersions(first.Id).Select(version => (version.FileName, version.WasInForce)));
        Assert.Empty(_store.ListReviews(_runner));
    }

    [Fact]
    public void A_whole_file_takes_the_place_of_a_cut_off_one_under_its_number_and_keeps_it()
    {
        var salvaged = Log(1, Watched with { Salvaged = true, Records = 900, Start = Samples.Start.AddSeconds(3), Elapsed = Samples.Seconds(900) });
        var whole = Log(2, Watched);
        Assert.Equal(new LogResult(salvaged.Id, LogKind.Replaced), whole);
        var activity = _store.GetActivity(_runner, whole.Id)!;
        Assert.Equal(("2.fit", false, 2047), (activity.FileName, activity.Info.Salvaged, activity.Info.Records));
        Assert.Equal([("1.fit", true, 900)], _store.ListVersions(whole.Id).Select(version => (version.FileName, version.WasInForce, version.Records)));
        // The worse one again, and what is worse still, change nothing.
        Assert.Equal(LogKind.Known, Log(1, Watched with { Salvaged = true }).Kind);
        Assert.Equal(LogKind.Known, Log(3, Watched with { Salvaged = true, Records = 100 }).Kind);
        Assert.Equal("2.fit", Assert.Single(_store.ListActivities(_runner)).FileName);
    }

    [Fact]
    public void Of_two_cut_off_files_the_one_that_goes_on_longer_counts_whichever_came_first()
    {
        var shorter = Watched with { Salvaged = true, Records = 900, Elapsed = Samples.Seconds(900) };
        var longer = shorter with { Records = 1800, Elapsed = Samples.Seconds(1800) };
        Log(1, shorter);
        Assert.Equal(LogKind.Replaced, Log(2, longer).Kind);
        Assert.Equal(LogKind.Known, Log(3, shorter).Kind);
        Assert.Equal("2.fit", Assert.Single(_store.ListActivities(_runner)).FileName);
    }

    [Fact]
    public void What_took_place_at_the_time_of_another_is_logged_and_shown_to_a_person()
    {
        var first = Log(1, Watched);
        var other = Log(2, Samples.Info with { SerialNumber = 78, Start = Samples.Start.AddMinutes(10) });
        Assert.Equal((LogKind.Logged, first.Id), (other.Kind, other.Overlaps));
        Assert.Equal(new PendingReview(other.Id, first.Id, Samples.Seconds(2047 - 600)), Assert.Single(_store.ListReviews(_runner)));
        Assert.Equal([true, false], _store.ListActivities(_runner).Select(activity => activity.AwaitsReview));
        Assert.True(_store.KeepBoth(_runner, other.Id));
        Assert.False(_store.KeepBoth(_runner, other.Id));
        Assert.Empty(_store.ListReviews(_runner));
        Assert.DoesNotContain(_store.ListActivities(_runner), activity => activity.AwaitsReview);
    }

    [Fact]
    public void Nothing_is_left_to_decide_once_one_of_two_is_deleted()
    {
        var first = Log(1, Watched);
        Log(2, Samples.Info with { Start = Samples.Start.AddMinutes(10) });
        _store.DeleteActivity(_runner, first.Id);
        Assert.Empty(_store.ListReviews(_runner));
        Assert.False(Assert.Single(_store.ListActivities(_runner)).AwaitsReview);
    }

    [Fact]
    public void Runs_one_after_the_other_and_those_of_others_are_no_overlap()
    {
        Log(1, Watched);
        Assert.Null(Log(2, Watched with { Start = Samples.Start.AddSeconds(2040), FileCreated = Samples.Start.AddSeconds(2040) }).Overlaps);
        var eva = _store.GetOrAddRunner("Eva");
        Assert.Equal(new LogResult(3, LogKind.Logged), _store.Log(eva, NewActivity.Of("3.fit", Samples.Sha256(3), Watched, Samples.Verification())));
    }

    [Fact]
    public void A_short_run_within_a_long_one_is_found_whatever_lies_between()
    {
        var day = Log(1, Samples.Info with { Start = Samples.Start, Elapsed = Samples.Seconds(86_400) });
        for (int hour = 2; hour < 5; hour++)
            Assert.Equal(day.Id, Log(hour, Samples.Info with { Start = Samples.Start.AddHours(hour), Elapsed = Samples.Seconds(600) }).Overlaps);
    }

    [Fact]
    public void A_file_of_several_is_known_only_while_all_of_them_are()
    {
        var results = _store.Log(_runner, [.. Enumerable.Range(0, 2).Select(part =>
            NewActivity.Of("1.fit", Samples.Sha256(1), Watched with { Start = Samples.Start.AddDays(part), FileCreated = Samples.Start.AddDays(part) }, Samples.Verification(), part) with { PartCount = 2 })]);
        Assert.Equal([0, 1], _store.FindFile(_runner, Samples.Sha256(1))!.Select(known => known.Part));
        _store.DeleteActivity(_runner, results[1].Id);
        Assert.Null(_store.FindFile(_runner, Samples.Sha256(1)));
        Assert.Null(_store.FindFile(_store.GetOrAddRunner("Eva"), Samples.Sha256(1)));
    }

    [Fact]
    public void A_forgotten_runner_leaves_nothing_and_others_keep_all()
    {
        var eva = _store.GetOrAddRunner("Eva");
        foreach (var runner in new[] { _runner, eva })
        {
            _store.Log(runner, NewActivity.Of("secret-route.fit", Samples.Sha256(1), Watched, Samples.Verification()));
            _store.SaveSettings(runner, [new("plan", "built-in")]);
            _store.Originals.Save(Samples.Sha256(1), "bytes"u8);
        }
        _store.Forget(_runner);
        Assert.Equal(["Eva"], _store.ListRunners().Select(runner => runner.Name));
        Assert.Single(_store.ListActivities(eva));
        Assert.True(_store.Originals.Has(Samples.Sha256(1)));
        _store.Forget(eva);
        Assert.Empty(_store.ListRunners());
        Assert.False(_store.Originals.Has(Samples.Sha256(1)));
        Assert.DoesNotContain("secret-route", System.Text.Encoding.Latin1.GetString(ReadShared(_store.FilePath)), StringComparison.Ordinal);
        Assert.Empty(_store.Check(deep: true));
    }

    [Fact]
    public void A_check_tells_of_what_is_missing_or_damaged()
    {
        var known = Log(1, Watched);
        byte[] bytes = "bytes"u8.ToArray();
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _store.Log(_runner, NewActivity.Of("2.fit", sha256, Watched with { Start = Samples.Start.AddDays(1), FileCreated = null }, Samples.Verification()));
        _store.Originals.Save(sha256, bytes);
        Assert.Contains($"activity {known.Id} is not kept", Assert.Single(_store.Check(deep: true)));
        File.WriteAllBytes(_store.Originals.PathOf(sha256), [1, 2, 3]);
        Assert.Equal(2, _store.Check(deep: true).Count);
        Assert.Single(_store.Check(deep: false));
    }

    [Fact]
    public void A_check_tells_of_lost_versions_and_of_files_that_belong_to_nothing()
    {
        Log(1, Watched);
        Log(2, Watched);
        foreach (int file in new[] { 1, 2, 3 })
            _store.Originals.Save(Samples.Sha256(file), "bytes"u8);
        // It may be an import's that is under way.
        Assert.Empty(_store.Check(deep: false));
        File.SetLastWriteTimeUtc(_store.Originals.PathOf(Samples.Sha256(3)), _clock.GetUtcNow().UtcDateTime.AddHours(-2));
        Assert.Contains($"{Samples.Sha256(3)}.fit belongs to no activity", Assert.Single(_store.Check(deep: false)));
        File.Delete(_store.Originals.PathOf(Samples.Sha256(3)));
        File.Delete(_store.Originals.PathOf(Samples.Sha256(2)));
        Assert.Contains("another version of activity 1 is not kept", Assert.Single(_store.Check(deep: false)));
    }

    [Fact]
    public void Originals_that_an_early_version_compressed_are_read_where_they_are()
    {
        byte[] bytes = "bytes"u8.ToArray();
        string sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        _store.Log(_runner, NewActivity.Of("1.fit", sha256, Watched, Samples.Verification()));
        string packed = Pack(sha256, bytes);
        Assert.Empty(_store.Check(deep: true));
        Assert.Equal(bytes, _store.Originals.Read(sha256));
        // As an import does, which cannot tell whether it is whole.
        Assert.False(_store.Originals.Has(sha256, bytes.Length));
        string export = Path.Combine(_folder.Path, "export");
        LogExport.Write(_store, _runner, export);
        Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(Directory.GetFiles(Path.Combine(export, "fit")))));
        var copy = _store.GetOrAddRunner("Copy");
        LogExport.Read(_store, copy, export);
        Assert.Empty(_store.Check(deep: true));
        File.Delete(packed[..^3]);
        File.WriteAllBytes(packed, [1, 2, 3]);
        Assert.Contains("is damaged", Assert.Single(_store.Check(deep: true)));
        _store.Forget(_runner);
        Assert.True(File.Exists(packed));
        _store.Forget(copy);
        Assert.False(File.Exists(packed));
    }

    private string Pack(string sha256, byte[] bytes)
    {
        string path = _store.Originals.PathOf(sha256) + ".gz";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new System.IO.Compression.GZipStream(File.Create(path), System.IO.Compression.CompressionLevel.Fastest);
        file.Write(bytes);
        return path;
    }

    [Fact]
    public void A_backup_taken_in_use_is_a_log()
    {
        Log(1, Watched);
        string copy = Path.Combine(_folder.Path, "copy", "pprun.db");
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        _store.Backup(copy);
        Log(2, Watched with { FileCreated = Samples.Start.AddDays(3), Start = Samples.Start.AddDays(3) });
        using var other = JournalStore.Open(Path.GetDirectoryName(copy)!, _clock);
        Assert.Equal("1.fit", Assert.Single(other.ListActivities(other.FindRunner("me")!.Value)).FileName);
        Assert.Throws<JournalException>(() => _store.Backup(Path.Combine(_folder.Path, "nowhere", "copy.db")));
    }

    private LogResult Log(int seed, ActivityInfo info) => _store.Log(_runner, NewActivity.Of($"{seed}.fit", Samples.Sha256(seed), info, Samples.Verification()));

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
