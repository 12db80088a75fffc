using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <content>Reading many messages of one layout at a time.</content>
public ref partial struct FitReader
{
    /// <summary>
    /// Reads on as long as messages are laid out like the one that the reader stands on, and passes over those that the state does not want.
    /// The reader then stands on the last of them. Others take longer one by one, and are right to be read so: those without a valid time, and
    /// those with a compressed one.
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
        int count = 0;
        int position = _start;
        while (count < positions.Length && count < times.Length && position < messages.Length)
        {
            int header = messages[position];
            if (header == kind.Header && kind.Size < messages.Length - position)
            {
                uint time = BinaryPrimitives.ReadUInt32LittleEndian(messages.Slice(position + 1 + kind.TimestampOffset, sizeof(uint)));
                if (time == FitTime.Invalid)
                    break;
                times[count] = time;
                positions[count++] = position + 1;
                position += 1 + kind.Size;
            }
            else if (header == unwanted.Header && unwanted.Size < messages.Length - position)
                position += 1 + unwanted.Size;
            else if (header == unwanted.Header || !IsUnwanted(header, out unwanted))
                break;
        }
        if (count == 0)
            return 0;
        _lastTimestamp = times[count - 1];
        _start = positions[count - 1] - 1;
        _position = position;
        return count;
    }

    /// <summary>Whether messages with this header are known, plain and to be passed over, with nothing in them that later ones need.</summary>
    private readonly bool IsUnwanted(int header, out MessageKind kind)
    {
        bool isUnwanted = _state.ByHeader[header] is { IsWanted: false, TimestampOffset: < 0 };
        kind = isUnwanted ? new(header, _state.ByHeader[header]!) : MessageKind.None;
        return isUnwanted;
    }
}
