using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>Something wrong with a plan file.</summary>
/// <param name="File">The file's name, as it was given.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
/// <param name="Message">What is wrong, and what to write instead.</param>
public sealed record PlanError(string File, int Line, int Column, string Message)
{
    /// <summary><c>plan.yaml:12:5: message</c>, as editors read it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {Message}");
}

/// <summary>What reading a plan file came to: a plan, or every error in it.</summary>
/// <param name="Plan">The plan; null if there are errors.</param>
/// <param name="Errors">What is wrong, in the order of the file; empty if there is a plan.</param>
public sealed record PlanLoadResult(TrainingPlan? Plan, ImmutableArray<PlanError> Errors);
