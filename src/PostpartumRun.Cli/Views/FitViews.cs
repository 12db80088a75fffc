using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PostpartumRun.Fit;
using PostpartumRun.Fit.Profile;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>A way to print a FIT file.</summary>
internal interface IFitView
{
    /// <summary>Takes the part that the reader stands on.</summary>
    void Visit(ref FitReader reader);

    /// <summary>Takes the end of the file.</summary>
    void Finish(string path, long size, FitReaderState state);
}

/// <summary>A file's messages one by one, their fields resolved.</summary>
internal abstract class FitMessageView : IFitView
{
    private readonly FieldResolver _resolver = new();

    public void Visit(ref FitReader reader)
    {
        if (reader.Token == FitToken.FileHeader)
            _resolver.BeginFile();
        if (reader.Token != FitToken.Message)
            return;
        var message = reader.Message;
        Print(message, NameOf(message), _resolver.Resolve(message), _resolver.ResolveDeveloperFields(message));
    }

    public virtual void Finish(string path, long size, FitReaderState state)
    {
    }

    protected abstract void Print(FitMessage message, string name, IReadOnlyList<ResolvedField> fields, IReadOnlyList<ResolvedField> developerFields);

    public static string NameOf(FitMessage message) =>
        message.Definition.Profile?.Name ?? message.Number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A line of text a message.</summary>
internal sealed class FitTextView(Terminal terminal) : FitMessageView
{
    protected override void Print(FitMessage message, string name, IReadOnlyList<ResolvedField> fields, IReadOnlyList<ResolvedField> developerFields)
    {
        var line = new StringBuilder($"{message.Offset,8}  {name}");
        foreach (var field in fields)
            Append(line, field);
        foreach (var field in developerFields)
            Append(line, field);
        terminal.Out.WriteLine(line);
    }

    private static void Append(StringBuilder line, ResolvedField field)
    {
        string units = field.Units.Length == 0 || field.Value.Kind == FitValueKind.Text ? "" : $" {field.Units}";
        line.Append(CultureInfo.InvariantCulture, $"  {Terminal.OneLine(field.Name)}={Terminal.OneLine(string.Join(',', field.Values))}{units}");
    }
}

/// <summary>A line of CSV a value.</summary>
internal sealed class FitCsvView : FitMessageView
{
    private readonly TextWriter _out;

    public FitCsvView(Terminal terminal)
    {
        _out = terminal.Out;
        _out.WriteLine("offset,message,field,index,value,units");
    }

    protected override void Print(FitMessage message, string name, IReadOnlyList<ResolvedField> fields, IReadOnlyList<ResolvedField> developerFields)
    {
        foreach (var field in fields.Concat(developerFields))
        {
            for (int i = 0; i < field.Values.Count; i++)
            {
                if (field.Values[i].Kind != FitValueKind.None)
                    _out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{message.Offset},{name},{Quoted(field.Name)},{i},{Quoted(field.Values[i].ToString())},{Quoted(field.Units)}"));
            }
        }
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}

/// <summary>A line of JSON a message.</summary>
internal sealed class FitJsonView(Terminal terminal) : FitMessageView
{
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly HashSet<string> _names = [];

    protected override void Print(FitMessage message, string name, IReadOnlyList<ResolvedField> fields, IReadOnlyList<ResolvedField> developerFields)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer, JsonLine.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("message", name);
            json.WriteNumber("number", message.Number);
            json.WriteNumber("offset", message.Offset);
            Write(json, "fields", fields);
            Write(json, "developer", developerFields);
            json.WriteEndObject();
        }
        terminal.Out.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
    }

