using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>What should be true before week 1, and what to know about it.</summary>
/// <param name="Intro">The sentence above the list.</param>
/// <param name="Needs">What should be true, all of it; at least one.</param>
/// <param name="IfNot">What to do if one of them is not.</param>
/// <param name="UsualStartWeeks">When running usually begins, in weeks after birth.</param>
/// <param name="Timing">When to begin, in words.</param>
/// <param name="Background">What changes with pregnancy.</param>
public sealed record PlanReadiness(
    string Intro,
    ImmutableArray<PlanPoint> Needs,
    string IfNot,
    PlanRange UsualStartWeeks,
    ImmutableArray<string> Timing,
    ImmutableArray<string> Background);
