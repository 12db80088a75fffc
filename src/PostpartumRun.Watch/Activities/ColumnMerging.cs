using System.Numerics;

namespace PostpartumRun.Watch;

/// <summary>Puts numbers that were read, NaN for none, together with those that a column has.</summary>
internal static class ColumnMerging
{
    /// <summary>Whether any of them is a finite number.</summary>
    public static bool HasNumber(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (float.IsFinite(value))
                return true;
        }
        return false;
    }

    /// <summary>Adds fractions where there are any.</summary>
    public static void AddFractions(Span<float> values, ReadOnlySpan<float> fractions)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var fraction = new Vector<float>(fractions[i..]);
            (new Vector<float>(values[i..]) + Vector.ConditionalSelect(Vector.IsNaN(fraction), Vector<float>.Zero, fraction)).CopyTo(values[i..]);
        }
        for (; i < values.Length; i++)
            values[i] += float.IsNaN(fractions[i]) ? 0 : fractions[i];
    }

    /// <summary>Overwrites a column where there are numbers.</summary>
    public static void Overwrite(ReadOnlySpan<float> values, Span<float> column)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = new Vector<float>(values[i..]);
            Vector.ConditionalSelect(Vector.IsNaN(value), new Vector<float>(column[i..]), value).CopyTo(column[i..]);
        }
        for (; i < values.Length; i++)
            column[i] = float.IsNaN(values[i]) ? column[i] : values[i];
    }

    /// <summary>Fills a column with finite numbers where it has none.</summary>
    public static void FillGaps(ReadOnlySpan<float> values, Span<float> column)
    {
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (value, known) = (new Vector<float>(values[i..]), new Vector<float>(column[i..]));
            Vector.ConditionalSelect(Vector.IsNaN(known) & Vector.IsFinite(value), value, known).CopyTo(column[i..]);
        }
        for (; i < values.Length; i++)
            column[i] = float.IsNaN(column[i]) && float.IsFinite(values[i]) ? values[i] : column[i];
    }
}
