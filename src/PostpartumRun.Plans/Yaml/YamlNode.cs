namespace PostpartumRun.Plans;

/// <summary>A piece of a YAML file, and where it begins: line and column from 1.</summary>
internal abstract record YamlNode(int Line, int Column)
{
    /// <summary>What it is, for an error.</summary>
    public abstract string Kind { get; }
}

internal enum ScalarStyle
{
    Plain,
    Quoted,
    Literal,
    Folded,
}

internal sealed record YamlScalar(int Line, int Column, string Value, ScalarStyle Style) : YamlNode(Line, Column)
{
    public override string Kind => Value.Length == 0 ? "nothing" : "a text";
}

internal sealed record YamlList(int Line, int Column, IReadOnlyList<YamlNode> Items) : YamlNode(Line, Column)
{
    public override string Kind => "a list";
}

internal sealed record YamlField(YamlScalar Key, YamlNode Value);

internal sealed record YamlMap(int Line, int Column, IReadOnlyList<YamlField> Fields) : YamlNode(Line, Column)
{
    public override string Kind => "a group of keys";

    public YamlNode? Find(string key) => Fields.FirstOrDefault(f => f.Key.Value == key)?.Value;
}
