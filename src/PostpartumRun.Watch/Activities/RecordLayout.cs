using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Which bytes of a layout of <c>record</c> messages go into which channels, worked out once for each definition. Records are read many at a time
/// and channel by channel: what is asked of a field is then asked once.
/// </summary>
internal sealed class RecordLayout
{
    private readonly Cell[] _cells;
    private readonly Cell? _fraction;
    private readonly FieldLanes _lanes;

    public RecordLayout(MessageDefinition definition)
    {
        Definition = definition;
        var cells = new List<Cell>();
        foreach (var field in definition.Fields)
        {
            if (field.BaseType != FitBaseType.String && field.Size == field.BaseType.Size() && Find(field) is { } cell)
                cells.Add(cell);
        }
        _lanes = new(cells.Where(cell => Lane.CanBe(cell.Lane.BaseType)).Select(cell => cell.Lane), definition.IsBigEndian);
        // Where a value is there twice, the enhanced one is written last and stays.
        _cells = [.. cells.Where(cell => !cell.IsFraction).OrderBy(cell => cell.Number).Select(Place)];
        _fraction = cells.Where(cell => cell.IsFraction).Select(Place).Cast<Cell?>().LastOrDefault();
        HasCompressedSpeedDistance = definition.Fields.Any(field => field is { Number: RecordField.CompressedSpeedDistance, Size: 3 });
    }

    /// <summary>How records are laid out.</summary>
    public MessageDefinition Definition { get; }

    /// <summary>Whether speed and distance stand in the three bytes that devices of the first years wrote.</summary>
    public bool HasCompressedSpeedDistance { get; }

    /// <summary>How much <see cref="Read"/> needs of its last argument.</summary>
    public int Room => _lanes.Room;

    /// <summary>Puts the values of records into a recording; an invalid one leaves what is there.</summary>
    /// <param name="file">What the records stand in.</param>
    /// <param name="positions">Where the data of each begins, at most <see cref="FieldLanes.Batch"/>.</param>
    /// <param name="recording">The recording, which has these records already.</param>
    /// <param name="first">The index of the first.</param>
    /// <param name="values">Room to work in.</param>
    public void Read(ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first, Span<float> values)
    {
        _lanes.Read(file, positions, values);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            var fraction = cell.Channel == Channel.Cadence ? _fraction : null;
            if (cell.Place < 0 || fraction is { Place: < 0 })
            {
                ReadOneByOne(cell, fraction, file, positions, recording, first);
                continue;
            }
            var read = FieldLanes.Column(values, cell.Place, positions.Length);
            // A fraction belongs to the cadence of its own message: a second one of that second must not add it again.
            if (fraction is { } part)
                ColumnMerging.AddFractions(read, FieldLanes.Column(values, part.Place, positions.Length));
            if (recording.Has(cell.Channel) || ColumnMerging.HasNumber(read))
                ColumnMerging.Overwrite(read, recording.Column(cell.Channel).Slice(first, read.Length));
        }
    }

    private Cell Place(Cell cell)
    {
        for (int place = 0; place < _lanes.Lanes.Count; place++)
        {
            if (_lanes.Lanes[place] == cell.Lane)
                return cell with { Place = place };
        }
        return cell;
    }

    private void ReadOneByOne(
        in Cell cell, in Cell? fraction, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            var data = file.Slice(positions[i], Definition.Size);
            float value = Value(cell.Lane, data);
            if (float.IsNaN(value))
                continue;
            if (fraction is { } known && Value(known.Lane, data) is var part && part > 0)
                value += part;
            recording.Set(first + i, cell.Channel, value);
        }
    }

    private float Value(in Lane lane, ReadOnlySpan<byte> data)
    {
        ulong bits = lane.BaseType.ReadBits(data[lane.Offset..], Definition.IsBigEndian);
        return bits == lane.BaseType.Invalid() ? float.NaN : (float)((lane.BaseType.ToDouble(bits) - lane.Zero) / lane.Scale);
    }

    /// <summary>A field that goes into a channel, and its place among those that are read many at a time, -1 for none.</summary>
    private readonly record struct Cell(Channel Channel, byte Number, Lane Lane, bool IsFraction = false, int Place = -1);

    private static Cell? Find(FieldDefinition field) => field.Number switch
    {
        RecordField.Altitude or RecordField.EnhancedAltitude => Of(Channel.Altitude, field, 5, 2500),
        RecordField.HeartRate => Of(Channel.HeartRate, field),
        RecordField.Cadence => Of(Channel.Cadence, field),
        RecordField.FractionalCadence => Of(Channel.Cadence, field, 128) with { IsFraction = true },
        RecordField.Distance => Of(Channel.Distance, field, 100),
        RecordField.Speed or RecordField.EnhancedSpeed => Of(Channel.Speed, field, 1000),
        RecordField.Power => Of(Channel.Power, field),
        RecordField.VerticalOscillation => Of(Channel.VerticalOscillation, field, 10),
        RecordField.StanceTime => Of(Channel.StanceTime, field, 10),
        RecordField.StepLength => Of(Channel.StepLength, field, 10),
        _ => null,
    };

    private static Cell Of(Channel channel, FieldDefinition field, float scale = 1, float zero = 0) =>
        new(channel, field.Number, new(field.Offset, field.BaseType, scale, zero));
}
