namespace PostpartumRun.Intervals;

// A step is its parts in any order, each once. Whatever is found out of place, the error says what the step still needs.
internal ref partial struct WorkoutTextParser
{
    private const string LengthExample = "a length, as 5:00, 90 s, 2 min, 400 m, 1.5 km or lap";
    private const string GaitExample = "the gait: run, walk or open";

    private ref struct Parts
    {
        public StepLength? Length;
        public Gait? Gait;
        public StepRole Role;
        public string? Note;
        public StepTarget Target;

        public readonly bool IsEmpty => Length is null && Gait is null && Role == StepRole.None && Note is null && Target == default;

        /// <summary>What has to follow before the step is one.</summary>
        public readonly string? Missing => (Length, Gait) switch
        {
            _ when IsEmpty => StepExample,
            (null, null) => $"{LengthExample}, and {GaitExample}",
            (null, _) => LengthExample,
            (_, null) => GaitExample,
            _ => null,
        };

        /// <summary>What could follow.</summary>
        public readonly string Next => Missing ?? $"{Options}';' or a new line before the next step";

        private readonly string Options => (Role == StepRole.None ? "warmup or cooldown, " : "")
            + (Note is null ? "a note in quotes, " : "") + (Target == default ? "a target after '@', " : "")
            + (Role == StepRole.None || Note is null || Target == default ? "or " : "");
    }

    private bool ReadStep(out WorkoutStep step)
    {
        step = null!;
        var parts = default(Parts);
        while (true)
        {
            bool read;
            switch (_token.Kind)
            {
                case TokenKind.Number:
                    read = ReadLength(ref parts);
                    break;
                case TokenKind.Word:
                    read = ReadWord(ref parts);
                    break;
                case TokenKind.Note:
                    read = ReadNote(ref parts);
                    break;
                case TokenKind.At:
                    read = ReadTarget(ref parts);
                    break;
                case TokenKind.End or TokenKind.NewLine or TokenKind.Separator or TokenKind.Close when parts.Missing is null:
                    step = new(parts.Length!.Value, parts.Gait!.Value, parts.Role, parts.Note, parts.Target);
                    return true;
                default:
                    return Fail(parts.Next);
            }
            if (!read)
                return false;
        }
    }

    private bool ReadWord(ref Parts parts)
    {
        var word = Text(_token);
        if (GaitOf(word) is { } gait)
        {
            if (parts.Gait is not null)
                return Fail($"one gait for a step; {parts.Next}");
            parts.Gait = gait;
            Advance();
            return true;
        }
        if (IsSame(word, "lap"))
        {
            if (parts.Length is not null)
                return Fail($"one length for a step; {parts.Next}");
            parts.Length = StepLength.UntilLapButton;
            Advance();
            return true;
        }
        var start = _token;
        if (!TryReadRole(out var role))
        {
            if (role != StepRole.None)
                return Fail(start, role == StepRole.Warmup ? "warmup, warm-up or warm up" : "cooldown, cool-down or cool down");
            return Fail(UnitOf(word) is null ? parts.Next : $"{parts.Next} (a unit stands after a number)");
        }
        if (parts.Role != StepRole.None)
            return Fail(start, $"one role for a step; {parts.Next}");
        parts.Role = role;
        return true;
    }

    private static Gait? GaitOf(ReadOnlySpan<char> word)
    {
        if (IsSame(word, "run") || IsSame(word, "running") || IsSame(word, "jog") || IsSame(word, "jogging"))
            return Gait.Run;
        if (IsSame(word, "walk") || IsSame(word, "walking"))
            return Gait.Walk;
        return IsSame(word, "open") ? Gait.Open : null;
    }

    // "warmup", "warm up" and "warm-up": up to three tokens. False with a role if the word after "warm" or "cool" doesn't fit.
    private bool TryReadRole(out StepRole role)
    {
        var word = Text(_token);
        role = IsSame(word, "warmup") || IsSame(word, "warm") ? StepRole.Warmup
            : IsSame(word, "cooldown") || IsSame(word, "cool") ? StepRole.Cooldown
            : StepRole.None;
        if (role == StepRole.None)
            return false;
        bool whole = word.Length > "warm".Length;
        Advance();
        if (whole)
            return true;
        if (_token.Kind == TokenKind.Dash)
            Advance();
        if (_token.Kind != TokenKind.Word || !IsSame(Text(_token), role == StepRole.Warmup ? "up" : "down"))
            return false;
        Advance();
        return true;
    }

    private bool ReadNote(ref Parts parts)
    {
        if (parts.Note is not null)
            return Fail($"one note for a step; {parts.Next}");
        var note = Text(_token)[1..^1];
        for (int i = 0; i < note.Length; i++)
        {
            bool pair = char.IsHighSurrogate(note[i]) && i + 1 < note.Length && char.IsLowSurrogate(note[i + 1]);
            if (note[i] == '"')
                return Fail(_token.Start + 1 + i, "'\"'", "a note with no double quote in it");
            if (WorkoutStep.IsBreak(note[i]) || (char.IsSurrogate(note[i]) && !pair))
                return Fail(_token.Start + 1 + i, $"the character U+{(int)note[i]:X4}", "a note without control characters or broken ones");
            i += pair ? 1 : 0;
        }
        if (note.Length > WorkoutStep.MaxNoteLength)
            return Fail($"a note of {WorkoutStep.MaxNoteLength} characters at most (this one has {note.Length})");
        parts.Note = note.ToString();
        Advance();
        return true;
    }
}
