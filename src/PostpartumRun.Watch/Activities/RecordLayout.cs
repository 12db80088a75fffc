using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Which bytes of a layout of <c>record</c> messages go into which channels, worked out once for each definition.</summary>
internal sealed class RecordLayout
{
    private readonly Cell[] _cells;
    private readonly Cell? _fractionalCadence;

    private readonly record struct Cell(Channel Channel, FieldDefinition Field, float Scale, float Offset);

    public RecordLayout(MessageDefinition definition)
    {
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

    /// <summary>Whether speed and distance stand in the three bytes that devices of the first years wrote.</summary>
    public bool HasCompressedSpeedDistance { get; }

    /// <summary>Puts a message's values into a recording.</summary>
    public void Read(scoped in FitMessage message, Recording recording, int index)
    {
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            float value = Value(message, cell);
            if (float.IsNaN(value))
                continue;
            // A fraction belongs to the cadence of its own message: a second one of that second must not add it again.
            if (cell.Channel == Channel.Cadence && _fractionalCadence is { } fraction && Value(message, fraction) is var part && part > 0)
                value += part;
            recording.Set(index, cell.Channel, value);
        }
    }

    private static float Value(scoped in FitMessage message, in Cell cell)
    {
        var field = message.View(cell.Field);
        return field.TryGetBits(0, out ulong bits) ? (float)((field.BaseType.ToDouble(bits) / cell.Scale) - cell.Offset) : float.NaN;
    }

    private static Cell? Find(FieldDefinition field) => field.Number switch
    {
        RecordField.Altitude or RecordField.EnhancedAltitude => new(Channel.Altitude, field, 5, 500),
        RecordField.HeartRate => new(Channel.HeartRate, field, 1, 0),
        RecordField.Cadence => new(Channel.Cadence, field, 1, 0),
        RecordField.FractionalCadence => new(Channel.Cadence, field, 128, 0),
        RecordField.Distance => new(Channel.Distance, field, 100, 0),
        RecordField.Speed or RecordField.EnhancedSpeed => new(Channel.Speed, field, 1000, 0),
        RecordField.Power => new(Channel.Power, field, 1, 0),
        RecordField.VerticalOscillation => new(Channel.VerticalOscillation, field, 10, 0),
        RecordField.StanceTime => new(Channel.StanceTime, field, 10, 0),
        RecordField.StepLength => new(Channel.StepLength, field, 10, 0),
        _ => null,
    };
}
