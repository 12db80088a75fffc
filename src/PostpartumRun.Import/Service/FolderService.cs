using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>What a <see cref="FolderService"/> watches, and how patient it is.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Quarantine">Where unreadable files go, each with a report beside it; null to leave them where they are.</param>
public sealed record FolderOptions(string Folder, string? Quarantine)
{
    /// <summary>How often the folder is looked through, whatever events told: they get lost.</summary>
    public TimeSpan ScanEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a file's size and time stay as they are before it is taken for whole, when its checksum says so too.</summary>
    public TimeSpan Steady { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a file that is not whole may stay as it is before what is good of it is salvaged.</summary>
    public TimeSpan GiveUp { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The first wait after a failure of the log or a file; doubled each time.</summary>
    public TimeSpan Retry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait after a failure.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a loop that waits says that it is alive.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Is called by the service's own loop after each file, each look and each <see cref="Beat"/> of a wait, so that nothing is heard of one
    /// that hangs.
    /// </summary>
    public Action? Alive { get; init; }
}

/// <summary>
/// Imports what appears in a folder, each file once it is whole, until it is stopped. Nothing has to be remembered between runs: what the
/// log holds
/// is known by its bytes, and what it does not hold is looked at again.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
/// <param name="options">What is watched.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="logger">Gets a line for each thing that happens, with no health data in it.</param>
public sealed partial class FolderService(
    JournalStore journal, JournalRunner runner, FolderOptions options, TimeProvider clock, ILogger<FolderService> logger)
    : BackgroundService
{
    /// <summary>The name by which the service's own metrics are listened to.</summary>
    public const string MeterName = StageTimes.MeterName + ".Folder";

    private static readonly Meter Meter = new(MeterName);

    private static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("pprun.folder.retries", "{retry}", "Files and batches that are tried again.");
    private static readonly Counter<long> Quarantined =
        Meter.CreateCounter<long>("pprun.folder.quarantined", "{file}", "Files that were put aside.");
    private static readonly UpDownCounter<long> Waiting =
        Meter.CreateUpDownCounter<long>("pprun.folder.waiting", "{file}", "Files that are not whole yet.");

    private readonly FolderEvents _events = new(options.Folder);
    private readonly FolderQueue _queue = new(options, clock);
    private readonly ActivityImporter _importer = new(journal, runner);
    private bool _isGone;
    private bool _wasMounted;

    /// <inheritdoc/>
    public override void Dispose()
    {
        _events.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Started(options.Folder);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await ScanAsync(stoppingToken).ConfigureAwait(false);
                await WaitAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped between two files: nothing is half-done.
        }
        finally
        {
            _events.Dispose();
            Stopped();
        }
    }

    /// <summary>Looks through the folder, and imports what is whole.</summary>
    internal async Task ScanAsync(CancellationToken cancellation)
    {
        int before = _queue.Count;
        foreach (string path in _queue.FindDue(Find()))
        {
            cancellation.ThrowIfCancellationRequested();
            await TakeAsync(path, cancellation).ConfigureAwait(false);
        }
        Waiting.Add(_queue.Count - before);
        options.Alive?.Invoke();
    }

    private async Task TakeAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var outcomes = await _importer.ImportAsync(path, cancellation, options.Alive).ConfigureAwait(false);
            foreach (var outcome in outcomes)
            {
                StageTimes.Count(outcome.Status);
                Imported(outcome.File, Words.Of(outcome.Status), outcome.ActivityId, outcome.Salvaged, outcome.Error?.Code);
            }
            // One that cannot be opened may be tomorrow; one whose bytes are no good stays so.
            if (outcomes.Any(outcome => outcome.Error?.Code is InputError.NotReadable))
                Delay(path, "not-readable");
            else
                Finish(path, [.. outcomes.Where(outcome => outcome.Status == ImportStatus.Rejected)]);
        }
        catch (JournalException exception)
        {
            Delay(path, exception.Message);
        }
    }

    private void Delay(string path, string reason)
    {
        var wait = _queue.Delay(path);
        Retries.Add(1);
        Delayed(path, wait.TotalSeconds, reason);
    }

    private void Finish(string path, IReadOnlyList<ImportOutcome> rejected)
    {
        if (rejected.Count > 0 && options.Quarantine is { } quarantine && File.Exists(path))
        {
            try
            {
                string put = Quarantine.Put(quarantine, path, rejected, clock.GetUtcNow());
                Quarantined.Add(1);
                PutAside(path, put, rejected[0].Error?.Code);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Delay(path, exception.Message);
                return;
            }
        }
        _queue.Finish(path);
    }

    private IEnumerable<string> Find()
    {
        // Before it is looked through: what comes in between then wakes the next look.
        var here = _events.Listen();
        bool isGone = here is null || (_wasMounted && !here.Value.IsMounted);
        if (isGone != _isGone)
            (isGone ? (Action<string>)Gone : Back)(options.Folder);
        _isGone = isGone;
        // What it is mounted on is a folder too, that others may put files into meanwhile.
        _wasMounted |= here is { IsMounted: true };
        if (here is null)
            return [];
        try
        {
            string? quarantine = options.Quarantine is { } folder ? Path.GetFullPath(folder) + Path.DirectorySeparatorChar : null;
            return [.. FileSearch.Find([options.Folder], withArchives: true).Where(path => !IsBelow(quarantine, path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was pulled out meanwhile.
            return [];
        }
    }

    private static bool IsBelow(string? folder, string path) =>
        folder is not null && Path.GetFullPath(path).StartsWith(folder, StringComparison.Ordinal);

    /// <summary>Until something happens in the folder, a file may be whole by now, or it is time to look anyway.</summary>
    private async Task WaitAsync(CancellationToken cancellation)
    {
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var woken = _events.WaitAsync(rest.Token);
        for (var left = _queue.UntilNext(); left > TimeSpan.Zero && !woken.IsCompleted; left -= options.Beat)
        {
            var pause = Task.Delay(left < options.Beat ? left : options.Beat, clock, rest.Token);
            await Task.WhenAny(pause, woken).ConfigureAwait(false);
            options.Alive?.Invoke();
        }
        await rest.CancelAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    [LoggerMessage(1, LogLevel.Information, "Watching {Folder}.")]
    private partial void Started(string folder);

    [LoggerMessage(2, LogLevel.Information, "Stopped.")]
    private partial void Stopped();

    [LoggerMessage(3, LogLevel.Information, "{File}: {Outcome}, activity {Activity}, salvaged {Salvaged}, error {Error}.")]
    private partial void Imported(string file, string outcome, long? activity, bool salvaged, string? error);

    [LoggerMessage(4, LogLevel.Warning, "{File} is tried again in {Seconds} s: {Reason}")]
    private partial void Delayed(string file, double seconds, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{File} was put aside as {Quarantined}: {Error}.")]
    private partial void PutAside(string file, string quarantined, string? error);

    [LoggerMessage(6, LogLevel.Warning, "The folder {Folder} is gone. Waiting for it to come back.")]
    private partial void Gone(string folder);

    [LoggerMessage(7, LogLevel.Information, "The folder {Folder} is back.")]
    private partial void Back(string folder);
}
