using System.Diagnostics;
using System.Threading.Channels;
using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>How far an import is.</summary>
/// <param name="Done">Paths of which all was logged, in order.</param>
/// <param name="Inputs">Files that were read, those of archives one by one.</param>
/// <param name="Total">All paths.</param>
public readonly record struct ImportProgress(int Done, long Inputs, int Total);

/// <summary>
/// Imports any number of files on every core: one reader, a worker for each core that decodes and verifies, and one writer that logs batches. Bounded
/// queues lie between them, so that memory stays as it is whatever the number of files. A batch's originals go to the disk while the batch before it is
/// logged. What is logged, and under which numbers, depends on the order of the inputs alone and on no timing: the writer takes them in that order.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
/// <param name="workers">How many workers; null for one for each core.</param>
public sealed class ImportPipeline(JournalStore journal, JournalRunner runner, int? workers = null) : IDisposable
{
    /// <summary>Enough that what a transaction costs beside its rows is spread thin, and few enough that another writer waits a moment only.</summary>
    private const int BatchSize = 256;

    /// <summary>Inputs that are read and not logged yet, most of them verified: a document and its intervals each, some 20 kB.</summary>
    private const int MostInFlight = 1024;

    /// <summary>Bytes that are read and not decoded yet. A larger file goes through alone.</summary>
    private const long MostBytes = 32 << 20;

    /// <summary>How long a finished input waits for others before it is logged without them.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(100);

    private readonly int _workers = Math.Max(1, workers ?? Environment.ProcessorCount);
    private readonly SemaphoreSlim _slots = new(MostInFlight);
    private readonly ByteGate _gate = new(MostBytes);
    private readonly Channel<RentedInput> _read = Channel.CreateBounded<RentedInput>(new BoundedChannelOptions(16) { SingleWriter = true });

    // What is prepared never waits for room: while a batch is on its way to the disk, workers go on, as far as the slots go.
    private readonly Channel<PreparedInput> _prepared = Channel.CreateUnbounded<PreparedInput>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Channel<List<PreparedInput>> _kept =
        Channel.CreateBounded<List<PreparedInput>>(new BoundedChannelOptions(1) { SingleWriter = true, SingleReader = true });

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
        using var known = journal.OpenBeside();
        var exports = new ExportBook(journal, runner);
        var reading = Task.Run(() => ReadAsync(sources, cancellation, failure.Token), CancellationToken.None);
        var working = Enumerable.Range(0, _workers).Select(_ => Task.Run(() => WorkAsync(known, exports, failure.Token), CancellationToken.None)).ToArray();
        var closing = Task.WhenAll(working).ContinueWith(_ => _prepared.Writer.TryComplete(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        var keeping = Task.Run(() => KeepAsync(failure.Token), CancellationToken.None);
        var writing = Task.Run(() => WriteAsync(sources.Count, report, progress, failure.Token), CancellationToken.None);
        Task[] all = [reading, .. working, keeping, writing];
        foreach (var task in all)
            _ = task.ContinueWith(_ => failure.Cancel(), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        try
        {
            await Task.WhenAll(all).ConfigureAwait(false);
        }
        catch (Exception) when (Array.Find(all, task => task.IsFaulted) is { } failed)
        {
            // What failed first is what people have to hear of, and not that the others stopped for it.
            throw failed.Exception!.InnerException!;
        }
        finally
        {
            await closing.ConfigureAwait(false);
            while (_read.Reader.TryRead(out var left))
                left.Dispose();
        }
        return await writing.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task ReadAsync(IReadOnlyList<ImportSource> sources, CancellationToken cancellation, CancellationToken failure)
    {
        try
        {
            long sequence = 0;
            for (int i = 0; i < sources.Count && !cancellation.IsCancellationRequested; i++)
            {
                long from = StageTimes.Now;
                foreach (var input in InputReader.Read(sources[i]))
                {
                    Stages.Add(Stage.Read, from);
                    (input.Sequence, input.PathIndex) = (sequence++, i);
                    await _slots.WaitAsync(failure).ConfigureAwait(false);
                    await _gate.EnterAsync(input.Length, failure).ConfigureAwait(false);
                    await _read.Writer.WriteAsync(input, failure).ConfigureAwait(false);
                    StageTimes.Queue(Stage.Decode, 1);
                    if (cancellation.IsCancellationRequested)
                        break;
                    from = StageTimes.Now;
                }
            }
        }
        finally
        {
            _read.Writer.TryComplete();
        }
    }

    private async Task WorkAsync(JournalStore known, ExportBook exports, CancellationToken failure)
    {
        var worker = new ImportWorker(known, journal.Originals, runner, Stages);
        await foreach (var input in _read.Reader.ReadAllAsync(failure).ConfigureAwait(false))
        {
            StageTimes.Queue(Stage.Decode, -1);
            PreparedInput prepared;
            int length = input.Length;
            using (input)
                prepared = worker.Prepare(input, exports);
            _gate.Leave(length);
            StageTimes.Queue(Stage.Log, 1);
            await _prepared.Writer.WriteAsync(prepared, failure).ConfigureAwait(false);
        }
    }

    /// <summary>Gathers batches in the inputs' order, and passes each on once its originals are on the disk, while the one before is logged.</summary>
    private async Task KeepAsync(CancellationToken failure)
    {
        try
        {
            var early = new Dictionary<long, PreparedInput>();
            var batch = new List<PreparedInput>(BatchSize);
            long next = 0, since = 0;
            while (true)
            {
                var waiting = await WaitAsync(batch.Count > 0, failure).ConfigureAwait(false);
                while (_prepared.Reader.TryRead(out var input))
                {
                    StageTimes.Queue(Stage.Log, -1);
                    early.Add(input.Sequence, input);
                }
                if (batch.Count == 0)
                    since = StageTimes.Now;
                for (; batch.Count < BatchSize && early.Remove(next, out var input); next++)
                    batch.Add(input);
                if (batch.Count == 0 && waiting == Waiting.Ended)
                    return;
                bool isDue = waiting != Waiting.Ready || batch.Count == BatchSize || Stopwatch.GetElapsedTime(since) >= Linger;
                if (batch.Count == 0 || !isDue)
                    continue;
                Flush(batch);
                await _kept.Writer.WriteAsync(batch, failure).ConfigureAwait(false);
                batch = new(BatchSize);
            }
        }
        finally
        {
            _kept.Writer.TryComplete();
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

    private async Task<ImportProgress> WriteAsync(int total, Action<ImportOutcome> report, Action<ImportProgress>? progress, CancellationToken failure)
    {
        var logger = new ImportLogger(journal, runner);
        var state = new ImportProgress(0, 0, total);
        await foreach (var batch in _kept.Reader.ReadAllAsync(failure).ConfigureAwait(false))
        {
            state = Commit(logger, batch, report, state);
            progress?.Invoke(state);
        }
        return state;
    }

    private enum Waiting : byte
    {
        Ready,
        TimedOut,
        Ended,
    }

    /// <summary>Waits until something was prepared; where something waits to be logged, not for long.</summary>
    private async ValueTask<Waiting> WaitAsync(bool isImpatient, CancellationToken failure)
    {
        var ready = _prepared.Reader.WaitToReadAsync(failure);
        if (!isImpatient || ready.IsCompleted)
            return await ready.ConfigureAwait(false) ? Waiting.Ready : Waiting.Ended;
        var task = ready.AsTask();
        if (await Task.WhenAny(task, Task.Delay(Linger, failure)).ConfigureAwait(false) != task)
            return Waiting.TimedOut;
        return await task.ConfigureAwait(false) ? Waiting.Ready : Waiting.Ended;
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
