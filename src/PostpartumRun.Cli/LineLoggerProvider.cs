using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace PostpartumRun.Cli;

/// <summary>Writes each entry as one line to standard error, for people or as JSON with a field for each value.</summary>
internal sealed class LineLoggerProvider(Terminal terminal, TimeProvider clock, bool isJson) : ILoggerProvider
{
    private readonly Lock _lock = new();

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private void Write(LogLevel level, EventId id, string text, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        string time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string line = isJson ? Json(time, level, id, values) : $"{time} {level}: {Said(text, values)}";
        lock (_lock)
            terminal.Message(line);
    }

    /// <summary>A line for people: its template with each value in its place, and a word for what there is not.</summary>
    private static string Said(string text, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        if (values.Count == 0 || values[^1] is not { Key: "{OriginalFormat}", Value: string template })
            return text;
        var said = new StringBuilder();
        int at = 0;
        foreach (var (name, value) in values.SkipLast(1))
        {
            int place = template.IndexOf($"{{{name}}}", at, StringComparison.Ordinal);
            if (place < 0)
                return text;
            said.Append(template, at, place - at).Append(value switch
            {
                null => "none",
                bool yes => yes ? "yes" : "no",
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            });
            at = place + name.Length + 2;
        }
        return said.Append(template, at, template.Length - at).ToString();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case long whole:
                json.WriteNumber(name, whole);
                break;
            case double figure:
                json.WriteNumber(name, figure);
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private static string Json(string time, LogLevel level, EventId id, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Views.JsonLine.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("schema", "pprun.service/1");
            json.WriteString("time", time);
            json.WriteString("level", level.ToString().ToLowerInvariant());
            json.WriteString("event", id.Name);
            foreach (var (name, value) in values.Where(pair => pair.Key != "{OriginalFormat}"))
                Write(json, JsonNamingPolicy.CamelCase.ConvertName(name), value);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private sealed class Logger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // The framework's own lines say nothing that people need; its failures do.
        public bool IsEnabled(LogLevel logLevel) =>
            logLevel >= (category.StartsWith("PostpartumRun", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                provider.Write(logLevel, eventId, formatter(state, exception), state as IReadOnlyList<KeyValuePair<string, object?>> ?? []);
        }
    }
}
