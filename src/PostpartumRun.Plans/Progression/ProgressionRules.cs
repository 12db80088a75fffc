using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>What all rules look at: the inputs, what was done in order, and where that has led.</summary>
/// <param name="Inputs">The inputs.</param>
/// <param name="Entries">What was done, in order.</param>
/// <param name="Replay">The week that she has earned by it, among others.</param>
/// <param name="Week">The week that is offered: that one, or where she is not ready to run the last one without runs; 0 where there is none.</param>
internal sealed record Situation(DecisionInputs Inputs, ImmutableArray<SessionEntry> Entries, LevelReplay Replay, int Week)
{
    public SessionEntry? Last => Entries.IsEmpty ? null : Entries[^1];
}

/// <summary>The rules about going on: small, named, and pure. Each gives what it asks for with its reason, or null.</summary>
internal static class ProgressionRules
{
    /// <summary>In the order in which to read them: what a body said, what the last session was, and how far that is.</summary>
    public static IEnumerable<DecisionReason> Apply(Situation situation) =>
    [
        .. Given(StopSign(situation), AfterStopSign(situation), TwiceTooMuch(situation), Gap(situation), NotCounted(situation)),
        .. LastSession(situation),
        .. OtherCheckIns(situation),
        .. Given(NotBegun(situation), TimesAtLevel(situation), Complete(situation), LevelDone(situation)),
    ];

    private static IEnumerable<DecisionReason> Given(params DecisionReason?[] reasons) => reasons.OfType<DecisionReason>();

    /// <summary>A stop sign outranks everything, until a later day is reported clean.</summary>
    public static DecisionReason? StopSign(Situation situation)
    {
        var checkIns = situation.Inputs.CheckIns.OrderBy(checkIn => checkIn.At).ToList();
        int last = checkIns.FindLastIndex(checkIn => checkIn.HasStopSign);
        if (last < 0 || checkIns.Skip(last + 1).Any(later => later.Day > checkIns[last].Day && later.IsClean))
            return null;
        var signs = checkIns[last].Symptoms.Where(report => SymptomFacts.IsStopSign(report.Symptom));
        return new(DecisionKind.Stop, new(
            "stop-sign",
            $"On {RunnerSettings.Text(checkIns[last].Day)} you noticed {EntryRules.Words(signs)}. {SymptomFacts.StopAdvice}",
            $"{Sources.Guide}; {Sources.Deering} (86.9 % agreement)",
            "When a later day is free of symptoms, say so: pprun checkin --when today."));
    }

    /// <summary>After a stop sign in a session, the last dose that was clean comes next.</summary>
    public static DecisionReason? AfterStopSign(Situation situation)
    {
        if (situation.Last is not { HasStopSign: true } last)
            return null;
        string back = situation.Replay.LastCleanDose is { Session: { } session, Day: var day }
            ? $"the next is the last clean dose, {session.FullId} of {RunnerSettings.Text(day)}{(IsFlattened(situation, session) ? ", on the flat" : "")}"
            : $"no dose like it was clean before, so the next is of week {situation.Replay.Week}";
        return new(DecisionKind.ScaleBack, new("last-clean-dose", $"{EntryRules.What(last)} ended with a stop sign; {back}.", Sources.Guide));
    }

    private static bool IsFlattened(Situation situation, PlanSession session) =>
        StepBack.Flattened(situation.Inputs.Plan.Week(session.WeekNumber)!, session) != session;

    /// <summary>Two sessions in a row that were too much: back to where something is no bolder than the last clean dose.</summary>
    public static DecisionReason? TwiceTooMuch(Situation situation) => !situation.Replay.IsTwiceTooMuch ? null : new(
        DecisionKind.ScaleBack,
        new(
            "hold-signs-twice",
            string.Create(CultureInfo.InvariantCulture, $"Two sessions in a row came with symptoms, exhaustion or slow recovery: back to week {situation.Replay.Week}."),
            $"{Sources.Guide} (hold or scale back); that it is two, {Sources.Own}"));

    /// <summary>After a gap, the plan steps back.</summary>
    public static DecisionReason? Gap(Situation situation)
    {
        var replay = situation.Replay;
        if (replay.WeekBeforeGap is not { } before)
            return null;
        string then = replay.NeedsReadinessAgain ? "readiness comes first again"
            : before == replay.Week ? "it begins again at this level"
            : LevelsBack(before - replay.Week, replay.Week);
        return new(DecisionKind.ScaleBack, new(
            "gap", string.Create(CultureInfo.InvariantCulture, $"{replay.DaysSinceLast} days have passed since the last session: {then}."), Sources.Own));
    }

    private static string LevelsBack(int levels, int week) => levels switch
    {
        1 => "one level back",
        2 => "two levels back",
        _ => string.Create(CultureInfo.InvariantCulture, $"back to week {week}, which asks for no more than your last clean run"),
    };

