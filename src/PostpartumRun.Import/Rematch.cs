using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Import;

/// <summary>
/// Holds a logged activity against another session than the one that was found for it: a person knows better what she set out to do. The
/// kept original is read again and verified against that session's workout, which takes the earlier verification's place.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose.</param>
/// <param name="plan">Her plan.</param>
public sealed class Rematch(JournalStore journal, JournalRunner runner, TrainingPlan plan)
{
    /// <summary>The session's name that stands for none: the activity is then held against what it carries itself.</summary>
    public const string NoSession = "none";

    /// <summary>Verifies an activity against a session, and logs that.</summary>
    /// <param name="id">The activity's number in the log.</param>
    /// <param name="session">The session, as <c>4:1-2</c> or <c>4</c>; <see cref="NoSession"/> for none.</param>
    /// <returns>The activity as it is logged now.</returns>
    /// <exception cref="AnswerException">There is no such activity or session, the session has no workout, or the original is not there any
    /// more.</exception>
    public LoggedActivity Run(long id, string session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var logged = journal.GetActivity(runner, id)
            ?? throw new AnswerException("activity", $"{id} cannot be: the log of {runner.Name} has no activity {id}.");
        var planned = session == NoSession ? null : Find(session);
        var entry = new LoggedOriginal(journal).Read(logged, activity =>
        {
            var verification = new SessionVerification();
            new Verifier().Verify(activity.Recording, planned?.Workout, verification);
            return NewActivity.Of(logged.FileName, logged.Sha256, activity.Info ?? logged.Info, verification, logged.Part) with
            {
                SessionId = planned?.FullId,
                Match = planned is null ? null : MatchKind.Person,
            };
        });
        if (entry is null || !journal.SaveVerification(runner, id, entry))
        {
            throw new AnswerException(
                "activity", $"{id} cannot be verified again: its original file is not kept any more. Import the file again.");
        }
        return journal.GetActivity(runner, id)!;
    }

    private PlanSession Find(string name)
    {
        if (!plan.TryFindSession(name, out var session, out string? error))
            throw new AnswerException("session", $"{name} cannot be: {error}");
        return session.Workout is not null ? session
            : throw new AnswerException(
                "session", $"{session.FullId} is exercises: no watch records whether they were done. Check in to it instead.");
    }
}
