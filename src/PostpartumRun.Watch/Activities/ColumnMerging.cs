using System.Numerics;
using System.Runtime.InteropServices;

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
        var sums = Vectors(values);
        var added = Vectors(fractions);
        for (int i = 0; i < sums.Length && i < added.Length; i++)
            sums[i] += Vector.ConditionalSelect(Vector.IsNaN(added[i]), Vector<float>.Zero, added[i]);
        for (int i = Rest(values); i < values.Length; i++)
            values[i] += float.IsNaN(fractions[i]) ? 0 : fractions[i];
    }

    /// <summary>Overwrites a column where there are numbers.</summary>
    public static void Overwrite(ReadOnlySpan<float> values, Span<float> column)
    {
        var read = Vectors(values);
        var known = Vectors(column);
        for (int i = 0; i < read.Length && i < known.Length; i++)
            known[i] = Vector.ConditionalSelect(Vector.IsNaN(read[i]), known[i], read[i]);
        for (int i = Rest(values); i < values.Length; i++)
            column[i] = float.IsNaN(values[i]) ? column[i] : values[i];
    }

    /// <summary>Fills a column with finite numbers where it has none.</summary>
    public static void FillGaps(ReadOnlySpan<float> values, Span<float> column)
    {
        var read = Vectors(values);
        var known = Vectors(column);
        for (int i = 0; i < read.Length && i < known.Length; i++)
            known[i] = Vector.ConditionalSelect(Vector.IsNaN(known[i]) & Vector.IsFinite(read[i]), read[i], known[i]);
        for (int i = Rest(values); i < values.Length; i++)
            column[i] = float.IsNaN(column[i]) && float.IsFinite(values[i]) ? values[i] : column[i];
    }

    private static ReadOnlySpan<Vector<float>> Vectors(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    private static Span<Vector<float>> Vectors(Span<float> values) => MemoryMarshal.Cast<float, Vector<float>>(values);

    /// <summary>Where what fills no whole vector begins.</summary>
    private static int Rest(ReadOnlySpan<float> values) => values.Length - (values.Length % Vector<float>.Count);
}
