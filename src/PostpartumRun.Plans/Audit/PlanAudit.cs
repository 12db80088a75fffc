using System.Collections.Immutable;
using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>A rule that a step of a plan breaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="From">The session that the step leaves.</param>
/// <param name="To">The session that it comes to.</param>
/// <param name="Value">The step's figure, in the unit of <paramref name="Limit"/>.</param>
/// <param name="Limit">The most that the rule allows: per cent of growth, or a number of things.</param>
/// <param name="What">The figures in words.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record AuditFinding(string Rule, PlanSession From, PlanSession To, double Value, double Limit, string What, string Source);

/// <summary>
/// Holds each step of a plan against the rules of progression. Each running session of a week is held against that session of the
/// running week before from which the step breaks the least, for that is the way to take.
/// </summary>
public static class PlanAudit
{
    /// <summary>The figures that an audit takes from a runner's policy.</summary>
    public static ImmutableArray<PolicySetting> Limits { get; } = [PolicySetting.VolumeGrowth, PolicySetting.LongestRunGrowth];

    /// <summary>Whose they are, in a sentence: the defaults, or what was set for a runner.</summary>
    public static string WhoseLimits(ProgressionPolicy policy, string runner)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var set = Limits.Where(limit => policy[limit] != limit.Default)
            .Select(limit => string.Create(CultureInfo.InvariantCulture, $"{limit.Name} {policy[limit]}, and not {limit.Default}")).ToList();
        return set.Count == 0 ? "The limits are the defaults." : $"The limits are those set for {runner}: {string.Join("; ", set)}.";
    }

    /// <summary>Every rule that every step breaks, in the order of the plan. Empty for a plan that breaks none.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="policy">A runner's figures of the rules, whose <see cref="Limits"/> hold; null for the defaults.</param>
    public static ImmutableArray<AuditFinding> Of(TrainingPlan plan, ProgressionPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        policy ??= ProgressionPolicy.Default;
        var findings = ImmutableArray.CreateBuilder<AuditFinding>();
        PlanWeek? before = null;
        foreach (var week in plan.Weeks.Where(week => week.DefaultSession.Kind == SessionKind.Run))
        {
            if (before is not null)
            {
                foreach (var session in Runs(week))
                    findings.AddRange(Runs(before).Select(from => Step(plan, from, session, policy)).MinBy(found => found.Sum(finding => finding.Value))!);
            }
            before = week;
        }
        return findings.ToImmutable();
    }

    /// <summary>The rules that the step from one session to another breaks.</summary>
    public static ImmutableArray<AuditFinding> Step(TrainingPlan plan, PlanSession from, PlanSession to, ProgressionPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);

        if (Unmeasured(plan, from, to) is { } unmeasured)
            return [unmeasured];
        return [.. new[] { OneChange(plan, from, to), WeeklyVolume(plan, from, to, policy), LongestRun(plan, from, to, policy) }.OfType<AuditFinding>()];
    }

    /// <summary>A week's running grows by at most 10 %, or what her policy says.</summary>
    public static AuditFinding? WeeklyVolume(TrainingPlan plan, PlanSession from, PlanSession to, ProgressionPolicy policy) =>
        Doses(plan, from, to) is not var (a, b) ? null
            : Growth("weekly-volume", "running a week", from, to, a.WeeklyRun, b.WeeklyRun, PolicySetting.VolumeGrowth, policy);

    /// <summary>The longest run without a walk grows by at most 10 %, or what her policy says.</summary>
    public static AuditFinding? LongestRun(TrainingPlan plan, PlanSession from, PlanSession to, ProgressionPolicy policy) =>
        Doses(plan, from, to) is not var (a, b) ? null
            : Growth("longest-run", "longest run", from, to, a.LongestRun, b.LongestRun, PolicySetting.LongestRunGrowth, policy);

    /// <summary>One thing changes at a time: run length, rest length, repeats, hills or days.</summary>
    public static AuditFinding? OneChange(TrainingPlan plan, PlanSession from, PlanSession to) =>
        Doses(plan, from, to) is var (a, b) ? OneChange(from, to, a, b) : null;

    /// <summary>
    /// The same of two sessions as a runner does them: where a week leaves her the choice, hills are in the session that names them alone,
    /// while a plan's audit holds its week against the hills that it asks for.
    /// </summary>
    internal static AuditFinding? OneChangeAsChosen(TrainingPlan plan, PlanSession from, PlanSession to) =>
        Doses(plan, from, to) is var (a, b)
            ? OneChange(from, to, a with { Hills = IsFlat(plan, from) ? 0 : a.Hills }, b with { Hills = IsFlat(plan, to) ? 0 : b.Hills })
            : null;

    private static bool IsFlat(TrainingPlan plan, PlanSession session) =>
        !session.HasHills && plan.Week(session.WeekNumber)!.Sessions.Any(other => other.HasHills);

    private static AuditFinding? OneChange(PlanSession from, PlanSession to, SessionDose a, SessionDose b)
    {
        var changes = new List<string>();
        Add(changes, "run length", a.LongestRun, b.LongestRun);
        // With one run alone there is no rest whose length could change; that the runs became one is told by their number.
        if (a.Rest is { } restBefore && b.Rest is { } rest)
            Add(changes, "rest length", restBefore, rest);
        Add(changes, "repeats", a.Runs, b.Runs);
        Add(changes, "hills", a.Hills, b.Hills);
        Add(changes, "days a week", a.TimesPerWeek, b.TimesPerWeek);
        return changes.Count <= 1 ? null : new(
            "one-change", from, to, changes.Count, 1, string.Join(", ", changes), $"{Sources.Deering} (98.8 % agreement)");
    }

    /// <summary>A run or a rest that no time ends has no figures to hold against the others.</summary>
    public static AuditFinding? Unmeasured(TrainingPlan plan, PlanSession from, PlanSession to) => Doses(plan, from, to) is not null ? null : new(
        "unmeasured", from, to, 1, 0,
        $"{(SessionDose.Of(from) is null ? from : to).FullId} has a run or a rest that goes by distance or until the lap button: its time is not known",
        Sources.Own);

    internal static IEnumerable<PlanSession> Runs(PlanWeek week) => week.Sessions.Where(session => session.Kind == SessionKind.Run);

    internal static SessionDose? Dose(TrainingPlan plan, PlanSession session) =>
        SessionDose.Of(session, plan.Week(session.WeekNumber)?.Hills.Max ?? 0);

    private static (SessionDose, SessionDose)? Doses(TrainingPlan plan, PlanSession from, PlanSession to) =>
        Dose(plan, from) is { } a && Dose(plan, to) is { } b ? (a, b) : null;

    private static void Add<T>(List<string> changes, string what, T before, T after)
    {
        if (!EqualityComparer<T>.Default.Equals(before, after))
            changes.Add($"{what} {before} → {after}");
    }

    private static AuditFinding? Growth(string rule, string what, PlanSession from, PlanSession to, Duration before, Duration after, PolicySetting setting, ProgressionPolicy policy)
    {
        int limit = policy[setting];
        if (after.Milliseconds * 100 <= before.Milliseconds * (100 + limit))
            return null;
        double percent = Math.Round((after.Milliseconds - before.Milliseconds) * 100.0 / before.Milliseconds, 1);
        // A figure that was set does not come from where the default does.
        string source = limit == setting.Default ? setting.Source
            : string.Create(CultureInfo.InvariantCulture, $"set for this runner; {setting.Default} % is of {setting.Source}");
        return new(rule, from, to, percent, limit, string.Create(CultureInfo.InvariantCulture, $"{what} {before} → {after} ({percent:+0.#} %)"), source);
    }
}
