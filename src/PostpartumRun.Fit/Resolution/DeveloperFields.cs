using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>What a <c>field_description</c> message says of a developer field. A value is raw / <see cref="Scale"/> - <see cref="Offset"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="BaseType">How its values are stored.</param>
/// <param name="Units">The unit's symbol, or empty.</param>
/// <param name="Scale">What raw values are divided by.</param>
/// <param name="Offset">What is then subtracted.</param>
/// <param name="NativeMessage">The message whose field it stands in for, or null.</param>
/// <param name="NativeField">The field of the profile that it stands in for, or null.</param>
public sealed record DeveloperFieldDescription(
    string Name, FitBaseType BaseType, string Units, double Scale, double Offset, ushort? NativeMessage, byte? NativeField)
{
    /// <summary>
    /// The field of the profile that it stands in for in messages of a number, or null. Its values are in its own units, which need not be
    /// those of the profile's field: centimetres for millimetres, say. A description that names no message means whichever it is used in.
    /// </summary>
    public byte? NativeFieldIn(ushort message) => NativeMessage is null || NativeMessage == message ? NativeField : null;
}

/// <summary>The developer fields that a file has described so far.</summary>
public sealed class DeveloperFields
{
    private readonly Dictionary<(byte DeveloperIndex, byte Number), DeveloperFieldDescription> _descriptions = [];

    // What was said of each last, in this file or one before, and by which bytes: the same again gives the same object.
    private readonly Dictionary<(byte DeveloperIndex, byte Number), Source> _sources = [];

    private sealed record Source(MessageDefinition Definition, byte[] Bytes, DeveloperFieldDescription Description);

    /// <summary>Forgets them, for the next file.</summary>
    public void Clear() => _descriptions.Clear();

    /// <summary>What was said of a field, or null.</summary>
    public DeveloperFieldDescription? Find(in DeveloperFieldDefinition field) =>
        _descriptions.GetValueOrDefault((field.DeveloperIndex, field.Number));

    /// <summary>Takes in a message: a <c>field_description</c> is kept, any other is passed over.</summary>
    public void Observe(scoped in FitMessage message)
    {
        if (message.Number != MessageNumber.FieldDescription
            || message[0].Integer is not { } developerIndex
            || message[1].Integer is not { } number)
            return;
        var key = ((byte)developerIndex, (byte)number);
        if (!_sources.TryGetValue(key, out var source) || source.Definition != message.Definition || !message.Data.SequenceEqual(source.Bytes))
            _sources[key] = source = new(message.Definition, message.Data.ToArray(), Read(message, developerIndex, number));
        _descriptions[key] = source.Description;
    }

    private static DeveloperFieldDescription Read(scoped in FitMessage message, long developerIndex, long number)
    {
        // Field numbers of field_description: 2 base type, 3 name, 6 scale, 7 offset, 8 units, 14 native message, 15 native field.
        double scale = message[6].Integer ?? 1;
        return new(
            message[3].Text ?? $"{developerIndex}.{number}",
            FitBaseTypes.FromByte((byte)(message[2].Integer ?? (byte)FitBaseType.Byte)),
            message[8].Text ?? "",
            scale == 0 ? 1 : scale,
            message[7].Integer ?? 0,
            (ushort?)message[14].Integer,
            (byte?)message[15].Integer);
    }
}
