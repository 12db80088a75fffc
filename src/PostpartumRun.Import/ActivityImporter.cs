using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>
/// Reads activities one input after the other, finds the session that each belongs to, verifies and logs them, all of one file in one
/// transaction: a watch can chain several. For many files, <see cref="ImportPipeline"/> does the same on every core.
/// </summary>
public sealed class ActivityImporter
{
    private readonly JournalStore _journal;
    private readonly JournalRunner _runner;
    private readonly StageTimes _stages = new();
    private readonly ImportWorker _worker;
    private readonly ImportLogger _logger;

    /// <summary>An importer into a log.</summary>
    /// <param name="journal">The log.</param>
    /// <param name="runner">Whose activities they are.</param>
    public ActivityImporter(JournalStore journal, JournalRunner runner)
    {
        ArgumentNullException.ThrowIfNull(journal);
        (_journal, _runner) = (journal, runner);
        _worker = new(journal, journal.Originals, runner, _stages);
        _logger = new(journal, runner);
    }

    /// <summary>Imports a file. What is wrong with it stands in the outcomes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Stops between two activities of an archive.</param>
    /// <param name="logged">Is called after each file that it holds: of an archive these can be many.</param>
    /// <returns>At least one: one for each activity, in the file's order, or one that says why there is none.</returns>
    /// <exception cref="JournalException">The log cannot be written; nothing of this file was.</exception>
    public async Task<IReadOnlyList<ImportOutcome>> ImportAsync(string path, CancellationToken cancellation, Action? logged = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return await Task.Run(() => Import(path, logged, cancellation), cancellation).ConfigureAwait(false);
    }

    private List<ImportOutcome> Import(string path, Action? logged, CancellationToken cancellation)
    {
        var exports = new ExportBook(_journal, _runner);
        var outcomes = new List<ImportOutcome>();
        long from = StageTimes.Now;
        foreach (var input in InputReader.Read(path))
        {
            using (input)
            {
                _stages.Add(Stage.Read, from);
                cancellation.ThrowIfCancellationRequested();
                var prepared = _worker.Prepare(input, exports);
                from = StageTimes.Now;
                outcomes.AddRange(_logger.Log([prepared]));
                from = _stages.Add(Stage.Log, from);
                logged?.Invoke();
            }
        }
        return outcomes;
    }
}
