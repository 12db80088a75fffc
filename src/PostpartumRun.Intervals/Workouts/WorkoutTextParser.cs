using System.Collections.Immutable;
using System.Globalization;

namespace PostpartumRun.Intervals;

/// <summary>Reads one workout text, by recursive descent; the depth of repeats is limited before it is descended.</summary>
internal ref partial struct WorkoutTextParser
{
    private const string StepExample = "a step, as 5:00 walk, or a repeat, as 6 x (1:00 run; 2:00 walk)";

    private readonly ReadOnlySpan<char> _text;
    private Token _token;

    public WorkoutTextParser(string text)
    {
        _text = text;
        // A byte order mark is no part of what somebody wrote.
        _token = WorkoutTextScanner.Next(_text, _text.StartsWith('\uFEFF') ? 1 : 0);
    }

    /// <summary>What was wrong; the default after success.</summary>
    public WorkoutTextError Error { get; private set; }

    /// <summary>The workout, or null with <see cref="Error"/> set.</summary>
    public Workout? Parse()
    {
        if (_text.Length > WorkoutText.MaxLength)
        {
            FailTooLong();
            return null;
        }
        return ReadElements(depth: 0, rounds: 1, TokenKind.End, out var elements) ? new Workout(elements) : null;
    }

    // Reads up to the closing token, and leaves it current. Rounds is how often all of it is done, by all the repeats around it.
    private bool ReadElements(int depth, long rounds, TokenKind close, out ImmutableArray<WorkoutElement> elements)
    {
        elements = default;
        var read = ImmutableArray.CreateBuilder<WorkoutElement>();
        long intervals = 0;
        SkipNewLines();
        do
        {
            var first = _token;
            if (!ReadElement(depth, rounds, out var element))
                return false;
            intervals += element.IntervalCount;
            if (intervals * rounds > Workout.MaxIntervals)
                return Fail(first, $"{Count(Workout.MaxIntervals)} intervals at most in a workout, all rounds counted");
            read.Add(element);
            if (!ReadSeparator(close))
                return false;
        }
        while (_token.Kind != close);
        elements = read.ToImmutable();
        return true;
    }

    private bool ReadSeparator(TokenKind close)
    {
        bool line = SkipNewLines();
        if (_token.Kind == TokenKind.Separator)
        {
            Advance();
            SkipNewLines();
            return true;
        }
        if (line || _token.Kind == close)
            return true;
        return Fail(close == TokenKind.Close
            ? "';' and the next step, or ')' at the end of the repeat"
            : "';' or a new line before the next step");
    }

    private bool ReadElement(int depth, long rounds, out WorkoutElement element)
    {
        if (_token.Kind == TokenKind.Number && IsTimes(Peek()))
            return ReadRepeat(depth, rounds, out element);
        bool isStep = ReadStep(out var step);
        element = step;
        return isStep;
    }

    private bool ReadRepeat(int depth, long outerRounds, out WorkoutElement element)
    {
        element = null!;
        if (depth == Workout.MaxDepth)
            return Fail($"repeats in each other at most {Workout.MaxDepth} deep");
        bool isWhole = int.TryParse(Text(_token), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds);
        if (!isWhole || rounds is < 1 or > Workout.MaxRounds)
            return Fail($"1 to {Workout.MaxRounds} rounds, as a whole number");
        Advance();
        Advance();
        SkipNewLines();
        if (_token.Kind != TokenKind.Open)
            return Fail($"'(' after '{rounds} x': a repeat is written {rounds} x (1:00 run; 2:00 walk)");
        var open = _token;
        Advance();
        if (!ReadElements(depth + 1, outerRounds * rounds, TokenKind.Close, out var elements))
            return _token.Kind == TokenKind.End && Error.Found == EndOfText ? FailUnclosed(open) : false;
        Advance();
        element = new Repeat(rounds, elements);
        return true;
    }

    private bool FailUnclosed(Token open)
    {
        (int line, int column) = Place(open.Start);
        Error = Error with { Expected = $"{Error.Expected} (the '(' of line {line}, column {column} is still open)" };
        return false;
    }

    private static bool IsSame(ReadOnlySpan<char> word, string other) => word.Equals(other, StringComparison.OrdinalIgnoreCase);

    private readonly bool IsTimes(Token token) =>
        token.Kind == TokenKind.Times || (token.Kind == TokenKind.Word && IsSame(Text(token), "x"));

    private readonly ReadOnlySpan<char> Text(Token token) => _text.Slice(token.Start, token.Length);

    private readonly Token Peek() => WorkoutTextScanner.Next(_text, _token.End);

    private void Advance() => _token = Peek();

    private bool SkipNewLines()
    {
        if (_token.Kind != TokenKind.NewLine)
            return false;
        while (_token.Kind == TokenKind.NewLine)
            Advance();
        return true;
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
