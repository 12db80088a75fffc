using System.Globalization;
using System.Text;

namespace PostpartumRun.Intervals;

internal ref partial struct WorkoutTextParser
{
    private const string EndOfText = "the end of the text";

    /// <summary>The longest piece of the text that an error repeats.</summary>
    private const int LongestQuote = 40;

    private bool Fail(string expected) => Fail(_token, expected);

    // Characters that can stand nowhere are named as such wherever they are met: the reader could not tell what is wrong with them.
    private bool Fail(Token token, string expected) => token.Kind switch
    {
        TokenKind.OpenQuote =>
            Fail(token.Start, "a quote that is not closed on its line", "the same kind of quote at the end of the note"),
        TokenKind.Stray when WorkoutStep.IsBreak(_text[token.Start]) =>
            Fail(token.Start, Quoted(token), $"{expected}, and no control characters"),
        _ => Fail(token.Start, Quoted(token), expected),
    };

    private bool Fail(int at, string found, string expected)
    {
        (int line, int column) = Place(at);
        Error = new(line, column, found, expected);
        return false;
    }

    private bool FailTooLong() =>
        Fail(WorkoutText.MaxLength, $"a text of {Count(_text.Length)} characters", $"{Count(WorkoutText.MaxLength)} characters at most");

    private readonly string Quoted(Token token) => token.Kind switch
    {
        TokenKind.End => EndOfText,
        TokenKind.NewLine => "the end of the line",
        _ => $"'{Shown(token)}'",
    };

    private readonly string Shown(Token token)
    {
        bool isHalf = token.Kind == TokenKind.Stray && char.IsHighSurrogate(_text[token.Start]);
        int whole = isHalf ? Math.Min(2, _text.Length - token.Start) : token.Length;
        var shown = new StringBuilder();
        foreach (var rune in _text.Slice(token.Start, whole).EnumerateRunes())
        {
            if (shown.Length >= LongestQuote)
                return shown.Append('…').ToString();
            if (WorkoutStep.IsBreak(rune.Value))
                shown.Append(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");
            else
                shown.Append(rune.ToString());
        }
        return shown.ToString();
    }

    private readonly (int Line, int Column) Place(int at)
    {
        int line = 1, column = 1;
        for (int i = 0; i < at; i++)
        {
            bool first = i == 0 && _text[0] == '\uFEFF';
            if (_text[i] == '\n' || (_text[i] == '\r' && !(i + 1 < _text.Length && _text[i + 1] == '\n')))
                (line, column) = (line + 1, 1);
            else if (!first && !(char.IsLowSurrogate(_text[i]) && i > 0 && char.IsHighSurrogate(_text[i - 1])))
                column++;
        }
        return (line, column);
    }
}
