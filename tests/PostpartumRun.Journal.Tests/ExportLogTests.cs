using PostpartumRun.Intervals;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class ExportLogTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StoppedClock _clock = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    internal static SessionExport Export(uint serial) => new()
    {
        Reference = new(serial, Samples.Start),
        SessionId = "4:1-2",
        PlanName = "Eight weeks",
        PlanRevision = "3",
        WorkoutText = "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown",
        FilePath = "/media/watch/GARMIN/Workouts/w4.fit",
    };

    [Fact]
    public void An_export_is_found_by_what_its_activity_names()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        var bare = new SessionExport { Reference = new(uint.MaxValue, Samples.Start), WorkoutText = "10:00 run", FilePath = "w.fit" };
        store.SaveExport(runner, Export(7));
        store.SaveExport(runner, bare);
        Assert.Equal(new ExportedSession(Export(7), _clock.Now), store.FindExport(runner, new(7, Samples.Start)));
        Assert.Equal(new ExportedSession(bare, _clock.Now), store.FindExport(runner, bare.Reference));
        Assert.Null(store.FindExport(runner, new(7, Samples.Start.AddSeconds(1))));
        Assert.Null(store.FindExport(store.GetOrAddRunner("other"), new(7, Samples.Start)));
    }

    [Fact]
    public void A_second_export_of_the_same_takes_the_firsts_place_and_time()
    {
        using var store = _folder.Open(_clock);
        var runner = store.GetOrAddRunner("me");
        store.SaveExport(runner, Export(7));
        store.SaveExport(runner, Export(8));
        _clock.Now += TimeSpan.FromDays(1);
        store.SaveExport(runner, Export(7) with { FilePath = "elsewhere.fit" });
        Assert.Equal(
            [("elsewhere.fit", _clock.Now), (Export(8).FilePath, _clock.Now.AddDays(-1))],
            store.ListExports(runner).Select(export => (export.Export.FilePath, export.ExportedAt)));
    }
}

public sealed class RunnerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_runner_is_added_once_and_listed_by_name()
    {
        using var store = _folder.Open();
        Assert.Null(store.FindRunner("me"));
        var me = store.GetOrAddRunner("me");
        Assert.Equal(me, store.GetOrAddRunner("me"));
        Assert.Equal(me, store.FindRunner("me"));
        var zoe = store.GetOrAddRunner("Zoë's \"sister\"; DROP TABLE runner");
        Assert.Equal([zoe, me], store.ListRunners());
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("a\tb")]
    [InlineData("a\nb")]
    [InlineData("\u0085")]
    public void A_name_that_is_none_is_refused_with_a_reason(string name)
    {
        using var store = _folder.Open();
        Assert.Throws<JournalException>(() => store.GetOrAddRunner(name));
        Assert.Throws<JournalException>(() => store.FindRunner(name));
        Assert.Empty(store.ListRunners());
    }

    [Fact]
    public void A_name_has_a_hundred_characters_at_most()
    {
        using var store = _folder.Open();
        Assert.Equal(100, store.GetOrAddRunner(new('x', 100)).Name.Length);
        Assert.Contains("101", Assert.Throws<JournalException>(() => store.GetOrAddRunner(new('x', 101))).Message, StringComparison.Ordinal);
    }
}
