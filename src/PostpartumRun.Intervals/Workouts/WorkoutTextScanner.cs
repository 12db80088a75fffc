namespace PostpartumRun.Intervals;

internal enum TokenKind
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>The end of a line.</summary>
    NewLine,

    /// <summary><c>;</c> or <c>,</c>.</summary>
    Separator,

    /// <summary><c>(</c></summary>
    Open,

    /// <summary><c>)</c></summary>
    Close,

    /// <summary><c>×</c> or <c>*</c>; an <c>x</c> is a word.</summary>
    Times,

    /// <summary><c>@</c></summary>
    At,

    /// <summary><c>-</c> or an en dash.</summary>
    Dash,

    /// <summary><c>/</c></summary>
    Slash,

    /// <summary>Digits, with points and colons between them.</summary>
    Number,

    /// <summary>Letters.</summary>
    Word,

    /// <summary>A note with its quotes.</summary>
    Note,

    /// <summary>A quote that no other closes on its line.</summary>
    OpenQuote,

    /// <summary>A character with no meaning here.</summary>
    Stray,
}

/// <summary>A piece of a workout text: its kind, and where it stands.</summary>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>Cuts a workout text into tokens, one at a time.</summary>
internal static class WorkoutTextScanner
{
    /// <summary>The first token from a position on; spaces before it are passed over.</summary>
    public static Token Next(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsSpace(text[at]))
            at++;
        if (at == text.Length)
            return new(TokenKind.End, at, 0);
        char c = text[at];
        if (char.IsAsciiDigit(c))
            return new(TokenKind.Number, at, NumberLength(text[at..]));
        if (char.IsLetter(c))
            return new(TokenKind.Word, at, WordLength(text[at..]));
        return c switch
        {
            '\r' when at + 1 < text.Length && text[at + 1] == '\n' => new(TokenKind.NewLine, at, 2),
            '\r' or '\n' => new(TokenKind.NewLine, at, 1),
            ';' or ',' => new(TokenKind.Separator, at, 1),
            '(' => new(TokenKind.Open, at, 1),
            ')' => new(TokenKind.Close, at, 1),
            '×' or '*' => new(TokenKind.Times, at, 1),
            '@' => new(TokenKind.At, at, 1),
            '-' or '–' => new(TokenKind.Dash, at, 1),
            '/' => new(TokenKind.Slash, at, 1),
            '"' => Note(text, at, '"'),
            '“' => Note(text, at, '”'),
            _ => new(TokenKind.Stray, at, 1),
        };
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' || (c > '\x9F' && char.IsSeparator(c) && !WorkoutStep.IsBreak(c));

    private static int NumberLength(ReadOnlySpan<char> text)
    {
        int length = 1;
        while (length < text.Length)
        {
            if (char.IsAsciiDigit(text[length]))
                length++;
            else if (text[length] is '.' or ':' && length + 1 < text.Length && char.IsAsciiDigit(text[length + 1]))
                length += 2;
            else
                break;
        }
        return length;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        int length = 1;
        while (length < text.Length && char.IsLetter(text[length]))
            length++;
        return length;
    }

    private static Token Note(ReadOnlySpan<char> text, int at, char close)
    {
        int length = text[(at + 1)..].IndexOfAny(close, '\r', '\n');
        return length >= 0 && text[at + 1 + length] == close
            ? new(TokenKind.Note, at, length + 2)
            : new(TokenKind.OpenQuote, at, 1);
    }
}
