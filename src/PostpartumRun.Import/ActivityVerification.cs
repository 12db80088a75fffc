using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>A verified activity that is not logged, or why there is none.</summary>
/// <param name="File">The input's path.</param>
/// <param name="Document">The verification; null when there is no activity to verify.</param>
/// <param name="Error">What is wrong with the input; beside a document, what was good of it was verified.</param>
public sealed record VerificationOutcome(string File, VerificationDocument? Document, InputError? Error);

/// <summary>Verifies activities against a workout, and logs nothing.</summary>
/// <param name="workout">The workout; null for the one that each activity carries.</param>
public sealed class ActivityVerification(Workout? workout)
{
    private readonly ActivityReader _reader = new();
    private readonly Verifier _verifier = new();
    private readonly SessionVerification _verification = new();

    /// <summary>Verifies a file. What is wrong with it stands in the outcome.</summary>
    public async Task<VerificationOutcome> VerifyAsync(string path, CancellationToken cancellation)
    {
        var file = await InputFile.ReadAsync(path, cancellation).ConfigureAwait(false);
        return file.Error is { } error ? new(path, null, error) : Verify(file);
    }

    private VerificationOutcome Verify(InputFile file)
    {
        using var activity = _reader.Read(file.Bytes.Span);
        var error = activity.Error is { } damage ? InputError.Of(damage) : null;
        if (activity.Info is not { } info)
        {
            return new(file.Path, null, error ?? new(InputError.NotAnActivity, null, "This is a FIT file, but no activity: there is nothing to verify."));
        }
        _verifier.Verify(activity.Recording, workout, _verification);
        if (activity.WorkoutProblem is { } problem && workout is null)
            _verification.Notes.Add(problem);
        return new(file.Path, VerificationDocument.Of(file.Path, file.Sha256(), info, _verification), error);
    }
}
