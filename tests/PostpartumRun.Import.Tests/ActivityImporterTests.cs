using CsCheck;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Testing;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class ActivityImporterTests : IDisposable
{
    private readonly Log _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task An_activity_is_logged_with_all_that_is_known_of_it()
    {
        string path = _log.Files.Add("run.fit", Log.Activity(Log.Session("4")));
        var outcome = await _log.Import(path);
        Assert.Equal((ImportStatus.Logged, path, false, null), (outcome.Status, outcome.File, outcome.Salvaged, outcome.Error));
        var logged = _log.Store.GetActivity(_log.Runner, outcome.ActivityId!.Value)!;
        Assert.Equal((outcome.Sha256, "run.fit", path), (logged.Sha256, logged.FileName, logged.FilePath));
        Assert.Equal(Log.Monday, logged.Info.Start);
        Assert.Equal(14, logged.Intervals.Count);
        Assert.Equal(outcome.Verdict, logged.Document.Verdict);
        Assert.Equal(Log.Session("4").Workout.ToString(), logged.Document.Workout!.Text);
    }

    [Fact]
    public async Task A_second_import_changes_nothing_whatever_the_file_is_called_by_then()
    {
        byte[] bytes = Log.Activity(Log.Session("4"));
        var first = await _log.Import(bytes);
        var before = _log.Store.GetActivity(_log.Runner, first.ActivityId!.Value)!;
        _log.Export("4:1-2", Log.Session("4"));
        var second = await _log.Import(bytes, "another name.fit");
        Assert.Equal((ImportStatus.Duplicate, first.ActivityId, first.Verdict, null), (second.Status, second.ActivityId, second.Verdict, second.SessionId));
        var after = _log.Store.GetActivity(_log.Runner, first.ActivityId.Value)!;
        Assert.Equal((before.DocumentJson, before.FileName, before.ImportedAt, before.SessionId), (after.DocumentJson, after.FileName, after.ImportedAt, after.SessionId));
        Assert.Single(_log.Store.ListActivities(_log.Runner));
    }

    [Fact]
    public async Task Two_runners_can_log_the_same_file()
    {
        byte[] bytes = Log.Activity(Log.Session("4"));
        await _log.Import(bytes);
        var other = new ActivityImporter(_log.Store, _log.Store.GetOrAddRunner("other"));
        Assert.Equal(ImportStatus.Logged, Assert.Single(await other.ImportAsync(_log.Files.Of("run.fit"), TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task A_workout_file_is_no_activity_and_no_error()
    {
        var target = new System.Buffers.ArrayBufferWriter<byte>();
        new WorkoutFileWriter().Write(Log.Session("4"), target);
        var outcome = await _log.Import(target.WrittenSpan.ToArray());
        Assert.Equal((ImportStatus.NotAnActivity, null, null), (outcome.Status, outcome.Error, outcome.ActivityId));
        Assert.NotNull(outcome.Sha256);
        Assert.Empty(_log.Store.ListActivities(_log.Runner));
    }

    [Fact]
    public async Task What_is_no_fit_at_all_is_rejected_with_the_reason()
    {
        Assert.Equal("empty", (await Rejected([])).Code);
        Assert.Equal("not-fit", (await Rejected("hello, this is a text"u8.ToArray())).Code);
        var missing = await _log.Import(_log.Files.Of("gone.fit"));
        Assert.Equal((ImportStatus.Rejected, InputError.NotFound, null), (missing.Status, missing.Error!.Code, missing.Sha256));
        Assert.Empty(_log.Store.ListActivities(_log.Runner));
    }

    [Fact]
    public async Task A_cut_off_activity_is_salvaged_and_says_so()
    {
        var outcome = await _log.Import(Log.Activity(Log.Session("4"), 1, null, (Deviation.CutOff, 40)));
        Assert.Equal((ImportStatus.Logged, true, "truncated"), (outcome.Status, outcome.Salvaged, outcome.Error!.Code));
        Assert.True(_log.Store.GetActivity(_log.Runner, outcome.ActivityId!.Value)!.Info.Salvaged);
        var again = await _log.Import(_log.Files.Of("run.fit"));
        Assert.Equal((ImportStatus.Duplicate, true), (again.Status, again.Salvaged));
    }

    [Fact]
    public async Task A_flipped_bit_is_salvaged_and_says_so()
    {
        byte[] bytes = Log.Activity(Log.Session("4"));
        bytes[^1] ^= 1;
        var outcome = await _log.Import(bytes);
        Assert.Equal((ImportStatus.Logged, true, "crc-mismatch"), (outcome.Status, outcome.Salvaged, outcome.Error!.Code));
    }

    [Fact]
    public async Task Rejected_files_between_good_ones_harm_none()
    {
        var outcomes = new List<ImportOutcome>();
        for (int i = 0; i < 6; i++)
        {
            outcomes.Add(await _log.Import(Log.Activity(Log.Session("4"), seed: i + 1), $"good{i}.fit"));
            outcomes.Add(await _log.Import(i switch
            {
                0 => [],
                1 => "text"u8.ToArray(),
                2 => Log.Activity(Log.Session("4"))[..20],
                3 => [14, 0x20, 0, 0, 255, 255, 255, 255, .. ".FIT"u8, 0, 0],
                4 => [14, 0x20, 0, 0, 0, 0, 0, 0, .. ".FIT"u8, 0, 0, 0, 0],
                _ => new byte[5000],
            }, $"bad{i}.fit"));
        }
        Assert.All(outcomes.Where((_, i) => i % 2 == 0), outcome => Assert.Equal((ImportStatus.Logged, false, SessionVerdict.AsPlanned), (outcome.Status, outcome.Salvaged, outcome.Verdict)));
        Assert.All(outcomes.Where((_, i) => i % 2 == 1), outcome => Assert.Contains(outcome.Status, new[] { ImportStatus.Rejected, ImportStatus.NotAnActivity }));
        Assert.Equal(6, _log.Store.ListActivities(_log.Runner).Count);
    }

    [Fact]
    public async Task Importers_that_race_over_the_same_files_log_each_once()
    {
        const int Files = 12, Importers = 4;
        string[] paths = [.. Enumerable.Range(0, Files).Select(i => _log.Files.Add($"{i}.fit", i == 5 ? "bad"u8.ToArray() : Log.Activity(Log.Session("4"), seed: i)))];
        _log.Export("4:1-2", Log.Session("4"));
        using var start = new Barrier(Importers);
        var all = await Task.WhenAll(Enumerable.Range(0, Importers).Select(importer => Task.Factory.StartNew(
            async () =>
            {
                using var store = _log.Open();
                var ours = new ActivityImporter(store, store.GetOrAddRunner("me"));
                start.SignalAndWait();
                var outcomes = new List<ImportOutcome>();
                for (int i = 0; i < Files; i++)
                    outcomes.AddRange(await ours.ImportAsync(paths[(i + importer % 2 * 6) % Files], TestContext.Current.CancellationToken));
                return outcomes;
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
        var byFile = all.SelectMany(outcomes => outcomes).ToLookup(outcome => outcome.File);
        Assert.All(byFile[paths[5]], outcome => Assert.Equal(ImportStatus.Rejected, outcome.Status));
        Assert.All(paths.Where((_, i) => i != 5), path =>
        {
            Assert.Single(byFile[path], outcome => outcome.Status == ImportStatus.Logged);
            Assert.Equal(Importers - 1, byFile[path].Count(outcome => outcome.Status == ImportStatus.Duplicate));
            Assert.Single(byFile[path].Select(outcome => (outcome.ActivityId, outcome.SessionId, outcome.Match, outcome.Verdict, outcome.Sha256)).Distinct());
        });
        Assert.Equal(Files - 1, _log.Store.ListActivities(_log.Runner).Count);
    }

    [Fact]
    public async Task Every_real_file_has_an_outcome()
    {
        var known = new HashSet<long?>();
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("size").GetInt32() < 120_000))
        {
            var outcomes = await _log.ImportAll(Corpus.File(file.Name));
            bool isActivity = file.Manifest.GetProperty("file_type").GetString() == "activity";
            // Some hold an activity that another does as well.
            Assert.All(outcomes, outcome => Assert.True(
                !isActivity ? outcome.Status == ImportStatus.NotAnActivity
                    : known.Add(outcome.ActivityId) ? outcome.Status == ImportStatus.Logged : outcome.Status is ImportStatus.Duplicate or ImportStatus.Replaced,
                $"{file}: {outcome.Status}"));
            Assert.True(outcomes.Any(outcome => outcome.Error is not null) == (isActivity && !file.IsValid), file.Name);
            Assert.All(outcomes, outcome => Assert.True(!outcome.Salvaged || outcome.Error is not null));
            Assert.True(outcomes.Any(outcome => outcome.Salvaged) || file.IsValid || file.Manifest.GetProperty("segments").GetArrayLength() > 1, file.Name);
            Assert.All(outcomes, outcome => Assert.Equal(file.Manifest.GetProperty("sha256").GetString(), outcome.Sha256));
        }
    }

    [Fact]
    public async Task All_activities_of_a_real_chain_are_logged_and_a_second_import_changes_nothing()
    {
        int chains = 0;
        foreach (var file in CorpusFile.All().Where(file => file.Manifest.GetProperty("segments").GetArrayLength() > 1))
        {
            string path = Corpus.File(file.Name);
            int before = _log.Store.ListActivities(_log.Runner).Count;
            var first = await _log.ImportAll(path);
            int logged = first.Count(outcome => outcome.Status == ImportStatus.Logged);
            Assert.Equal(before + logged, _log.Store.ListActivities(_log.Runner).Count);
            chains += logged > 1 ? 1 : 0;
            var second = await _log.ImportAll(path);
            Assert.All(second, outcome => Assert.NotEqual(ImportStatus.Logged, outcome.Status));
            Assert.Equal(first.Select(outcome => (outcome.Part, outcome.ActivityId)), second.Select(outcome => (outcome.Part, outcome.ActivityId)));
            Assert.Equal(before + logged, _log.Store.ListActivities(_log.Runner).Count);
        }
        Assert.True(chains > 0);
    }

    [Fact]
    public async Task Each_activity_of_a_chain_is_logged_as_its_own_and_with_its_own_damage()
    {
        byte[] first = Log.Activity(Log.Session("4")), second = Log.Activity(Log.Session("7"), 2, Log.Monday.AddHours(3));
        byte[] third = Log.Activity(Log.Session("4"), 3, Log.Monday.AddHours(6));
        second[^1] ^= 1;
        _log.Export("4:1-2", Log.Session("4"));
        _log.Export("7:4-1", Log.Session("7"));
        string path = _log.Files.Add("chain.fit", [.. first, .. second, .. third[..^500]]);
        var outcomes = await _log.ImportAll(path);
        Assert.Equal([0, 1, 2], outcomes.Select(outcome => outcome.Part));
        Assert.Equal([(false, null), (true, "crc-mismatch"), (true, "truncated")], outcomes.Select(outcome => (outcome.Salvaged, outcome.Error?.Code)));
        Assert.Equal(["4:1-2", "7:4-1", "4:1-2"], outcomes.Select(outcome => outcome.SessionId));
        var logged = outcomes.Select(outcome => _log.Store.GetActivity(_log.Runner, outcome.ActivityId!.Value)!).ToList();
        Assert.Equal([0, 1, 2], logged.Select(activity => activity.Part));
        Assert.Equal([Log.Monday, Log.Monday.AddHours(3), Log.Monday.AddHours(6)], logged.Select(activity => activity.Info.Start));
        Assert.Single(logged.Select(activity => activity.Sha256).Distinct());
    }

    [Fact]
    public async Task Only_what_the_log_lacks_of_a_chain_is_logged()
    {
        string path = _log.Files.Add("chain.fit", [.. Log.Activity(Log.Session("4")), .. Log.Activity(Log.Session("4"), 2, Log.Monday.AddDays(2))]);
        var first = await _log.ImportAll(path);
        Assert.True(_log.Store.DeleteActivity(_log.Runner, first[1].ActivityId!.Value));
        var second = await _log.ImportAll(path);
        Assert.Equal([ImportStatus.Duplicate, ImportStatus.Logged], second.Select(outcome => outcome.Status));
        Assert.Equal(first[0].ActivityId, second[0].ActivityId);
        Assert.Equal(2, _log.Store.ListActivities(_log.Runner).Count);
    }

    [Fact]
    public async Task Damage_of_what_is_no_activity_is_told_and_salvages_nothing()
    {
        var target = new System.Buffers.ArrayBufferWriter<byte>();
        new WorkoutFileWriter().Write(Log.Session("4"), target);
        byte[] workout = target.WrittenSpan.ToArray();
        workout[^1] ^= 1;
        var outcome = await _log.Import([.. Log.Activity(Log.Session("4")), .. workout, .. target.WrittenSpan]);
        Assert.Equal((ImportStatus.Logged, false, "crc-mismatch"), (outcome.Status, outcome.Salvaged, outcome.Error?.Code));
    }

    [Theory]
    [InlineData(86_400 * 30)]
    [InlineData(2_000_000_000)]
    public async Task Records_a_month_or_decades_apart_cost_no_time(long gap)
    {
        var fit = new FitWriter();
        fit.Begin(0).Integer(0, FitBaseType.Enum, 4).End();
        for (int i = 0; i < 400; i++)
            fit.Begin(20).Integer(253, FitBaseType.UInt32, 1_100_000_000 + i + (i < 200 ? 0 : gap)).Integer(4, FitBaseType.UInt8, 80).Integer(6, FitBaseType.UInt16, 2400).End();
        var target = new System.Buffers.ArrayBufferWriter<byte>();
        fit.Complete(target);
        _log.Export("4:1-2", Log.Session("4"), FitTime.ToDateTimeOffset(1_100_000_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var outcome = await _log.Import(target.WrittenSpan.ToArray());
        Assert.Equal(ImportStatus.Logged, outcome.Status);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public async Task Mutations_of_activities_each_have_an_outcome()
    {
        byte[] whole = Log.Activity(WorkoutSource.Find("1:00 walk warmup; 2x(0:20 run; 0:20 walk)", Plans.TrainingPlan.BuiltIn, "me").File!);
        var mutations = new List<byte[]>();
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte).Array[1, 8].Select(Gen.Bool).Sample((changes, isFixed) =>
        {
            byte[] bytes = [.. whole];
            foreach (var (at, value) in changes)
                bytes[14 + at % (bytes.Length - 16)] = value;
            if (isFixed)
            {
                ushort crc = FitCrc.Compute(bytes.AsSpan(0, bytes.Length - 2));
                (bytes[^2], bytes[^1]) = ((byte)crc, (byte)(crc >> 8));
            }
            mutations.Add(bytes);
        }, iter: 150, threads: 1);
        _log.Export("4:1-2", Log.Session("4"));
        foreach (byte[] bytes in mutations)
        {
            var outcome = await _log.Import(bytes);
            if (outcome.ActivityId is { } id)
                Assert.NotNull(_log.Store.GetActivity(_log.Runner, id));
        }
    }

    private async Task<InputError> Rejected(byte[] bytes)
    {
        var outcome = await _log.Import(bytes);
        Assert.Equal((ImportStatus.Rejected, null), (outcome.Status, outcome.ActivityId));
        return outcome.Error!;
    }
}
