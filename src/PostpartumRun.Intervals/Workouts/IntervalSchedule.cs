using System.Collections;
using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>
/// When each interval of a workout is to begin and end: arithmetic over its steps and repeats, which are never expanded.
/// Intervals are half-open: start in, end out. A step that ends by the lap button or by distance takes no time in a schedule.
/// Immutable; no query allocates.
/// </summary>
public sealed class IntervalSchedule : IReadOnlyList<PlannedInterval>
{
    private readonly ScheduleGroup _whole;

    private IntervalSchedule(ImmutableArray<WorkoutElement> elements)
    {
        int stepCount = 0;
        _whole = new(elements, ref stepCount);
        (Count, StepCount) = (_whole.Intervals, stepCount);
    }

    /// <summary>How many intervals there are, 1 to <see cref="Workout.MaxIntervals"/>.</summary>
    public int Count { get; }

    /// <summary>How many entries the watch numbers: steps and repeats, each once.</summary>
    public int StepCount { get; }

    /// <summary>The planned time of all steps that end by time.</summary>
    public Duration Total => Duration.FromMilliseconds(_whole.Milliseconds);

    /// <summary>The planned time of those that are run.</summary>
    public Duration TotalRun => Duration.FromMilliseconds(_whole.RunMilliseconds);

    /// <summary>Whether every step ends by time.</summary>
    public bool IsTimed => _whole.IsTimed;

    /// <summary>The n-th interval, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interval.</exception>
    public PlannedInterval this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return Find(index).Interval(index);
        }
    }

    private Place Find(int index)
    {
        int within = index;
        var place = new Place(_whole, 0, 0, null);
        while (true)
        {
            place = place with { Sibling = place.Group.SiblingOf(within) };
            ref readonly var node = ref place.Node;
            if (node.Step is not null)
                return place;
            (int rounds, within) = int.DivRem(within - node.FirstInterval, node.RoundIntervals);
            place = new(node.Round, 0, place.Start + node.StartMilliseconds + (rounds * node.RoundMilliseconds), rounds + 1);
        }
    }

    /// <summary>A step among its siblings, within a round of the repeat around them.</summary>
    /// <param name="Group">The siblings.</param>
    /// <param name="Sibling">Which of them it is, from 0.</param>
    /// <param name="Start">When the round begins, in milliseconds.</param>
    /// <param name="Round">The round, from 1; null outside of repeats.</param>
    private readonly record struct Place(ScheduleGroup Group, int Sibling, long Start, int? Round)
    {
        public ref readonly ScheduleNode Node => ref Group[Sibling];

        /// <summary>Whether the step's next sibling, too, is a step and no repeat.</summary>
        public bool IsBeforeStep => Sibling + 1 < Group.Count && Group[Sibling + 1].Step is not null;

        public PlannedInterval Interval(int index)
        {
            ref readonly var node = ref Node;
            long start = Start + node.StartMilliseconds;
            var end = Duration.FromMilliseconds(start + node.RoundMilliseconds);
            return new(index, node.StepIndex, Round, node.Step!, Duration.FromMilliseconds(start), end);
        }
    }

    /// <summary>
    /// The index of the interval at a time from the workout's beginning: the one that has begun and not yet ended. -1 before the
    /// workout, <see cref="Count"/> from its end on. An interval that takes no time is never the answer: of several that begin at the
    /// same time it is the last, the one that takes time. So a workout with no timed step at all has ended at time zero.
    /// </summary>
    public int IntervalAt(Duration time)
    {
        long within = time.Milliseconds;
        if ((ulong)within >= (ulong)_whole.Milliseconds)
            return within < 0 ? -1 : Count;
        // A step is gone into as a repeat is: its round is the only one, and below it nothing is added. So every query takes the same
        // way, and a processor, which cannot foresee whether a random time falls on a step or a repeat, has nothing to guess.
        int interval = 0;
        var group = _whole;
        for (int level = group.Levels; level > 1; level--)
        {
            ref readonly var node = ref group.At(within);
            within -= node.StartMilliseconds;
            int round = node.RoundAt(within);
            within -= round * node.RoundMilliseconds;
            interval += node.FirstInterval + (round * node.RoundIntervals);
            group = node.Round;
        }
        return interval + group.At(within).FirstInterval;
    }

    /// <summary>A cursor for times that mostly follow each other, as a clock's ticks do.</summary>
    public IntervalCursor Cursor() => new(this);

    /// <summary>The intervals in order; a <c>foreach</c> over a schedule allocates nothing.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<PlannedInterval> IEnumerable<PlannedInterval>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <exception cref="ArgumentException">An element is null, or there are more than <see cref="Workout.MaxIntervals"/>.</exception>
    internal static IntervalSchedule Of(ImmutableArray<WorkoutElement> elements)
    {
        // Refused before anything is laid out, so that a workout of a million intervals costs nothing. What is left has at most
        // MaxIntervals steps, and sums of time stay below 10,000 days.
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
        return new(elements);

        static string Words(long count) => count >= int.MaxValue ? "over two billion" : $"{count:N0}";
    }

    /// <summary>Goes through a schedule's intervals in order. The default has none.</summary>
    public struct Enumerator : IEnumerator<PlannedInterval>
    {
        private readonly IntervalSchedule? _schedule;
        private Place _place;
        private int _next;

        internal Enumerator(IntervalSchedule schedule) => _schedule = schedule;

        /// <inheritdoc/>
        public PlannedInterval Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            if (_schedule is null || _next >= _schedule.Count)
                return false;
            _place = _next > 0 && _place.IsBeforeStep ? _place with { Sibling = _place.Sibling + 1 } : _schedule.Find(_next);
            Current = _place.Interval(_next++);
            return true;
        }

        /// <inheritdoc/>
        public void Reset() => _next = 0;

        /// <summary>Does nothing: there is nothing to give back.</summary>
        public readonly void Dispose()
        {
        }
    }
}
