using System.Globalization;
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

    private void Write(LogLevel level, EventId id, string text, IEnumerable<KeyValuePair<string, object?>> values)
    {
        string time = clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string line = isJson ? Json(time, level, id, values) : $"{time} {level}: {text}";
        lock (_lock)
            terminal.Message(line);
    }

    private static string Json(string time, LogLevel level, EventId id, IEnumerable<KeyValuePair<string, object?>> values)
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
                json.WriteString(JsonNamingPolicy.CamelCase.ConvertName(name), Convert.ToString(value, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private sealed class Logger(LineLoggerProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // The framework's own lines say nothing that people need; its failures do.
        public bool IsEnabled(LogLevel logLevel) => logLevel >= (category.StartsWith("PostpartumRun", StringComparison.Ordinal) ? LogLevel.Information : LogLevel.Error);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                provider.Write(logLevel, eventId, formatter(state, exception), state as IEnumerable<KeyValuePair<string, object?>> ?? []);
        }
    }
}