    private void Write(Utf8JsonWriter json, string name, IReadOnlyList<ResolvedField> fields)
    {
        _names.Clear();
        json.WriteStartObject(name);
        foreach (var field in fields)
        {
            json.WritePropertyName(Unique(field.Name));
            if (!field.IsArray || field.Values.Count == 1 && field.Value.Kind == FitValueKind.Text)
            {
                Write(json, field.Value);
                continue;
            }
            json.WriteStartArray();
            foreach (var value in field.Values)
                Write(json, value);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Two developers can give their fields the same name.</summary>
    private string Unique(string name)
    {
        string unique = name;
        for (int i = 2; !_names.Add(unique); i++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{name} ({i})");
        return unique;
    }

    private static void Write(Utf8JsonWriter json, FitValue value)
    {
        switch (value.Kind)
        {
            case FitValueKind.None:
                json.WriteNullValue();
                break;
            case FitValueKind.Integer:
                json.WriteNumberValue(value.Integer);
                break;
            case FitValueKind.LargeInteger:
                json.WriteRawValue(value.ToString());
                break;
            case FitValueKind.Real:
                json.WriteNumberValue(value.Number);
                break;
            case FitValueKind.Boolean:
                json.WriteBooleanValue(value.IsTrue);
                break;
            default:
                json.WriteStringValue(value.ToString());
                break;
        }
    }
}

/// <summary>What a file holds, counted.</summary>
internal sealed class FitSummaryView(Terminal terminal, bool isJson) : IFitView
{
    /// <summary>A chain can hold files without end, and each of them be damaged.</summary>
    private const int MostErrors = 100;

    private readonly Dictionary<ushort, int> _counts = [];
    private readonly List<ErrorLine> _errors = [];
    private string? _protocol;
    private int _finished;
    private uint? _first, _last;

    public void Visit(ref FitReader reader)
    {
        switch (reader.Token)
        {
            case FitToken.FileHeader:
                _protocol ??= reader.Header.Protocol;
                break;
            case FitToken.FileEnd:
                _finished++;
                Tell(reader.FileError);
                break;
            case FitToken.Message:
                Count(reader.Message);
                break;
        }
    }

    private void Count(FitMessage message)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_counts, message.Number, out _)++;
        if (message.Number != MessageNumber.Record || message.Timestamp is not { } time)
            return;
        _first ??= time;
        _last = time;
    }

    /// <summary>Each file of a chain has its own damage; that of the last one can come behind its end.</summary>
    private void Tell(FitError? error)
    {
        if (error is { } damage && _errors.Count < MostErrors && (_errors.Count == 0 || LineOf(damage) != _errors[^1]))
            _errors.Add(LineOf(damage));
    }

    private static ErrorLine LineOf(FitError error) => new(error.Name, error.Offset, error.Message);

    public void Finish(string path, long size, FitReaderState state)
    {
        Tell(state.FileError);
        string crc = state.HasCrcMismatch ? "mismatch" : _finished < state.FileCount || state.FileCount == 0 ? "missing" : "ok";
        var messages = _counts.OrderBy(count => count.Key)
            .ToDictionary(count => FitProfile.FindMessage(count.Key)?.Name ?? count.Key.ToString(CultureInfo.InvariantCulture), count => count.Value);
        var summary = new FitSummaryLine(
            path, size, crc, state.FileCount, _protocol, messages, Time(_first), Time(_last),
            state.Error is { } error ? LineOf(error) : null, _errors);
        if (isJson)
        {
            terminal.Json(JsonLine.Of(summary, CliJson.Default.FitSummaryLine));
            return;
        }
        terminal.Line($"[bold]{Terminal.Escape(path)}[/]: {size:N0} bytes, {state.FileCount} {(state.FileCount == 1 ? "file" : "chained files")}, protocol {_protocol ?? "unknown"}, checksum {crc}");
        if (summary.FirstRecord is { } first)
            terminal.Line($"records from {first} to {summary.LastRecord}");
        var table = terminal.Table("message", "number", "count");
        foreach (var (number, count) in _counts.OrderBy(count => count.Key))
            table.AddRow(FitProfile.FindMessage(number)?.Name ?? "", $"{number}", $"{count}");
        terminal.Write(table);
    }

    private static string? Time(uint? seconds) =>
        seconds is { } known ? FitTime.ToDateTimeOffset(known).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null;
}