    /// <summary>Nothing was done yet.</summary>
    public static DecisionReason? NotBegun(Situation situation) => situation.Last is not null ? null : new(
        DecisionKind.Hold, new("not-begun", situation.Week > 0 ? $"Nothing is logged yet: week {situation.Week} is where it begins." : "Nothing is logged yet.", Sources.Own));

    /// <summary>The last session was done well, and still does not count.</summary>
    public static DecisionReason? NotCounted(Situation situation) =>
        situation.Replay.NotCounted is { } reason ? new(DecisionKind.Hold, reason) : null;

    /// <summary>A level is done at least twice.</summary>
    public static DecisionReason? TimesAtLevel(Situation situation)
    {
        var (replay, last) = (situation.Replay, situation.Last);
        int times = situation.Inputs.Policy[PolicySetting.TimesAtLevel];
        if (last is null || replay.HasAdvanced || replay.IsComplete || replay.WeekBeforeGap is not null)
            return null;
        return new(DecisionKind.Hold, new(
            PolicySetting.TimesAtLevel.Name, StillToDo(situation, times), PolicySetting.TimesAtLevel.Source));
    }

    /// <summary>What she has to do of her week, how often, and what counts.</summary>
    private static string StillToDo(Situation situation, int times)
    {
        var (plan, replay) = (situation.Inputs.Plan, situation.Replay);
        string then = replay.Week == plan.Weeks.Length ? "the plan is done"
            : string.Create(CultureInfo.InvariantCulture, $"week {replay.Week + 1} comes next");
        if (replay.TimesDone > 0)
        {
            string done = replay.TimesDone == 1 ? "once" : $"{replay.TimesDone} times";
            string more = times - replay.TimesDone == 1 ? "Once more" : $"{times - replay.TimesDone} times more";
            return string.Create(CultureInfo.InvariantCulture, $"Week {replay.Week} has gone well {done}. {more}, and {then}.");
        }
        string counts = plan.Week(replay.Week)!.DefaultSession.Workout is null
            ? "without symptoms or exhaustion"
            : "as planned, without symptoms or exhaustion, and you have recovered within 24 hours";
        string begins = replay.IsAgain ? "begins anew: it has" : "has";
        return string.Create(
            CultureInfo.InvariantCulture, $"Week {replay.Week} {begins} to go well {times} times, and then {then}. Well means {counts}.");
    }

    /// <summary>The last level is done.</summary>
    public static DecisionReason? Complete(Situation situation) => !situation.Replay.IsComplete ? null : new(
        DecisionKind.Hold, new("plan-complete", "The plan is done. Stay at its last level as long as you like.", Sources.Own));

    /// <summary>A level is done, and everything speaks for the next.</summary>
    public static DecisionReason? LevelDone(Situation situation) => !situation.Replay.HasAdvanced ? null : new(
        DecisionKind.Progress,
        new(
            "level-done",
            string.Create(
                CultureInfo.InvariantCulture,
                $"Week {situation.Replay.Week - 1} went as planned {situation.Inputs.Policy[PolicySetting.TimesAtLevel]} times, without symptoms{Recovered(situation)}."),
            $"{Sources.Guide}; {Sources.Deering} (96.4 % against progress by the calendar)"));

    /// <summary>Recovery is asked for after walks and runs alone.</summary>
    private static string Recovered(Situation situation) =>
        situation.Last?.Session?.Workout is null ? "" : ", and you had recovered within 24 hours";

    /// <summary>Whatever kept the last session from counting: missing data holds, and so do signs short of a stop.</summary>
    public static IEnumerable<DecisionReason> LastSession(Situation situation) =>
        (situation.Last?.Problems ?? []).Select(reason => new DecisionReason(DecisionKind.Hold, reason));

    /// <summary>What she has said since, of no session.</summary>
    public static IEnumerable<DecisionReason> OtherCheckIns(Situation situation)
    {
        var latest = situation.Inputs.CheckIns
            .Where(checkIn => situation.Last is null || (checkIn.At >= situation.Last.At && !situation.Last.CheckIns.Contains(checkIn)))
            .OrderBy(checkIn => checkIn.At)
            .LastOrDefault();
        // A stop sign in it is open: its own rule has the word.
        if (latest is not { IsClean: false, HasStopSign: false })
            yield break;
        string said = latest.Symptoms.IsEmpty ? latest.Fatigue == Fatigue.Exhausted ? "exhaustion beyond everyday tiredness" : "slow recovery" : EntryRules.Words(latest.Symptoms);
        yield return new(DecisionKind.Hold, new("symptoms", $"On {RunnerSettings.Text(latest.Day)} you noticed {said}.", Sources.Guide));
    }
}
