namespace PostpartumRun.Fit.Profile;

/// <summary>A type of the profile: an enumeration with names, or a base type's own.</summary>
public sealed class TypeProfile
{
    private readonly ReadOnlyMemory<char> _lines;
    private Names? _names;

    internal TypeProfile(string name, FitBaseType baseType, ReadOnlyMemory<char> lines)
    {
        (Name, BaseType) = (name, baseType);
        _lines = lines;
    }

    /// <summary>The name in snake_case, <c>sport</c> say.</summary>
    public string Name { get; }

    /// <summary>How its values are stored.</summary>
    public FitBaseType BaseType { get; }

    /// <summary>
    /// The name of a value in snake_case, or null when it has none. A few hold capitals, as the official profile spells them:
    /// <c>RGT_cycling</c>.
    /// </summary>
    public string? NameOf(long value) => Known.ByValue.TryGetValue(value, out string? name) ? name : null;

    /// <summary>The value of a name, spelled as <see cref="NameOf"/> has it, or null when there is none.</summary>
    public long? ValueOf(string name) => Known.ByName.TryGetValue(name, out long value) ? value : null;

    // Two threads may both read the lines at first: they read the same, and either may stay.
    private Names Known => _names ??= new Names(_lines.Span);

    private sealed class Names
    {
        internal readonly Dictionary<long, string> ByValue = [];
        internal readonly Dictionary<string, long> ByName = [];

        internal Names(ReadOnlySpan<char> lines)
        {
            while (!lines.IsEmpty)
            {
                var columns = TableColumns.OfNextLine(ref lines);
                long value = columns.NextInteger();
                string name = columns.Next().ToString();
                ByValue.Add(value, name);
                ByName.Add(name, value);
            }
        }
    }
}
