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
