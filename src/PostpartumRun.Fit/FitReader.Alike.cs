using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PostpartumRun.Fit;

/// <content>Reading many messages of one layout at a time.</content>
public ref partial struct FitReader
{
    /// <summary>
    /// Reads on as long as messages are laid out like the one that the reader stands on and each is later than the one before it, and passes over
    /// those that the state does not want. The reader then stands on the last of them. Others take longer one by one, and are right to be read
    /// so: those without a valid time, and those with a compressed one.
    /// </summary>
    /// <param name="positions">Gets where the data of each begins in the chunk, the first that of the message the reader stands on.</param>
    /// <param name="times">Gets their times; as long as <paramref name="positions"/>.</param>
    /// <returns>How many there are; none when the message that the reader stands on has no time, or a compressed one.</returns>
    public int ReadAlike(Span<int> positions, Span<uint> times)
    {
        if (Token != FitToken.Message || IsCompressed || _definition is not { TimestampOffset: >= 0, IsBigEndian: false } definition)
            return 0;
        var messages = _messages;
        var kind = new MessageKind(messages[_start], definition);
        var unwanted = MessageKind.None;
        int runEnd = _kind.Definition == definition && _kind.Header == kind.Header ? _runEnd : 0;
        int count = 0;
        int position = _start;
        uint last = 0;
        while (count < positions.Length && count < times.Length)
        {
            if (position >= runEnd)
            {
                if (position >= messages.Length)
                    break;
                int header = messages[position];
                if (header != kind.Header)
                {
                    if ((header != unwanted.Header && !IsUnwanted(header, out unwanted)) || unwanted.Size >= messages.Length - position)
                        break;
                    position += 1 + unwanted.Size;
                    continue;
                }
                if (kind.Size >= messages.Length - position)
                    break;
            }
            uint time = BinaryPrimitives.ReadUInt32LittleEndian(messages.Slice(position + 1 + kind.TimestampOffset, sizeof(uint)));
            if (time <= last)
                break;
            times[count] = last = time;
            positions[count++] = position + 1;
            position += 1 + kind.Size;
        }
        // No time is later than the invalid one, so no other can be it.
        if (last == FitTime.Invalid)
            position = positions[--count] - 1;
        if (count == 0)
            return 0;
        // A run's last time stands here from its beginning on.
        if (position >= _runEnd)
            _lastTimestamp = times[count - 1];
        _start = positions[count - 1] - 1;
        _position = position;
        return count;
    }

    /// <summary>Stands on a message of the last kind, and looks how far such messages go on. False when the chunk ends within it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool EnterRun(int start)
    {
        (_runEnd, uint lastTimestamp) = FindRun(_messages, start, _kind);
        if (_runEnd == start)
            return false;
        // None of these messages asks for a time of those before it, so the last one's can stand here at once.
        if (lastTimestamp != FitTime.Invalid)
            _lastTimestamp = lastTimestamp;
        Token = FitToken.Message;
        return StandOn(start, _kind.Size);
    }

    /// <summary>Where messages of a kind that begin at a position end, and the last valid time in them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int End, uint LastTimestamp) FindRun(ReadOnlySpan<byte> messages, int start, MessageKind kind)
    {
        if (kind.Size >= messages.Length - start)
            return (start, FitTime.Invalid);
        int size = 1 + kind.Size;
        var headers = messages[..(messages.Length - kind.Size)];
        int end = start;
        while ((uint)end < (uint)headers.Length && headers[end] == kind.Header)
            end += size;
        uint time = FitTime.Invalid;
        for (int at = end - size; kind.TimestampOffset >= 0 && time == FitTime.Invalid && at >= start; at -= size)
            time = BinaryPrimitives.ReadUInt32LittleEndian(messages.Slice(at + 1 + kind.TimestampOffset, sizeof(uint)));
        return (end, time);
    }

    /// <summary>Whether messages with this header are known, plain and to be passed over, with nothing in them that later ones need.</summary>
    private readonly bool IsUnwanted(int header, out MessageKind kind)
    {
        bool isUnwanted = _state.ByHeader[header] is { IsWanted: false, TimestampOffset: < 0 };
        kind = isUnwanted ? new(header, _state.ByHeader[header]!) : MessageKind.None;
        return isUnwanted;
    }
}
