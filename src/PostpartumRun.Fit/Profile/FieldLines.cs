using System.Collections.Immutable;
using TypesByName = System.Collections.Generic.Dictionary<string, PostpartumRun.Fit.Profile.TypeProfile>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace PostpartumRun.Fit.Profile;

/// <summary>Reads a message's fields and their subfields from their lines of the table.</summary>
internal static class FieldLines
{
    private const char Subfield = '?';
    private const char Accumulated = '+';

    internal static ImmutableArray<FieldProfile> Read(ReadOnlySpan<char> lines, TypesByName types)
    {
        var fields = ImmutableArray.CreateBuilder<FieldProfile>();
        while (!lines.IsEmpty)
        {
            var columns = TableColumns.OfNextLine(ref lines);
            byte number = (byte)columns.NextInteger();
            var reading = ReadReading(ref columns, types);
            fields.Add(new FieldProfile(
                number, reading.Name, reading.Type, reading.Type.BaseType, reading.IsArray, reading.Scale, reading.Offset, reading.Units,
                reading.IsAccumulated, reading.Components, ReadSubfields(ref lines, types)));
        }
        return fields.DrainToImmutable();
    }

    private static ImmutableArray<SubfieldProfile> ReadSubfields(ref ReadOnlySpan<char> lines, TypesByName types)
    {
        if (lines.IsEmpty || lines[0] != Subfield)
            return [];
        var subfields = ImmutableArray.CreateBuilder<SubfieldProfile>();
        while (!lines.IsEmpty && lines[0] == Subfield)
        {
            var columns = TableColumns.OfNextLine(ref lines);
            var conditions = ReadConditions(columns.Next()[1..]);
            var reading = ReadReading(ref columns, types);
            subfields.Add(new SubfieldProfile(
                reading.Name, reading.Type, reading.Type.BaseType, reading.Scale, reading.Offset, reading.Units, reading.Components, conditions));
        }
        return subfields.DrainToImmutable();
    }

    private static ImmutableArray<(byte FieldNumber, long Value)> ReadConditions(ReadOnlySpan<char> text)
    {
        var conditions = ImmutableArray.CreateBuilder<(byte, long)>(text.Count(' ') + 1);
        while (!text.IsEmpty)
        {
            var value = TableColumns.Take(ref text, ' ');
            var field = TableColumns.Take(ref value, '=');
            conditions.Add(((byte)TableColumns.Integer(field), TableColumns.Integer(value)));
        }
        return conditions.MoveToImmutable();
    }

    private static Reading ReadReading(ref TableColumns columns, TypesByName types)
    {
        string name = columns.Next().ToString();
        var type = types[columns.Next()];
        var marks = columns.Next();
        double scale = columns.NextNumber(whenEmpty: 1);
        double offset = columns.NextNumber(whenEmpty: 0);
        string units = columns.Next().ToString();
        return new Reading(name, type, marks.Contains('['), marks.Contains(Accumulated), scale, offset, units, ReadComponents(ref columns));
    }

    private static ImmutableArray<ComponentProfile> ReadComponents(ref TableColumns columns)
    {
        if (columns.AtEnd)
            return [];
        var components = ImmutableArray.CreateBuilder<ComponentProfile>();
        while (!columns.AtEnd)
        {
            var text = columns.Next();
            bool accumulated = text[0] == Accumulated;
            if (accumulated)
                text = text[1..];
            components.Add(new ComponentProfile(
                FieldNumber: (byte)TableColumns.Integer(TableColumns.Take(ref text, ':')),
                Bits: (byte)TableColumns.Integer(TableColumns.Take(ref text, ':')),
                Scale: TableColumns.Number(TableColumns.Take(ref text, ':'), whenEmpty: 1),
                Offset: TableColumns.Number(TableColumns.Take(ref text, ':'), whenEmpty: 0),
                accumulated));
        }
        return components.DrainToImmutable();
    }

    /// <summary>What a field's and a subfield's line have in common.</summary>
    private readonly record struct Reading(
        string Name, TypeProfile Type, bool IsArray, bool IsAccumulated, double Scale, double Offset, string Units,
        ImmutableArray<ComponentProfile> Components);
}
