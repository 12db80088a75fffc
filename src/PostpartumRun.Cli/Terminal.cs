using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PostpartumRun.Cli;

/// <summary>Where a command prints: results to standard output, messages to standard error; in colour only where somebody looks.</summary>
internal sealed class Terminal
{
    /// <summary>Where no terminal has an edge, a line is as long as it needs.</summary>
    private const int PipeWidth = 10_000;
    private const int PageWidth = 100;

    public Terminal(TextWriter output, TextWriter error, bool isInteractive, bool useColor, bool canAsk = false)
    {
        Out = output;
        Error = error;
        IsInteractive = isInteractive;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = useColor ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = useColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        UsesAnsi = Console.Profile.Capabilities.Ansi;
        if (!isInteractive)
            Console.Profile.Width = PipeWidth;
        if (!canAsk)
            return;
        Prompts = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = useColor ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(output),
        });
    }

    /// <summary>How many letters a line of a picture has room for: the terminal's own, and a page's where there is no terminal.</summary>
    public int Width => IsInteractive ? Console.Profile.Width : PageWidth;

    /// <summary>Standard output, for JSON and other exact text.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error, for messages.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output in colours and tables.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Where to ask; null where nobody could answer.</summary>
    public IAnsiConsole? Prompts { get; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether a line that was printed can be taken back.</summary>
    public bool UsesAnsi { get; }

    /// <summary>The process's own.</summary>
    public static Terminal OfProcess()
    {
        bool isInteractive = !System.Console.IsOutputRedirected;
        bool noColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        return new(System.Console.Out, System.Console.Error, isInteractive, isInteractive && !noColor, isInteractive && !System.Console.IsInputRedirected);
    }

    /// <summary>Prints a line for people, with Spectre's markup.</summary>
    public void Line(string markup = "")
    {
        // Into a pipe thousands of lines can go, and nothing there has to be measured or coloured.
        if (IsInteractive || UsesAnsi)
            Console.MarkupLine(markup);
        else
            Out.WriteLine(Markup.Remove(markup));
    }

    /// <summary>
    /// Prints words behind a mark. Where the terminal is too narrow for them on one line, the others stand in under the first.
    /// </summary>
    /// <param name="mark">What stands before them; where it is empty, two spaces do.</param>
    /// <param name="text">The words, not markup.</param>
    /// <param name="style">How they look, in Spectre's words; null for as usual.</param>
    /// <param name="markStyle">How the mark looks.</param>
    public void Paragraph(string mark, string text, string? style = null, string? markStyle = null)
    {
        const int Indent = 2;
        string first = mark.Length == 0 ? new string(' ', Indent) : $"{mark}{new string(' ', mark.Length < Indent ? Indent - mark.Length : 1)}";
        int width = Console.Profile.Width, column = first.Length;
        var line = new StringBuilder(Styled(first, markStyle)).Append(style is null ? "" : $"[{style}]");
        bool isFirst = true;
        foreach (string word in OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            bool breaks = !isFirst && column + 1 + word.Length > width;
            line.Append(isFirst ? "" : breaks ? $"\n{new string(' ', Indent)}" : " ").Append(Markup.Escape(word));
            column = (breaks ? Indent : isFirst ? column : column + 1) + word.Length;
            isFirst = false;
        }
        Line(line.Append(style is null ? "" : "[/]").ToString());
    }

    private static string Styled(string text, string? style) => style is null ? Markup.Escape(text) : $"[{style}]{Markup.Escape(text)}[/]";

    /// <summary>Says that the user stopped the command, on a line of its own: a question may have been open.</summary>
    public void Stopped()
    {
        if (Prompts is not null)
            Line();
        Message("pprun: stopped. What was done until then is kept; nothing is half-written.");
    }

    /// <summary>Prints a message for people to standard error, if there is one.</summary>
    public void Message(string text)
    {
        try
        {
            Error.WriteLine(OneLine(text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Nobody listens; the exit code still tells.
        }
    }

    /// <summary>Prints a line of JSON.</summary>
    public void Json(string line) => Out.WriteLine(line);

    /// <summary>A table: lines between cells for people, spaces alone for pipes. Only the last column wraps where the terminal is too narrow.</summary>
    public Table Table(params ReadOnlySpan<string> columns)
    {
        var table = new Table { Border = IsInteractive ? TableBorder.Rounded : TableBorder.None };
        for (int i = 0; i < columns.Length; i++)
            table.AddColumn(new TableColumn(new Markup($"[bold]{Escape(columns[i])}[/]")) { NoWrap = i < columns.Length - 1 });
        return table;
    }

    /// <summary>
    /// Prints a table of figures and words, none of which is broken; where the terminal has no room for them, without lines between them.
    /// </summary>
    public void Write(Table table)
    {
        int width = Console.Profile.Width;
        // Where even the cells alone have no room, the terminal breaks the lines; cells would be broken letter by letter.
        Console.Profile.Width = PipeWidth;
        int needed = ((IRenderable)table).Measure(RenderOptions.Create(Console), PipeWidth).Max;
        if (needed > width)
            table.Border = TableBorder.None;
        Console.Write(table);
        Console.Profile.Width = width;
    }

    /// <summary>Text that may hold brackets, as markup.</summary>
    public static string Escape(string text) => Markup.Escape(OneLine(text));

    /// <summary>Text from outside on one line, without the characters that steer a terminal.</summary>
    public static string OneLine(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\x1F') || text.AsSpan().ContainsAnyInRange('\x7F', '\x9F')
            ? string.Concat(text.Select(c => char.IsControl(c) ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : c.ToString()))
            : text;
}
