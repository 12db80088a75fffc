using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>
/// Decides what comes next. Stop goes before scaling back, that before holding, and that before progress; progress needs a reason of
/// its own, and missing data is none. A pure function of its inputs.
/// </summary>
public static class Progression
{
    /// <summary>The version of the rules: it counts up whenever the same inputs can come to another decision.</summary>
    public const int RulesVersion = 3;

    /// <summary>The decision.</summary>
    public static Decision Decide(DecisionInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var entries = SessionEntry.Of(inputs);
        var replay = LevelReplay.Of(inputs, entries);
        var readiness = ReadinessRules.Check(inputs.Plan, inputs.Profile, inputs.Answers, replay.ScreenAfter, inputs.Today);
        int earned = Math.Min(replay.Week, inputs.Plan.Weeks.Length);
        bool needsReadiness = !readiness.IsReady && earned >= replay.FirstRunWeek;
        int week = needsReadiness ? replay.FirstRunWeek - 1 : earned;
        var situation = new Situation(inputs, entries, replay, week);
        var reasons = ProgressionRules.Apply(situation).ToList();
        if (inputs.Profile is null)
            reasons.Insert(0, new(DecisionKind.Hold, ReadinessRules.NoProfile()));
        else if (needsReadiness || (!readiness.IsReady && replay.NeedsReadinessAgain))
            reasons.AddRange(readiness.Refusals.Select(reason => new DecisionReason(DecisionKind.Hold, reason)));
        var kind = reasons.Min(reason => reason.Asks);
        var next = kind == DecisionKind.Stop ? null : Next(situation, kind);
        var warnings = readiness.Warnings.Concat(next is null ? [] : ProgressionWarnings.Apply(situation, next, kind == DecisionKind.Progress));
        return new(
            kind,
            week,
            [.. reasons.Where(reason => kind == DecisionKind.Progress || reason.Asks != DecisionKind.Progress).OrderBy(reason => reason.Asks).DistinctBy(reason => reason.Reason)],
            [.. warnings],
            next,
            readiness);
    }

    /// <summary>Whether a runner can run at all on a day, after all that she has done.</summary>
    public static ReadinessReport Readiness(DecisionInputs inputs) => Decide(inputs).Readiness;

    /// <summary>The first week of a plan that only a ready runner gets: the first with running in it. Null where there is none.</summary>
    public static int? FirstRunWeek(TrainingPlan plan) =>
        plan.Weeks.FirstOrDefault(week => week.Sessions.Any(session => session.Workout?.HasRun == true))?.Number;

    private static NextSession? Next(Situation situation, DecisionKind kind)
    {
        // A plan that begins with runs has nothing for somebody who is not ready.
        if (situation.Inputs.Plan.Week(situation.Week) is not { } week)
            return null;
        bool isStepBack = kind == DecisionKind.ScaleBack;
        var chosen = isStepBack ? StepBack.Choose(week, situation.Entries) ?? week.DefaultSession
            : situation.Entries.LastOrDefault(entry => entry.Week == week.Number)?.Session ?? week.DefaultSession;
        bool isCautious = isStepBack || situation.Last is { WasTooMuch: true };
        if (isCautious)
            chosen = StepBack.Flattened(week, chosen);
        var others = week.Sessions.Where(session => session.Kind == chosen.Kind && session.Choice is not null && session != chosen);
        // Where she steps back, or her body said that it was too much, what stands in the session's place is no harder.
        if (isCautious)
            others = others.Where(session => StepBack.IsNoBolder(session, chosen));
        return new(chosen, FirstDay(situation, chosen), [.. others]);
    }

    private static DateOnly FirstDay(Situation situation, PlanSession session)
    {
        var (today, profile) = (situation.Inputs.Today, situation.Inputs.Profile);
        var day = profile is not null && profile.Start > today ? profile.Start : today;
        bool isRun = session.Kind == SessionKind.Run;
        if (situation.Entries.LastOrDefault(entry => !isRun || entry.IsRun) is { } last)
        {
            var earliest = last.Day.AddDays(isRun ? situation.Inputs.Policy[PolicySetting.RestDays] + 1 : 1);
            day = earliest > day ? earliest : day;
        }
        return isRun && profile is not null ? profile.NextRunDay(day) : day;
    }
}
