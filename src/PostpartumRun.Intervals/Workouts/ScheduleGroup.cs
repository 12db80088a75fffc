using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace PostpartumRun.Intervals;

/// <summary>
/// Siblings as a schedule keeps them: a workout's elements, or those of a repeat, whose times and intervals count from the beginning of
/// a round. Immutable once made.
/// </summary>
internal sealed class ScheduleGroup
{
    private const int AtOnce = 8;

    private readonly ScheduleNode[] _nodes;

    /// <summary>When each sibling's last round ends, eight at a time; what follows the last sibling never ends.</summary>
    private readonly Vector512<long>[] _timeEnds;

    /// <summary>The interval after each sibling's last.</summary>
    private readonly int[] _countEnds;

    // What stands below any step: it takes any time, adds nothing, and has itself below it.
    private ScheduleGroup()
    {
        (_nodes, _timeEnds, _countEnds) = ([new(this, 0, 0, 0)], [Vector512<long>.AllBitsSet >>> 1], [0]);
    }

    /// <param name="elements">The siblings.</param>
    /// <param name="stepIndex">The next number as the watch counts them: repeats after what they repeat.</param>
    public ScheduleGroup(ImmutableArray<WorkoutElement> elements, ref int stepIndex)
    {
        (_nodes, _countEnds) = (new ScheduleNode[elements.Length], new int[elements.Length]);
        Span<long> ends = new long[(elements.Length + AtOnce - 1) / AtOnce * AtOnce];
        ends.Fill(long.MaxValue);
        Levels = 1;
        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] is Repeat repeat)
            {
                var round = new ScheduleGroup(repeat.Elements, ref stepIndex);
                _nodes[i] = new(round, stepIndex++, Milliseconds, Intervals);
                Add(round, repeat.Rounds);
            }
            else
            {
                var step = (WorkoutStep)elements[i];
                _nodes[i] = new(step, stepIndex++, Milliseconds, Intervals);
                Add(step);
            }
            (ends[i], _countEnds[i]) = (Milliseconds, Intervals);
        }
        _timeEnds = new Vector512<long>[ends.Length / AtOnce];
        for (int i = 0; i < _timeEnds.Length; i++)
            _timeEnds[i] = Vector512.Create<long>(ends[(i * AtOnce)..]);
    }

    /// <summary>What stands below any step: nothing.</summary>
    public static ScheduleGroup BelowSteps { get; } = new();

    /// <summary>How deep the elements lie within each other: 1 without a repeat.</summary>
    public int Levels { get; private set; }

    /// <summary>The intervals of one round.</summary>
    public int Intervals { get; private set; }

    /// <summary>The time of one round.</summary>
    public long Milliseconds { get; private set; }

    /// <summary>The time that is run in one round.</summary>
    public long RunMilliseconds { get; private set; }

    /// <summary>Whether every step ends by time.</summary>
    public bool IsTimed { get; private set; } = true;

    /// <summary>The sibling at a time, 0 to under <see cref="Milliseconds"/>.</summary>
    public ref readonly ScheduleNode At(long milliseconds)
    {
        // Ends never fall, so the sought place is the number of those that are not after the time. Siblings are few as a rule, and
        // comparing eight at once costs less than the branches of a search, which a processor guesses wrong half of the time.
        int place = 0;
        var time = Vector512.Create(milliseconds);
        foreach (var eight in _timeEnds)
        {
            int past = BitOperations.PopCount(Vector512.LessThanOrEqual(eight, time).ExtractMostSignificantBits());
            place += past;
            if (past < AtOnce)
                break;
        }
        return ref _nodes[place];
    }

    /// <summary>How many siblings there are.</summary>
    public int Count => _nodes.Length;

    /// <summary>A sibling, from 0.</summary>
    public ref readonly ScheduleNode this[int sibling] => ref _nodes[sibling];

    /// <summary>Which sibling an interval is of, 0 to under <see cref="Intervals"/>.</summary>
    public int SiblingOf(int interval)
    {
        int low = 0, high = _countEnds.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_countEnds[middle] <= interval)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private void Add(WorkoutStep step)
    {
        long milliseconds = step.Length.Time.Milliseconds;
        Intervals++;
        Milliseconds += milliseconds;
        RunMilliseconds += step.Gait == Gait.Run ? milliseconds : 0;
        IsTimed &= step.Length.End == StepEnd.Time;
    }

    private void Add(ScheduleGroup round, int rounds)
    {
        Levels = Math.Max(Levels, round.Levels + 1);
        Intervals += round.Intervals * rounds;
        Milliseconds += round.Milliseconds * rounds;
        RunMilliseconds += round.RunMilliseconds * rounds;
        IsTimed &= round.IsTimed;
    }
}
