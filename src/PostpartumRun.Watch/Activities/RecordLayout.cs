using System.Buffers.Binary;
using System.Numerics;
using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Which bytes of a layout of <c>record</c> messages go into which channels, worked out once for each definition. Records are read many at a time
/// and channel by channel: what is asked of a field is then asked once, and its numbers are converted several at a time.
/// </summary>
internal sealed class RecordLayout
{
    /// <summary>How many records are read at a time.</summary>
    internal const int Batch = 256;

    internal const int LoadSize = sizeof(uint);

    private readonly Cell[] _cells;
    private readonly Cell? _fractionalCadence;

    public RecordLayout(MessageDefinition definition)
    {
        Definition = definition;
        var cells = new List<Cell>();
        foreach (var field in definition.Fields)
        {
            if (field.BaseType == FitBaseType.String || field.Size != field.BaseType.Size())
                continue;
            var cell = Find(field);
            if (field.Number == RecordField.FractionalCadence)
                _fractionalCadence = cell;
            else if (cell is { } known)
                cells.Add(known);
        }
        // Where a value is there twice, the enhanced one is written last and stays.
        _cells = [.. cells.OrderBy(cell => cell.Field.Number)];
        HasCompressedSpeedDistance = definition.Fields.Any(field => field is { Number: RecordField.CompressedSpeedDistance, Size: 3 });
    }

    public MessageDefinition Definition { get; }

    /// <summary>Whether speed and distance stand in the three bytes that devices of the first years wrote.</summary>
    public bool HasCompressedSpeedDistance { get; }

