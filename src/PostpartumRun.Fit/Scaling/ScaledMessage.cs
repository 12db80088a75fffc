namespace PostpartumRun.Fit;

/// <summary>A message as numbers: all of its fields' in a row, and what each field is.</summary>
public readonly ref struct ScaledMessage
{
    internal ScaledMessage(ReadOnlySpan<ScaledField> fields, ReadOnlySpan<double> numbers)
    {
        Fields = fields;
        Numbers = numbers;
    }

    /// <summary>The fields in the message's order, developer fields last.</summary>
    public ReadOnlySpan<ScaledField> Fields { get; }

    /// <summary>The numbers of all fields, in the units that profile or descriptions name; NaN for an invalid one.</summary>
    public ReadOnlySpan<double> Numbers { get; }

    /// <summary>The numbers of one of the fields.</summary>
    public ReadOnlySpan<double> Of(in ScaledField field) => Numbers.Slice(field.First, field.Count);
}
