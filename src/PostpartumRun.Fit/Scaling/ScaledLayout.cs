using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <summary>
/// A definition's fields with their scales, looked up once, and a plan to read all their numbers. Integers of up to four bytes, nearly all there
/// are, take one load of four bytes and a shift each, whatever their width. Those without a scale are read apart from those with
/// one, so that neither asks which it is.
/// </summary>
internal sealed class ScaledLayout
{
    private const int LoadSize = sizeof(uint);

    private readonly ScaledField[] _fields;
    private readonly bool _isBigEndian;
    private Narrow[] _plain = [];
    private Narrow[] _scaled = [];
    private Wide[] _wide = [];
    private double[] _numbers = [];

    internal ScaledLayout(MessageDefinition definition)
    {
        Definition = definition;
        _isBigEndian = definition.IsBigEndian;
        _fields = new ScaledField[definition.Fields.Length + definition.DeveloperFields.Length];
    }

    internal MessageDefinition Definition { get; }

    /// <summary>How many descriptions of developer fields had come when this was planned; -1 before that.</summary>
    internal int Age { get; private set; } = -1;

    /// <summary>Plans the reading, with the developer fields as the file has described them so far.</summary>
    internal void Plan(DeveloperScales developerScales, int age)
    {
        Age = age;
        int count = 0;
        for (int i = 0; i < Definition.Fields.Length; i++)
        {
            var field = Definition.Fields[i];
            var profile = Definition.Profile?.FindField(field.Number);
            Set(i, ref count, new(
                field.Number, null, field.BaseType, field.Offset, field.Size, 0, 0, profile?.Scale ?? 1, profile?.Offset ?? 0, profile));
        }
        for (int i = 0; i < Definition.DeveloperFields.Length; i++)
        {
            var field = Definition.DeveloperFields[i];
            var (type, scale, offset) = developerScales.Find(field);
            Set(Definition.Fields.Length + i, ref count, new(
                field.Number, field.DeveloperIndex, type, field.Offset, field.Size, 0, 0, scale, offset, null));
        }
        if (count != _numbers.Length)
            _numbers = new double[count];
        Sort();
    }

    /// <summary>Reads a message of this layout. The numbers are overwritten by the next.</summary>
    internal ScaledMessage Read(ReadOnlySpan<byte> data)
    {
        var numbers = _numbers.AsSpan();
        foreach (ref readonly var one in _plain.AsSpan())
        {
            uint raw = one.Raw(data, _isBigEndian);
            numbers[one.Index] = raw == one.Invalid ? double.NaN : one.ToNumber(raw);
        }
        foreach (ref readonly var one in _scaled.AsSpan())
        {
            uint raw = one.Raw(data, _isBigEndian);
            numbers[one.Index] = raw == one.Invalid ? double.NaN : (one.ToNumber(raw) / one.Scale) - one.Offset;
        }
        foreach (ref readonly var one in _wide.AsSpan())
        {
            ulong bits = one.Type.ReadBits(data[one.Position..], _isBigEndian);
            numbers[one.Index] = bits == one.Type.Invalid() ? double.NaN : (one.Type.ToDouble(bits) / one.Scale) - one.Offset;
        }
        return new(_fields, numbers);
    }

    private void Set(int index, ref int count, ScaledField field)
    {
        int width = field.BaseType.Size();
        bool isNumeric = field.BaseType != FitBaseType.String && field.Size % width == 0;
        _fields[index] = field with { First = count, Count = (byte)(isNumeric ? field.Size / width : 0) };
        count += _fields[index].Count;
    }

    /// <summary>Puts each number among those that are read like it.</summary>
    private void Sort()
    {
        int plain = 0, scaled = 0, wide = 0;
        for (bool isCounted = false; ; isCounted = true)
        {
            foreach (ref readonly var field in _fields.AsSpan())
            {
                bool isNarrow = field.BaseType.IsInteger() && field.BaseType.Size() <= LoadSize && Definition.Size >= LoadSize;
                bool isPlain = field is { Scale: 1, Offset: 0 };
                for (int i = 0; i < field.Count; i++)
                {
                    if (!isCounted)
                        _ = isNarrow ? isPlain ? plain++ : scaled++ : wide++;
                    else if (!isNarrow)
                        _wide[--wide] = Wide.Of(field, i);
                    else if (isPlain)
                        _plain[--plain] = Narrow.Of(field, i, _isBigEndian);
                    else
                        _scaled[--scaled] = Narrow.Of(field, i, _isBigEndian);
                }
            }
            if (isCounted)
                return;
            Resize(ref _plain, plain);
            Resize(ref _scaled, scaled);
            Resize(ref _wide, wide);
        }
    }

    private static void Resize<T>(ref T[] array, int length)
    {
        if (array.Length != length)
            array = new T[length];
    }

    /// <summary>A number of more than four bytes, a floating-point one, or one in a message of less than four bytes.</summary>
    private readonly record struct Wide(int Index, int Position, FitBaseType Type, double Scale, double Offset)
    {
        internal static Wide Of(in ScaledField field, int index) => new(
            field.First + index, field.Position + (index * field.BaseType.Size()), field.BaseType, field.Scale, field.Offset);
    }

    /// <summary>A whole number of up to four bytes.</summary>
    /// <param name="Index">Its index among the message's.</param>
    /// <param name="Position">Where the four bytes begin that it is among: so that they end with it, or at the data's start.</param>
    /// <param name="Shift">How many bits of these are below it.</param>
    /// <param name="Mask">Its own bits after the shift.</param>
    /// <param name="Sign">Its sign bit; 0 where it has none.</param>
    /// <param name="Invalid">The bits that stand for no number.</param>
    /// <param name="Scale">What it is divided by.</param>
    /// <param name="Offset">What is then subtracted.</param>
    private readonly record struct Narrow(int Index, int Position, int Shift, uint Mask, uint Sign, uint Invalid, double Scale, double Offset)
    {
        internal static Narrow Of(in ScaledField field, int index, bool isBigEndian)
        {
            int width = field.BaseType.Size();
            int position = field.Position + (index * width);
            int from = Math.Max(0, position + width - LoadSize);
            int below = isBigEndian ? from + LoadSize - (position + width) : position - from;
            bool isSigned = field.BaseType is FitBaseType.SInt8 or FitBaseType.SInt16 or FitBaseType.SInt32;
            uint mask = uint.MaxValue >> (8 * (LoadSize - width));
            return new(
                field.First + index, from, 8 * below, mask, isSigned ? (mask >> 1) + 1 : 0, (uint)field.BaseType.Invalid(), field.Scale, field.Offset);
        }

        internal uint Raw(ReadOnlySpan<byte> data, bool isBigEndian)
        {
            var bytes = data.Slice(Position, LoadSize);
            uint all = isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            return (all >> Shift) & Mask;
        }

        /// <summary>Turning the sign bit and taking its weight away extends the sign; without one it changes nothing.</summary>
        internal double ToNumber(uint raw) => (long)(raw ^ Sign) - Sign;
    }
}

/// <summary>How numbers are stored, what they are divided by, and what is then subtracted.</summary>
internal readonly record struct NumberScale(FitBaseType BaseType, double Scale, double Offset);
