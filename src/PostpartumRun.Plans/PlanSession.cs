using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>What a session is.</summary>
public enum SessionKind
{
    /// <summary>Breath, deep core and pelvic floor.</summary>
    Core,

    /// <summary>Strength, with or without a load.</summary>
    Strength,

    /// <summary>Drills that prepare for running.</summary>
    Drill,

    /// <summary>A walk, with no running in it.</summary>
    Walk,

    /// <summary>A run, or a walk-run.</summary>
    Run,
}

/// <summary>A planned session: a workout for walks and runs, exercises for the others.</summary>
public sealed record PlanSession
{
    /// <summary>Its name within its week: lower-case letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The week that it belongs to, from 1.</summary>
    public required int WeekNumber { get; init; }

    /// <summary>What it is.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>Its name for the runner.</summary>
    public required string Title { get; init; }

    /// <summary>How often in a week; for sessions to choose from, all of them together.</summary>
    public required PlanRange TimesPerWeek { get; init; }

    /// <summary>
    /// What is chosen with it, as <c>3/2</c>; null if there is nothing to choose. Sessions of one week and kind that have a choice
    /// stand in place of each other.
    /// </summary>
    public string? Choice { get; init; }

    /// <summary>Whether it stands for its week: see <see cref="PlanWeek.DefaultSession"/>.</summary>
    public required bool IsDefault { get; init; }

    /// <summary>What to walk or run; null for the other kinds.</summary>
    public Workout? Workout { get; init; }

    /// <summary>What to do in order; empty for walks and runs.</summary>
    public ImmutableArray<PlanExercise> Exercises { get; init; } = [];

    /// <summary>Whether it takes in hills, which make it harder than the same on the flat.</summary>
    public bool HasHills { get; init; }

    /// <summary>Something more to know about it, or null.</summary>
    public string? Note { get; init; }

    /// <summary>Its name within the plan, as <c>6:3-2</c>.</summary>
    public string FullId => new SessionReference(WeekNumber, Id).ToString();
}
