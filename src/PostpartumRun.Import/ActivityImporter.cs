using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>
/// Reads activities one input after the other, finds the session that each belongs to, verifies and logs them, all of one file in one
/// transaction: a watch can chain several. For many files, <see cref="ImportPipeline"/> does the same on every core.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
public sealed class ActivityImporter(JournalStore journal, JournalRunner runner)
{
    private readonly ImportWorker _worker = new(journal, journal.Originals, runner, new());
    private readonly ImportLogger _logger = new(journal, runner);

    /// <summary>Imports a file. What is wrong with it stands in the outcomes.</summary>
    /// <returns>At least one: one for each activity, in the file's order, or one that says why there is none.</returns>
    /// <exception cref="JournalException">The log cannot be written; nothing of this file was.</exception>
    public async Task<IReadOnlyList<ImportOutcome>> ImportAsync(string path, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(path);
        return await Task.Run(() => Import(path, cancellation), cancellation).ConfigureAwait(false);
    }

    private List<ImportOutcome> Import(string path, CancellationToken cancellation)
    {
        var exports = new ExportBook(journal, runner);
        var outcomes = new List<ImportOutcome>();
        foreach (var input in InputReader.Read(path))
        {
            using (input)
            {
                cancellation.ThrowIfCancellationRequested();
                outcomes.AddRange(_logger.Log([_worker.Prepare(input, exports)]));
            }
        }
        return outcomes;
    }
}