    /// <summary>Puts the values of records into a recording; an invalid one leaves what is there.</summary>
    /// <param name="file">What the records stand in.</param>
    /// <param name="positions">Where the data of each begins, at most <see cref="Batch"/>.</param>
    /// <param name="recording">The recording, which has these records already.</param>
    /// <param name="first">The index of the first.</param>
    public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        Span<uint> raw = stackalloc uint[Batch];
        var numbers = raw[..positions.Length];
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            var fraction = cell.Channel == Channel.Cadence ? _fractionalCadence : null;
            if (!CanBeLoaded(cell) || (fraction is { } part && !CanBeLoaded(part)))
            {
                ReadOneByOne(cell, fraction, file, positions, recording, first);
                continue;
            }
            Load(cell.Field.Offset, cell.Width, Definition.IsBigEndian, file, positions, numbers);
            if (!recording.Has(cell.Channel) && !numbers.ContainsAnyExcept(cell.Invalid))
                continue;
            var column = recording.Column(cell.Channel)[first..];
            Convert(cell, numbers, column);
            if (fraction is { } known)
                AddFractions(cell, numbers, known, file, positions, column);
        }
    }

    private bool CanBeLoaded(in Cell cell) => cell.Field.BaseType.IsInteger() && cell.Width <= LoadSize && Definition.Size >= LoadSize;

    /// <summary>Loads the four bytes that a number ends, or is among the first of, and shifts it down.</summary>
    /// <param name="offset">Where the number begins in a record, which has at least <see cref="LoadSize"/> bytes.</param>
    /// <param name="width">Its width, at most <see cref="LoadSize"/>.</param>
    /// <param name="isBigEndian">Whether its highest byte comes first.</param>
    /// <param name="file">What the records stand in.</param>
    /// <param name="positions">Where each begins.</param>
    /// <param name="numbers">Room for as many.</param>
    internal static void Load(int offset, int width, bool isBigEndian, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<uint> numbers)
    {
        int end = offset + width;
        int from = Math.Max(0, end - LoadSize);
        uint mask = uint.MaxValue >> (8 * (LoadSize - width));
        if (isBigEndian)
        {
            int shift = 8 * (from + LoadSize - end);
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = (BinaryPrimitives.ReadUInt32BigEndian(file.Slice(positions[i] + from, LoadSize)) >> shift) & mask;
        }
        else
        {
            int shift = 8 * (offset - from);
            for (int i = 0; i < positions.Length && i < numbers.Length; i++)
                numbers[i] = (BinaryPrimitives.ReadUInt32LittleEndian(file.Slice(positions[i] + from, LoadSize)) >> shift) & mask;
        }
    }

    private static void Convert(in Cell cell, ReadOnlySpan<uint> numbers, Span<float> column)
    {
        int i = 0;
        var (noNumber, signBit, isFraction) = (cell.Invalid, cell.Sign, cell.IsFraction);
        var (invalid, sign) = (new Vector<uint>(noNumber), new Vector<uint>(signBit));
        var (zero, scale) = (new Vector<float>(cell.Zero), new Vector<float>(cell.Scale));
        for (; i <= numbers.Length - Vector<uint>.Count; i += Vector<uint>.Count)
        {
            var raw = new Vector<uint>(numbers[i..]);
            var known = new Vector<float>(column[i..]);
            // Turning the sign bit and taking its weight away extends the sign.
            var whole = signBit == 0 ? Vector.ConvertToSingle(raw) : Vector.ConvertToSingle(Vector.AsVectorInt32((raw ^ sign) - sign));
            var value = (whole - zero) / scale;
            if (isFraction)
                value += known;
            Vector.ConditionalSelect(Vector.AsVectorSingle(Vector.Equals(raw, invalid)), known, value).CopyTo(column[i..]);
        }
        for (; i < numbers.Length; i++)
        {
            if (numbers[i] == noNumber)
                continue;
            float whole = signBit == 0 ? numbers[i] : (int)((numbers[i] ^ signBit) - signBit);
            column[i] = ((whole - cell.Zero) / cell.Scale) + (isFraction ? column[i] : 0);
        }
    }

    /// <summary>A fraction belongs to the cadence of its own message: a second one of that second must not add it again.</summary>
    private void AddFractions(
        in Cell cell, ReadOnlySpan<uint> numbers, in Cell fraction, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Span<float> column)
    {
        Span<uint> raw = stackalloc uint[Batch];
        var parts = raw[..numbers.Length];
        Load(fraction.Field.Offset, fraction.Width, Definition.IsBigEndian, file, positions, parts);
        for (int i = 0; i < parts.Length; i++)
        {
            if (numbers[i] == cell.Invalid || (parts[i] & fraction.Sign) != 0)
                parts[i] = fraction.Invalid;
        }
        Convert(fraction, parts, column);
    }

    /// <summary>Numbers of eight bytes, floating point and the shortest of messages, which no watch writes.</summary>
    private void ReadOneByOne(
        in Cell cell, in Cell? fraction, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            var data = file.Slice(positions[i], Definition.Size);
            float value = Value(cell, data);
            if (float.IsNaN(value))
                continue;
            if (fraction is { } known && Value(known, data) is var part && part > 0)
                value += part;
            recording.Set(first + i, cell.Channel, value);
        }
    }

    private float Value(in Cell cell, ReadOnlySpan<byte> data)
    {
        var type = cell.Field.BaseType;
        ulong bits = type.ReadBits(data[cell.Field.Offset..], Definition.IsBigEndian);
        return bits == type.Invalid() ? float.NaN : (float)((type.ToDouble(bits) - cell.Zero) / cell.Scale);
    }

    /// <summary>A field that goes into a channel: (raw - <paramref name="Zero"/>) / <paramref name="Scale"/>, which is as exact as a float can be.</summary>
    private readonly record struct Cell(Channel Channel, FieldDefinition Field, float Scale, float Zero, bool IsFraction = false)
    {
        public int Width { get; } = Field.Size;

        public uint Invalid { get; } = (uint)Field.BaseType.Invalid();

        public uint Sign { get; } =
            Field.BaseType is FitBaseType.SInt8 or FitBaseType.SInt16 or FitBaseType.SInt32 ? 1u << ((8 * Field.Size) - 1) : 0;
    }

    private static Cell? Find(FieldDefinition field) => field.Number switch
    {
        RecordField.Altitude or RecordField.EnhancedAltitude => new(Channel.Altitude, field, 5, 2500),
        RecordField.HeartRate => new(Channel.HeartRate, field, 1, 0),
        RecordField.Cadence => new(Channel.Cadence, field, 1, 0),
        RecordField.FractionalCadence => new(Channel.Cadence, field, 128, 0, IsFraction: true),
        RecordField.Distance => new(Channel.Distance, field, 100, 0),
        RecordField.Speed or RecordField.EnhancedSpeed => new(Channel.Speed, field, 1000, 0),
        RecordField.Power => new(Channel.Power, field, 1, 0),
        RecordField.VerticalOscillation => new(Channel.VerticalOscillation, field, 10, 0),
        RecordField.StanceTime => new(Channel.StanceTime, field, 10, 0),
        RecordField.StepLength => new(Channel.StepLength, field, 10, 0),
        _ => null,
    };
}
