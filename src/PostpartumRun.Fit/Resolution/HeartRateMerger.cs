using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>
/// Gives records the heart rates of <c>hr</c> messages: a strap's own memory of a swim, say, which watches chain behind the activity. Take
/// in all messages of all files of the chain, then <see cref="Merge"/>. Agrees with the official decoders' merging.
/// </summary>
/// <remarks>
/// An <c>hr</c> message with a timestamp is an anchor: it ties the strap's clock (<c>event_timestamp</c>, 1/1024 s in 32 bits) to the
/// time of day. Those after it hold beats by the strap's clock alone, whole or in the lowest 12 bits. A beat's rate holds on, in steps
/// of a quarter of a second, until the next beat, but not for more than 5 s. A record has the mean of what falls between the record before
/// it and itself.
/// </remarks>
public sealed class HeartRateMerger
{
    // Whole numbers all through: 1/32768 s divides the strap's clock, the anchor's fraction, and a quarter of a second.
    private const int TicksPerSecond = 32768;
    private const int TicksPerEvent = TicksPerSecond / 1024;
    private const int HoldStep = TicksPerSecond / 4;
    private const int MaxHoldSteps = 20;
    private const uint ShortClock = 0xFFF;

    private readonly List<(long Time, byte Rate)> _beats = [];
    private readonly List<ulong?> _events = [];
    private long? _anchorTime;
    private ulong _anchorEvent;
    private ulong _lastEvent;

    /// <summary>Whether any beat was taken in.</summary>
    public bool HasBeats => _beats.Count > 0;

    /// <summary>Forgets all, for the next chain of files.</summary>
    public void Clear()
    {
        _beats.Clear();
        _anchorTime = null;
        _anchorEvent = 0;
        _lastEvent = 0;
    }

    /// <summary>
    /// Takes in a message: an <c>hr</c> message's beats are kept, any other message is passed over, as is one whose beats and rates
    /// differ in number, or which no anchor came before.
    /// </summary>
    public void Add(scoped in FitMessage message)
    {
        if (message.Number != MessageNumber.Hr)
            return;
        ReadEvents(message);
        // Field numbers of hr: 0 fractional_timestamp (1/32768 s), 1 time256 (1/256 s), 6 filtered_bpm.
        if (message.Timestamp is { } seconds)
        {
            if (_events is not [{ } anchor])
                return;
            long fraction = message[0].Integer ?? (message[1].Integer * (TicksPerSecond / 256)) ?? 0;
            _anchorTime = (seconds * (long)TicksPerSecond) + fraction;
            _anchorEvent = anchor;
        }
        var rates = message[6];
        if (_anchorTime is not { } anchorTime || rates.BaseType != FitBaseType.UInt8 || rates.Count != _events.Count)
            return;
        for (int i = 0; i < _events.Count; i++)
        {
            if (_events[i] is { } time && rates.TryGetBits(i, out ulong rate) && time >= _anchorEvent)
                AddBeat(anchorTime + ((long)(time - _anchorEvent) * TicksPerEvent), (byte)rate);
        }
    }

    /// <summary>Puts the mean heart rate of each record into its place, and leaves that of a record without beats as it is.</summary>
    /// <param name="times">The records' times (<see cref="FitTime"/>), in the file's order.</param>
    /// <param name="rates">In beats a minute, one for each record.</param>
    /// <exception cref="ArgumentException">There are not as many rates as times.</exception>
    public void Merge(ReadOnlySpan<uint> times, Span<byte> rates)
    {
        if (times.Length != rates.Length)
            throw new ArgumentException($"{rates.Length} rates for {times.Length} records.", nameof(rates));
        long from = times.IsEmpty ? 0 : times[0] * (long)TicksPerSecond;
        for (int record = 0, beat = 0; record < times.Length; record++)
        {
            long to = times[record] * (long)TicksPerSecond;
            if (from == to)
            {
                // The first record, and each that shares its time with the one before it, looks back for a second.
                from -= TicksPerSecond;
                beat = Math.Max(0, beat - 1);
            }
            int sum = 0, count = 0;
            for (; beat < _beats.Count && _beats[beat].Time <= to; beat++)
            {
                if (_beats[beat].Time <= from)
                    continue;
                sum += _beats[beat].Rate;
                count++;
            }
            // A record that the beats end in has no whole span of them.
            if (beat == _beats.Count)
                return;
            if (count > 0)
                rates[record] = (byte)Math.Floor(((double)sum / count) + 0.5);
            from = to;
        }
    }

    /// <summary>The message's times by the strap's clock, counted on over its rollover.</summary>
    private void ReadEvents(scoped in FitMessage message)
    {
        _events.Clear();
        // Field numbers of hr: 9 event_timestamp, 10 event_timestamp_12.
        var whole = message[9];
        if (whole.BaseType == FitBaseType.UInt32 && whole.Count > 0)
        {
            for (int i = 0; i < whole.Count; i++)
            {
                bool isValid = whole.TryGetBits(i, out ulong time);
                _events.Add(isValid ? CountOn(time, uint.MaxValue) : null);
            }
            return;
        }
        var packed = message[10];
        if (packed.BaseType != FitBaseType.Byte || packed.Count == 0 || !packed.Bytes.ContainsAnyExcept(byte.MaxValue))
            return;
        var bits = new BitQueue(packed);
        while (bits.Remaining >= 12)
            _events.Add(CountOn(bits.Take(12), ShortClock));
    }

    /// <summary>A whole time before the last one is of another clock's, or a file's, unless it is far before it: then the clock rolled over.</summary>
    private ulong CountOn(ulong time, uint mask)
    {
        ulong ahead = (time - _lastEvent) & mask;
        return _lastEvent = mask == uint.MaxValue && ahead > int.MaxValue ? time : _lastEvent + ahead;
    }

    private void AddBeat(long time, byte rate)
    {
        if (_beats.Count > 0)
        {
            var (last, lastRate) = _beats[^1];
            long gap = Math.Abs(time - last);
            for (int step = 1; step <= MaxHoldSteps && gap > HoldStep; step++, gap -= HoldStep)
                _beats.Add((last + ((long)step * HoldStep), lastRate));
        }
        _beats.Add((time, rate));
    }
}
