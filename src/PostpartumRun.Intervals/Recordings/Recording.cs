using System.Buffers;

namespace PostpartumRun.Intervals;

/// <summary>
/// What a watch recorded, in columns: a time and a value of each <see cref="Channel"/> for each record, and the laps, splits and
/// pauses beside them. One writer fills it, then others read it. The columns are rented; dispose of it to give them back, or
/// <see cref="Clear"/> it to fill it again without allocating.
/// </summary>
/// <remarks>Times are offsets from <see cref="Start"/> in wall-clock time. Records are in order of time once
/// <see cref="AddRecord"/> has taken them: one that is not later than the last is merged into it.</remarks>
public sealed class Recording : IDisposable
{
    private static readonly int ChannelCount = Enum.GetValues<Channel>().Length;

    private readonly float[]?[] _columns = new float[ChannelCount][];
    private readonly List<Lap> _laps = [];
    private readonly List<Split> _splits = [];
    private readonly List<Pause> _pauses = [];
    private int[] _times = [];

    /// <summary>The time that all offsets count from: the activity's start.</summary>
    public DateTimeOffset Start { get; set; }

    /// <summary>From <see cref="Start"/> to the activity's end, pauses included.</summary>
    public Duration Elapsed { get; set; }

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many records there is room for without renting more.</summary>
    public int Capacity => _times.Length;

    /// <summary>Each record's time in whole seconds from <see cref="Start"/>, ascending, no two alike.</summary>
    public ReadOnlySpan<int> Times => _times.AsSpan(0, Count);

    /// <summary>Laps in order of time.</summary>
    public List<Lap> Laps => _laps;

    /// <summary>Splits in order of time.</summary>
    public List<Split> Splits => _splits;

    /// <summary>Pauses in order of time, apart from each other.</summary>
    public List<Pause> Pauses => _pauses;

    /// <summary>Whether it was made on foot, as far as is known; gait is judged only then.</summary>
    public bool IsOnFoot { get; set; } = true;

    /// <summary>The workout that the activity was recorded from, where the file holds it; else null.</summary>
    public Workout? Workout { get; set; }

    /// <summary>Whether any record has a value in this channel.</summary>
    public bool Has(Channel channel) => _columns[(int)channel] is not null;

    /// <summary>A channel's values, one for each record, NaN where it lacks one; empty when no record has any.</summary>
    public ReadOnlySpan<float> this[Channel channel] =>
        _columns[(int)channel] is { } column ? column.AsSpan(0, Count) : default;

    /// <summary>
    /// Begins a record, and returns its index for <see cref="Set"/>. One at the time of the last, or before it, is merged into the last.
    /// </summary>
    /// <param name="seconds">Whole seconds from <see cref="Start"/>.</param>
    public int AddRecord(int seconds)
    {
        if (Count > 0 && seconds <= _times[Count - 1])
            return Count - 1;
        if (Count == _times.Length)
            Grow(Math.Max(1024, _times.Length * 2));
        for (int channel = 0; channel < _columns.Length; channel++)
        {
            if (_columns[channel] is { } column)
                column[Count] = float.NaN;
        }
        _times[Count] = seconds;
        return Count++;
    }

    /// <summary>Makes room for so many records, so that no column has to grow: for when it is known about how many will come.</summary>
    public void Reserve(int records)
    {
        if (records > _times.Length)
            Grow(records);
    }

    /// <summary>
    /// Adds records whose times ascend, the first later than the last record's. Returns the index of the first; its values, and those of the
    /// others, are <see cref="Column"/>'s from there on, NaN for now.
    /// </summary>
    /// <param name="seconds">Whole seconds from <see cref="Start"/>.</param>
    public int AddRecords(ReadOnlySpan<int> seconds)
    {
        int first = Count;
        if (first + seconds.Length > _times.Length)
            Grow(Math.Max(Math.Max(1024, first + seconds.Length), _times.Length * 2));
        seconds.CopyTo(_times.AsSpan(first));
        foreach (float[]? column in _columns)
            column?.AsSpan(first, seconds.Length).Fill(float.NaN);
        Count += seconds.Length;
        return first;
    }

    /// <summary>Takes the last record out again.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public void RemoveLast() => Count = Count > 0 ? Count - 1 : throw new InvalidOperationException("There is no record to remove.");

    /// <summary>A channel's values to be written, one for each record; adds the channel where it is missing, NaN throughout.</summary>
    public Span<float> Column(Channel channel) => (_columns[(int)channel] ?? AddColumn(channel)).AsSpan(0, Count);

    /// <summary>Gives the record at <paramref name="index"/> a value in a channel.</summary>
    public void Set(int index, Channel channel, float value)
    {
        var column = _columns[(int)channel] ?? AddColumn(channel);
        column[index] = value;
    }

    /// <summary>Moves all records by so many seconds: for when <see cref="Start"/> is found to be another.</summary>
    public void Shift(int seconds)
    {
        foreach (ref int time in _times.AsSpan(0, Count))
            time += seconds;
    }

    /// <summary>Forgets everything, and keeps the buffers.</summary>
    public void Clear()
    {
        for (int channel = 0; channel < _columns.Length; channel++)
            ReturnColumn(channel);
        Count = 0;
        Start = default;
        Elapsed = default;
        Workout = null;
        IsOnFoot = true;
        _laps.Clear();
        _splits.Clear();
        _pauses.Clear();
    }

    /// <summary>Gives the buffers back. What was read from it must not be used any more.</summary>
    public void Dispose()
    {
        Clear();
        if (_times.Length > 0)
            ArrayPool<int>.Shared.Return(_times);
        _times = [];
    }

    private float[] AddColumn(Channel channel)
    {
        var column = ArrayPool<float>.Shared.Rent(_times.Length);
        column.AsSpan(0, Count).Fill(float.NaN);
        return _columns[(int)channel] = column;
    }

    private void Grow(int capacity)
    {
        var times = ArrayPool<int>.Shared.Rent(capacity);
        Times.CopyTo(times);
        if (_times.Length > 0)
            ArrayPool<int>.Shared.Return(_times);
        _times = times;
        for (int channel = 0; channel < _columns.Length; channel++)
        {
            if (_columns[channel] is not { } column)
                continue;
            var grown = ArrayPool<float>.Shared.Rent(times.Length);
            column.AsSpan(0, Count).CopyTo(grown);
            ArrayPool<float>.Shared.Return(column);
            _columns[channel] = grown;
        }
    }

    private void ReturnColumn(int channel)
    {
        if (_columns[channel] is { } column)
            ArrayPool<float>.Shared.Return(column);
        _columns[channel] = null;
    }
}
