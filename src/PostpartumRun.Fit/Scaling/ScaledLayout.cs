using System.Runtime.InteropServices;

namespace PostpartumRun.Fit;

/// <summary>
/// A definition's fields with their scales, looked up once, and a plan to read all their numbers: those of up to four bytes, nearly all there are,
/// several at a time.
/// </summary>
internal sealed class ScaledLayout
{
    private readonly ScaledField[] _fields;
    private readonly bool _isBigEndian;
    private readonly List<NumberWindow> _windows = [];

    /// <summary>The fields that are in no window, but for texts.</summary>
    private readonly List<ScaledField> _others = [];

    /// <summary>As many as there are, and room behind them for a window to write to.</summary>
    private double[] _numbers = [];
    private int _count;

    /// <summary>How many bytes before a message's data its windows reach.</summary>
    private int _reach;

    internal ScaledLayout(MessageDefinition definition)
    {
        Definition = definition;
        _isBigEndian = definition.IsBigEndian;
        _fields = new ScaledField[definition.Fields.Length + definition.DeveloperFields.Length];
    }

    internal MessageDefinition Definition { get; }

    /// <summary>How many descriptions of developer fields had come when this was planned; -1 before that.</summary>
    internal int Age { get; private set; } = -1;

    /// <summary>Plans the reading, with the developer fields as the file has described them so far. Costs nothing where they are as they were.</summary>
    internal void Plan(DeveloperScales developerScales, int age)
    {
        bool isPlanned = Age >= 0 && IsPlannedWith(developerScales);
        Age = age;
        if (isPlanned)
            return;
        _count = 0;
        for (int i = 0; i < Definition.Fields.Length; i++)
        {
            var field = Definition.Fields[i];
            var profile = Definition.Profile?.FindField(field.Number);
            Add(i, new(field.Number, null, field.BaseType, field.Offset, field.Size, 0, 0, profile?.Scale ?? 1, profile?.Offset ?? 0, profile));
        }
        for (int i = 0; i < Definition.DeveloperFields.Length; i++)
        {
            var field = Definition.DeveloperFields[i];
            var (type, scale, offset) = developerScales.Find(field);
            Add(Definition.Fields.Length + i, new(field.Number, field.DeveloperIndex, type, field.Offset, field.Size, 0, 0, scale, offset, null));
        }
        if (_numbers.Length < _count + NumberWindow.Lanes)
            _numbers = new double[_count + NumberWindow.Lanes];
        Sort();
    }

    /// <summary>Reads a message of this layout. The numbers are overwritten by the next.</summary>
    /// <param name="bytes">The message's data, and what stands before it.</param>
    internal ScaledMessage Read(ReadOnlySpan<byte> bytes)
    {
        var numbers = _numbers.AsSpan();
        int start = bytes.Length - Definition.Size;
        if (start < _reach)
        {
            ReadOneByOne(_fields, bytes[start..], numbers);
            return new(_fields, numbers[.._count]);
        }
        foreach (ref readonly var window in CollectionsMarshal.AsSpan(_windows))
            window.Read(bytes.Slice(start + window.From, NumberWindow.Size), numbers[window.First..]);
        ReadOneByOne(CollectionsMarshal.AsSpan(_others), bytes[start..], numbers);
        return new(_fields, numbers[.._count]);
    }

    private void ReadOneByOne(ReadOnlySpan<ScaledField> fields, ReadOnlySpan<byte> data, Span<double> numbers)
    {
        foreach (ref readonly var field in fields)
        {
            var type = field.BaseType;
            for (int i = 0; i < field.Count; i++)
            {
                ulong bits = type.ReadBits(data[(field.Position + (i * type.Size()))..], _isBigEndian);
                numbers[field.First + i] = bits == type.Invalid() ? double.NaN : (type.ToDouble(bits) / field.Scale) - field.Offset;
            }
        }
    }

    private bool IsPlannedWith(DeveloperScales developerScales)
    {
        for (int i = 0; i < Definition.DeveloperFields.Length; i++)
        {
            ref readonly var field = ref _fields[Definition.Fields.Length + i];
            var (type, scale, offset) = developerScales.Find(Definition.DeveloperFields[i]);
            if (type != field.BaseType || !scale.Equals(field.Scale) || !offset.Equals(field.Offset))
                return false;
        }
        return true;
    }

    private void Add(int index, ScaledField field)
    {
        int width = field.BaseType.Size();
        bool isNumeric = field.BaseType != FitBaseType.String && field.Size % width == 0;
        _fields[index] = field with { First = _count, Count = (byte)(isNumeric ? field.Size / width : 0) };
        _count += _fields[index].Count;
    }

    /// <summary>Puts numbers that follow each other into windows, as many as one holds, and lists the fields that are in none.</summary>
    private void Sort()
    {
        _windows.Clear();
        _others.Clear();
        _reach = 0;
        Span<Number> open = stackalloc Number[NumberWindow.Lanes];
        int width = 0;
        foreach (ref readonly var field in _fields.AsSpan())
        {
            if (field.Count == 0)
                continue;
            if (!NumberWindow.IsSupported || !NumberWindow.CanHold(field.BaseType))
            {
                Close(open, ref width, field.First);
                _others.Add(field);
                continue;
            }
            for (int i = 0; i < field.Count; i++)
            {
                var number = new Number(field.Position + (i * field.BaseType.Size()), field.BaseType, field.Scale, field.Offset);
                if (width == NumberWindow.Lanes || (width > 0 && number.End - open[0].Position > NumberWindow.Size))
                    Close(open, ref width, field.First + i);
                open[width++] = number;
            }
        }
        Close(open, ref width, _count);
    }

    private void Close(ReadOnlySpan<Number> open, ref int width, int next)
    {
        if (width == 0)
            return;
        var window = new NumberWindow(next - width, open[..width], _isBigEndian);
        _windows.Add(window);
        _reach = Math.Max(_reach, -window.From);
        width = 0;
    }
}

/// <summary>How numbers are stored, what they are divided by, and what is then subtracted.</summary>
internal readonly record struct NumberScale(FitBaseType BaseType, double Scale, double Offset);
