using Microsoft.Extensions.Logging;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Import.Tests;

public sealed class FolderServiceTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    private readonly Log _log = new();
    private readonly Lines _lines = new();
    private readonly FolderOptions _options;
    private FolderService _service;

    public FolderServiceTests()
    {
        Directory.CreateDirectory(_log.Files.Of("in"));
        _options = new(_log.Files.Of("in"), _log.Files.Of("quarantine"));
        _service = Service();
    }

    public void Dispose()
    {
        _service.Dispose();
        _log.Dispose();
    }

    private static byte[] Short(int seed) => Log.Activity(WorkoutSource.Find("1:00 walk; 1:00 run", Plans.TrainingPlan.BuiltIn, "me").File!, seed);

    private FolderService Service() => new(_log.Store, _log.Runner, _options, _log.Clock, _lines);

    private int Logged => _log.Store.ListActivities(_log.Runner).Count;

    private async Task Pass(TimeSpan time)
    {
        _log.Clock.Advance(time);
        await _service.ScanAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_file_is_imported_once_it_is_whole_and_steady_and_not_before()
    {
        byte[] bytes = Short(1);
        for (int end = 500; end < bytes.Length; end += 500)
        {
            _log.Files.Add("in/a.fit", bytes[..end]);
            await Pass(Moment);
            await Pass(Moment);
            Assert.Equal(0, Logged);
        }
        _log.Files.Add("in/a.fit", bytes);
        await Pass(TimeSpan.Zero);
        Assert.Equal(0, Logged);
        await Pass(Moment);
        Assert.False(Assert.Single(_log.Store.ListActivities(_log.Runner)).Salvaged);
        await Pass(Moment);
        Assert.Single(_lines.All, line => line.Contains("logged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_stays_cut_off_is_salvaged_after_a_time_and_made_whole_when_the_rest_comes()
    {
        byte[] bytes = Short(1);
        _log.Files.Add("in/a.fit", bytes[..^300]);
        await Pass(TimeSpan.Zero);
        await Pass(_options.GiveUp - Moment);
        Assert.Equal(0, Logged);
        await Pass(Moment);
        Assert.True(Assert.Single(_log.Store.ListActivities(_log.Runner)).Salvaged);
        _log.Files.Add("in/a.fit", bytes);
        await Pass(TimeSpan.Zero);
        await Pass(Moment);
        Assert.False(Assert.Single(_log.Store.ListActivities(_log.Runner)).Salvaged);
    }

    [Fact]
    public async Task What_is_no_activity_is_put_aside_with_a_report()
    {
        string path = _log.Files.Add("in/notes.fit", "no activity at all"u8.ToArray());
        await Pass(TimeSpan.Zero);
        await Pass(_options.GiveUp);
        Assert.False(File.Exists(path));
        string[] aside = [.. Directory.GetFiles(_log.Files.Of("quarantine")).Order(StringComparer.Ordinal)];
        Assert.Equal(2, aside.Length);
        Assert.EndsWith("notes.fit", aside[0]);
        Assert.Contains("not-fit", File.ReadAllText(aside[1]));
    }

    [Fact]
    public async Task A_folder_that_vanishes_and_comes_back_is_taken_up_again()
    {
        _log.Files.Add("in/a.fit", Short(1));
        await Pass(TimeSpan.Zero);
        await Pass(Moment);
        Directory.Move(_log.Files.Of("in"), _log.Files.Of("away"));
        await Pass(Moment);
        await Pass(Moment);
        Assert.Single(_lines.All, line => line.Contains("is gone", StringComparison.Ordinal));
        Directory.Move(_log.Files.Of("away"), _log.Files.Of("in"));
        _log.Files.Add("in/b.fit", Short(2));
        await Pass(Moment);
        await Pass(Moment);
        Assert.Single(_lines.All, line => line.Contains("is back", StringComparison.Ordinal));
        Assert.Equal(2, Logged);
    }

    [Fact]
    public async Task A_week_of_copies_in_pieces_renames_unmounts_and_restarts_logs_every_activity_once()
    {
        var random = new Random(7);
        const int Activities = 60;
        for (int i = 1; i <= Activities; i++)
        {
            byte[] bytes = Short(i);
            string name = $"in/{i:00}.fit";
            for (int end = random.Next(bytes.Length); end < bytes.Length; end += random.Next(1, bytes.Length))
            {
                _log.Files.Add(name, bytes[..end]);
                await Pass(TimeSpan.FromSeconds(random.Next(1, 30)));
            }
            _log.Files.Add(name, bytes);
            switch (i % 5)
            {
                case 0:
                    File.Move(_log.Files.Of(name), _log.Files.Of($"in/renamed-{i}.fit"));
                    break;
                case 1:
                    Directory.Move(_log.Files.Of("in"), _log.Files.Of("away"));
                    await Pass(Moment);
                    Directory.Move(_log.Files.Of("away"), _log.Files.Of("in"));
                    break;
                case 2:
                    _service.Dispose();
                    _service = Service();
                    break;
            }
            await Pass(TimeSpan.FromHours(random.NextDouble() * 5));
        }
        await Pass(Moment);
        await Pass(Moment);
        var listed = _log.Store.ListActivities(_log.Runner);
        Assert.Equal(Activities, listed.Count);
        Assert.DoesNotContain(listed, activity => activity.Salvaged);
        Assert.Empty(_log.Store.Check(deep: true));
    }

    [Fact]
    public async Task Events_wake_it_and_it_stops_at_once()
    {
        using var service = new FolderService(
            _log.Store, _log.Runner, _options with { Steady = TimeSpan.FromMilliseconds(1), ScanEvery = TimeSpan.FromHours(1) }, TimeProvider.System, _lines);
        await service.StartAsync(TestContext.Current.CancellationToken);
        await _lines.Wait("Watching");
        _log.Files.Add("in/a.fit", Short(1));
        await _lines.Wait("logged");
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await service.StopAsync(TestContext.Current.CancellationToken);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        Assert.Equal(1, Logged);
    }

    [Fact]
    public async Task A_folder_that_was_made_anew_at_the_same_place_is_heard_again()
    {
        using var events = new FolderEvents(_options.Folder);
        var before = events.Listen();
        Directory.Delete(_options.Folder);
        Assert.Null(events.Listen());
        Directory.CreateDirectory(_options.Folder);
        Assert.NotEqual(before, events.Listen());
        Directory.Delete(_options.Folder);
        Directory.CreateDirectory(_options.Folder);
        // Nobody looked while it was away.
        Assert.NotNull(events.Listen());
        var woken = events.WaitAsync(TestContext.Current.CancellationToken);
        _log.Files.Add("in/a.fit", Short(1));
        await woken.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>The lines that a service logged.</summary>
    private sealed class Lines : ILogger<FolderService>
    {
        private readonly Lock _lock = new();
        private readonly List<string> _lines = [];
        private readonly List<(string Text, TaskCompletionSource Source)> _waiting = [];

        public string[] All
        {
            get
            {
                lock (_lock)
                    return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lock)
            {
                string line = formatter(state, exception);
                _lines.Add(line);
                foreach (var (_, source) in _waiting.Where(one => line.Contains(one.Text, StringComparison.Ordinal)))
                    source.TrySetResult();
            }
        }

        public Task Wait(string text)
        {
            lock (_lock)
            {
                if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal)))
                    return Task.CompletedTask;
                var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add((text, source));
                return source.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            }
        }
    }
}
