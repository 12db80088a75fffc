namespace PostpartumRun.Intervals;

/// <summary>The gait that a step asks for. The default is <see cref="Open"/>: any will do.</summary>
public enum Gait : byte
{
    /// <summary>As she likes: the step asks for no gait, and none is judged.</summary>
    Open,

    /// <summary>Walking. Standing still within it is a rest, and counts.</summary>
    Walk,

    /// <summary>Running, however slow.</summary>
    Run,
}

/// <summary>What a step is for within its workout. The default is <see cref="None"/>: part of the main set.</summary>
public enum StepRole : byte
{
    /// <summary>Part of the main set.</summary>
    None,

    /// <summary>Before the main set.</summary>
    Warmup,

    /// <summary>After the main set.</summary>
    Cooldown,
}

/// <summary>An element of a workout: a <see cref="WorkoutStep"/>, or a <see cref="Repeat"/> of elements.</summary>
public abstract record WorkoutElement
{
    private protected WorkoutElement()
    {
    }

    /// <summary>How many repeats stand in each other here: 0 for a step.</summary>
    internal abstract int Depth { get; }

    /// <summary>How many intervals it expands to; <see cref="int.MaxValue"/> stands for that many and more.</summary>
    internal abstract int IntervalCount { get; }
}

/// <summary>One thing to do, until its length is done.</summary>
/// <param name="Length">How long: a time, a distance, or until the lap button.</param>
/// <param name="Gait">What to do.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Note">A cue for the runner, or null. At most <see cref="MaxNoteLength"/> characters, without a double quote,
/// a line break or another control character, and no half of a surrogate pair: so that it can stand in quotes in a workout
/// text. <see cref="NoteFrom"/> makes one of any text.</param>
/// <param name="Target">A pace or heart rate to keep; by default none.</param>
/// <exception cref="ArgumentException">The note is longer than that, or holds a character that it cannot hold.</exception>
public sealed record WorkoutStep(
    StepLength Length,
    Gait Gait,
    StepRole Role = StepRole.None,
    string? Note = null,
    StepTarget Target = default) : WorkoutElement
{
    /// <summary>The longest note in characters (UTF-16 units): what a watch's <c>notes</c> field of 200 bytes holds in ASCII.</summary>
    public const int MaxNoteLength = 200;

    /// <summary>A cue for the runner, or null: at most <see cref="MaxNoteLength"/> characters that can stand in quotes on one line.</summary>
    /// <exception cref="ArgumentException">The note is too long, or holds a character that it cannot hold.</exception>
    public string? Note { get; init => field = Checked(value); } = Checked(Note);

    internal override int Depth => 0;

    internal override int IntervalCount => 1;

    /// <summary>
    /// A note from text of any origin: double quotes become single ones, line breaks and other control characters spaces, and what is
    /// over <see cref="MaxNoteLength"/> is cut off. Null for null, and for text that has nothing to show.
    /// </summary>
    public static string? NoteFrom(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var note = new System.Text.StringBuilder(Math.Min(text.Length, MaxNoteLength));
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (note.Length + rune.Utf16SequenceLength > MaxNoteLength)
                break;
            if (rune.Value == '"')
                note.Append('\'');
            else if (IsBreak(rune.Value))
                note.Append(' ');
            else
                note.Append(rune.ToString());
        }
        var trimmed = note.ToString().Trim();
        return trimmed.Length == 0 ? null : trimmed;
    }

    /// <summary>Whether a character would end or tear the line that a note stands on.</summary>
    internal static bool IsBreak(int character) => character is < ' ' or (>= 0x7F and <= 0x9F) or 0x2028 or 0x2029;

    private static string? Checked(string? note)
    {
        if (note is null)
            return null;
        if (note.Length > MaxNoteLength)
            throw new ArgumentException($"A note has at most {MaxNoteLength} characters; this one has {note.Length}.", nameof(note));
        for (int i = 0; i < note.Length; i++)
        {
            if (note[i] == '"')
                throw new ArgumentException("A note holds no double quote: quotes end it in a workout text.", nameof(note));
            if (IsBreak(note[i]))
                throw new ArgumentException("A note holds no line break and no other control character.", nameof(note));
            if (!char.IsSurrogate(note[i]))
                continue;
            if (!(char.IsHighSurrogate(note[i]) && i + 1 < note.Length && char.IsLowSurrogate(note[i + 1])))
                throw new ArgumentException("A note holds whole characters only, no half of a surrogate pair.", nameof(note));
            i++;
        }
        return note;
    }
}
