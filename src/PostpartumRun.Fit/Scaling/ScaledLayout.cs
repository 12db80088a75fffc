using System.Buffers.Binary;
using System.Numerics;

namespace PostpartumRun.Fit;

/// <summary>
/// A definition's fields with their scales, looked up once, and a plan to read all their numbers. Integers of up to four bytes, nearly all there
/// are, take one load of four bytes and a shift each, whatever their width, and no branch; then all numbers are checked and scaled together.
/// </summary>
internal sealed class ScaledLayout
{
    private const int LoadSize = sizeof(uint);

    private readonly ScaledField[] _fields;
    private Narrow[] _narrow = [];
    private Wide[] _wide = [];
    private int _narrowCount;
    private int _wideCount;
    private double[] _numbers = [];
    private double[] _invalids = [];
    private double[] _scales = [];
    private double[] _offsets = [];
    private int _count;

    internal ScaledLayout(MessageDefinition definition)
    {
        Definition = definition;
        _fields = new ScaledField[definition.Fields.Length + definition.DeveloperFields.Length];
    }

    internal MessageDefinition Definition { get; }

    /// <summary>How many descriptions of developer fields had come when this was planned; -1 before that.</summary>
    internal int Age { get; private set; } = -1;

    /// <summary>Plans the reading, with the developer fields as the file has described them so far.</summary>
    internal void Plan(DeveloperScales developerScales, int age)
    {
        Age = age;
        (_count, _narrowCount, _wideCount) = (0, 0, 0);
        int index = 0;
        foreach (ref readonly var field in Definition.Fields.AsSpan())
        {
            var profile = Definition.Profile?.FindField(field.Number);
            _fields[index++] = Add(new(
                field.Number, null, field.BaseType, field.Offset, field.Size, _count, 0, profile?.Scale ?? 1, profile?.Offset ?? 0, profile));
        }
        foreach (ref readonly var field in Definition.DeveloperFields.AsSpan())
        {
            var (type, scale, offset) = developerScales.Find(field);
            _fields[index++] = Add(new(field.Number, field.DeveloperIndex, type, field.Offset, field.Size, _count, 0, scale, offset, null));
        }
    }

    /// <summary>Reads a message of this layout. The numbers are overwritten by the next.</summary>
    internal ScaledMessage Read(ReadOnlySpan<byte> data)
    {
        var numbers = _numbers.AsSpan();
        var narrow = _narrow.AsSpan(0, _narrowCount);
        if (Definition.IsBigEndian)
        {
            foreach (ref readonly var one in narrow)
                numbers[one.Index] = one.ToNumber(BinaryPrimitives.ReadUInt32BigEndian(data[one.Position..]));
        }
        else
        {
            foreach (ref readonly var one in narrow)
                numbers[one.Index] = one.ToNumber(BinaryPrimitives.ReadUInt32LittleEndian(data[one.Position..]));
        }
        foreach (ref readonly var one in _wide.AsSpan(0, _wideCount))
        {
            ulong bits = one.Type.ReadBits(data[one.Position..], Definition.IsBigEndian);
            numbers[one.Index] = bits == one.Type.Invalid() ? double.NaN : one.Type.ToDouble(bits);
        }
        Scale(numbers);
        return new(_fields, numbers[.._count]);
    }

    private void Scale(Span<double> numbers)
    {
        // All four are as long, and a whole number of vectors.
        ReadOnlySpan<double> invalids = _invalids, scales = _scales, offsets = _offsets;
        for (int i = 0; i <= numbers.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var raw = new Vector<double>(numbers[i..]);
            var isInvalid = Vector.Equals(raw, new Vector<double>(invalids[i..]));
            var scaled = (raw / new Vector<double>(scales[i..])) - new Vector<double>(offsets[i..]);
            Vector.ConditionalSelect(isInvalid, new Vector<double>(double.NaN), scaled).CopyTo(numbers[i..]);
        }
    }

    private ScaledField Add(ScaledField field)
    {
        int width = field.BaseType.Size();
        if (field.BaseType == FitBaseType.String || field.Size % width != 0)
            return field;
        int count = field.Size / width;
        Reserve(_count + count);
        for (int i = 0; i < count; i++, _count++)
        {
            int position = field.Position + (i * width);
            if (field.BaseType.IsInteger() && width <= LoadSize && Definition.Size >= LoadSize)
            {
                _narrow[_narrowCount++] = Narrow.Of(_count, position, field.BaseType, Definition.IsBigEndian);
                _invalids[_count] = field.BaseType.ToDouble(field.BaseType.Invalid());
            }
            else
            {
                _wide[_wideCount++] = new(_count, position, field.BaseType);
                _invalids[_count] = double.NaN; // which nothing equals: it has been checked
            }
            (_scales[_count], _offsets[_count]) = (field.Scale, field.Offset);
        }
        return field with { Count = (byte)count };
    }

    private void Reserve(int count)
    {
        if (count <= _numbers.Length)
            return;
        int size = Math.Max(count, 2 * _numbers.Length);
        size += -size & (Vector<double>.Count - 1);
        Array.Resize(ref _numbers, size);
        Array.Resize(ref _invalids, size);
        Array.Resize(ref _scales, size);
        Array.Resize(ref _offsets, size);
        Array.Resize(ref _narrow, size);
        Array.Resize(ref _wide, size);
    }

    /// <summary>A number of more than four bytes, a floating-point one, or one in a message of less than four bytes.</summary>
    private readonly record struct Wide(int Index, int Position, FitBaseType Type);

    /// <summary>A whole number of up to four bytes.</summary>
    /// <param name="Index">Its index among the message's.</param>
    /// <param name="Position">Where the four bytes begin that it is among: so that they end with it, or at the data's start.</param>
    /// <param name="Shift">How many bits of these are below it.</param>
    /// <param name="Mask">Its own bits after the shift.</param>
    /// <param name="Sign">Its sign bit; 0 where it has none.</param>
    private readonly record struct Narrow(int Index, int Position, int Shift, uint Mask, uint Sign)
    {
        internal static Narrow Of(int index, int position, FitBaseType type, bool isBigEndian)
        {
            int width = type.Size();
            int from = Math.Max(0, position + width - LoadSize);
            int below = isBigEndian ? from + LoadSize - (position + width) : position - from;
            bool isSigned = type is FitBaseType.SInt8 or FitBaseType.SInt16 or FitBaseType.SInt32;
            uint mask = uint.MaxValue >> (8 * (LoadSize - width));
            return new(index, from, 8 * below, mask, isSigned ? (mask >> 1) + 1 : 0);
        }

        /// <summary>Turning the sign bit and taking its weight away extends the sign; without one it changes nothing.</summary>
        internal double ToNumber(uint bytes) => (long)(((bytes >> Shift) & Mask) ^ Sign) - Sign;
    }
}

/// <summary>How numbers are stored, what they are divided by, and what is then subtracted.</summary>
internal readonly record struct NumberScale(FitBaseType BaseType, double Scale, double Offset);
