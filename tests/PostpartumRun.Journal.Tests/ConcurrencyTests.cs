using Xunit;

namespace PostpartumRun.Journal.Tests;

public sealed class ConcurrencyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Many_who_open_a_missing_log_at_once_all_get_it()
    {
        AtOnce(8, _ =>
        {
            using var store = _folder.Open();
            store.GetOrAddRunner("me");
        });
        using var store = _folder.Open();
        Assert.Single(store.ListRunners());
    }

    [Fact]
    public void Two_imports_of_the_same_files_log_each_once()
    {
        const int Files = 30;
        int added = 0;
        AtOnce(4, importer =>
        {
            using var store = _folder.Open();
            var runner = store.GetOrAddRunner("me");
            for (int i = 0; i < Files; i++)
            {
                if (!store.Log(runner, Samples.Activity((i + importer * 7) % Files)).AlreadyLogged)
                    Interlocked.Increment(ref added);
            }
        });
        using var store = _folder.Open();
        var runner = store.GetOrAddRunner("me");
        Assert.Equal(Files, added);
        var list = store.ListActivities(runner);
        Assert.Equal(Files, list.Count);
        Assert.All(list, activity => Assert.Equal(6, store.GetActivity(runner, activity.Id)!.Intervals.Count));
    }

    [Fact]
    public void Whoever_keeps_the_first_files_of_a_folder_at_once_keeps_them()
    {
        using var store = _folder.Open();
        for (int i = 0; i < 256; i++)
        {
            int folder = i;
            AtOnce(4, thread => store.Originals.Save($"{folder:x2}{thread:x62}", "bytes"u8));
            Assert.All(Enumerable.Range(0, 4), thread => Assert.True(store.Originals.Has($"{folder:x2}{thread:x62}", 5)));
        }
    }

    [Fact]
    public void Threads_share_a_store()
    {
        using var store = _folder.Open();
        var runner = store.GetOrAddRunner("me");
        AtOnce(4, thread =>
        {
            for (int i = 0; i < 10; i++)
            {
                long id = store.Log(runner, Samples.Activity(thread * 10 + i)).Id;
                Assert.Equal($"{thread * 10 + i}.fit", store.GetActivity(runner, id)!.FileName);
            }
        });
        Assert.Equal(40, store.ListActivities(runner).Count);
    }

    [Fact]
    public void A_reader_does_not_wait_for_a_writer_and_sees_what_was_committed()
    {
        using var writer = _folder.Open();
        var runner = writer.GetOrAddRunner("me");
        writer.Log(runner, Samples.Activity(1));
        using var reader = _folder.OpenImpatient();
        using var transaction = writer.Connection.BeginTransaction();
        Assert.Single(reader.ListActivities(runner));
    }

    [Fact]
    public void A_writer_waits_for_another_but_not_for_ever()
    {
        using var busy = _folder.Open();
        var runner = busy.GetOrAddRunner("me");
        using var waiting = _folder.OpenImpatient();
        using (busy.Connection.BeginTransaction())
        {
            var error = Assert.Throws<JournalException>(() => waiting.Log(runner, Samples.Activity(1)));
            Assert.Contains("in use by another program for over 1 s", error.Message, StringComparison.Ordinal);
        }
        Assert.False(waiting.Log(runner, Samples.Activity(1)).AlreadyLogged);
    }

    [Fact]
    public async Task A_writer_goes_on_when_the_other_has_finished()
    {
        using var busy = _folder.Open();
        var runner = busy.GetOrAddRunner("me");
        using var waiting = _folder.Open();
        Task<LogResult> log;
        using (busy.Connection.BeginTransaction())
        {
            log = Task.Run(() => waiting.Log(runner, Samples.Activity(1)), TestContext.Current.CancellationToken);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            Assert.False(log.IsCompleted);
        }
        Assert.False((await log).AlreadyLogged);
    }

    private static void AtOnce(int count, Action<int> action)
    {
        using var start = new Barrier(count);
        Task.WaitAll(
            [.. Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    action(i);
                },
                TestContext.Current.CancellationToken,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default))],
            TestContext.Current.CancellationToken);
    }
}
