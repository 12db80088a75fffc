using System.Text;

namespace PostpartumRun.Watch;

/// <summary>Names and notes as they have room on a watch; nothing here allocates.</summary>
internal static class WatchText
{
    /// <summary>The cue, cut so that the safety note behind it is whole.</summary>
    public static ReadOnlySpan<char> Notes(string? cue, string safetyNote, int bytes, Span<char> text)
    {
        if (string.IsNullOrEmpty(cue))
            return safetyNote;
        if (safetyNote.Length == 0)
            return cue;
        int room = bytes - 2 - Encoding.UTF8.GetByteCount(safetyNote);
        int kept = CharactersWithin(cue, room);
        if (kept == 0)
            return safetyNote;
        cue.AsSpan(0, kept).CopyTo(text);
        // What is kept and the note have room in fewer bytes than the text has characters.
        text[kept++] = ' ';
        safetyNote.CopyTo(text[kept..]);
        return text[..(kept + safetyNote.Length)];
    }

    /// <summary>How many of a text's characters, none of them torn, take no more than so many bytes.</summary>
    public static int CharactersWithin(string text, int bytes)
    {
        // No character takes more than three bytes.
        if (3 * text.Length <= bytes || Encoding.UTF8.GetByteCount(text) <= bytes)
            return text.Length;
        int kept = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
                break;
            kept += rune.Utf16SequenceLength;
        }
        return kept;
    }

    /// <summary>
    /// A name in ASCII, as far as there is room: the signs that titles are written with by their nearest, all others left out, and never empty.
    /// </summary>
    public static ReadOnlySpan<char> Ascii(ReadOnlySpan<char> name, Span<char> text)
    {
        while (!name.IsEmpty && Ascii(name[0]) == ' ')
            name = name[1..];
        int length = Math.Min(name.Length, text.Length);
        for (int i = 0; i < length; i++)
            text[i] = Ascii(name[i]);
        return length > 0 ? text[..length].TrimEnd() : "Workout";
    }

    private static char Ascii(char c) => c switch
    {
        >= ' ' and <= '~' => c,
        '×' => 'x',
        '–' or '—' or '‑' or '−' => '-',
        '’' or '‘' => '\'',
        '“' or '”' => '"',
        'ä' or 'à' or 'á' or 'â' or 'å' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'ö' or 'ò' or 'ó' or 'ô' or 'ø' => 'o',
        'ü' or 'ù' or 'ú' or 'û' => 'u',
        'ï' or 'ì' or 'í' or 'î' => 'i',
        'ñ' => 'n',
        'ç' => 'c',
        _ => ' ',
    };
}
