using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary>What was answered, as it was written; null for what was not.</summary>
internal sealed record CheckInAnswers
{
    public string? When { get; init; }
    public long? Activity { get; init; }
    public string? Session { get; init; }
    public string[]? Symptoms { get; init; }
    public string? Fatigue { get; init; }
    public string? Recovered { get; init; }
    public string? Note { get; init; }

    /// <summary>Whether nothing was said about how it was.</summary>
    public bool IsEmpty => Symptoms is null && Fatigue is null && Recovered is null && Note is null;
}

/// <summary>What a check-in is about.</summary>
internal sealed record CheckInPlace(CheckInMoment Moment, ActivitySummary? Activity, string? SessionId, string What);

/// <summary>Finds what a check-in is about, or says why there is nothing.</summary>
internal sealed class CheckInSubject(JournalStore journal, JournalRunner runner, RunnerCare care, TimeProvider clock)
{
    /// <summary>From so long after a run on, a check-in is the next day's.</summary>
    private static readonly TimeSpan _nextDay = TimeSpan.FromHours(12);

    public CheckInPlace Find(CheckInAnswers asked)
    {
        if (asked.Session is { } session)
            return OfExercises(asked, session);
        if (asked.When?.Trim().ToLowerInvariant() is { } word && Moment(word) == CheckInMoment.Today)
            return asked.Activity is null ? Now() : throw CommandException.Usage("--when today is of no run: leave out --activity.");
        var moment = asked.When is { } given ? Moment(given.Trim().ToLowerInvariant()) : (CheckInMoment?)null;
        if (asked.Activity is { } id)
        {
            var known = journal.ListActivities(runner).FirstOrDefault(activity => activity.Id == id)
                ?? throw CommandException.Usage($"The log of {runner.Name} has no activity {id}. 'pprun log list' shows what it has.");
            return Of(moment ?? Due(known), known);
        }
        if (moment is { } wanted)
        {
            return care.NextToCheckIn(wanted) is { } lacking
                ? Of(wanted, lacking)
                : throw CommandException.Usage($"Every activity of the log has its check-in of {Word(wanted)}. How it is now, of no run: --when today.");
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
            throw CommandException.Usage("--session is of exercises that you did: leave out --activity and --when.");
        if (!care.Plan.TryFindSession(name, out var session, out string? error))
            throw CommandException.Usage(error);
        return session.Workout is null
            ? new(CheckInMoment.After, null, session.FullId, $"after session {session.FullId}")
            : throw CommandException.Usage($"Session {session.FullId} is recorded by the watch: import it, and check in to the activity.");
    }

    private static CheckInMoment Moment(string word) => word switch
    {
        "after" => CheckInMoment.After,
        "next-day" => CheckInMoment.NextDay,
        "today" => CheckInMoment.Today,
        _ => throw CommandException.Usage($"--when {word}: choose after, next-day or today."),
    };

    private static string Word(CheckInMoment moment) => moment == CheckInMoment.After ? "after" : "next-day";
}
