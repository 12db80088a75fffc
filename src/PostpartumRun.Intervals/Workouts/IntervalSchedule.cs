using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>One step of a workout after its repeats are expanded.</summary>
/// <param name="Index">Its place among the intervals, from 0.</param>
/// <param name="StepIndex">The place of its step in the watch's numbering, from 0: steps and repeats counted in order, a repeat
/// after its elements, as FIT's <c>workout_step.message_index</c> and <c>lap.wkt_step_index</c> have it.</param>
/// <param name="Round">The round of the innermost repeat that it stands in, from 1; null outside of repeats.</param>
/// <param name="Step">The step.</param>
/// <param name="Start">When it begins, in timer time from the workout's beginning, included.</param>
/// <param name="End">When it ends, excluded; equal to <paramref name="Start"/> for a step that does not end by time.</param>
public readonly record struct PlannedInterval(int Index, int StepIndex, int? Round, WorkoutStep Step, Duration Start, Duration End);

/// <summary>
/// When each interval of a workout is to begin and end: arithmetic over its steps and repeats, which are never expanded.
/// Intervals are half-open. A step that ends by the lap button or by distance takes no time in a schedule.
/// </summary>
public sealed class IntervalSchedule
{
    /// <summary>How many intervals there are.</summary>
    public int Count => throw new NotImplementedException();

    /// <summary>How many entries the watch numbers: steps and repeats.</summary>
    public int StepCount => throw new NotImplementedException();

    /// <summary>The planned time of all steps that end by time.</summary>
    public Duration Total => throw new NotImplementedException();

    /// <summary>The planned time of those that are run.</summary>
    public Duration TotalRun => throw new NotImplementedException();

    /// <summary>Whether every step ends by time.</summary>
    public bool IsTimed => throw new NotImplementedException();

    /// <summary>The n-th interval, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interval.</exception>
    public PlannedInterval this[int index] => throw new NotImplementedException();

    /// <summary>The index of the interval at a time from the workout's beginning; -1 before it, <see cref="Count"/> from its end on.</summary>
    public int IntervalAt(Duration time) => throw new NotImplementedException();

    internal static IntervalSchedule Of(ImmutableArray<WorkoutElement> elements) => throw new NotImplementedException();
}
