using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>Something to find out before the first run.</summary>
/// <param name="Id">Its name for programs.</param>
/// <param name="Text">What to do or ask, as a runner reads it.</param>
/// <param name="Source">Where it comes from.</param>
public sealed record ScreenItem(string Id, string Text, string Source);

/// <summary>What an item came to on a day.</summary>
/// <param name="Item">The item's id.</param>
/// <param name="Passed">Whether it went well: done in full, with no heaviness, leaking, doming or pain.</param>
/// <param name="On">The day.</param>
public sealed record ScreenAnswer(string Item, bool Passed, DateOnly On);

/// <summary>The screen before the first run: what the plan itself asks for, and load and impact tests (Goom et al. 2019).</summary>
public static class ReadinessScreen
{
    /// <summary>What passing a test means.</summary>
    public const string Meaning = "Passed means: done in full, with no heaviness, leaking, doming or pain, then or in the day after.";

    /// <summary>The plan's need that a date answers, <see cref="RunnerProfile.ClearedOn"/>, and no item.</summary>
    private const string Clearance = "cleared";

    private static readonly ImmutableArray<ScreenItem> _tests =
    [
        new("walk-30", "Walk for 30 minutes.", Sources.Goom),
        new("balance", "Balance on one leg for 10 seconds, each side.", Sources.Goom),
        new("single-leg-squats", "10 single-leg squats, each side.", Sources.Goom),
        new("jog", "Jog on the spot for 1 minute.", Sources.Goom),
        new("bounds", "10 forward bounds.", Sources.Goom),
        new("hops", "10 hops in place, each leg.", Sources.Goom),
        new("running-man", "10 of the single-leg \"running man\", each side.", Sources.Goom),
        new("calf-raises", "20 single-leg calf raises, each side.", Sources.Goom),
        new("bridges", "20 single-leg bridges, each side.", Sources.Goom),
        new("sit-to-stands", "20 single-leg sit-to-stands, each side.", Sources.Goom),
        new("leg-lifts", "20 side-lying leg lifts, each side.", Sources.Goom),
    ];

    /// <summary>The items of a plan's screen, in the order in which to take them.</summary>
    public static ImmutableArray<ScreenItem> Of(TrainingPlan plan) =>
    [
        .. plan.Readiness.Needs.Where(need => need.Id != Clearance && _tests.All(test => test.Id != need.Id))
            .Select(need => new ScreenItem(need.Id, need.Text, Sources.Guide)),
        .. _tests,
    ];
}
