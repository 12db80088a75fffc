using System.Collections.Concurrent;
using System.Diagnostics;
using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Paths of which all was logged, in order.</param>
/// <param name="Inputs">Files that were read, those of archives one by one.</param>
/// <param name="Total">All paths.</param>
public readonly record struct ImportProgress(int Done, long Inputs, int Total);

/// <summary>
/// Imports any number of files on every core: one reader, workers that decode and verify, one keeper that sees originals onto the disk, and one
/// writer that logs. Bounded queues lie between them, so that memory stays as it is whatever the number of files. A batch's originals go to the
/// disk while the batch before it is logged. What is logged, and under which numbers, depends on the order of the inputs alone and on no timing:
/// the keeper takes them in that order.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
/// <param name="workers">How many workers; null for one more than there are cores, since one of them waits for the disk at times.</param>
public sealed class ImportPipeline(JournalStore journal, JournalRunner runner, int? workers = null) : IDisposable
{
    /// <summary>Enough that what a transaction costs beside its rows is spread thin, and few enough that another writer waits a moment only.</summary>
    private const int BatchSize = 128;

    /// <summary>Inputs that are read and not logged yet, most of them verified: a document and its intervals each, some 50 kB.</summary>
    private const int MostInFlight = 512;

    /// <summary>Bytes that are read and not decoded yet. A larger file goes through alone.</summary>
    private const long MostBytes = 32 << 20;

    /// <summary>How long a finished input waits for others before it is logged without them, in milliseconds.</summary>
    private const int LingerMs = 100;

    private readonly int _workers = Math.Max(1, workers ?? Environment.ProcessorCount + 1);
    private readonly SemaphoreSlim _slots = new(MostInFlight);
    private readonly ByteGate _gate = new(MostBytes);
    private readonly BlockingCollection<RentedInput> _read = new(16);

    // What is prepared never waits for room: while a batch is on its way to the disk, workers go on, as far as the slots go.
    private readonly BlockingCollection<PreparedInput> _prepared = [];
    private readonly BlockingCollection<List<PreparedInput>> _kept = new(1);

    /// <summary>The time that each stage took.</summary>
    public StageTimes Stages { get; } = new();

    /// <summary>Imports what paths name. A pipeline runs once.</summary>
    /// <param name="paths">Files, as <see cref="FileSearch"/> finds them.</param>
    /// <param name="report">Is told what became of each activity, in order, once that is on the disk.</param>
    /// <param name="progress">Is told how far it is, after each batch.</param>
    /// <param name="cancellation">Reads no more; what was read is finished and logged.</param>
    /// <returns>How far it came: all, unless it was cancelled.</returns>
    /// <exception cref="JournalException">The log cannot be written; what was reported is in it, and nothing is half-written.</exception>
    public Task<ImportProgress> RunAsync(
        IReadOnlyList<string> paths, Action<ImportOutcome> report, Action<ImportProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return RunAsync([.. paths.Select(ImportSource.OfPath)], report, progress, cancellation);
    }

