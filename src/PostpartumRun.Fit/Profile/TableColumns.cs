using System.Globalization;

namespace PostpartumRun.Fit.Profile;

/// <summary>The columns of a line of the table, from left to right; those that are missing at its end are empty.</summary>
internal ref struct TableColumns(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    /// <summary>Whether no column is left.</summary>
    internal readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Takes the next line from the lines.</summary>
    internal static TableColumns OfNextLine(scoped ref ReadOnlySpan<char> lines) => new(Take(ref lines, '\n'));

    internal ReadOnlySpan<char> Next() => Take(ref _rest, '\t');

    internal long NextInteger() => Integer(Next());

    internal double NextNumber(double whenEmpty) => Number(Next(), whenEmpty);

    /// <summary>Takes what stands before the next separator, or all when there is none.</summary>
    internal static ReadOnlySpan<char> Take(scoped ref ReadOnlySpan<char> text, char separator)
    {
        int length = text.IndexOf(separator);
        var taken = length < 0 ? text : text[..length];
        text = length < 0 ? [] : text[(length + 1)..];
        return taken;
    }

    internal static long Integer(ReadOnlySpan<char> text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    internal static double Number(ReadOnlySpan<char> text, double whenEmpty) =>
        text.IsEmpty ? whenEmpty : double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
