using PostpartumRun.Fit;

namespace PostpartumRun.Watch;

/// <summary>Names and notes as they have room on a watch; nothing here allocates.</summary>
internal static class WatchText
{
    /// <summary>The cue, cut so that the safety note behind it is whole.</summary>
    /// <param name="cue">The step's own words, or null.</param>
    /// <param name="safetyNote">What has to be said of every step, in UTF-8; empty for nothing.</param>
    /// <param name="notes">As many bytes as the watch takes, its closing zero not counted; what is not needed of them stays as it is.</param>
    public static void WriteNotes(string? cue, ReadOnlySpan<byte> safetyNote, Span<byte> notes)
    {
        int forCue = safetyNote.IsEmpty ? notes.Length : notes.Length - 1 - safetyNote.Length;
        int kept = forCue > 0 ? FitText.Encode(cue, notes[..forCue]).Length : 0;
        if (kept > 0 && !safetyNote.IsEmpty)
            notes[kept++] = (byte)' ';
        var rest = notes[kept..];
        (safetyNote.Length <= rest.Length ? safetyNote : FitText.Cut(safetyNote, rest.Length)).CopyTo(rest);
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

    private static char Ascii(char c) => c is >= ' ' and <= '~' ? c : Nearest(c);

    private static char Nearest(char c) => c switch
    {
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
