using System.IO.Compression;
using System.Text;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class PipelineTests : IDisposable
{
    private readonly Log _log = new();

    public void Dispose() => _log.Dispose();

    private static byte[] Short(int seed) => Log.Activity(WorkoutSource.Find("1:00 walk; 1:00 run", Plans.TrainingPlan.BuiltIn, "me").File!, seed);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task However_many_work_at_it_the_log_is_that_of_one(int workers)
    {
        for (int i = 1; i <= 40; i++)
            _log.Files.Add($"in/{i:00}.fit", i % 9 == 0 ? Encoding.ASCII.GetBytes($"bad {i}") : i % 7 == 0 ? Short(i)[..^200] : Short(i));
        _log.Files.Add("in/99.fit", Short(7));
        var one = await Import(_log.Files.Of("in"));
        using var other = new Log();
        var paths = FileSearch.Find([_log.Files.Of("in")]);
        using var pipeline = new ImportPipeline(other.Store, other.Runner, workers);
        var outcomes = new List<ImportOutcome>();
        var state = await pipeline.RunAsync(paths, outcomes.Add, null, TestContext.Current.CancellationToken);
        Assert.Equal(new ImportProgress(41, 41, 41), state);
        Assert.Equal(one, outcomes);
        Assert.Equal(_log.Store.ListActivities(_log.Runner), other.Store.ListActivities(other.Runner));
        // The whole one takes the place of the one that was cut off.
        Assert.Equal(ImportStatus.Replaced, outcomes[^1].Status);
    }

    [Fact]
    public async Task A_second_import_reads_nothing_again_and_changes_nothing()
    {
        for (int i = 1; i <= 5; i++)
            _log.Files.Add($"in/{i}.fit", Short(i));
        var first = await Import(_log.Files.Of("in"));
        var second = await Import(_log.Files.Of("in"));
        Assert.All(second, outcome => Assert.Equal(ImportStatus.Duplicate, outcome.Status));
        Assert.Equal(first.Select(outcome => (outcome.File, outcome.ActivityId, outcome.Verdict)), second.Select(outcome => (outcome.File, outcome.ActivityId, outcome.Verdict)));
    }

    [Fact]
    public async Task Stopped_it_finishes_what_it_read_and_the_rest_follows()
    {
        for (int i = 1; i <= 300; i++)
            _log.Files.Add($"in/{i:000}.fit", Short(i));
        using var stop = new CancellationTokenSource();
        var paths = FileSearch.Find([_log.Files.Of("in")]);
        using var pipeline = new ImportPipeline(_log.Store, _log.Runner, 2);
        var outcomes = new List<ImportOutcome>();
        var state = await pipeline.RunAsync(paths, outcomes.Add, _ => stop.Cancel(), stop.Token);
        Assert.InRange(state.Done, 1, 300);
        Assert.Equal(state.Done, outcomes.Count);
        Assert.Equal(state.Done, _log.Store.ListActivities(_log.Runner).Count);
        var rest = await Import(_log.Files.Of("in"));
        Assert.Equal(300, rest.Count);
        Assert.Equal(300 - state.Done, rest.Count(outcome => outcome.Status == ImportStatus.Logged));
    }

    [Fact]
    public async Task A_pipe_that_nobody_writes_to_is_waited_for_by_nobody()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no pipes in folders on Windows.");
        _log.Files.Add("in/1.fit", Short(1));
        using (var made = System.Diagnostics.Process.Start("mkfifo", [_log.Files.Of("in/2.fit")]))
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        var outcomes = await Import(_log.Files.Of("in"));
        Assert.Equal([ImportStatus.Logged, ImportStatus.Rejected], outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public async Task The_originals_are_kept_byte_for_byte()
    {
        byte[] bytes = Short(3);
        _log.Files.Add("in/a.fit", bytes);
        var outcome = Assert.Single(await Import(_log.Files.Of("in")));
        Assert.Equal(bytes, _log.Store.Originals.Read(outcome.Sha256!));
        Assert.Empty(_log.Store.Check(deep: true));
    }

    [Fact]
    public async Task An_export_of_zips_within_zips_is_read_as_its_files()
    {
        byte[] part = Zip(("runner@example.com_1.fit", Short(1)), ("notes.txt", "no activity"u8.ToArray()), ("2.fit.gz", Gzip(Short(2))));
        _log.Files.Add("export.zip", Zip(("DI_CONNECT/Uploaded/Part1.zip", part), ("DI_CONNECT/summary.json", "{}"u8.ToArray()), ("3.FIT", Short(3))));
        _log.Files.Add("4.fit.gz", Gzip(Short(4)));
        var outcomes = await Import(_log.Files.Path);
        Assert.All(outcomes, outcome => Assert.Equal((ImportStatus.Logged, null), (outcome.Status, outcome.Error)));
        Assert.Equal(
            ["4.fit", "export.zip/DI_CONNECT/Uploaded/Part1.zip/runner@example.com_1.fit", "export.zip/DI_CONNECT/Uploaded/Part1.zip/2.fit", "export.zip/3.FIT"],
            outcomes.Select(outcome => Path.GetRelativePath(_log.Files.Path, outcome.File)));
        // What is known is known in whatever it is packed.
        _log.Files.Add("plain/1.fit", Short(1));
        Assert.Equal(ImportStatus.Duplicate, Assert.Single(await Import(_log.Files.Of("plain"))).Status);
    }

    [Fact]
    public async Task A_bomb_is_named_and_harms_nothing_beside_it()
    {
        _log.Files.Add("bombs.zip", Zip(("1.fit", Bomb(300 << 20)), ("2.fit", Short(1)), ("3.zip", Zip(("a.fit", Bomb(48 << 20))))));
        var outcomes = await Import(_log.Files.Path);
        Assert.Equal(
            [("1.fit", InputError.BadArchive), ("2.fit", null), ("a.fit", InputError.BadArchive)],
            outcomes.Select(outcome => (Path.GetFileName(outcome.File), outcome.Error?.Code)));
    }

    [Fact]
    public async Task Archives_too_deep_or_damaged_or_with_names_that_lead_out_are_told_of()
    {
        byte[] deep = Zip(("run.fit", Short(1)));
        for (int i = 0; i < Archives.MaxDepth; i++)
            deep = Zip(($"{i}.zip", deep));
        _log.Files.Add("deep.zip", deep);
        byte[] whole = Zip(("run.fit", Short(2)));
        _log.Files.Add("cut.zip", whole[..^30]);
        whole[60] ^= 255;
        _log.Files.Add("flipped.zip", whole);
        _log.Files.Add("leads-out.zip", Zip(("../../../etc/run.fit", Short(3)), ("/abs/run.fit", Short(4))));
        var outcomes = (await Import(_log.Files.Path)).ToLookup(outcome => Path.GetRelativePath(_log.Files.Path, outcome.File).Split('/')[0]);
        Assert.Equal(InputError.BadArchive, Assert.Single(outcomes["deep.zip"]).Error!.Code);
        Assert.Equal(InputError.BadArchive, Assert.Single(outcomes["cut.zip"]).Error!.Code);
        Assert.NotNull(Assert.Single(outcomes["flipped.zip"]).Error);
        Assert.Equal(["leads-out.zip/etc/run.fit", "leads-out.zip/abs/run.fit"], outcomes["leads-out.zip"].Select(outcome => Path.GetRelativePath(_log.Files.Path, outcome.File)));
        Assert.All(outcomes["leads-out.zip"], outcome => Assert.Equal(ImportStatus.Logged, outcome.Status));
    }

    private async Task<List<ImportOutcome>> Import(string path)
    {
        using var pipeline = new ImportPipeline(_log.Store, _log.Runner);
        var outcomes = new List<ImportOutcome>();
        await pipeline.RunAsync(FileSearch.Find([path], withArchives: true), outcomes.Add, null, TestContext.Current.CancellationToken);
        return outcomes;
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var target = new MemoryStream();
        using (var zip = new ZipArchive(target, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                entry.Write(bytes);
            }
        }
        return target.ToArray();
    }

    /// <summary>Begins as an activity does, and goes on with nothing: what begins otherwise is refused before it is unpacked.</summary>
    private static byte[] Bomb(int length)
    {
        var bytes = new byte[length];
        Short(1).CopyTo(bytes, 0);
        return bytes;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return target.ToArray();
    }
}
