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
    private readonly Layout?[] _layouts = new Layout?[FitReaderState.MaxLayouts];
    private int _age;

    private readonly record struct Cell(Channel Channel, DeveloperFieldDefinition Field, DeveloperFieldDescription Description, double Factor)
    {
        /// <summary>Whether it is one unsigned or floating-point number of up to four bytes, as nearly all are.</summary>
        public bool CanBeLane => Lane.CanBe(Description.BaseType) && Field.Size == Description.BaseType.Size();

        public Lane Lane => new(
            Field.Offset, Description.BaseType, (float)(Description.Scale / Factor), (float)(Description.Offset * Description.Scale));

        public float Scaled(double raw) => (float)(((raw / Description.Scale) - Description.Offset) * Factor);
    }

    /// <summary>A definition's cells, those that are lanes first, and the descriptions that they come of, as of some age.</summary>
    private sealed record Layout(MessageDefinition Definition, DeveloperFieldDescription?[] Descriptions, Cell[] Cells, FieldLanes Lanes)
    {
        public int Age { get; set; }
    }

    /// <summary>Forgets what a file has described, for the next one.</summary>
    public void Clear()
    {
        _descriptions.Clear();
        _age++;
    }

    /// <summary>Takes in a <c>field_description</c> message.</summary>
    public void Describe(scoped in FitMessage message)
    {
        _descriptions.Observe(message);
        _age++;
    }

    /// <summary>Puts records' values into a recording, which holds the records' own already.</summary>
    /// <param name="definition">How the records are laid out.</param>
    /// <param name="file">What they stand in.</param>
    /// <param name="positions">Where the data of each begins, at most <see cref="FieldLanes.Batch"/>.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="first">The index of the first.</param>
    /// <param name="workspace">Room to work in, which grows.</param>
    public void Read(
        MessageDefinition definition, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first, ref float[] workspace)
    {
        if (definition.DeveloperFields.IsEmpty)
            return;
        var layout = LayoutOf(definition);
        if (workspace.Length < layout.Lanes.Room)
            workspace = new float[layout.Lanes.Room];
        layout.Lanes.Read(file, positions, workspace);
        for (int i = 0; i < layout.Cells.Length; i++)
        {
            ref readonly var cell = ref layout.Cells[i];
            if (i >= layout.Lanes.Lanes.Count)
            {
                ReadOneByOne(cell, definition, file, positions, recording, first);
                continue;
            }
            var read = FieldLanes.Column(workspace, i, positions.Length);
            if (recording.Has(cell.Channel) || ColumnMerging.HasNumber(read))
                ColumnMerging.FillGaps(read, recording.Column(cell.Channel).Slice(first, read.Length));
        }
    }

    private static void ReadOneByOne(
        in Cell cell, MessageDefinition definition, ReadOnlySpan<byte> file, ReadOnlySpan<int> positions, Recording recording, int first)
    {
        for (int i = 0; i < positions.Length; i++)
        {
            var own = recording[cell.Channel];
            if (!own.IsEmpty && !float.IsNaN(own[first + i]))
                continue;
            double number = Number(cell, file.Slice(positions[i] + cell.Field.Offset, cell.Field.Size), definition.IsBigEndian);
            if (double.IsFinite(number))
                recording.Set(first + i, cell.Channel, cell.Scaled(number));
        }
    }

    /// <summary>As <see cref="FitField.Number"/>.</summary>
    private static double Number(in Cell cell, ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        var type = cell.Description.BaseType;
        if (type == FitBaseType.String || bytes.IsEmpty || bytes.Length % type.Size() != 0)
            return double.NaN;
        ulong bits = type.ReadBits(bytes, isBigEndian);
        return bits == type.Invalid() ? double.NaN : type.ToDouble(bits);
    }

    private Layout LayoutOf(MessageDefinition definition)
    {
        ref var layout = ref _layouts[definition.Ordinal];
        if (layout?.Definition != definition || (layout.Age != _age && !IsAsDescribed(layout)))
            layout = Compile(definition);
        layout.Age = _age;
        return layout;
    }

    private bool IsAsDescribed(Layout layout)
    {
        var fields = layout.Definition.DeveloperFields.AsSpan();
        for (int i = 0; i < fields.Length; i++)
        {
            if (!ReferenceEquals(_descriptions.Find(fields[i]), layout.Descriptions[i]))
                return false;
        }
        return true;
    }

    private Layout Compile(MessageDefinition definition)
    {
        var cells = Find(definition);
        var lanes = new FieldLanes(cells.Where(cell => cell.CanBeLane).Select(cell => cell.Lane), definition.IsBigEndian);
        // Lanes are in the order of their offsets, which is that of the developer fields.
        return new(
            definition, [.. definition.DeveloperFields.Select(field => _descriptions.Find(field))],
            [.. cells.OrderByDescending(cell => cell.CanBeLane)], lanes);
    }

    private List<Cell> Find(MessageDefinition definition)
    {
        var cells = new List<Cell>();
        foreach (var field in definition.DeveloperFields)
        {
            if (_descriptions.Find(field) is { } description
                && description.NativeFieldIn(definition.GlobalNumber) is { } native
                && ChannelOf(native) is { } channel
                && Factor(channel, description.Units) is { } factor)
                cells.Add(new(channel, field, description, factor));
        }
        return cells;
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
