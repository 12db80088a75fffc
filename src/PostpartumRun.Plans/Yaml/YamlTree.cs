using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace PostpartumRun.Plans;

/// <summary>
/// Reads a file's YAML into nodes from the parser's events, with bounds on depth and number: what a hostile file could blow up
/// (nesting, aliases of aliases) is refused at the event that begins it.
/// </summary>
internal sealed class YamlTree
{
    private const int MaxDepth = 16;
    private const int MaxNodes = 20_000;

    private readonly YamlSource _source;
    private readonly Parser _parser;
    private int _nodes;

    private YamlTree(YamlSource source)
    {
        _source = source;
        _parser = new Parser(new StringReader(source.Text));
    }

    /// <summary>The file's one document, or null with an error in the source.</summary>
    public static YamlNode? Read(YamlSource source)
    {
        try
        {
            return new YamlTree(source).ReadDocument();
        }
        catch (YamlException e)
        {
            source.Fail((int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column), $"this is not YAML: {Sentence(e.Message)}");
        }
        catch (RefusedException e)
        {
            source.Fail(e.Line, e.Column, e.Message);
        }
        return null;
    }

    private static string Sentence(string message) =>
        message.Length == 0 ? "unreadable" : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.');

    private YamlNode ReadDocument()
    {
        _ = Next<StreamStart>();
        if (_parser.Current is StreamEnd)
            throw new RefusedException(_parser.Current, "the file is empty: a plan begins with its name");
        _ = Next<DocumentStart>();
        var root = ReadNode(0);
        _ = Next<DocumentEnd>();
        return _parser.Current is StreamEnd or null
            ? root
            : throw new RefusedException(_parser.Current, "a second document begins here: a plan file holds one");
    }

    private YamlNode ReadNode(int depth)
    {
        var start = _parser.Current!;
        if (++_nodes > MaxNodes)
            throw new RefusedException(start, $"the file has more than {MaxNodes:N0} values");
        if (start is AnchorAlias)
            throw new RefusedException(start, "aliases (*name) are not read in a plan: write the value out");
        if (start is NodeEvent { Anchor.IsEmpty: false })
            throw new RefusedException(start, "anchors (&name) are not read in a plan: write the value out where it is needed");
        if (start is NodeEvent { Tag.IsEmpty: false })
            throw new RefusedException(start, "tags (!name) are not read in a plan: leave it out");
        if (start is Scalar scalar)
            return ReadScalar();
        if (depth == MaxDepth)
            throw new RefusedException(start, $"values stand in each other deeper than {MaxDepth}");
        return start is SequenceStart ? ReadList(depth) : ReadMap(depth);
    }

    private YamlScalar ReadScalar()
    {
        var scalar = Next<Scalar>();
        var style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Literal,
            YamlDotNet.Core.ScalarStyle.Folded => ScalarStyle.Folded,
            YamlDotNet.Core.ScalarStyle.SingleQuoted or YamlDotNet.Core.ScalarStyle.DoubleQuoted => ScalarStyle.Quoted,
            _ => ScalarStyle.Plain,
        };
        return new((int)scalar.Start.Line, (int)scalar.Start.Column, scalar.Value, style);
    }

    private YamlList ReadList(int depth)
    {
        var start = Next<SequenceStart>();
        var items = new List<YamlNode>();
        while (_parser.Current is not SequenceEnd)
            items.Add(ReadNode(depth + 1));
        _ = Next<SequenceEnd>();
        return new((int)start.Start.Line, (int)start.Start.Column, items);
    }

    private YamlMap ReadMap(int depth)
    {
        var start = Next<MappingStart>();
        var fields = new List<YamlField>();
        var lines = new Dictionary<string, int>();
        while (_parser.Current is not MappingEnd)
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not YamlScalar name)
                _source.Fail(key, $"a key is a word, not {key.Kind}");
            else if (!lines.TryAdd(name.Value, name.Line))
                _source.Fail(name, $"'{PlanReader.Shown(name.Value)}' stands here again: line {lines[name.Value]} has it already");
            else
                fields.Add(new(name, value));
        }
        _ = Next<MappingEnd>();
        return new((int)start.Start.Line, (int)start.Start.Column, fields);
    }

    // The current event, which must be of a kind; the parser is moved to the next one. At the beginning there is none yet.
    private T Next<T>() where T : ParsingEvent
    {
        if (_parser.Current is null)
            Move();
        var current = _parser.Current as T ?? throw new RefusedException(Mark.Empty, "this is not YAML");
        Move();
        return current;
    }

    // On some broken files the scanner fails with an exception that is no YamlException (an ArgumentException at "!![",
    // for one); which of them it can throw is no part of its contract. The place is the end of what it had read well.
    private void Move()
    {
        var read = _parser.Current?.End ?? Mark.Empty;
        try
        {
            _parser.MoveNext();
        }
        catch (Exception e) when (e is not (YamlException or OutOfMemoryException))
        {
            throw new RefusedException(read, "this is not YAML, from here on");
        }
    }

    private sealed class RefusedException(Mark at, string message) : Exception(message)
    {
        public RefusedException(ParsingEvent at, string message) : this(at.Start, message)
        {
        }

        public int Line { get; } = (int)Math.Max(1, at.Line);

        public int Column { get; } = (int)Math.Max(1, at.Column);
    }
}
