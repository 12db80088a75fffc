using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace PostpartumRun.Fit.Profile;

/// <summary>Reads a message's fields and their subfields from their lines of the table.</summary>
internal static class FieldLines
{
    private const char Subfield = '?';
    private const char Array = '[';
    private const char Accumulated = '+';

    internal static ImmutableArray<FieldProfile> Read(ReadOnlySpan<char> lines, ProfileTable table)
    {
        var fields = new List<FieldProfile>();
        while (!lines.IsEmpty)
        {
            var columns = TableColumns.OfNextLine(ref lines);
            byte number = (byte)columns.NextInteger();
            var reading = new Reading(ref columns, table);
            fields.Add(new FieldProfile(
                number, reading.Name, reading.Type, reading.Type.BaseType, reading.IsArray, reading.Scale, reading.Offset, reading.Units,
                reading.IsAccumulated, reading.Components, ReadSubfields(ref lines, table)));
        }
        return [.. fields];
    }

    private static ImmutableArray<SubfieldProfile> ReadSubfields(ref ReadOnlySpan<char> lines, ProfileTable table)
    {
        if (lines.IsEmpty || lines[0] != Subfield)
            return [];
        var subfields = new List<SubfieldProfile>();
        while (!lines.IsEmpty && lines[0] == Subfield)
        {
            var columns = TableColumns.OfNextLine(ref lines);
            var conditions = ReadConditions(columns.Next()[1..]);
            var reading = new Reading(ref columns, table);
            subfields.Add(new SubfieldProfile(
                reading.Name, reading.Type, reading.Type.BaseType, reading.Scale, reading.Offset, reading.Units, reading.Components,
                conditions));
        }
        return [.. subfields];
    }

    private static ImmutableArray<(byte FieldNumber, long Value)> ReadConditions(ReadOnlySpan<char> text)
    {
        var conditions = new (byte, long)[text.Count(' ') + 1];
        for (int i = 0; i < conditions.Length; i++)
        {
            var value = TableColumns.Take(ref text, ' ');
            var field = TableColumns.Take(ref value, '=');
            conditions[i] = ((byte)TableColumns.Integer(field), TableColumns.Integer(value));
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(conditions);
    }

    private static ImmutableArray<ComponentProfile> ReadComponents(ref TableColumns columns)
    {
        var components = new ComponentProfile[columns.Count];
        for (int i = 0; i < components.Length; i++)
        {
            var text = columns.Next();
            bool accumulated = text[0] == Accumulated;
            if (accumulated)
                text = text[1..];
            components[i] = new ComponentProfile(
                FieldNumber: (byte)TableColumns.Integer(TableColumns.Take(ref text, ':')),
                Bits: (byte)TableColumns.Integer(TableColumns.Take(ref text, ':')),
                Scale: TableColumns.Number(TableColumns.Take(ref text, ':'), whenEmpty: 1),
                Offset: TableColumns.Number(TableColumns.Take(ref text, ':'), whenEmpty: 0),
                accumulated);
        }
        return ImmutableCollectionsMarshal.AsImmutableArray(components);
    }

    /// <summary>The columns that a field's and a subfield's line have in common.</summary>
    private readonly ref struct Reading
    {
        internal readonly string Name;
        internal readonly TypeProfile Type;
        internal readonly bool IsArray;
        internal readonly bool IsAccumulated;
        internal readonly double Scale;
        internal readonly double Offset;
        internal readonly string Units;
        internal readonly ImmutableArray<ComponentProfile> Components;

        internal Reading(ref TableColumns columns, ProfileTable table)
        {
            Name = columns.Next().ToString();
            Type = table.TypeNamed(columns.Next());
            var marks = columns.Next();
            IsArray = marks.Contains(Array);
            IsAccumulated = marks.Contains(Accumulated);
            Scale = TableColumns.Number(columns.Next(), whenEmpty: 1);
            Offset = TableColumns.Number(columns.Next(), whenEmpty: 0);
            Units = columns.Next().ToString();
            Components = columns.Count == 0 ? [] : ReadComponents(ref columns);
        }
    }
}
