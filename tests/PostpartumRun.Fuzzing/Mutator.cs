using PostpartumRun.Fit;

namespace PostpartumRun.Fuzzing;

/// <summary>Makes inputs out of others: bytes and numbers altered, ranges moved, left out or doubled, inputs and their parts mixed.</summary>
internal sealed class Mutator(ulong seed, int maxLength, bool isFit)
{
    private static readonly long[] Edges =
        [0, 1, -1, 2, 3, 12, 14, 16, 31, 32, 63, 64, 100, 127, 128, 253, 254, 255, 256, 1000, 32767, 32768, 65535, 0x7FFF_FFFF, 0x8000_0000, 0x1000_0000];

    private readonly List<byte> _bytes = [];
    private Choices _choices = new(seed);

    /// <summary>Makes one out of an input, and of another to take parts from.</summary>
    public ReadOnlySpan<byte> Alter(FuzzInput input, FuzzInput other)
    {
        _bytes.Clear();
        _bytes.AddRange(input.Bytes);
        int times = 1 << _choices.Below(5);
        for (int i = 0; i < times; i++)
            AlterOnce(input, other, isFirst: i == 0);
        if (_bytes.Count > maxLength)
            _bytes.RemoveRange(maxLength, _bytes.Count - maxLength);
        var made = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);
        if (isFit && _choices.OneIn(3))
            FitRepair.Repair(made);
        return made;
    }

    private void AlterOnce(FuzzInput input, FuzzInput other, bool isFirst)
    {
        if (_bytes.Count == 0)
        {
            InsertPart(other);
            return;
        }
        // Where messages begin is known as long as nothing was altered.
        if (isFirst && input.Parts.Length > 1 && _choices.OneIn(2))
        {
            AlterParts(input, other);
            return;
        }
        int place = _choices.Below(_bytes.Count);
        switch (_choices.Below(10))
        {
            case 0:
                _bytes[place] ^= (byte)(1 << _choices.Below(8));
                break;
            case 1:
                _bytes[place] = (byte)_choices.Next();
                break;
            case 2:
                _bytes[place] += (byte)(_choices.Below(33) - 16);
                break;
            case 3:
                PutEdge(place);
                break;
            case 4:
                _bytes.RemoveRange(place, Length(_bytes.Count - place));
                break;
            case 5:
                _bytes.InsertRange(_choices.Below(_bytes.Count + 1), _bytes.GetRange(place, Length(_bytes.Count - place)));
                break;
            case 6:
                Overwrite(_choices.Below(_bytes.Count), _bytes.GetRange(place, Length(_bytes.Count - place)));
                break;
            case 7:
                InsertPart(other);
                break;
            case 8:
                var (from, length) = Range(other.Bytes.Length);
                Overwrite(place, [.. other.Bytes.AsSpan(from, length)]);
                break;
            default:
                _bytes.InsertRange(place, Enumerable.Repeat((byte)_choices.Next(), Length(32)));
                break;
        }
    }

    /// <summary>Leaves out, doubles, moves, or takes over whole messages.</summary>
    private void AlterParts(FuzzInput input, FuzzInput other)
    {
        var (start, end) = input.Part(_choices.Below(input.Parts.Length));
        int to = input.Part(_choices.Below(input.Parts.Length)).Start;
        var part = _bytes.GetRange(start, end - start);
        switch (_choices.Below(4))
        {
            case 0:
                _bytes.RemoveRange(start, end - start);
                break;
            case 1:
                _bytes.InsertRange(to, part);
                break;
            case 2:
                _bytes.RemoveRange(start, end - start);
                _bytes.InsertRange(Math.Min(to, _bytes.Count), part);
                break;
            default:
                if (other.Parts.Length == 0)
                    break;
                var (first, _) = other.Part(_choices.Below(other.Parts.Length));
                var (_, last) = other.Part(_choices.Below(other.Parts.Length));
                if (first < last)
                    _bytes.InsertRange(to, other.Bytes[first..last]);
                break;
        }
    }

    private void InsertPart(FuzzInput other)
    {
        var (from, length) = Range(other.Bytes.Length);
        _bytes.InsertRange(_choices.Below(_bytes.Count + 1), other.Bytes.AsSpan(from, length).ToArray());
    }

    private void PutEdge(int place)
    {
        long value = Edges[_choices.Below(Edges.Length)];
        int width = 1 << _choices.Below(4);
        bool isBig = _choices.OneIn(2);
        for (int i = 0; i < width && place + i < _bytes.Count; i++)
            _bytes[place + i] = (byte)(value >> (8 * (isBig ? width - 1 - i : i)));
    }

    private void Overwrite(int place, List<byte> bytes)
    {
        for (int i = 0; i < bytes.Count && place + i < _bytes.Count; i++)
            _bytes[place + i] = bytes[i];
    }

    private (int From, int Length) Range(int count)
    {
        if (count == 0)
            return default;
        int from = _choices.Below(count);
        return (from, Length(count - from));
    }

    /// <summary>Mostly short ranges, a few long.</summary>
    private int Length(int most) => 1 + _choices.Below(Math.Min(most, 1 << _choices.Below(12)));
}

/// <summary>An input that did something new.</summary>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Parts">Where its messages begin, where it is a FIT file.</param>
internal sealed record FuzzInput(byte[] Bytes, int[] Parts)
{
    /// <summary>Where one of the parts begins and ends.</summary>
    public (int Start, int End) Part(int index) => (Parts[index], index + 1 < Parts.Length ? Parts[index + 1] : Bytes.Length);

    public static FuzzInput Of(ReadOnlySpan<byte> bytes, bool isFit)
    {
        var parts = new List<int>();
        if (isFit)
        {
            var reader = new FitReader(bytes);
            while (reader.Read())
                parts.Add((int)reader.Offset);
        }
        return new(bytes.ToArray(), [.. parts]);
    }
}
