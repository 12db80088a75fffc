using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>A figure of the rules that a runner, or her clinician, can set.</summary>
/// <param name="Name">Its name: lower-case letters and hyphens.</param>
/// <param name="Default">What it is unless it is set.</param>
/// <param name="Least">The least that it can be.</param>
/// <param name="Most">The most that it can be.</param>
/// <param name="What">What it says, with its unit.</param>
/// <param name="Source">Where the default comes from.</param>
public sealed record PolicySetting(string Name, int Default, int Least, int Most, string What, string Source)
{
    /// <summary>Weeks after birth before which nothing is run.</summary>
    public static PolicySetting MinimumWeeks { get; } = new("minimum-weeks", 12, 3, 52,
        "no running before so many weeks after birth", $"{Sources.Goom}; {Sources.Christopher} ask for at least 3 weeks and an individual decision");

    /// <summary>Weeks after a caesarean until which a run comes with a warning.</summary>
    public static PolicySetting CaesareanWeeks { get; } = new("caesarean-weeks", 16, 3, 104,
        "after a caesarean, a warning until so many weeks after birth", $"{Sources.Guide}: a caesarean may take longer");

    /// <summary>How often a level is done before the next.</summary>
    public static PolicySetting TimesAtLevel { get; } = new("times-at-level", 2, 2, 20, "each level is done at least so many times", Sources.Trial);

    /// <summary>Days without a run between two runs.</summary>
    public static PolicySetting RestDays { get; } = new("rest-days", 1, 1, 7, "so many days of rest between two runs", Sources.Trial);

    /// <summary>Hours within which a check-in counts.</summary>
    public static PolicySetting CheckInHours { get; } = new("check-in-hours", 48, 24, 96, "a run without a check-in within so many hours is missing data", Sources.Own);

    /// <summary>From so many days on, a gap steps back one level.</summary>
    public static PolicySetting GapOneLevel { get; } = new("gap-one-level-days", 7, 2, 60, "after a gap of so many days, one level back", Sources.Own);

    /// <summary>From so many days on, a gap steps back two levels.</summary>
    public static PolicySetting GapTwoLevels { get; } = new("gap-two-levels-days", 14, 3, 90, "after a gap of so many days, two levels back", Sources.Own);

    /// <summary>From so many days on, a gap asks for readiness again.</summary>
    public static PolicySetting GapReadiness { get; } = new("gap-readiness-days", 28, 4, 180, "after a gap of so many days, readiness again", Sources.Own);

    /// <summary>By how much a week's running can grow without a warning.</summary>
    public static PolicySetting VolumeGrowth { get; } = new("volume-growth-percent", 10, 1, 100, "a week's running grows by at most so many per cent, or a warning", $"{Sources.Deering} (87.1 % agreement)");

    /// <summary>By how much the longest run of 30 days can be exceeded without a warning.</summary>
    public static PolicySetting LongestRunGrowth { get; } = new("longest-run-growth-percent", 10, 1, 100,
        "no run longer than the longest of the last 30 days by more than so many per cent, or a warning", Sources.LongestRun);

    /// <summary>The week of the plan that she begins with.</summary>
    public static PolicySetting FirstWeek { get; } = new("first-week", 1, 1, 520, "the week of the plan to begin with; readiness counts all the same", Sources.Own);

    /// <summary>All of them.</summary>
    public static ImmutableArray<PolicySetting> All { get; } =
    [
        MinimumWeeks, CaesareanWeeks, TimesAtLevel, RestDays, CheckInHours, GapOneLevel, GapTwoLevels, GapReadiness, VolumeGrowth,
        LongestRunGrowth, FirstWeek,
    ];

    /// <summary>The setting of a name; null where there is none.</summary>
    public static PolicySetting? Find(string name) => All.FirstOrDefault(setting => setting.Name == name);
}

/// <summary>Where the rules come from.</summary>
public static class Sources
{
    /// <summary>The guide that the built-in plan retells.</summary>
    public const string Guide = "the plan's guide";

    /// <summary>The product's own choice.</summary>
    public const string Own = "the product's own choice";

    /// <summary>Readiness and the screen.</summary>
    public const string Goom = "Goom, Donnelly & Brockwell 2019";

    /// <summary>Weeks before running as a setting.</summary>
    public const string Christopher = "Christopher et al., BJSM 2024;58:299";

    /// <summary>Consensus on progression.</summary>
    public const string Deering = "Deering et al., BJSM 2024;58:183";

    /// <summary>Repeats of a level, and rest days.</summary>
    public const string Trial = "military return-to-run trial, Trials 2023";

    /// <summary>The longest run of 30 days.</summary>
    public const string LongestRun = "BJSM 2025, 5,205 runners (of distance, and not postpartum)";
}
