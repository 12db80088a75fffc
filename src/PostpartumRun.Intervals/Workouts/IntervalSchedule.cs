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
    // The siblings of a group (the workout's elements, or those of a repeat) lie next to each other, so that a query is one
    // search and, for a repeat, one division a level. Where each sibling ends stands in arrays of its own: the search reads
    // nothing else.
    private readonly ScheduleNode[] _nodes;
    private readonly long[] _timeEnds;
    private readonly int[] _countEnds;
    private readonly int _groupLength;
    private readonly long _totalMilliseconds;

    private IntervalSchedule(ScheduleBuilder built)
    {
        (_nodes, _timeEnds, _countEnds) = (built.Nodes, built.TimeEnds, built.CountEnds);
        (_groupLength, _totalMilliseconds) = (built.Whole.Length, built.Whole.Milliseconds);
        (Count, StepCount, IsTimed) = (built.Whole.Intervals, built.StepCount, built.IsTimed);
        TotalRun = Duration.FromMilliseconds(built.Whole.RunMilliseconds);
    }

    /// <summary>How many intervals there are, 1 to <see cref="Workout.MaxIntervals"/>.</summary>
    public int Count { get; }

    /// <summary>How many entries the watch numbers: steps and repeats, each once.</summary>
    public int StepCount { get; }

    /// <summary>The planned time of all steps that end by time.</summary>
    public Duration Total => Duration.FromMilliseconds(_totalMilliseconds);

    /// <summary>The planned time of those that are run.</summary>
    public Duration TotalRun { get; }

    /// <summary>Whether every step ends by time.</summary>
    public bool IsTimed { get; }

    /// <summary>The n-th interval, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such interval.</exception>
    public PlannedInterval this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int within = index, first = 0, length = _groupLength;
            int? round = null;
            long start = 0;
            while (true)
            {
                ref readonly var node = ref _nodes[FirstEndingAfter(_countEnds, first, length, within)];
                start += node.StartMilliseconds;
                if (node.Step is { } step)
                {
                    var end = Duration.FromMilliseconds(start + node.RoundMilliseconds);
                    return new(index, node.StepIndex, round, step, Duration.FromMilliseconds(start), end);
                }
                (int rounds, within) = int.DivRem(within - node.FirstInterval, node.RoundIntervals);
                start += rounds * node.RoundMilliseconds;
                round = rounds + 1;
                (first, length) = (node.FirstChild, node.ChildCount);
            }
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
        if ((ulong)within >= (ulong)_totalMilliseconds)
            return within < 0 ? -1 : Count;
        int interval = 0, first = 0, length = _groupLength;
        while (true)
        {
            ref readonly var node = ref _nodes[FirstEndingAfter(_timeEnds, first, length, within)];
            interval += node.FirstInterval;
            if (node.Step is not null)
                return interval;
            within -= node.StartMilliseconds;
            long round = node.RoundAt(within);
            within -= round * node.RoundMilliseconds;
            interval += (int)round * node.RoundIntervals;
            (first, length) = (node.FirstChild, node.ChildCount);
        }
    }

    /// <summary>A cursor for times that mostly follow each other, as a clock's ticks do.</summary>
    public IntervalCursor Cursor() => new(this);

    /// <summary>The intervals in order; a <c>foreach</c> over a schedule allocates nothing.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<PlannedInterval> IEnumerable<PlannedInterval>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <exception cref="ArgumentException">An element is null, or there are more than <see cref="Workout.MaxIntervals"/>.</exception>
    internal static IntervalSchedule Of(ImmutableArray<WorkoutElement> elements) => new(new ScheduleBuilder(elements));

    // Ends never fall, so the sought place is the number of those that are not after the value. Groups are short as a rule, and
    // counting them all costs less than the branches of a search that a processor guesses wrong half of the time.
    private static int FirstEndingAfter(long[] ends, int first, int length, long value)
    {
        var group = ends.AsSpan(first, length);
        if (length > LongGroup)
            return first + Search(group, value);
        foreach (long end in group)
            first += end <= value ? 1 : 0;
        return first;
    }

    private static int FirstEndingAfter(int[] ends, int first, int length, int value)
    {
        var group = ends.AsSpan(first, length);
        if (length > LongGroup)
            return first + Search(group, value);
        foreach (int end in group)
            first += end <= value ? 1 : 0;
        return first;
    }

    private const int LongGroup = 12;

    private static int Search<T>(ReadOnlySpan<T> ends, T value) where T : IComparable<T>
    {
        int low = 0, high = ends.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (ends[middle].CompareTo(value) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>Goes through a schedule's intervals in order. The default has none.</summary>
    public struct Enumerator : IEnumerator<PlannedInterval>
    {
        private readonly IntervalSchedule? _schedule;
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
            Current = _schedule[_next++];
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
