using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>The rules about one session: what keeps it from counting as done well. Each gives its reason, or null.</summary>
internal static class EntryRules
{
    private static readonly Func<SessionEntry, ProgressionPolicy, DateOnly, RuleReason?>[] _rules =
    [
        (entry, _, _) => OutsideThePlan(entry),
        (entry, _, _) => Unverified(entry),
        (entry, _, _) => Underdone(entry),
        (entry, _, _) => Overdone(entry),
        MissingCheckIn,
        (entry, _, _) => HoldSigns(entry),
        (entry, _, _) => DeepFatigue(entry),
        (entry, _, _) => NotRecovered(entry),
    ];

    /// <summary>What keeps a session from counting, each rule asked only when its reason is.</summary>
    public static IEnumerable<RuleReason> Problems(SessionEntry entry, ProgressionPolicy policy, DateOnly today) =>
        _rules.Select(rule => rule(entry, policy, today)).OfType<RuleReason>();

    /// <summary>Running that no session asked for is more than planned.</summary>
    public static RuleReason? OutsideThePlan(SessionEntry entry) => entry.Session is not null ? null : new(
        "over-running", $"{What(entry)} was {entry.Activity?.Run} of running that no session of the plan asked for.", Sources.Deering);

    /// <summary>An activity that could not be verified is missing data. Exercises no record can show: her check-in tells of them.</summary>
    public static RuleReason? Unverified(SessionEntry entry) =>
        entry.Session?.Workout is null || entry.Activity is null or { Verdict: not SessionVerdict.Unknown } ? null : new(
            "verified-dose", $"{What(entry)} could not be verified: there is no telling how much of it was run.", Sources.Deering);

    /// <summary>Less than planned.</summary>
    public static RuleReason? Underdone(SessionEntry entry) =>
        entry.Activity is not { Verdict: SessionVerdict.Partly or SessionVerdict.NotDone } activity ? null : new(
            "under-running",
            activity.Verdict == SessionVerdict.NotDone
                ? $"{What(entry)} was hardly run: {activity.Run} of {activity.PlannedRun}."
                : $"{What(entry)} was done in part: {activity.Run} of {activity.PlannedRun} was run.",
            Sources.Deering);

    /// <summary>More than planned: what is sought is a graded load.</summary>
    public static RuleReason? Overdone(SessionEntry entry) =>
        entry.Session is null || entry.Activity is not { Verdict: SessionVerdict.Overdone } activity ? null : new(
            "over-running",
            $"{What(entry)} was more than planned: {activity.Run} of running where {activity.PlannedRun} was planned. That counts against going on, as too little does.",
            Sources.Deering);

    /// <summary>
    /// Nobody said in time how it was the day after. Of exercises, which no record shows, any check-in within that time tells; without an
    /// activity they are known by a check-in alone.
    /// </summary>
    public static RuleReason? MissingCheckIn(SessionEntry entry, ProgressionPolicy policy, DateOnly today)
    {
        if (entry.Activity is not { } activity)
            return null;
        int hours = policy[PolicySetting.CheckInHours];
        bool isExercises = entry.Session is { Workout: null };
        bool isThere = entry.CheckIns.Any(checkIn => checkIn.At <= activity.End.AddHours(hours)
            && (isExercises || checkIn is { Moment: CheckInMoment.NextDay, Recovered: not null }));
        if (isThere)
            return null;
        string what = $"{What(entry)} has no check-in{(isExercises ? "" : " of the day after")}";
        return entry.Day.AddDays((hours + 23) / 24) >= today
            ? new(
                "missing-check-in",
                $"{what} yet. Without one there is no telling how it was.",
                Sources.Own,
                $"Within {hours} hours of it: pprun checkin --activity {activity.Id}{(isExercises ? "" : " --when next-day")}.")
            : new("missing-check-in", $"{what} within {hours} hours, and does not count: it is done again.", Sources.Own);
    }

    /// <summary>Any symptom means no going on; pressure and pubic or sacroiliac pain mean hold or scale back.</summary>
    public static RuleReason? HoldSigns(SessionEntry entry)
    {
        var reports = entry.CheckIns.SelectMany(checkIn => checkIn.Symptoms).ToList();
        return reports.Count == 0 ? null : new("symptoms", $"{What(entry)} came with {Words(reports)}.", $"{Sources.Guide}; {Sources.Deering}");
    }

    /// <summary>Exhaustion beyond everyday tiredness.</summary>
    public static RuleReason? DeepFatigue(SessionEntry entry) =>
        entry.CheckIns.All(checkIn => checkIn.Fatigue != Fatigue.Exhausted) ? null : new(
            "deep-fatigue", $"{What(entry)} came with exhaustion beyond everyday tiredness.", Sources.Guide);

    /// <summary>Not recovered within 24 hours.</summary>
    public static RuleReason? NotRecovered(SessionEntry entry) =>
        entry.CheckIns.All(checkIn => checkIn.Recovered != false) ? null : new(
            "recovery", $"{What(entry)} was not recovered from within 24 hours.", Sources.Guide);

    public static string What(SessionEntry entry) =>
        $"{(entry.Session is { } session ? $"Session {session.FullId}" : "A run")} of {RunnerSettings.Text(entry.Day)}";

    public static string Words(IEnumerable<SymptomReport> reports) => string.Join(", ", reports
        .GroupBy(report => report.Symptom)
        .OrderBy(group => group.Key)
        .Select(group => group.Min(report => report.OnsetMinute) is { } minute
            ? string.Create(CultureInfo.InvariantCulture, $"{SymptomFacts.Text(group.Key)} from run-minute {minute}")
            : SymptomFacts.Text(group.Key)));
}
