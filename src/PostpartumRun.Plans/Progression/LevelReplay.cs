using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>
/// Which week of the plan a history has earned, entry by entry. What moves a week is what was done and how it felt; the calendar
/// only ever moves it back, after a gap.
/// </summary>
internal sealed class LevelReplay
{
    private readonly TrainingPlan _plan;
    private readonly ProgressionPolicy _policy;
    private readonly ImmutableArray<SessionEntry> _entries;
    private int _tooMuch;

    private LevelReplay(TrainingPlan plan, ProgressionPolicy policy, ImmutableArray<SessionEntry> entries)
    {
        (_plan, _policy, _entries) = (plan, policy, entries);
        Week = Math.Min(policy[PolicySetting.FirstWeek], plan.Weeks.Length);
        FirstRunWeek = plan.Weeks.FirstOrDefault(week => week.DefaultSession.Kind == SessionKind.Run)?.Number ?? plan.Weeks.Length + 1;
    }

    /// <summary>The week that is earned, from 1.</summary>
    public int Week { get; private set; }

    /// <summary>The plan's first week with a run; one over the last where there is none.</summary>
    public int FirstRunWeek { get; }

    /// <summary>How often this week's level was done well since she came to it.</summary>
    public int TimesDone { get; private set; }

    /// <summary>Whether she came to this week by a step back, so that what she did of it before counts anew.</summary>
    public bool IsAgain { get; private set; }

    /// <summary>Whether the last entry completed a level.</summary>
    public bool HasAdvanced { get; private set; }

    /// <summary>Whether the last entry completed the plan's last level.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What a stop sign in the last entry leads back to; null without one.</summary>
    public SessionEntry? LastCleanDose { get; private set; }

    /// <summary>Whether two sessions in a row were too much, the last one of them.</summary>
    public bool IsTwiceTooMuch { get; private set; }

    /// <summary>The last entry, if it did not count for another reason than its own problems.</summary>
    public RuleReason? NotCounted { get; private set; }

    /// <summary>The last gap that asks for readiness again: answers of this day and before don't count. Null without one.</summary>
    public DateOnly? ScreenAfter { get; private set; }

    /// <summary>The days since the last entry, at the end.</summary>
    public int DaysSinceLast { get; private set; }

    /// <summary>The level before the last gap, where the gap up to now has stepped back; null otherwise.</summary>
    public int? WeekBeforeGap { get; private set; }

    /// <summary>Whether the gap up to now is so long that readiness comes first again.</summary>
    public bool NeedsReadinessAgain => WeekBeforeGap is not null && DaysSinceLast >= _policy[PolicySetting.GapReadiness];

    public static LevelReplay Of(DecisionInputs inputs, ImmutableArray<SessionEntry> entries)
    {
        var replay = new LevelReplay(inputs.Plan, inputs.Policy, entries);
        for (int index = 0; index < entries.Length; index++)
        {
            if (index > 0)
                replay.StepBackAfterGap(entries[index].Day.DayNumber - entries[index - 1].Day.DayNumber, index);
            replay.Count(index);
        }
        if (entries.Length > 0)
        {
            int before = replay.Week;
            replay.DaysSinceLast = inputs.Today.DayNumber - entries[^1].Day.DayNumber;
            if (replay.StepBackAfterGap(replay.DaysSinceLast, entries.Length))
                replay.WeekBeforeGap = before;
        }
        return replay;
    }

    private bool StepBackAfterGap(int days, int doneCount)
    {
        if (days < _policy[PolicySetting.GapOneLevel])
            return false;
        // A copy, which only a gap is worth: one an entry made years of them cost their square.
        var done = _entries[..doneCount];
        (TimesDone, IsAgain, HasAdvanced, IsComplete) = (0, true, false, false);
        Week = Math.Max(1, Week - (days >= _policy[PolicySetting.GapTwoLevels] ? 2 : 1));
        if (days >= _policy[PolicySetting.GapReadiness])
            (Week, ScreenAfter) = (Math.Min(Week, FirstRunWeek), done[^1].Day);
        Week = StepBack.Level(_plan, Week, done);
        return true;
    }

