using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>A verified activity that is not logged, or why there is none.</summary>
/// <param name="File">The input's path.</param>
/// <param name="Document">The verification; null when there is no activity to verify.</param>
/// <param name="Error">What is wrong with the input; beside a document, what was good of it was verified.</param>
public sealed record VerificationOutcome(string File, VerificationDocument? Document, InputError? Error)
{
    /// <summary>What the watch recorded, to be drawn; null where nobody asked for it, or there is nothing.</summary>
    public ActivityTraces? Traces { get; init; }
}

/// <summary>Verifies activities against a workout, and logs nothing.</summary>
/// <param name="workout">The workout; null for the one that each activity carries.</param>
/// <param name="keepsTraces">Whether the outcomes hold what was recorded: for those who draw it.</param>
public sealed class ActivityVerification(Workout? workout, bool keepsTraces = false)
{
    private readonly ActivityReader _reader = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();

    /// <summary>Verifies a file. What is wrong with it stands in the outcomes.</summary>
    /// <returns>At least one: one for each activity, in the file's order, or one that says why there is none.</returns>
    public async Task<IReadOnlyList<VerificationOutcome>> VerifyAsync(string path, CancellationToken cancellation)
    {
        var file = await InputFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        return file.Error is { } error ? [new(path, null, error)] : Verify(file);
    }

    private VerificationOutcome[] Verify(InputFile file)
    {
        string sha256 = file.Sha256();
        var activities = _reader.ReadAll(file.Bytes.Span, out var error);
        var outcomes = new VerificationOutcome[activities.Count];
        for (int i = 0; i < outcomes.Length; i++)
        {
            using var activity = activities[i];
            outcomes[i] = Verify(file, sha256, activity);
        }
        // Damage of what is no activity is told as well, once.
        if (error is { } damage && Array.TrueForAll(outcomes, outcome => outcome.Error is null))
            outcomes[^1] = outcomes[^1] with { Error = InputError.Of(damage) };
        return outcomes;
    }

    private VerificationOutcome Verify(InputFile file, string sha256, Activity activity)
    {
        var error = activity.Error is { } damage ? InputError.Of(damage) : null;
        if (activity.Info is not { } info)
        {
            const string Message = "This is a FIT file, but no activity: there is nothing to verify.";
            return new(file.Path, null, error ?? new(InputError.NotAnActivity, null, Message));
        }
        _verifier.Verify(activity.Recording, workout, _verification);
        if (activity.WorkoutProblem is { } problem && workout is null)
            _verification.Notes.Add(problem);
        return new(file.Path, VerificationDocument.Of(file.Path, sha256, info, _verification), error)
        {
            Traces = keepsTraces ? ActivityTraces.Of(activity.Recording) : null,
        };
    }
}
