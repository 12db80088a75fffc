using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>The rules that warn about the next session, and change nothing.</summary>
internal static class ProgressionWarnings
{
    public static IEnumerable<RuleReason> Apply(Situation situation, NextSession next, bool isProgress) => new[]
    {
        WeeklyVolume(situation, next), LongestRun(situation, next), OneChange(situation, next, isProgress), MissedSession(situation),
    }.OfType<RuleReason>();

    /// <summary>The running of the week that the session completes, against the week before.</summary>
    public static RuleReason? WeeklyVolume(Situation situation, NextSession next)
    {
        int percent = situation.Inputs.Policy[PolicySetting.VolumeGrowth];
        var planned = next.Session.Workout?.Schedule.TotalRun ?? Duration.Zero;
        var before = RunBetween(situation, next.From.AddDays(-13), next.From.AddDays(-7));
        var week = RunBetween(situation, next.From.AddDays(-6), next.From) + planned;
        // Before she has run for two weeks, there is no week to hold this one against.
        if (situation.Entries.FirstOrDefault(entry => entry.IsRun) is not { } first || first.Day > next.From.AddDays(-13))
            return null;
        if (planned == Duration.Zero || before == Duration.Zero || week.Milliseconds * 100 <= before.Milliseconds * (100 + percent))
            return null;
        return new(
            "weekly-volume",
            $"With the next session, seven days hold {week} of running, after {before} in the seven before: {Growth(before, week)}, over {percent} %.",
            PolicySetting.VolumeGrowth.Source);
    }

    /// <summary>The session's longest run against the longest that was run in 30 days.</summary>
    public static RuleReason? LongestRun(Situation situation, NextSession next)
    {
        int percent = situation.Inputs.Policy[PolicySetting.LongestRunGrowth];
        var planned = SessionDose.Of(next.Session)?.LongestRun ?? Duration.Zero;
        var longest = situation.Entries
            .Where(entry => entry.Activity is not null && entry.Day > next.From.AddDays(-30))
            .Select(entry => entry.Activity!.LongestRun)
            .DefaultIfEmpty()
            .Max();
        if (planned == Duration.Zero || longest == Duration.Zero || planned.Milliseconds * 100 <= longest.Milliseconds * (100 + percent))
            return null;
        return new(
            "longest-run",
            $"The longest run of the next session is {planned}; the longest planned one that was run in the last 30 days was {longest}: {Growth(longest, planned)}, over {percent} %.",
            PolicySetting.LongestRunGrowth.Source);
    }

    /// <summary>A step of the plan that changes more than one thing.</summary>
    public static RuleReason? OneChange(Situation situation, NextSession next, bool isProgress)
    {
        if (!isProgress || situation.Last?.Session is not { } from || PlanAudit.OneChangeAsChosen(situation.Inputs.Plan, from, next.Session) is not { } finding)
            return null;
        return new(finding.Rule, $"The step to the next session changes {finding.What}. Steps that change one thing each: pprun plan audit --bridge FILE.", finding.Source);
    }

    /// <summary>Run days that passed without a session.</summary>
    public static RuleReason? MissedSession(Situation situation)
    {
        if (situation.Last is not { } last || situation.Inputs.Profile is not { } profile)
            return null;
        int missed = Enumerable.Range(1, Math.Max(0, situation.Inputs.Today.DayNumber - last.Day.DayNumber - 1))
            .Count(days => days > situation.Inputs.Policy[PolicySetting.RestDays] && profile.RunDays.Contains(last.Day.AddDays(days).DayOfWeek));
        if (missed == 0)
            return null;
        string what = missed == 1 ? "1 of your run days" : string.Create(CultureInfo.InvariantCulture, $"{missed} of your run days");
        return new("missed-session", $"{what} passed without a session. What was missed is moved or dropped, never doubled: one session comes next.", Sources.Guide);
    }

    private static Duration RunBetween(Situation situation, DateOnly first, DateOnly last) => situation.Inputs.Activities
        .Where(activity => activity.Day >= first && activity.Day <= last)
        .Aggregate(Duration.Zero, (sum, activity) => sum + activity.Run);

    private static string Growth(Duration from, Duration to) =>
        string.Create(CultureInfo.InvariantCulture, $"{(to.Milliseconds - from.Milliseconds) * 100.0 / from.Milliseconds:+0.#} %");
}
