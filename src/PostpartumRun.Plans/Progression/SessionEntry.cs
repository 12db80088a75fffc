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

    /// <summary>What keeps it from being counted as done well; empty if nothing does.</summary>
    public ImmutableArray<RuleReason> Problems { get; private init; } = [];

    public bool IsClean => Problems.IsEmpty;

    /// <summary>All that moves or keeps a level, the earliest first: the sessions that their weeks are about, and any other running.</summary>
    public static ImmutableArray<SessionEntry> Of(DecisionInputs inputs)
    {
        var byActivity = inputs.CheckIns.Where(checkIn => checkIn.ActivityId is not null).ToLookup(checkIn => checkIn.ActivityId);
        var activities = inputs.Activities.Select(activity => new SessionEntry(
            activity.Day, activity.Start, Find(inputs.Plan, activity.SessionId), activity,
            [.. byActivity[activity.Id].OrderBy(checkIn => checkIn.At)]));
        var exercises = inputs.CheckIns
            .Where(checkIn => checkIn.ActivityId is null && Find(inputs.Plan, checkIn.SessionId) is { Workout: null })
            .Select(checkIn => new SessionEntry(checkIn.Day, checkIn.At, Find(inputs.Plan, checkIn.SessionId), null, [checkIn]));
        return
        [
            .. activities.Concat(exercises)
                .Where(entry => entry.Day <= inputs.Today && (entry.IsMain(inputs.Plan) || entry.IsRun))
                .OrderBy(entry => entry.At).ThenBy(entry => entry.Activity?.Id ?? 0)
                .Select(entry => entry with { Problems = [.. EntryRules.Problems(entry, inputs.Policy)] }),
        ];
    }

    private bool IsMain(TrainingPlan plan) => Session is not null && Session.Kind == plan.Week(Session.WeekNumber)!.DefaultSession.Kind;

    private static PlanSession? Find(TrainingPlan plan, string? id) =>
        id is not null && SessionReference.TryParse(id, out var reference) ? plan.Session(reference) : null;
}
