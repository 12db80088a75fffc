using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class LogExportTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_exported_reads_in_as_the_same_log_for_another_runner_and_elsewhere()
    {
        string folder = Path.Combine(_folder.Path, "export");
        using var store = JournalStore.Open(Path.Combine(_folder.Path, "log"), TimeProvider.System);
        var eva = store.GetOrAddRunner("Eva");
        long id = store.Log(eva, Samples.Activity(1)).Id;
        store.SaveNote(eva, id, "easy, \"windy\"\nand wet");
        store.SaveSettings(eva, [new("plan", "built-in")]);
        store.SaveCheckIn(eva, new() { At = Samples.Start, Day = new(2026, 7, 1), Moment = CheckInMoment.After, ActivityId = id, Symptoms = [], Fatigue = Fatigue.Everyday });
        LogExport.Write(store, eva, folder);

        var copy = store.GetOrAddRunner("Copy");
        LogExport.Read(store, copy, folder);
        long other = store.ListActivities(copy).Single().Id;
        Assert.NotEqual(id, other);
        Assert.Equal(store.ListActivities(eva).Single() with { Id = other }, store.ListActivities(copy).Single());
        Assert.Equal(other, store.ListCheckIns(copy).Single().CheckIn.ActivityId);

        using var elsewhere = JournalStore.Open(Path.Combine(_folder.Path, "elsewhere"), TimeProvider.System);
        var me = elsewhere.GetOrAddRunner("me");
        LogExport.Read(elsewhere, me, folder);
        Assert.Equal(store.ListActivities(eva), elsewhere.ListActivities(me));
        Assert.Throws<JournalException>(() => LogExport.Read(elsewhere, me, folder));
    }

    [Fact]
    public void A_runner_with_nothing_logged_exports_tables_with_their_heads_alone()
    {
        string folder = Path.Combine(_folder.Path, "export");
        using var store = _folder.Open();
        LogExport.Write(store, store.GetOrAddRunner("Eva"), folder);
        Assert.StartsWith("activity_id,position,", Assert.Single(File.ReadAllLines(Path.Combine(folder, "intervals.csv"))), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(Path.Combine(folder, LogExport.LinesName)));
    }
}
