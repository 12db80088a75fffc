using System.Text;

namespace PostpartumRun.Fit.Profile;

/// <summary>The generated table, indexed by name and number. The lines' shape is described in <c>eng/generate-profile.mjs</c>.</summary>
internal sealed class ProfileTable
{
    private const string Resource = "profile.tsv";
    private const string TypeLine = "\ntype\t";
    private const string MessageLine = "\nmessage\t";

    private readonly Dictionary<string, TypeProfile> _types = [];
    private readonly Dictionary<string, Message> _messages = [];
    private readonly Message?[] _messagesByNumber;

    private ProfileTable(string text)
    {
        var lines = text.AsMemory();
        Version = new TableColumns(lines.Span).Next().ToString();
        int firstMessage = text.IndexOf(MessageLine, StringComparison.Ordinal);

        for (var rest = lines[..firstMessage]; TakeSection(ref rest, TypeLine, out var section);)
            AddType(section);

        int last = 0;
        for (var rest = lines[firstMessage..]; TakeSection(ref rest, MessageLine, out var section);)
            last = Math.Max(last, AddMessage(section).Number);

        _messagesByNumber = new Message?[last + 1];
        foreach (var message in _messages.Values)
            _messagesByNumber[message.Number] = message;
    }

    internal string Version { get; }

    internal static ProfileTable Load()
    {
        using var stream = typeof(ProfileTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly holds no {Resource}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        // The generator keeps to ASCII. Reading it as Latin-1 costs a tenth of what UTF-8 would at a process's start.
        return new ProfileTable(Encoding.Latin1.GetString(bytes));
    }

    internal TypeProfile? FindType(string name) => _types.TryGetValue(name, out var type) ? type : null;

    internal TypeProfile TypeNamed(ReadOnlySpan<char> name) => _types.GetAlternateLookup<ReadOnlySpan<char>>()[name];

    internal MessageProfile? FindMessage(string name) => _messages.TryGetValue(name, out var message) ? message.Profile(this) : null;

    internal MessageProfile? FindMessage(ushort number) =>
        number < _messagesByNumber.Length ? _messagesByNumber[number]?.Profile(this) : null;

    /// <summary>Takes the next section, from after its marker to before the next one; what stands before the first is skipped.</summary>
    private static bool TakeSection(ref ReadOnlyMemory<char> rest, string marker, out ReadOnlyMemory<char> section)
    {
        int start = rest.Span.IndexOf(marker);
        section = start < 0 ? default : rest[(start + marker.Length)..];
        if (start < 0)
            return false;
        int end = section.Span.IndexOf(marker);
        rest = end < 0 ? default : section[end..];
        section = end < 0 ? section : section[..end];
        return true;
    }

    private void AddType(ReadOnlyMemory<char> section)
    {
        var lines = section.Span;
        var head = TableColumns.OfNextLine(ref lines);
        string name = head.Next().ToString();
        _types.Add(name, new TypeProfile(name, BaseTypeOf(head.Next()), section[^lines.Length..]));
    }

    private Message AddMessage(ReadOnlyMemory<char> section)
    {
        var lines = section.Span;
        var head = TableColumns.OfNextLine(ref lines);
        var message = new Message((ushort)head.NextInteger(), head.Next().ToString(), section[^lines.Length..]);
        _messages.Add(message.Name, message);
        return message;
    }

    private static FitBaseType BaseTypeOf(ReadOnlySpan<char> name) => name switch
    {
        "enum" => FitBaseType.Enum,
        "sint8" => FitBaseType.SInt8,
        "uint8" => FitBaseType.UInt8,
        "string" => FitBaseType.String,
        "uint8z" => FitBaseType.UInt8Z,
        "byte" => FitBaseType.Byte,
        "sint16" => FitBaseType.SInt16,
        "uint16" => FitBaseType.UInt16,
        "sint32" => FitBaseType.SInt32,
        "uint32" => FitBaseType.UInt32,
        "float32" => FitBaseType.Float32,
        "float64" => FitBaseType.Float64,
        "uint16z" => FitBaseType.UInt16Z,
        "uint32z" => FitBaseType.UInt32Z,
        "sint64" => FitBaseType.SInt64,
        "uint64" => FitBaseType.UInt64,
        "uint64z" => FitBaseType.UInt64Z,
        _ => throw new FormatException($"{name} is no base type."),
    };

    /// <summary>A message whose lines are read when it is first asked for.</summary>
    private sealed class Message(ushort number, string name, ReadOnlyMemory<char> lines)
    {
        internal readonly ushort Number = number;
        internal readonly string Name = name;
        private MessageProfile? _profile;

        internal MessageProfile Profile(ProfileTable table) => Volatile.Read(ref _profile) ?? Read(table);

        // Two threads may both read the lines at first, but all are to see one instance.
        private MessageProfile Read(ProfileTable table)
        {
            var read = new MessageProfile(Number, Name, FieldLines.Read(lines.Span, table));
            return Interlocked.CompareExchange(ref _profile, read, null) ?? read;
        }
    }
}
