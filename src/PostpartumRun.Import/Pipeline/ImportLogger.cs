using PostpartumRun.Journal;

namespace PostpartumRun.Import;

/// <summary>An input that was read and verified, on its way into the log.</summary>
/// <param name="Sequence">Its place among all inputs.</param>
/// <param name="PathIndex">The place of the path that named it.</param>
/// <param name="Outcomes">What became of it so far, one for each of its activities or one in all.</param>
/// <param name="Entries">What is to be logged of it, each at the place of its outcome.</param>
internal sealed record PreparedInput(long Sequence, int PathIndex, ImportOutcome[] Outcomes, IReadOnlyList<NewActivity> Entries);

/// <summary>Writes what was prepared into the log: a batch in one transaction, in the order of the inputs.</summary>
internal sealed class ImportLogger(JournalStore journal, JournalRunner runner)
{
    /// <summary>Logs a batch, all or nothing.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="areKept">Whether its originals are known to be on the disk.</param>
    /// <returns>What became of each activity, in order.</returns>
    /// <exception cref="JournalException">The log cannot be written; nothing of the batch was.</exception>
    public List<ImportOutcome> Log(IReadOnlyList<PreparedInput> batch, bool areKept = false)
    {
        var entries = new List<NewActivity>();
        foreach (var input in batch)
            entries.AddRange(input.Entries);
        var results = entries.Count > 0 ? journal.Log(runner, entries, areKept) : [];
        var outcomes = new List<ImportOutcome>(batch.Count);
        int at = 0;
        foreach (var input in batch)
        {
            foreach (var entry in input.Entries)
                input.Outcomes[entry.Part] = Told(input.Outcomes[entry.Part], results[at++]);
            outcomes.AddRange(input.Outcomes);
        }
        return outcomes;
    }

    private ImportOutcome Told(ImportOutcome outcome, LogResult result) => result.Kind switch
    {
        // Another process can have logged it meanwhile, or it was there in another file.
        LogKind.Known when journal.FindKnown(runner, result.Id) is { } known => Duplicate(outcome.File, outcome.Sha256!, known with { Part = outcome.Part, Salvaged = outcome.Salvaged }) with { Error = outcome.Error },
        LogKind.Known => outcome with { Status = ImportStatus.Duplicate, ActivityId = result.Id },
        LogKind.Replaced => outcome with { Status = ImportStatus.Replaced, ActivityId = result.Id, Overlaps = result.Overlaps },
        _ => outcome with { ActivityId = result.Id, Overlaps = result.Overlaps },
    };

    public static ImportOutcome Duplicate(string path, string sha256, KnownActivity known) => new(path, ImportStatus.Duplicate)
    {
        Sha256 = sha256,
        Part = known.Part,
        ActivityId = known.Id,
        SessionId = known.SessionId,
        Match = known.Match,
        Verdict = known.Verdict,
        Salvaged = known.Salvaged,
    };
}
