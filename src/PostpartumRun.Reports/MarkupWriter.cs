using System.Globalization;
using System.Text;
using System.Xml;

namespace PostpartumRun.Reports;

/// <summary>
/// Writes SVG and HTML, element by element. All text and every attribute is encoded by <see cref="XmlWriter"/>; what no XML can hold,
/// control characters and halves of pairs, is replaced before. The same calls give the same bytes anywhere.
/// </summary>
internal sealed class MarkupWriter : IDisposable
{
    private readonly StringBuilder _text = new();
    private readonly XmlWriter _writer;

    public MarkupWriter() => _writer = XmlWriter.Create(_text, new XmlWriterSettings
    {
        OmitXmlDeclaration = true,
        ConformanceLevel = ConformanceLevel.Fragment,
        NewLineHandling = NewLineHandling.None,
    });

    /// <summary>Begins an element; <see cref="End"/> ends it.</summary>
    public MarkupWriter Begin(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        if (name is "svg")
            _writer.WriteStartElement(name, "http://www.w3.org/2000/svg");
        else
            _writer.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
                _writer.WriteAttributeString(attribute, Text(value));
        }
        return this;
    }

    /// <summary>Ends the element that was begun last, with an end tag of its own: HTML knows no other way for most.</summary>
    public MarkupWriter End()
    {
        _writer.WriteFullEndElement();
        return this;
    }

    /// <summary>An element without content.</summary>
    public MarkupWriter Empty(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Begin(name, attributes);
        _writer.WriteEndElement();
        return Line();
    }

    /// <summary>An element of text alone.</summary>
    public MarkupWriter Element(string name, string text, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Begin(name, attributes);
        _writer.WriteString(Clean(text));
        return End().Line();
    }

    /// <summary>Text, encoded.</summary>
    public MarkupWriter Write(string text)
    {
        _writer.WriteString(Clean(text));
        return this;
    }

    /// <summary>Markup of our own as it is: a figure, a style sheet. Nothing from outside may come here.</summary>
    public MarkupWriter Raw(string markup)
    {
        _writer.WriteRaw(markup);
        return this;
    }

    /// <summary>A line break between elements.</summary>
    public MarkupWriter Line() => Raw("\n");

    /// <inheritdoc/>
    public override string ToString()
    {
        _writer.Flush();
        return _text.ToString();
    }

    public void Dispose() => _writer.Dispose();

    // Two decimals are a hundredth of a pixel, and alike on every machine.
    private static string Text(object value) => value switch
    {
        double number => Math.Round(number, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text,
        string text => Clean(text),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Clean(string text)
    {
        bool isClean = true;
        for (int index = 0; index < text.Length && isClean; index++)
            isClean = XmlConvert.IsXmlChar(text[index]);
        if (isClean)
            return text;
        var cleaned = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            cleaned.Append(rune.Value is '\t' or '\n' or >= ' ' and not (0xFFFE or 0xFFFF) ? rune.ToString() : "\uFFFD");
        return cleaned.ToString();
    }
}
