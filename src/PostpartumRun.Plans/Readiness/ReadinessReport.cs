using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>A rule's word, with its reason.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Text">What it says, in a sentence.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Lifts">What lifts it, in a sentence; null where there is nothing to lift.</param>
/// <param name="Brief">The same as <paramref name="Text"/> without the things that it lists, for who lists them in another way; null where it
/// lists none.</param>
public sealed record RuleReason(string Rule, string Text, string Source, string? Lifts = null, string? Brief = null);

/// <summary>An item of the screen, and its latest answer that counts.</summary>
/// <param name="Item">The item.</param>
/// <param name="Answer">The answer; null if there is none, or only one from before a long gap.</param>
public sealed record ScreenState(ScreenItem Item, ScreenAnswer? Answer);

/// <summary>Whether a runner can run at all.</summary>
/// <param name="Items">The screen, item by item.</param>
/// <param name="Refusals">What stands in the way of the first run; empty if nothing does.</param>
/// <param name="Warnings">What to know, and what does not stand in the way.</param>
public sealed record ReadinessReport(ImmutableArray<ScreenState> Items, ImmutableArray<RuleReason> Refusals, ImmutableArray<RuleReason> Warnings)
{
    /// <summary>The items of the screen that are not passed yet.</summary>
    public ImmutableArray<ScreenState> Open => [.. Items.Where(state => state.Answer is not { Passed: true })];

    /// <summary>Whether nothing stands in the way.</summary>
    public bool IsReady => Refusals.IsEmpty;
}
