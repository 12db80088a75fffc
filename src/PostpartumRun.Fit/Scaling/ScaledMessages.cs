using System.Runtime.CompilerServices;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>
/// Reads all fields of messages as scaled numbers, developer fields among them. What the profile says of a layout is looked up once, and
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

    /// <summary>The fields of a message, and all their numbers, which the next message overwrites.</summary>
    public ScaledMessage Read(FitMessage message)
    {
        var definition = message.Definition;
        if (definition.GlobalNumber == MessageNumber.FieldDescription)
            TakeDescription(message);
        var layout = _layouts[definition.Ordinal];
        if (layout is null || layout.Definition != definition)
            layout = _layouts[definition.Ordinal] = new ScaledLayout(definition);
        if (layout.Age != _age && (layout.Age < 0 || !definition.DeveloperFields.IsEmpty))
            layout.Plan(_scales, _age);
        return layout.Read(message.Bytes);
    }

    /// <summary>Apart, and by value: a message whose address nobody takes stays in registers where <see cref="Read"/> is inlined.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TakeDescription(FitMessage message) => _age += _scales.Observe(message) ? 1 : 0;
}
