using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>
/// Reads activities, finds the session that each belongs to, verifies and logs them, all of one file in one transaction: a watch can chain several.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
public sealed class ActivityImporter(JournalStore journal, JournalRunner runner)
{
    private readonly ActivityReader _reader = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();
    private readonly SessionMatcher _matcher = new(journal, runner);

    /// <summary>Imports a file. What is wrong with it stands in the outcomes.</summary>
    /// <returns>At least one: one for each activity, in the file's order, or one that says why there is none.</returns>
    /// <exception cref="JournalException">The log cannot be written; nothing of this file was.</exception>
    public async Task<IReadOnlyList<ImportOutcome>> ImportAsync(string path, CancellationToken cancellation)
    {
        var file = await InputFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        return file.Error is { } error ? [new(path, ImportStatus.Rejected) { Error = error }] : Import(file);
    }

    private ImportOutcome[] Import(InputFile file)
    {
        string sha256 = file.Sha256();
        var activities = _reader.ReadAll(file.Bytes.Span, out var error);
        try
        {
            var outcomes = new ImportOutcome[activities.Count];
            var entries = new List<NewActivity>();
            for (int part = 0; part < outcomes.Length; part++)
                outcomes[part] = Prepare(file, sha256, part, activities[part], entries);
            Log(entries, outcomes);
            // Damage of what is no activity is told as well, once.
            if (error is { } damage && Array.TrueForAll(outcomes, outcome => outcome.Error is null) && outcomes[^1].Status != ImportStatus.Duplicate)
                outcomes[^1] = outcomes[^1] with { Error = InputError.Of(damage) };
            return outcomes;
        }
        finally
        {
            foreach (var activity in activities)
                activity.Dispose();
        }
    }

    /// <summary>Verifies one of a file's activities, and adds it to those to be logged unless the log knows it.</summary>
    private ImportOutcome Prepare(InputFile file, string sha256, int part, Activity activity, List<NewActivity> entries)
    {
        var error = activity.Error is { } damage ? InputError.Of(damage) : null;
        if (activity.Info is not { } info)
        {
            return activity.Reading == ActivityReading.NotAnActivity
                ? new(file.Path, ImportStatus.NotAnActivity) { Sha256 = sha256 }
                : new(file.Path, ImportStatus.Rejected) { Sha256 = sha256, Error = error };
        }
        if (journal.FindActivity(runner, sha256, part) is { } known)
            return Duplicate(file.Path, known);
        var match = _matcher.Match(activity);
        _verifier.Verify(activity.Recording, match?.Workout, _verification);
        entries.Add(NewActivity.Of(file.Name, sha256, info, _verification, part) with
        {
            FilePath = file.Path == InputFile.StandardInput ? null : Path.GetFullPath(file.Path),
            SessionId = match?.SessionId,
            Match = match?.Kind,
        });
        return new(file.Path, ImportStatus.Logged)
        {
            Sha256 = sha256,
            Part = part,
            SessionId = match?.SessionId,
            Match = match?.Kind,
            Verdict = _verification.Verdict,
            Salvaged = info.Salvaged,
            Error = error,
        };
    }

    /// <summary>Logs what is new of a file, all or nothing, and puts the numbers in. Another process can have logged it meanwhile.</summary>
    private void Log(List<NewActivity> entries, ImportOutcome[] outcomes)
    {
        if (entries.Count == 0)
            return;
        var results = journal.Log(runner, entries);
        for (int i = 0; i < results.Count; i++)
        {
            int part = entries[i].Part;
            outcomes[part] = results[i].AlreadyLogged && journal.GetActivity(runner, results[i].Id) is { } other
                ? Duplicate(outcomes[part].File, other)
                : outcomes[part] with { ActivityId = results[i].Id };
        }
    }

    private static ImportOutcome Duplicate(string path, LoggedActivity known) => new(path, ImportStatus.Duplicate)
    {
        Sha256 = known.Sha256,
        Part = known.Part,
        ActivityId = known.Id,
        SessionId = known.SessionId,
        Match = known.Match,
        Verdict = known.Document.Verdict,
        Salvaged = known.Info.Salvaged,
    };
}
