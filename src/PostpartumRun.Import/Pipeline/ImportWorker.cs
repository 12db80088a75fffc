using System.Security.Cryptography;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>
/// Makes entries of the log out of inputs, one after the other: decodes, matches, verifies, and keeps the original. Decoding and verifying are one
/// worker's, since the columns of a recording stay in its core's cache between them.
/// </summary>
/// <param name="known">The log, to ask what it holds.</param>
/// <param name="originals">Where original files are kept.</param>
/// <param name="runner">Whose activities they are.</param>
/// <param name="stages">Gets the time that each stage took.</param>
internal sealed class ImportWorker(JournalStore known, OriginalFiles originals, JournalRunner runner, StageTimes stages)
{
    private readonly ActivityReader _reader = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();
    private readonly SessionMatcher _matcher = new();

    public PreparedInput Prepare(RentedInput input, ExportBook exports)
    {
        if (input.Error is { } unreadable)
            return new(input.Sequence, input.PathIndex, [new(input.Path, ImportStatus.Rejected) { Error = unreadable }], []);
        long from = StageTimes.Now;
        string sha256 = Convert.ToHexStringLower(SHA256.HashData(input.Bytes));
        var file = known.FindFile(runner, sha256);
        from = stages.Add(Stage.Look, from);
        if (file is not null)
        {
            // Known, but its original was lost, or came in with a log that had none.
            if (!originals.Has(sha256, input.Length))
                originals.Save(sha256, input.Bytes);
            return new(input.Sequence, input.PathIndex, [.. file.Select(activity => ImportLogger.Duplicate(input.Path, sha256, activity))], []);
        }
        var activities = _reader.ReadAll(input.Bytes, out var error);
        from = stages.Add(Stage.Decode, from);
        try
        {
            var outcomes = new ImportOutcome[activities.Count];
            var entries = new List<NewActivity>();
            for (int part = 0; part < outcomes.Length; part++)
                outcomes[part] = Prepare(input, sha256, part, activities, exports, entries);
            // Damage of what is no activity is told as well, once.
            if (error is { } damage && Array.TrueForAll(outcomes, outcome => outcome.Error is null))
                outcomes[^1] = outcomes[^1] with { Error = InputError.Of(damage) };
            from = stages.Add(Stage.Verify, from);
            if (entries.Count > 0)
                originals.Save(sha256, input.Bytes);
            stages.Add(Stage.Keep, from);
            return new(input.Sequence, input.PathIndex, outcomes, entries);
        }
        finally
        {
            foreach (var activity in activities)
                activity.Dispose();
        }
    }

    private ImportOutcome Prepare(
        RentedInput input, string sha256, int part, IReadOnlyList<Activity> activities, ExportBook exports, List<NewActivity> entries)
    {
        var activity = activities[part];
        var error = activity.Error is { } damage ? InputError.Of(damage) : null;
        if (activity.Info is not { } info)
        {
            return activity.Reading == ActivityReading.NotAnActivity
                ? new(input.Path, ImportStatus.NotAnActivity) { Sha256 = sha256 }
                : new(input.Path, ImportStatus.Rejected) { Sha256 = sha256, Error = error };
        }
        var match = _matcher.Match(activity, exports);
        _verifier.Verify(activity.Recording, match?.Workout, _verification);
        entries.Add(NewActivity.Of(input.Name, sha256, info, _verification, part) with
        {
            PartCount = activities.Count,
            FilePath = input.IsSent || input.Path == InputFile.StandardInput ? null : Path.GetFullPath(input.Path),
            SessionId = match?.SessionId,
            Match = match?.Kind,
        });
        return new(input.Path, ImportStatus.Logged)
        {
            Sha256 = sha256,
            Part = part,
            SessionId = match?.SessionId,
            Match = match?.Kind,
            Verdict = _verification.Verdict,
            Exercises = _verification.Workout is { HasGait: false } ? info.Timer : null,
            Salvaged = info.Salvaged,
            Error = error,
        };
    }
}
