using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>A sign, a condition or a way, as a list of a plan has it.</summary>
/// <param name="Id">Its name for programs: lower-case letters, digits and hyphens; unique in its list.</param>
/// <param name="Text">Its words for the runner.</param>
public sealed record PlanPoint(string Id, string Text);

/// <summary>A list of signs or conditions, and what they mean.</summary>
/// <param name="Advice">What to do about them.</param>
/// <param name="Points">The signs or conditions; at least one.</param>
public sealed record PlanCriteria(string Advice, ImmutableArray<PlanPoint> Points);

/// <summary>Ways to make the plan easier.</summary>
/// <param name="FromWeek">The first week that they are for.</param>
/// <param name="Ways">The ways; at least one.</param>
public sealed record PlanEase(int FromWeek, ImmutableArray<PlanPoint> Ways);
