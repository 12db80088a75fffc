using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>What a check-in is about.</summary>
/// <param name="Moment">What it looks back on.</param>
/// <param name="Activity">The activity that it belongs to; null for none.</param>
/// <param name="SessionId">The session of exercises that was done; null for none.</param>
/// <param name="What">The same in words: <c>after activity 3 of 2026-09-07</c>.</param>
public sealed record CheckInPlace(CheckInMoment Moment, ActivitySummary? Activity, string? SessionId, string What);

/// <summary>Finds what a check-in is about, or says why there is nothing.</summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose.</param>
/// <param name="care">What the log says about her.</param>
/// <param name="clock">Tells how long ago a run was.</param>
public sealed class CheckInSubject(JournalStore journal, JournalRunner runner, RunnerCare care, TimeProvider clock)
{
    /// <summary>From so long after a run on, a check-in is the next day's.</summary>
    private static readonly TimeSpan _nextDay = TimeSpan.FromHours(12);

    /// <summary>What the answers belong to: what they name, or what is due.</summary>
    /// <exception cref="AnswerException">There is nothing of the kind.</exception>
    public CheckInPlace Find(CheckInAnswers asked)
    {
        if (asked.Session is { } session)
            return OfExercises(asked, session);
        if (asked.When?.Trim().ToLowerInvariant() is { } word && Moment(word) == CheckInMoment.Today)
            return asked.Activity is null ? Now() : throw new AnswerException("when", "today is of no run: leave out the activity.");
        var moment = asked.When is { } given ? Moment(given.Trim().ToLowerInvariant()) : (CheckInMoment?)null;
        if (asked.Activity is { } id)
        {
            var known = journal.ListActivities(runner, new ActivityFilter { Id = id }) is [var found] ? found
                : throw new AnswerException("activity", $"{id} cannot be: the log of {runner.Name} has no activity {id}.");
            return Of(moment ?? Due(known), known);
        }
        if (moment is { } wanted)
        {
            return care.NextToCheckIn(wanted) is { } lacking
                ? Of(wanted, lacking)
                : throw new AnswerException(
                "when", $"{Word(wanted)} has been answered for every activity of the log. How it is now, of no run, is today.");
        }
        var latest = care.NextToCheckIn(CheckInMoment.NextDay);
        return latest is null ? Now() : Of(Due(latest), latest);
    }

    private CheckInMoment Due(ActivitySummary activity) =>
        clock.GetUtcNow() - activity.Start >= _nextDay ? CheckInMoment.NextDay : CheckInMoment.After;

    private static CheckInPlace Now() => new(CheckInMoment.Today, null, null, "of today");

    private static CheckInPlace Of(CheckInMoment moment, ActivitySummary activity) => new(
        moment, activity, null,
        $"{(moment == CheckInMoment.After ? "after" : "a day after")} activity {activity.Id} of {RunnerSettings.Text(DateOnly.FromDateTime(activity.Start.ToOffset(activity.UtcOffset ?? TimeSpan.Zero).DateTime))}");

    private CheckInPlace OfExercises(CheckInAnswers asked, string name)
    {
        if (asked.Activity is not null || asked.When is not null)
            throw new AnswerException("session", "is of exercises that you did: leave out the activity and when.");
        if (!care.Plan.TryFindSession(name, out var session, out string? error))
            throw new AnswerException("session", $"{name} cannot be: {error}");
        return session.Workout is null
            ? new(CheckInMoment.After, null, session.FullId, $"after session {session.FullId}")
            : throw new AnswerException("session", $"{session.FullId} is recorded by the watch: import it, and check in to the activity.");
    }

    private static CheckInMoment Moment(string word) => word switch
    {
        "after" => CheckInMoment.After,
        "next-day" => CheckInMoment.NextDay,
        "today" => CheckInMoment.Today,
        _ => throw new AnswerException("when", $"{word}: choose after, next-day or today."),
    };

    private static string Word(CheckInMoment moment) => moment == CheckInMoment.After ? "after" : "next-day";
}
