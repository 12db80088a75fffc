using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>Something that was done: an activity with its check-ins, or exercises that a check-in tells of.</summary>
internal sealed record SessionEntry(
    DateOnly Day, DateTimeOffset At, PlanSession? Session, ActivityFact? Activity, ImmutableArray<CheckIn> CheckIns)
{
    /// <summary>Running of less than this belongs to a walk: a dash across a road.</summary>
    private static readonly Duration _leastRun = Duration.FromMinutes(1);

    public int Week => Session?.WeekNumber ?? 0;

    public bool IsRun => Session?.Kind == SessionKind.Run || Activity?.Run >= _leastRun;

    public bool HasStopSign => CheckIns.Any(checkIn => checkIn.HasStopSign);

    /// <summary>Whether a body said that it was too much, in any way.</summary>
    public bool WasTooMuch => CheckIns.Any(checkIn => !checkIn.IsClean);

    /// <summary>What keeps it from being counted as done well; empty if nothing does. Found when it is asked for: years hold thousands
    /// of entries, and only the last one's reasons are ever told.</summary>
    public IEnumerable<RuleReason> Problems { get; private init; } = [];

    public bool IsClean { get; private init; } = true;

    /// <summary>All that moves or keeps a level, the earliest first: the sessions that their weeks are about, and any other running.</summary>
    public static ImmutableArray<SessionEntry> Of(DecisionInputs inputs)
    {
        var byActivity = inputs.CheckIns.Where(checkIn => checkIn.ActivityId is not null).ToLookup(checkIn => checkIn.ActivityId);
        // Exercises that the watch recorded and that she told of as well are one session of that day, and so are those she told of twice.
        var told = inputs.CheckIns
            .Where(checkIn => checkIn.ActivityId is null && Find(inputs.Plan, checkIn.SessionId) is { Workout: null })
            .ToLookup(checkIn => (checkIn.Day, Find(inputs.Plan, checkIn.SessionId)!.FullId));
        var recorded = inputs.Activities
            .Where(activity => Find(inputs.Plan, activity.SessionId) is { Workout: null })
            .ToLookup(activity => (activity.Day, Find(inputs.Plan, activity.SessionId)!.FullId));
        var activities = inputs.Activities.Select(activity =>
        {
            var session = Find(inputs.Plan, activity.SessionId);
            var own = session is { Workout: null } ? told[(activity.Day, session.FullId)] : [];
            var checkIns = byActivity[activity.Id].Concat(own).OrderBy(checkIn => checkIn.At);
            return new SessionEntry(activity.Day, activity.Start, session, activity, [.. checkIns]);
        });
        var exercises = told.Where(group => !recorded.Contains(group.Key)).Select(group => new SessionEntry(
            group.Key.Day, group.Min(checkIn => checkIn.At), Find(inputs.Plan, group.First().SessionId), null,
            [.. group.OrderBy(checkIn => checkIn.At)]));
        return
        [
            .. activities.Concat(exercises)
                .Where(entry => entry.Day <= inputs.Today && (entry.IsMain(inputs.Plan) || entry.IsRun))
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Activity?.Id ?? 0)
                .Select(entry => entry.Judged(inputs.Policy, inputs.Today)),
        ];
    }

    private SessionEntry Judged(ProgressionPolicy policy, DateOnly today)
    {
        var problems = EntryRules.Problems(this, policy, today);
        return this with { Problems = problems, IsClean = !problems.Any() };
    }

    private bool IsMain(TrainingPlan plan) => Session is not null && Session.Kind == plan.Week(Session.WeekNumber)!.DefaultSession.Kind;

    private static PlanSession? Find(TrainingPlan plan, string? id) =>
        id is not null && SessionReference.TryParse(id, out var reference) ? plan.Session(reference) : null;
}
