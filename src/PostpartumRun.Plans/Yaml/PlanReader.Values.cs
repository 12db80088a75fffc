using System.Collections.Immutable;
using System.Globalization;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

// Values of one kind each. What is missing or wrong is an error at its place, and the least value of the kind stands in for it.
internal sealed partial class PlanReader
{
    private const int MaxItems = 200;

    /// <summary>A text as an error repeats it: not all of a long one.</summary>
    public static string Shown(string text)
    {
        string line = text.ReplaceLineEndings(" ");
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 40), "…");
    }

    private YamlMap? Group(YamlMap map, string key, params ReadOnlySpan<string> keys)
    {
        if (Required(map, key) is not { } node)
            return null;
        return Fields(node, $"'{key}'", keys);
    }

    private YamlMap? Fields(YamlNode node, string what, params ReadOnlySpan<string> keys)
    {
        if (node is not YamlMap map)
        {
            source.Fail(node, $"{what} is a group of keys ({string.Join(", ", keys!)}), not {node.Kind}");
            return null;
        }
        foreach (var field in map.Fields)
        {
            if (keys.Contains(field.Key.Value))
                continue;
            string? close = Spelling.Closest(field.Key.Value, keys);
            string hint = close is null ? $"there are {string.Join(", ", keys!)}" : $"did you mean '{close}'?";
            source.Fail(field.Key, $"{what} has no key '{Shown(field.Key.Value)}'; {hint}");
        }
        return map;
    }

    private YamlNode? Required(YamlMap map, string key)
    {
        var node = map.Find(key);
        if (node is null)
            source.Fail(map, $"'{key}' is missing");
        return node;
    }

    private YamlScalar? Scalar(YamlMap map, string key, bool required)
    {
        var node = required ? Required(map, key) : map.Find(key);
        switch (node)
        {
            case null:
                return null;
            case YamlScalar scalar when !string.IsNullOrWhiteSpace(scalar.Value):
                return scalar;
            case YamlScalar:
                source.Fail(node, $"'{key}' is empty");
                return null;
            default:
                source.Fail(node, $"'{key}' is a text, not {node.Kind}");
                return null;
        }
    }

    private string Text(YamlMap map, string key) => Text(Scalar(map, key, required: true), key) ?? "";

    private string? OptionalText(YamlMap map, string key) => Text(Scalar(map, key, required: false), key);

    private string? Text(YamlScalar? scalar, string key)
    {
        if (scalar is null)
            return null;
        string text = scalar.Value.Trim();
        if (text.Length > MaxText)
            source.Fail(scalar, string.Create(CultureInfo.InvariantCulture, $"'{key}' has more than {MaxText:N0} characters"));
        else if (text.Any(c => char.IsControl(c) && c != '\n'))
            source.Fail(scalar, $"'{key}' holds a control character");
        return text;
    }

    private ImmutableArray<string> Texts(YamlMap map, string key, bool required)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        foreach (var item in Items(map, key, required))
        {
            if (item is YamlScalar scalar && !string.IsNullOrWhiteSpace(scalar.Value))
                texts.Add(Text(scalar, key)!);
            else
                source.Fail(item, $"an entry of '{key}' is a text, not {item.Kind}");
        }
        return texts.ToImmutable();
    }

    private IReadOnlyList<YamlNode> Items(YamlMap map, string key, bool required)
    {
        var node = required ? Required(map, key) : map.Find(key);
        if (node is null)
            return [];
        if (node is not YamlList list)
            source.Fail(node, $"'{key}' is a list, not {node.Kind}");
        else if (list.Items.Count == 0)
            source.Fail(node, $"'{key}' has no entries");
        else if (list.Items.Count > MaxItems)
            source.Fail(node, $"'{key}' has more than {MaxItems} entries");
        else
            return list.Items;
        return [];
    }

    private int Number(YamlMap map, string key, int least, int most)
    {
        if (Scalar(map, key, required: true) is not { } scalar)
            return 0;
        bool isWhole = int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (isWhole && number >= least && number <= most)
            return number;
        string upTo = most == int.MaxValue ? "on" : $"to {most}";
        source.Fail(scalar, $"'{key}' is a whole number from {least} {upTo}, not '{Shown(scalar.Value)}'");
        return 0;
    }

    private PlanRange Range(YamlMap map, string key, int least, int most)
    {
        if (Scalar(map, key, required: true) is not { } scalar)
            return default;
        int dash = scalar.Value.IndexOfAny(['-', '–']);
        string min = dash < 0 ? scalar.Value : scalar.Value[..dash], max = scalar.Value[(dash + 1)..];
        if (int.TryParse(min.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int low)
            && int.TryParse(max.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int high)
            && least <= low && low <= high && high <= most)
        {
            return new(low, high);
        }
        source.Fail(scalar, $"'{key}' is a whole number or a range, as 2-3, from {least} to {most}; not '{Shown(scalar.Value)}'");
        return default;
    }

    /// <summary>The place of a word among those that can stand there; -1 for any other, and for none.</summary>
    private int OneOf(YamlMap map, string key, ReadOnlySpan<string> words, bool required = true)
    {
        if (Scalar(map, key, required) is not { } scalar)
            return -1;
        int found = words.IndexOf(scalar.Value);
        if (found < 0)
        {
            string hint = Spelling.Closest(scalar.Value, words) is { } close ? $"; did you mean '{close}'?" : "";
            source.Fail(scalar, $"'{key}' is one of {string.Join(", ", words!)}, not '{Shown(scalar.Value)}'{hint}");
        }
        return found;
    }

    private string Id(YamlMap map, Dictionary<string, int> lines)
    {
        if (Scalar(map, "id", required: true) is not { } scalar)
            return "";
        if (!SessionReference.IsId(scalar.Value))
            source.Fail(scalar, $"an id is lower-case letters, digits and single hyphens, 32 at most; not '{Shown(scalar.Value)}'");
        else if (!lines.TryAdd(scalar.Value, scalar.Line))
            source.Fail(scalar, $"the id '{scalar.Value}' is taken: line {lines[scalar.Value]} has it");
        return scalar.Value;
    }

    private void FailWithin(YamlScalar scalar, WorkoutTextError error)
    {
        string message = $"found {error.Found}, expected {error.Expected}";
        if (YamlPlace.Of(source, scalar, error.Line, error.Column) is { } place)
            source.Fail(place.Line, place.Column, message);
        else
            source.Fail(scalar, $"in this text, {error}");
    }
}
