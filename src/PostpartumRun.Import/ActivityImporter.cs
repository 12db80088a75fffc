using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>Reads activities, finds the session that each belongs to, verifies and logs them, each in a transaction of its own.</summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose activities they are.</param>
public sealed class ActivityImporter(JournalStore journal, JournalRunner runner)
{
    private readonly ActivityReader _reader = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();
    private readonly SessionMatcher _matcher = new(journal, runner);

    /// <summary>Imports a file. What is wrong with it stands in the outcome.</summary>
    /// <exception cref="JournalException">The log cannot be written; nothing of this file was.</exception>
    public async Task<ImportOutcome> ImportAsync(string path, CancellationToken cancellation)
    {
        var file = await InputFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        return file.Error is { } error ? new(path, ImportStatus.Rejected) { Error = error } : Import(file);
    }

    private ImportOutcome Import(InputFile file)
    {
        string sha256 = file.Sha256();
        if (journal.FindActivity(runner, sha256) is { } known)
            return Duplicate(file, known);
        using var activity = _reader.Read(file.Bytes.Span);
        var error = activity.Error is { } damage ? InputError.Of(damage) : null;
        if (activity.Info is not { } info)
        {
            return activity.Reading == ActivityReading.NotAnActivity
                ? new(file.Path, ImportStatus.NotAnActivity) { Sha256 = sha256 }
                : new(file.Path, ImportStatus.Rejected) { Sha256 = sha256, Error = error };
        }
        var match = _matcher.Match(activity);
        _verifier.Verify(activity.Recording, match?.Workout, _verification);
        var entry = NewActivity.Of(file.Name, sha256, info, _verification) with
        {
            FilePath = file.Path == InputFile.StandardInput ? null : Path.GetFullPath(file.Path),
            SessionId = match?.SessionId,
            Match = match?.Kind,
        };
        var result = journal.Log(runner, entry);
        if (result.AlreadyLogged && journal.GetActivity(runner, result.Id) is { } other)
            return Duplicate(file, other);
        return new(file.Path, ImportStatus.Logged)
        {
            Sha256 = sha256,
            ActivityId = result.Id,
            SessionId = match?.SessionId,
            Match = match?.Kind,
            Verdict = _verification.Verdict,
            Salvaged = info.Salvaged,
            Error = error,
        };
    }

    private static ImportOutcome Duplicate(InputFile file, LoggedActivity known) => new(file.Path, ImportStatus.Duplicate)
    {
        Sha256 = known.Sha256,
        ActivityId = known.Id,
        SessionId = known.SessionId,
        Match = known.Match,
        Verdict = known.Document.Verdict,
        Salvaged = known.Info.Salvaged,
    };
}
