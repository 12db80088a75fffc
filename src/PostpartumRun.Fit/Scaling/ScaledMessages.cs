using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>
/// Reads messages field by field as scaled numbers, developer fields among them. What the profile says of a layout is looked up once, and
/// layouts that are known cost no memory. Messages have to come in the file's order. Subfields and components are <see cref="FieldResolver"/>'s.
/// Not for two threads at once.
/// </summary>
public sealed class ScaledMessages
{
    private readonly DeveloperScales _scales = new();
    private readonly ScaledLayout?[] _layouts = new ScaledLayout?[FitReaderState.MaxLayouts];
    private int _age;

    /// <summary>Forgets what a file has said of its developer fields, for the next one.</summary>
    public void BeginFile()
    {
        _scales.Clear();
        _age++;
    }

    /// <summary>The fields of a message in its order, developer fields last.</summary>
    public Fields Of(FitMessage message)
    {
        var definition = message.Definition;
        if (definition.GlobalNumber == MessageNumber.FieldDescription && _scales.Observe(message))
            _age++;
        var layout = _layouts[definition.Ordinal];
        if (layout is null || layout.Definition != definition)
            layout = _layouts[definition.Ordinal] = new ScaledLayout(definition);
        if (layout.Age != _age)
            layout.Refresh(_scales, _age);
        return new(layout.Cells, message.Data, definition.IsBigEndian);
    }

    /// <summary>The fields of one message, to be gone through once.</summary>
    public ref struct Fields
    {
        private readonly ReadOnlySpan<ScaledLayout.Cell> _cells;
        private readonly ReadOnlySpan<byte> _data;
        private readonly bool _isBigEndian;
        private int _index = -1;

        internal Fields(ReadOnlySpan<ScaledLayout.Cell> cells, ReadOnlySpan<byte> data, bool isBigEndian)
        {
            _cells = cells;
            _data = data;
            _isBigEndian = isBigEndian;
        }

        /// <summary>How many there are.</summary>
        public readonly int Count => _cells.Length;

        /// <summary>The field that the enumeration stands on.</summary>
        public readonly ScaledField Current => new(in _cells[_index], _data, _isBigEndian);

        /// <summary>Itself, for <c>foreach</c>.</summary>
        public readonly Fields GetEnumerator() => this;

        /// <summary>Goes on to the next field.</summary>
        public bool MoveNext() => ++_index < _cells.Length;
    }
}
