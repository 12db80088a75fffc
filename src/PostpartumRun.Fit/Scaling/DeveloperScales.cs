namespace PostpartumRun.Fit;

/// <summary>
/// What a file's <c>field_description</c> messages say of how developer fields are stored. The names are left to <see cref="DeveloperFields"/>:
/// numbers alone cost no memory for each file.
/// </summary>
internal sealed class DeveloperScales
{
    private readonly Dictionary<(byte DeveloperIndex, byte Number), NumberScale> _scales = [];

    internal void Clear() => _scales.Clear();

    internal NumberScale Find(in DeveloperFieldDefinition field) =>
        _scales.TryGetValue((field.DeveloperIndex, field.Number), out var scale) ? scale : new(FitBaseType.Byte, 1, 0);

    /// <summary>Takes in a description. Returns whether it is news.</summary>
    internal bool Observe(scoped in FitMessage message)
    {
        if (message[0].Integer is not { } developerIndex || message[1].Integer is not { } number)
            return false;
        // Field numbers of field_description: 2 base type, 6 scale, 7 offset.
        double scale = message[6].Integer ?? 1;
        NumberScale said = new(
            FitBaseTypes.FromByte((byte)(message[2].Integer ?? (byte)FitBaseType.Byte)), scale == 0 ? 1 : scale, message[7].Integer ?? 0);
        var key = ((byte)developerIndex, (byte)number);
        if (_scales.TryGetValue(key, out var known) && known == said)
            return false;
        _scales[key] = said;
        return true;
    }
}
