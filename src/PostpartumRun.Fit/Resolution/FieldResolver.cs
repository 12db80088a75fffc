using System.Globalization;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>
/// Reads messages as a person would: fields by name, values scaled and named, the active subfield beside its field, components expanded
/// and added up, developer fields by their descriptions. Messages have to come in the file's order. For looking at files; what is
/// fast reads <see cref="FitMessage"/> itself.
/// </summary>
public sealed class FieldResolver
{
    private const string TimestampName = "timestamp";

    private readonly Accumulator _accumulator = new();
    private readonly DeveloperFields _developerFields = new();
    private readonly List<ResolvedField> _fields = [];
    // By reference: a profile's field is one instance, and hashing its contents would be most of the work.
    private readonly Dictionary<FieldProfile, List<FitValue>> _expanded = new(ReferenceEqualityComparer.Instance);

    /// <summary>Forgets what a file has said, for the next one.</summary>
    public void BeginFile()
    {
        _accumulator.Clear();
        _developerFields.Clear();
    }

    /// <summary>The fields of a message that hold a valid value, in the message's order, then those that components stand for. The list is
    /// overwritten by the next call.</summary>
    public IReadOnlyList<ResolvedField> Resolve(scoped in FitMessage message)
    {
        _fields.Clear();
        _expanded.Clear();
        _developerFields.Observe(message);
        if (message is { IsTimestampCompressed: true, Timestamp: { } time })
            _fields.Add(new(TimestampName, "s", [Moment(time)], IsArray: false));
        foreach (ref readonly var definition in message.Definition.Fields.AsSpan())
            Add(message, definition);
        foreach (var (target, values) in _expanded)
        {
            if (!_fields.Exists(field => field.Name == target.Name) && values.Exists(value => value.Kind != FitValueKind.None))
                _fields.Add(new(target.Name, target.Units, values, target.IsArray));
        }
        return _fields;
    }

    /// <summary>The developer fields of a message that hold a valid value; those that nothing describes are left out.</summary>
    public IReadOnlyList<ResolvedField> ResolveDeveloperFields(scoped in FitMessage message)
    {
        var fields = new List<ResolvedField>();
        foreach (ref readonly var definition in message.Definition.DeveloperFields.AsSpan())
        {
            if (_developerFields.Find(definition) is not { } description)
                continue;
            var field = message.View(definition, description.BaseType);
            if (Values(field, null, description.Scale, description.Offset) is { } values)
            {
                var native = description.NativeFieldIn(message.Number) is { } number ? message.Definition.Profile?.FindField(number) : null;
                fields.Add(new(description.Name, description.Units, values, values.Length > 1) { StandsFor = native?.Name });
            }
        }
        return fields;
    }

    private void Add(scoped in FitMessage message, in FieldDefinition definition)
    {
        var field = message.View(definition);
        if (message.Definition.Profile?.FindField(definition.Number) is not { } profile)
        {
            if (Values(field, null, 1, 0) is { } unknown)
                _fields.Add(new(definition.Number.ToString(CultureInfo.InvariantCulture), "", unknown, unknown.Length > 1));
            return;
        }
        if (Values(field, profile.Type, profile.Scale, profile.Offset) is not { } values)
            return;
        _fields.Add(new(profile.Name, profile.Units, values, profile.IsArray));
        if (profile.IsAccumulated && Array.FindLast(values, value => double.IsFinite(value.Number)) is { Kind: not FitValueKind.None } last)
            _accumulator.Set(message.Number, profile.Number, last.Number);
        FieldReading reading = profile;
        if (ActiveSubfield(message, profile) is { } subfield)
        {
            if (Values(field, subfield.Type, subfield.Scale, subfield.Offset) is { } read)
                _fields.Add(new(subfield.Name, subfield.Units, read, profile.IsArray));
            reading = subfield;
        }
        if (!reading.Components.IsEmpty && field.BaseType.IsInteger())
            Expand(message.Definition, reading, new BitQueue(field));
    }

