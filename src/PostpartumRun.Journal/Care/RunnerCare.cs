using System.Collections.Immutable;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>
/// What the log says about a runner, held against the rules: whether she can run, what comes next, and what stands in the way of a
/// workout. It reads the log, asks <see cref="Progression"/>, and keeps what was decided; every front end asks here.
/// </summary>
/// <param name="journal">The log.</param>
/// <param name="runner">Whose.</param>
/// <param name="plan">Her plan.</param>
/// <param name="clock">Tells the day, where she is.</param>
public sealed class RunnerCare(JournalStore journal, JournalRunner runner, TrainingPlan plan, TimeProvider clock)
{
    /// <summary>Her plan.</summary>
    public TrainingPlan Plan => plan;

    /// <summary>The plan that a runner was given, as it was when she was; the built-in one where she was given none.</summary>
    /// <exception cref="JournalException">This version of the product cannot read it.</exception>
    public static TrainingPlan PlanOf(JournalStore journal, JournalRunner runner)
    {
        if (!journal.GetSettings(runner).TryGetValue(RunnerSettings.Plan, out string? text) || text == RunnerSettings.BuiltInPlan)
            return TrainingPlan.BuiltIn;
        return journal.Memory.PlanOf(text)
            ?? throw new JournalException(
                $"The plan of {runner.Name} in the log cannot be read by this version of pprun. Give it again: pprun init --plan FILE.");
    }

    /// <summary>The day, where she is.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    /// <summary>What is known about her; null if something that is needed is not.</summary>
    public RunnerProfile? Profile => RunnerSettings.Profile(journal.GetSettings(runner), Today, out _);

    /// <summary>All that a decision of today is made from.</summary>
    public DecisionInputs Inputs() => Know().Inputs;

    /// <summary>What comes next, without keeping it in the log.</summary>
    public Decision Look() => Know().Decision;

    /// <summary>Decides what comes next, and keeps the decision with what it was made from.</summary>
    public Decision Decide()
    {
        var known = Know();
        if (!known.IsKept)
        {
            var (inputs, decision) = (known.Inputs, known.Decision);
            byte[] json = DecisionInputsDocument.Of(inputs).ToJson();
            journal.SaveDecision(runner, decision.Kind, json, DecisionDocument.Of(decision, inputs.Today).ToJson());
            known.IsKept = true;
        }
        return known.Decision;
    }

    /// <summary>Whether she can run at all, item by item.</summary>
    public ReadinessReport Readiness() => Look().Readiness;

    /// <summary>What stands in the way of a workout or a session: an open stop sign, and what readiness lacks. Nothing before the plan's
    /// first run week, nor of a walk of one's own.</summary>
    /// <param name="sessionId">The session, as <c>4:1-2</c>; null for a workout of no plan.</param>
    /// <param name="hasRun">Whether there is running in it.</param>
    public ImmutableArray<RuleReason> Refusals(string? sessionId, bool hasRun) =>
        IsGuarded(sessionId, hasRun) ? Refusals(Look()) : [];

    /// <summary>Whether a workout or a session is only for a runner who is ready.</summary>
    internal bool IsGuarded(string? sessionId, bool hasRun) => hasRun
        || (sessionId is not null && SessionReference.TryParse(sessionId, out var reference)
            && reference.Week >= (Progression.FirstRunWeek(plan) ?? int.MaxValue));

    /// <summary>What a decision holds against anything that is run.</summary>
    internal static ImmutableArray<RuleReason> Refusals(Decision decision)
    {
        var stops = decision.Reasons.Where(reason => reason.Asks == DecisionKind.Stop).Select(reason => reason.Reason);
        return [.. stops, .. decision.Readiness.Refusals];
    }

    /// <summary>Sets what is known about her, all of it or none.</summary>
    /// <param name="given">Names and values, as <see cref="RunnerSettings.TryRead"/> gives them.</param>
    /// <param name="by">Who sets them; null for the runner herself.</param>
    /// <param name="changed">The names whose value is another now.</param>
    /// <param name="problems">What is missing or does not fit the rest, a sentence each.</param>
    /// <returns>The profile; null where nothing was set.</returns>
    public RunnerProfile? Set(IReadOnlyDictionary<string, string> given, string? by, out IReadOnlyList<string> changed, out ImmutableArray<string> problems)
    {
        ArgumentNullException.ThrowIfNull(given);
        if (by is not null && (string.IsNullOrWhiteSpace(by) || by.Length > JournalRunner.MaxNameLength))
            throw new AnswerException("by", $"needs a name of 1 to {JournalRunner.MaxNameLength} characters.");
        changed = [];
        var values = new Dictionary<string, string>(journal.GetSettings(runner));
        foreach (var (name, value) in given)
            values[name] = value;
        if (RunnerSettings.Profile(values, Today, out problems) is not { } profile)
            return null;
        changed = journal.SaveSettings(runner, given, by?.Trim());
        return profile;
    }

    /// <summary>The activity that a check-in would belong to: the latest of hers on foot that still lacks one of this moment.</summary>
    public ActivitySummary? NextToCheckIn(CheckInMoment moment) =>
        journal.ListActivities(runner, new ActivityFilter { Lacking = moment, Limit = 1 }) is [var next, ..] ? next : null;

    private KnownCare Know()
    {
        // Asked for before anything is read: what is written meanwhile belongs to a later state, and the next who asks looks again.
        var moment = new CareMoment(journal.State, Today, clock.LocalTimeZone, plan);
        return journal.Memory.Find(runner, moment) ?? journal.Memory.Add(runner, new(moment, Read(moment.Today)));
    }

    private DecisionInputs Read(DateOnly today) => new()
    {
        Plan = plan,
        Today = today,
        Profile = RunnerSettings.Profile(journal.GetSettings(runner), today, out _),
        Answers = [.. journal.ListAnswers(runner)],
        Activities = [.. journal.ListFacts(runner, clock.LocalTimeZone).Where(activity => activity.Day <= today)],
        CheckIns = [.. journal.ListCheckIns(runner).Select(kept => kept.CheckIn)],
    };
}