    private void Count(int index)
    {
        var entry = _entries[index];
        (HasAdvanced, IsComplete, IsTwiceTooMuch, NotCounted, LastCleanDose) = (false, false, false, null, null);
        _tooMuch = entry.WasTooMuch ? _tooMuch + 1 : 0;
        if (_tooMuch >= 2)
        {
            int easier = Math.Max(1, Math.Min(Week, entry.Week == 0 ? Week : entry.Week) - 1);
            (Week, TimesDone, IsAgain, _tooMuch, IsTwiceTooMuch) = (Math.Min(Week, easier), 0, true, 1, true);
            Week = StepBack.Level(_plan, Week, _entries[..(index + 1)]);
        }
        if (entry.HasStopSign)
        {
            IsAgain = true;
            ReturnToLastCleanDose(index);
            Week = StepBack.Level(_plan, Week, _entries[..(index + 1)]);
            LastCleanDose = LastCleanDose?.Week == Week ? LastCleanDose : null;
        }
        else if (entry.IsClean)
            CountClean(index);
    }

    private void CountClean(int index)
    {
        var entry = _entries[index];
        NotCounted = Ahead(entry) ?? TooSoon(index);
        if (NotCounted is not null || entry.Week != Week)
            return;
        TimesDone++;
        if (TimesDone < _policy[PolicySetting.TimesAtLevel])
            return;
        if (Week == _plan.Weeks.Length)
        {
            IsComplete = true;
            return;
        }
        (Week, TimesDone, IsAgain, HasAdvanced) = (Week + 1, 0, false, true);
    }

    /// <summary>A session of a week that is not earned yet is more than planned.</summary>
    private RuleReason? Ahead(SessionEntry entry) => entry.Week <= Week ? null : new(
        "over-running", $"{EntryRules.What(entry)} ran ahead: week {Week} comes first. That counts against going on.", Sources.Deering);

    /// <summary>Two runs without a rest day between are a doubled session, and not two.</summary>
    private RuleReason? TooSoon(int index)
    {
        var entry = _entries[index];
        int rest = _policy[PolicySetting.RestDays];
        if (!entry.IsRun || !Before(index, TimeSpan.FromDays(rest + 3)).Any(other => other.IsRun && entry.Day.DayNumber - other.Day.DayNumber <= rest))
            return null;
        return new(
            PolicySetting.RestDays.Name,
            $"{EntryRules.What(entry)} came without {(rest == 1 ? "a rest day" : $"{rest} rest days")} after the run before it, and does not count as a second time: a missed session is moved or dropped, never doubled.",
            PolicySetting.RestDays.Source);
    }

    /// <summary>The entries before one, the latest first, as far back as a span of time. Days are hers where she was, and can differ from
    /// that by up to two.</summary>
    private IEnumerable<SessionEntry> Before(int index, TimeSpan span)
    {
        for (int before = index - 1; before >= 0 && _entries[index].At - _entries[before].At <= span; before--)
            yield return _entries[before];
    }

    /// <summary>
    /// Back to the last dose that was clean. A run in between whose outcome is open says nothing in favour of a harder one: it is no
    /// more than its own week either.
    /// </summary>
    private void ReturnToLastCleanDose(int index)
    {
        int most = _entries[index].Week == 0 ? Week : Math.Min(Week, _entries[index].Week);
        for (int before = index - 1; before >= 0; before--)
        {
            var entry = _entries[before];
            if (entry.Week == 0 || (_entries[index].IsRun && !entry.IsRun))
                continue;
            most = Math.Min(most, entry.Week);
            if (!entry.IsClean)
                continue;
            (Week, TimesDone, LastCleanDose) = (most, 0, entry.Week == most ? entry : null);
            return;
        }
        (Week, TimesDone) = (Math.Max(1, most - 1), 0);
    }
}