    private static SubfieldProfile? ActiveSubfield(scoped in FitMessage message, FieldProfile profile)
    {
        foreach (var subfield in profile.Subfields)
        {
            foreach (var (number, value) in subfield.Conditions)
            {
                if (message[number].Integer == value)
                    return subfield;
            }
        }
        return null;
    }

    private void Expand(MessageDefinition definition, FieldReading reading, BitQueue bits)
    {
        foreach (var component in reading.Components)
        {
            if (bits.Remaining < component.Bits)
                break;
            ulong part = bits.Take(component.Bits);
            if (definition.Profile?.FindField(component.FieldNumber) is not { } target)
                continue;
            double value = component.IsAccumulated
                ? _accumulator.Add(definition.GlobalNumber, target.Number, part, component.Bits, component.Scale, component.Offset)
                : (part / component.Scale) - component.Offset;
            if (!_expanded.TryGetValue(target, out var values))
                _expanded[target] = values = [];
            double raw = Math.Round((value + target.Offset) * target.Scale);
            bool isValid = raw != target.BaseType.Invalid();
            values.Add(isValid ? Named(target.Type, value) : default);
            if (isValid && !target.Components.IsEmpty && raw >= 0)
                ExpandAgain(definition, target, (ulong)raw);
        }
    }

    /// <summary>What a component stands for can itself be made of components: a compressed speed is a speed, which is an enhanced speed.</summary>
    private void ExpandAgain(MessageDefinition definition, FieldProfile target, ulong raw)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64LittleEndian(bytes, raw);
        Expand(definition, target, new BitQueue(new FitField(target.BaseType, bytes[..target.BaseType.Size()], isBigEndian: false)));
    }

    /// <summary>A field's values, or null when none is valid.</summary>
    private static FitValue[]? Values(FitField field, TypeProfile? type, double scale, double offset)
    {
        if (field.BaseType == FitBaseType.String)
            return field.Text is { } text ? [FitValue.Of(text)] : null;
        int count = field.Count;
        bool hasValid = false;
        for (int i = 0; i < count && !hasValid; i++)
            hasValid = field.TryGetBits(i, out _);
        if (!hasValid)
            return null;
        var values = new FitValue[count];
        for (int i = 0; i < count; i++)
        {
            // Bytes have no meaning one by one, so that one alone cannot be invalid.
            if (field.TryGetBits(i, out ulong bits) || field.BaseType == FitBaseType.Byte)
                values[i] = Value(field.BaseType, bits, type, scale, offset);
        }
        // A floating-point field can hold no number without holding the invalid bits.
        return Array.Exists(values, value => value.Kind != FitValueKind.None) ? values : null;
    }

    private static FitValue Value(FitBaseType baseType, ulong bits, TypeProfile? type, double scale, double offset)
    {
        if (!baseType.IsInteger() || scale != 1 || offset != 0)
            return FitValue.Of((baseType.ToDouble(bits) / scale) - offset);
        if (baseType is FitBaseType.UInt64 or FitBaseType.UInt64Z)
            return FitValue.Of(bits);
        long value = baseType.ToInt64(bits);
        return type is null ? FitValue.Of(value) : Named(type, value);
    }

    private static FitValue Named(TypeProfile type, double value)
    {
        if (value != Math.Floor(value) || Math.Abs(value) > long.MaxValue / 2)
            return FitValue.Of(value);
        long whole = (long)value;
        return type.Name switch
        {
            "date_time" when whole is >= 0 and < FitTime.Invalid => Moment((uint)whole),
            "local_date_time" when whole is >= 0 and < FitTime.Invalid => FitValue.Of(Written((uint)whole, "")),
            "bool" when whole is 0 or 1 => FitValue.Of(whole == 1),
            _ when type.NameOf(whole) is { } name => FitValue.Of(name),
            _ => FitValue.Of(whole),
        };
    }

    private static FitValue Moment(uint seconds) => FitValue.Of(Written(seconds, "Z"));

    private static string Written(uint seconds, string zone) =>
        FitTime.ToDateTimeOffset(seconds).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture) + zone;
}
