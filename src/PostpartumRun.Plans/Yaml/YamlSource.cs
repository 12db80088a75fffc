using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>A plan file's text, and what is found wrong with it.</summary>
internal sealed class YamlSource(string text, string name)
{
    /// <summary>Enough to see what is wrong; a file that is not a plan at all would have thousands.</summary>
    private const int MaxErrors = 200;

    private string[]? _lines;
    private int _found;

    public string Text { get; } = text;

    public List<PlanError> Errors { get; } = [];

    public string? Line(int number)
    {
        _lines ??= Text.ReplaceLineEndings("\n").Split('\n');
        return number >= 1 && number <= _lines.Length ? _lines[number - 1] : null;
    }

    public void Fail(YamlNode node, string message) => Fail(node.Line, node.Column, message);

    public void Fail(int line, int column, string message)
    {
        _found++;
        if (Errors.Count < MaxErrors)
            Errors.Add(new(name, line, column, message));
    }

    public ImmutableArray<PlanError> SortedErrors()
    {
        var sorted = Errors.OrderBy(e => e.Line).ThenBy(e => e.Column).ToImmutableArray();
        return _found == sorted.Length
            ? sorted
            : sorted.Add(new(name, sorted[^1].Line, sorted[^1].Column, $"{_found - sorted.Length} more errors are not listed"));
    }
}
