using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>The rules before the first run. Each gives its reason, or null where it has nothing to say.</summary>
public static class ReadinessRules
{
    /// <summary>All of them, on a day.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="profile">The runner; null where nothing is known about her.</param>
    /// <param name="answers">All answers to the screen, the earliest first.</param>
    /// <param name="screenAfter">Answers of this day and before don't count: a long gap came after it. Null if there was none.</param>
    /// <param name="today">The day.</param>
    public static ReadinessReport Check(
        TrainingPlan plan, RunnerProfile? profile, IEnumerable<ScreenAnswer> answers, DateOnly? screenAfter, DateOnly today)
    {
        var latest = answers.Where(answer => answer.On <= today && (screenAfter is null || answer.On > screenAfter))
            .GroupBy(answer => answer.Item)
            .ToDictionary(group => group.Key, group => group.Last());
        ImmutableArray<ScreenState> items = [.. ReadinessScreen.Of(plan).Select(item => new ScreenState(item, latest.GetValueOrDefault(item.Id)))];
        return new(
            items,
            [.. Known(profile is null ? NoProfile() : null, Clearance(profile, today), MinimumWeeks(profile, today), Screen(items, screenAfter))],
            [.. Known(Caesarean(profile, today))]);
    }

    /// <summary>Nothing is judged for somebody about whom nothing is known.</summary>
    public static RuleReason NoProfile() => new(
        "runner", "The birth date, the birth mode, the start and the run days are not known.", Sources.Own, "Give them: pprun init.");

    /// <summary>A healthcare provider has cleared her.</summary>
    public static RuleReason? Clearance(RunnerProfile? profile, DateOnly today) => profile is null || profile.ClearedOn <= today ? null : new(
        "clearance", "No healthcare provider's clearance is recorded.", Sources.Guide,
        "When you have been cleared, say when: pprun init --cleared 2026-07-15.");

    /// <summary>Enough weeks have passed since the birth.</summary>
    public static RuleReason? MinimumWeeks(RunnerProfile? profile, DateOnly today)
    {
        if (profile is null)
            return null;
        int least = profile.Policy[PolicySetting.MinimumWeeks];
        int weeks = profile.WeeksSinceBirth(today);
        return weeks >= least ? null : new(
            PolicySetting.MinimumWeeks.Name,
            $"The birth was {(weeks == 1 ? "1 week" : $"{weeks} weeks")} ago, and running begins {least} weeks after it.",
            PolicySetting.MinimumWeeks.Source,
            $"It lifts by itself on {RunnerSettings.Text(profile.BirthDate.AddDays(7 * least))}; "
            + "your clinician can set another number: pprun init --set minimum-weeks=N.");
    }

    /// <summary>Every item of the screen was passed.</summary>
    public static RuleReason? Screen(ImmutableArray<ScreenState> items, DateOnly? screenAfter)
    {
        var open = items.Where(state => state.Answer is not { Passed: true }).ToList();
        if (open.Count == 0)
            return null;
        string again = screenAfter is { } day ? $" After the gap since {RunnerSettings.Text(day)} it is taken again." : "";
        string failed = open.Any(state => state.Answer is not null)
            ? " Where one does not go well yet, a pelvic-health physiotherapist can help."
            : "";
        bool isAll = open.Count == items.Length;
        string count = isAll ? $"All {items.Length} items of the readiness screen are still open"
            : $"{open.Count} of the {items.Length} items of the readiness screen {(open.Count == 1 ? "is" : "are")} still open";
        // Where all are open, the screen itself is the list.
        string which = isAll ? "" : $": {string.Join("; ", open.Select(state => $"{InSentence(state.Item.Text)} ({state.Item.Id})"))}";
        return new(
            "readiness-screen",
            $"{count}{which}.{again}",
            Sources.Goom,
            $"Take them one by one, on one day or on several: pprun ready.{failed}",
            $"{count}.{again}");
    }

    /// <summary>A caesarean may need longer: a warning, and never a block of its own.</summary>
    public static RuleReason? Caesarean(RunnerProfile? profile, DateOnly today)
    {
        if (profile is not { BirthMode: BirthMode.Caesarean })
            return null;
        int until = profile.Policy[PolicySetting.CaesareanWeeks];
        int weeks = profile.WeeksSinceBirth(today);
        return weeks >= until ? null : new(
            PolicySetting.CaesareanWeeks.Name,
            $"The caesarean was {weeks} weeks ago, and many need {until} or more. Moving the scar gently, breath and deep core come before impact.",
            PolicySetting.CaesareanWeeks.Source);
    }

    private static string InSentence(string text) => char.ToLowerInvariant(text[0]) + text[1..].TrimEnd('.');

    private static IEnumerable<RuleReason> Known(params IEnumerable<RuleReason?> reasons) => reasons.OfType<RuleReason>();
}
