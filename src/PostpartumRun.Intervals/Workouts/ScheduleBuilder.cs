using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>Lays a workout's elements out for a schedule: groups of siblings together, steps numbered as the watch does.</summary>
internal sealed class ScheduleBuilder
{
    private int _used;

    public ScheduleBuilder(ImmutableArray<WorkoutElement> elements)
    {
        int size = CheckedSize(elements);
        (Nodes, TimeEnds, CountEnds) = (new ScheduleNode[size], new long[size], new int[size]);
        Whole = Add(elements);
    }

    public ScheduleNode[] Nodes { get; }

    /// <summary>When each node's last round ends, from the beginning of its group.</summary>
    public long[] TimeEnds { get; }

    /// <summary>The interval after each node's last, from the beginning of its group.</summary>
    public int[] CountEnds { get; }

    public ScheduleGroup Whole { get; }

    public int StepCount { get; private set; }

    public bool IsTimed { get; private set; } = true;

    // Refused before anything is laid out, so that a workout of a million intervals costs nothing. What is left has at most
    // MaxIntervals steps, and sums of time stay below 10,000 days.
    private static int CheckedSize(ImmutableArray<WorkoutElement> elements)
    {
        long intervals = 0;
        foreach (var element in elements)
        {
            if (element is null)
                throw new ArgumentException("A workout's elements are steps and repeats, none of them null.", nameof(elements));
            intervals += element.IntervalCount;
        }
        if (intervals > Workout.MaxIntervals)
        {
            throw new ArgumentException(
                $"A workout has at most {Workout.MaxIntervals:N0} intervals once its repeats are expanded; "
                + $"this one has {Words(intervals)}.",
                nameof(elements));
        }
        return CountNodes(elements);

        static string Words(long count) => count >= int.MaxValue ? "over two billion" : $"{count:N0}";
    }

    private static int CountNodes(ImmutableArray<WorkoutElement> elements)
    {
        int nodes = elements.Length;
        foreach (var element in elements)
        {
            if (element is Repeat repeat)
                nodes += CountNodes(repeat.Elements);
        }
        return nodes;
    }

    private ScheduleGroup Add(ImmutableArray<WorkoutElement> elements)
    {
        int first = _used, intervals = 0;
        long milliseconds = 0, run = 0;
        _used += elements.Length;
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] is Repeat repeat)
            {
                var round = Add(repeat.Elements);
                Nodes[first + i] = new(round, StepCount++, milliseconds, intervals);
                intervals += round.Intervals * repeat.Rounds;
                milliseconds += round.Milliseconds * repeat.Rounds;
                run += round.RunMilliseconds * repeat.Rounds;
            }
            else
            {
                var step = (WorkoutStep)elements[i];
                Nodes[first + i] = new(step, StepCount++, milliseconds, intervals);
                intervals++;
                milliseconds += step.Length.Time.Milliseconds;
                run += step.Gait == Gait.Run ? step.Length.Time.Milliseconds : 0;
                IsTimed &= step.Length.End == StepEnd.Time;
            }
            (TimeEnds[first + i], CountEnds[first + i]) = (milliseconds, intervals);
        }
        return new(first, elements.Length, intervals, milliseconds, run);
    }
}
