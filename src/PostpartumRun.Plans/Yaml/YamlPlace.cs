namespace PostpartumRun.Plans;

/// <summary>Where a place within a scalar's text stands in its file.</summary>
internal static class YamlPlace
{
    /// <summary>
    /// The file's line and column of a line and column of a scalar's text, both from 1; null where the file writes the text in another
    /// way than it reads (folded lines, escapes), so that columns say nothing.
    /// </summary>
    public static (int Line, int Column)? Of(YamlSource source, YamlScalar scalar, int line, int column)
    {
        string[] lines = scalar.Value.Split('\n');
        if (line > lines.Length)
            return null;
        bool isBlock = scalar.Style == ScalarStyle.Literal;
        if (!isBlock && (scalar.Style == ScalarStyle.Folded || lines.Length > 1))
            return null;
        // The text of a block begins on the line after its '|'; any other after its opening quote, if it has one.
        int fileLine = isBlock ? scalar.Line + line : scalar.Line;
        int before = isBlock ? Indentation(source, scalar, lines) : scalar.Column - 1 + (scalar.Style == ScalarStyle.Quoted ? 1 : 0);
        string written = source.Line(fileLine) ?? "", text = lines[line - 1];
        bool isVerbatim = written.Length < before
            ? text.Length == 0
            : written.AsSpan(before).StartsWith(text, StringComparison.Ordinal);
        return isVerbatim ? (fileLine, before + column) : null;
    }

    private static int Indentation(YamlSource source, YamlScalar scalar, string[] lines)
    {
        int first = Array.FindIndex(lines, l => l.Length > 0);
        string written = first < 0 ? "" : source.Line(scalar.Line + 1 + first) ?? "";
        return first < 0 ? 0 : Math.Max(0, written.Length - lines[first].Length);
    }
}