    /// <summary>The same of paths and of what was sent.</summary>
    public async Task<ImportProgress> RunAsync(
        IReadOnlyList<ImportSource> sources, Action<ImportOutcome> report, Action<ImportProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sources);
        using var failure = new CancellationTokenSource();
        var exports = new ExportBook(journal, runner);
        var reading = OnItsOwnThread(() => Read(sources, cancellation, failure.Token), _read.CompleteAdding);
        var working = Enumerable.Range(0, _workers).Select(_ => OnItsOwnThread(() => Work(exports, failure.Token), null)).ToArray();
        var closing = Task.WhenAll(working).ContinueWith(_ => _prepared.CompleteAdding(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var keeping = OnItsOwnThread(() => Keep(failure.Token), _kept.CompleteAdding);
        ImportProgress reached = default;
        var writing = OnItsOwnThread(() => reached = Write(sources.Count, report, progress, failure.Token), null);
        Task[] all = [reading, .. working, keeping, writing];
        foreach (var task in all)
            _ = task.ContinueWith(_ => failure.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            await Task.WhenAll(all).ConfigureAwait(false);
        }
        catch (Exception) when (Array.Find(all, HasFailed) is { } failed)
        {
            // What failed first is what people have to hear of, and not that the others stopped for it.
            throw failed.Exception!.InnerException!;
        }
        finally
        {
            await closing.ConfigureAwait(false);
            while (_read.TryTake(out var left))
                left.Dispose();
        }
        return reached;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _read.Dispose();
        _prepared.Dispose();
        _kept.Dispose();
    }

    private static bool HasFailed(Task stage) => stage is { IsFaulted: true, Exception.InnerException: not OperationCanceledException };

    // They compute, or wait for a disk, all the time: the pool has a thread a core, and adds one in half a second.
    private static Task OnItsOwnThread(Action stage, Action? ended) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                stage();
            }
            finally
            {
                ended?.Invoke();
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    private void Read(IReadOnlyList<ImportSource> sources, CancellationToken cancellation, CancellationToken failure)
    {
        long sequence = 0;
        for (int i = 0; i < sources.Count && !cancellation.IsCancellationRequested; i++)
        {
            long from = StageTimes.Now;
            foreach (var input in InputReader.Read(sources[i]))
            {
                Stages.Add(Stage.Read, from);
                (input.Sequence, input.PathIndex) = (sequence++, i);
                _slots.Wait(failure);
                _gate.Enter(input.Length, failure);
                _read.Add(input, failure);
                StageTimes.Queue(Stage.Decode, 1);
                if (cancellation.IsCancellationRequested)
                    break;
                from = StageTimes.Now;
            }
        }
    }

    private void Work(ExportBook exports, CancellationToken failure)
    {
        // Its own, since one that is shared is waited for.
        using var known = journal.OpenBeside();
        var worker = new ImportWorker(known, journal.Originals, runner, Stages);
        foreach (var input in _read.GetConsumingEnumerable(failure))
        {
            StageTimes.Queue(Stage.Decode, -1);
            PreparedInput prepared;
            int length = input.Length;
            using (input)
                prepared = worker.Prepare(input, exports);
            _gate.Leave(length);
            StageTimes.Queue(Stage.Log, 1);
            _prepared.Add(prepared, failure);
        }
    }

    /// <summary>Gathers batches in the inputs' order, and passes each on once its originals are on the disk, while the one before is logged.</summary>
    private void Keep(CancellationToken failure)
    {
        var early = new Dictionary<long, PreparedInput>();
        var batch = new List<PreparedInput>(BatchSize);
        long next = 0, since = 0;
        while (true)
        {
            // Where something waits to be logged, others are not waited for long.
            bool isWaitedFor = batch.Count > 0 || early.ContainsKey(next);
            bool came = _prepared.TryTake(out var input, isWaitedFor ? LingerMs : Timeout.Infinite, failure);
            for (bool more = came; more; more = _prepared.TryTake(out input))
            {
                StageTimes.Queue(Stage.Log, -1);
                early.Add(input!.Sequence, input);
            }
            if (batch.Count == 0)
                since = StageTimes.Now;
            for (; batch.Count < BatchSize && early.Remove(next, out var following); next++)
                batch.Add(following);
            if (batch.Count == 0 && !came)
                return;
            bool isDue = !came || batch.Count == BatchSize || Stopwatch.GetElapsedTime(since).TotalMilliseconds >= LingerMs;
            if (batch.Count == 0 || !isDue)
                continue;
            Flush(batch);
            _kept.Add(batch, failure);
            batch = new(BatchSize);
        }
    }

    private void Flush(List<PreparedInput> batch)
    {
        if (batch.TrueForAll(input => input.Entries.Count == 0))
            return;
        long from = StageTimes.Now;
        journal.Originals.Flush();
        Stages.Add(Stage.Keep, from);
    }

    private ImportProgress Write(int total, Action<ImportOutcome> report, Action<ImportProgress>? progress, CancellationToken failure)
    {
        var logger = new ImportLogger(journal, runner);
        var state = new ImportProgress(0, 0, total);
        foreach (var batch in _kept.GetConsumingEnumerable(failure))
        {
            state = Commit(logger, batch, report, state);
            progress?.Invoke(state);
        }
        return state;
    }

    private ImportProgress Commit(ImportLogger logger, List<PreparedInput> batch, Action<ImportOutcome> report, ImportProgress state)
    {
        long from = StageTimes.Now;
        var outcomes = logger.Log(batch, areKept: true);
        Stages.Add(Stage.Log, from);
        _slots.Release(batch.Count);
        foreach (var outcome in outcomes)
        {
            StageTimes.Count(outcome.Status);
            report(outcome);
        }
        return state with { Done = batch[^1].PathIndex + 1, Inputs = state.Inputs + batch.Count };
    }
}
