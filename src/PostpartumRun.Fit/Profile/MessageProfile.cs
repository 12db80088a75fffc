using System.Collections.Immutable;

namespace PostpartumRun.Fit.Profile;

/// <summary>What the profile says of a message.</summary>
public sealed class MessageProfile
{
    private readonly FieldProfile?[] _byNumber = new FieldProfile?[256];

    internal MessageProfile(ushort number, string name, ImmutableArray<FieldProfile> fields)
    {
        (Number, Name, Fields) = (number, name, fields);
        foreach (var field in fields)
            _byNumber[field.Number] = field;
    }

    /// <summary>The global message number.</summary>
    public ushort Number { get; }

    /// <summary>The name in snake_case, <c>record</c> say.</summary>
    public string Name { get; }

    /// <summary>The fields that the profile knows, by number.</summary>
    public ImmutableArray<FieldProfile> Fields { get; }

    /// <summary>The field of this number, or null when the profile has none.</summary>
    public FieldProfile? FindField(byte number) => _byNumber[number];
}

/// <summary>
/// What the profile says of a field, or of one reading of it. A value is raw / <see cref="Scale"/> - <see cref="Offset"/>.
/// </summary>
/// <param name="Name">The name in snake_case.</param>
/// <param name="Type">The type that its values belong to: <c>sport</c>, <c>date_time</c>, or a base type's.</param>
/// <param name="BaseType">How its values are stored.</param>
/// <param name="Scale">What raw values are divided by; 1 where several components share the bits and each has its own.</param>
/// <param name="Offset">What is then subtracted.</param>
/// <param name="Units">The unit's symbol, or empty; where several components share the bits, theirs, separated by commas.</param>
/// <param name="Components">The parts that the raw bits hold, lowest bits first; empty for most.</param>
public abstract record FieldReading(
    string Name, TypeProfile Type, FitBaseType BaseType, double Scale, double Offset, string Units,
    ImmutableArray<ComponentProfile> Components);

/// <summary>A field of a message.</summary>
/// <param name="Number">The field's number in its message.</param>
/// <param name="IsArray">Whether it can hold several values.</param>
/// <param name="IsAccumulated">Whether components that stand for it roll over, and are to be added up.</param>
/// <param name="Subfields">Other readings of the same bytes, the first whose condition holds wins; empty for most.</param>
/// <inheritdoc cref="FieldReading"/>
public sealed record FieldProfile(
    byte Number, string Name, TypeProfile Type, FitBaseType BaseType, bool IsArray, double Scale, double Offset, string Units,
    bool IsAccumulated, ImmutableArray<ComponentProfile> Components, ImmutableArray<SubfieldProfile> Subfields)
    : FieldReading(Name, Type, BaseType, Scale, Offset, Units, Components);

/// <summary>Another reading of a field, which holds when any of its conditions does.</summary>
/// <param name="Conditions">Field numbers of the same message, and the raw value that each must have.</param>
/// <inheritdoc cref="FieldReading"/>
public sealed record SubfieldProfile(
    string Name, TypeProfile Type, FitBaseType BaseType, double Scale, double Offset, string Units,
    ImmutableArray<ComponentProfile> Components, ImmutableArray<(byte FieldNumber, long Value)> Conditions)
    : FieldReading(Name, Type, BaseType, Scale, Offset, Units, Components);

/// <summary>A part of a field's bits, which stands for another field of the message.</summary>
/// <param name="FieldNumber">The field that it stands for.</param>
/// <param name="Bits">How many bits it takes.</param>
/// <param name="Scale">What the part is divided by.</param>
/// <param name="Offset">What is then subtracted.</param>
/// <param name="IsAccumulated">Whether it rolls over, and is to be added up: as the field that it stands for says.</param>
public readonly record struct ComponentProfile(byte FieldNumber, byte Bits, double Scale, double Offset, bool IsAccumulated);
