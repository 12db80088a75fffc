namespace PostpartumRun.Intervals;

/// <summary>Judges, interval by interval, whether a workout was what happened.</summary>
public sealed class Verifier
{
    /// <summary>
    /// Verifies a recording against a workout, or against the one that it carries; without either it segments alone, and the
    /// verdict is <see cref="SessionVerdict.Unknown"/>. The result overwrites <paramref name="verification"/>.
    /// </summary>
    public void Verify(Recording recording, Workout? workout, SessionVerification verification) =>
        throw new NotImplementedException();
}
