using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// Developer fields that stand in for a field of <c>record</c>: a foot pod's power, say. They fill channels in which a record has no value of
/// the watch's own; where it has one, that stays.
/// </summary>
internal sealed class DeveloperChannels
{
    private readonly DeveloperFields _descriptions = new();
    private readonly Dictionary<MessageDefinition, Cell[]> _layouts = [];

    private readonly record struct Cell(Channel Channel, DeveloperFieldDefinition Field, DeveloperFieldDescription Description, double Factor);

    /// <summary>Forgets what a file has described, for the next one.</summary>
    public void Clear()
    {
        _descriptions.Clear();
        _layouts.Clear();
    }

    /// <summary>Takes in a <c>field_description</c> message.</summary>
    public void Describe(scoped in FitMessage message)
    {
        _descriptions.Observe(message);
        _layouts.Clear();
    }

    /// <summary>Puts the values of records of one layout into a recording, which holds the records' own already.</summary>
    /// <param name="definition">Their layout.</param>
    /// <param name="file">What the records stand in.</param>
    /// <param name="positions">Where the data of each begins.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="first">The index of the first.</param>
    public void Read(MessageDefinition definition, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        foreach (ref readonly var cell in CellsOf(definition))
        {
            var description = cell.Description;
            var type = description.BaseType;
            for (int i = 0; i < positions.Length; i++)
            {
                var own = recording[cell.Channel];
                if (!own.IsEmpty && !float.IsNaN(own[first + i]))
                    continue;
                ulong bits = type.ReadBits(file[(positions[i] + cell.Field.Offset)..], definition.IsBigEndian);
                double raw = bits == type.Invalid() ? double.NaN : type.ToDouble(bits);
                if (double.IsFinite(raw))
                    recording.Set(first + i, cell.Channel, (float)(((raw / description.Scale) - description.Offset) * cell.Factor));
            }
        }
    }

    private ReadOnlySpan<Cell> CellsOf(MessageDefinition definition)
    {
        if (definition.DeveloperFields.IsEmpty)
            return [];
        if (!_layouts.TryGetValue(definition, out var cells))
            _layouts[definition] = cells = Find(definition);
        return cells;
    }

    private Cell[] Find(MessageDefinition definition)
    {
        var cells = new List<Cell>();
        foreach (var field in definition.DeveloperFields)
        {
            if (_descriptions.Find(field) is { BaseType: not FitBaseType.String } description
                && field.Size > 0 && field.Size % description.BaseType.Size() == 0
                && description.NativeFieldIn(definition.GlobalNumber) is { } native
                && ChannelOf(native) is { } channel
                && Factor(channel, description.Units) is { } factor)
                cells.Add(new(channel, field, description, factor));
        }
        return [.. cells];
    }

    private static Channel? ChannelOf(byte native) => native switch
    {
        RecordField.Altitude or RecordField.EnhancedAltitude => Channel.Altitude,
        RecordField.HeartRate => Channel.HeartRate,
        RecordField.Cadence => Channel.Cadence,
        RecordField.Distance => Channel.Distance,
        RecordField.Speed or RecordField.EnhancedSpeed => Channel.Speed,
        RecordField.Power => Channel.Power,
        RecordField.VerticalOscillation => Channel.VerticalOscillation,
        RecordField.StanceTime => Channel.StanceTime,
        RecordField.StepLength => Channel.StepLength,
        _ => null,
    };

    /// <summary>What a developer's unit is times the channel's; null for a unit that the channel cannot be told in. Developers spell units as they like.</summary>
    private static double? Factor(Channel channel, string units) => (channel, units.Trim().ToUpperInvariant()) switch
    {
        (_, "") => 1,
        (Channel.HeartRate, "BPM") => 1,
        (Channel.Cadence, "RPM" or "SPM" or "STRIDES/MIN") => 1,
        (Channel.Power, "W" or "WATT" or "WATTS") => 1,
        (Channel.Altitude or Channel.Distance, "M" or "METER" or "METERS" or "METRES") => 1,
        (Channel.Distance, "KM" or "KILOMETERS") => 1000,
        (Channel.Speed, "M/S" or "MPS") => 1,
        (Channel.Speed, "KM/H" or "KPH") => 1 / 3.6,
        (Channel.StanceTime, "MS" or "MILLISECONDS") => 1,
        (Channel.StanceTime, "S" or "SECONDS") => 1000,
        (Channel.VerticalOscillation or Channel.StepLength, "MM" or "MILLIMETERS") => 1,
        (Channel.VerticalOscillation or Channel.StepLength, "CM" or "CENTIMETERS") => 10,
        (Channel.VerticalOscillation or Channel.StepLength, "M" or "METERS") => 1000,
        _ => null,
    };
}
