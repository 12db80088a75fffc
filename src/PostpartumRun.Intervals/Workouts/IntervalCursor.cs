using System.Runtime.CompilerServices;

namespace PostpartumRun.Intervals;

/// <summary>
/// A place in a schedule that remembers the interval it is in, for times that mostly follow each other: as long as the time stays
/// within the interval a move is one comparison, and otherwise one query of the schedule. Times may also jump, and go back.
/// Made by <see cref="IntervalSchedule.Cursor"/>; the default belongs to no schedule, and cannot be moved. It is a mutable value:
/// keep it in a local or a field that is not read-only.
/// </summary>
public struct IntervalCursor
{
    private readonly IntervalSchedule? _schedule;
    private long _start;
    private ulong _length;

    internal IntervalCursor(IntervalSchedule schedule)
    {
        _schedule = schedule;
        Enter(Duration.FromMilliseconds(-1));
    }

    /// <summary>The interval of the last move: -1 before the workout, and at first; the schedule's count from its end on.</summary>
    public int Index { readonly get; private set; }

    /// <summary>Moves to a time from the workout's beginning, and gives the interval there, as
    /// <see cref="IntervalSchedule.IntervalAt"/> does.</summary>
    /// <exception cref="InvalidOperationException">The cursor is the default and belongs to no schedule.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int MoveTo(Duration time)
    {
        if ((ulong)(time.Milliseconds - _start) >= _length)
            Enter(time);
        return Index;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Enter(Duration time)
    {
        if (_schedule is null)
            throw new InvalidOperationException("A cursor comes from a schedule: call its Cursor().");
        Index = _schedule.IntervalAt(time);
        long start, end;
        if (Index < 0)
            (start, end) = (long.MinValue, 0);
        else if (Index == _schedule.Count)
            (start, end) = (_schedule.Total.Milliseconds, long.MaxValue);
        else
        {
            var interval = _schedule[Index];
            (start, end) = (interval.Start.Milliseconds, interval.End.Milliseconds);
        }
        (_start, _length) = (start, (ulong)(end - start));
    }
}
