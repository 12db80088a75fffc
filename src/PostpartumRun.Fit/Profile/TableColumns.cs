using System.Globalization;

namespace PostpartumRun.Fit.Profile;

/// <summary>The columns of a line of the table, from left to right; those that are missing at its end are empty.</summary>
internal ref struct TableColumns(ReadOnlySpan<char> line)
{
    private ReadOnlySpan<char> _rest = line;

    /// <summary>How many columns are left.</summary>
    internal readonly int Count => _rest.IsEmpty ? 0 : _rest.Count('\t') + 1;

    /// <summary>Takes the next line from the lines.</summary>
    internal static TableColumns OfNextLine(scoped ref ReadOnlySpan<char> lines) => new(Take(ref lines, '\n'));

    internal ReadOnlySpan<char> Next() => Take(ref _rest, '\t');

    internal long NextInteger() => Integer(Next());

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
