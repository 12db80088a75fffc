namespace PostpartumRun.Intervals;

internal ref partial struct WorkoutTextParser
{
    private const long CentimetersPerMeter = 100, MillisecondsPerSecond = 1000;

    /// <summary>Below this many metres, an <c>m</c> that touches its number is taken for a slip: nobody plans a run of 5 metres.</summary>
    private const long DoubtfulCentimeters = 100 * CentimetersPerMeter;

    private enum Quantity
    {
        Time,
        Distance,
    }

    /// <summary>A unit: what it measures, and how many milliseconds or centimetres it has.</summary>
    private readonly record struct Unit(Quantity Quantity, long Size, bool IsLoneM = false);

    private static Unit? UnitOf(ReadOnlySpan<char> word)
    {
        Span<char> lower = stackalloc char[12];
        int length = word.ToLowerInvariant(lower);
        return length < 0 ? null : lower[..length] switch
        {
            "s" or "sec" or "secs" or "second" or "seconds" => new(Quantity.Time, MillisecondsPerSecond),
            "min" or "mins" or "minute" or "minutes" => new(Quantity.Time, 60 * MillisecondsPerSecond),
            "h" or "hr" or "hrs" or "hour" or "hours" => new(Quantity.Time, 3600 * MillisecondsPerSecond),
            "m" => new(Quantity.Distance, CentimetersPerMeter, IsLoneM: true),
            "meter" or "meters" or "metre" or "metres" => new(Quantity.Distance, CentimetersPerMeter),
            "km" or "kms" or "kilometer" or "kilometers" or "kilometre" or "kilometres" =>
                new(Quantity.Distance, 1000 * CentimetersPerMeter),
            _ => null,
        };
    }

    /// <summary>A text that is a length and nothing else.</summary>
    public bool ParseLength(out StepLength length)
    {
        length = default;
        if (_text.Length > WorkoutText.MaxLength)
            return FailTooLong();
        var parts = default(Parts);
        bool isLength = _token.Kind == TokenKind.Number || (_token.Kind == TokenKind.Word && IsSame(Text(_token), "lap"));
        if (!isLength)
            return Fail(LengthExample);
        if (!(_token.Kind == TokenKind.Number ? ReadLength(ref parts) : ReadWord(ref parts)))
            return false;
        if (_token.Kind != TokenKind.End)
            return Fail("nothing after the length");
        length = parts.Length!.Value;
        return true;
    }

    private bool ReadLength(ref Parts parts)
    {
        if (parts.Length is not null)
            return Fail($"one length for a step; {parts.Next}");
        var start = _token;
        long value;
        var quantity = Quantity.Time;
        bool read = Text(_token).Contains(':') ? ReadClock(out value) : ReadMeasure(out value, out quantity);
        if (!read)
            return false;
        if (value == 0)
            return Fail(start, "a length above zero");
        if (quantity == Quantity.Time && value > Workout.MaxStepTime.Milliseconds)
            return Fail(start, "a step of 24 hours at most");
        if (quantity == Quantity.Distance && value > Workout.MaxStepDistanceCentimeters)
            return Fail(start, "a step of 1,000 km at most");
        parts.Length = quantity == Quantity.Time ? StepLength.OfTime(Duration.FromMilliseconds(value)) : StepLength.OfDistance(value);
        return true;
    }

    // "400 m", or the sum of "1 h 30 min 15 s" with ever smaller units.
    private bool ReadMeasure(out long value, out Quantity quantity)
    {
        (value, quantity) = (0, Quantity.Time);
        long previous = long.MaxValue;
        while (_token.Kind == TokenKind.Number)
        {
            var number = _token;
            Advance();
            if (_token.Kind != TokenKind.Word || UnitOf(Text(_token)) is not { } unit)
                return Fail($"a unit after '{Shown(number)}': s, min, h, m or km");
            if (!TryScale(Text(number), unit.Size, out long size))
            {
                return Fail(number, unit.Quantity == Quantity.Time
                    ? "a number of at most nine digits before the point, no finer than a millisecond"
                    : "a number of at most nine digits before the point, no finer than a centimetre");
            }
            if (unit.IsLoneM && _token.Start == number.End && size < DoubtfulCentimeters)
            {
                string digits = Shown(number);
                return Fail(new(TokenKind.Word, number.Start, number.Length + 1),
                    $"'{digits} min' if minutes are meant, or '{digits} m' if metres are: m is metres, minutes are min");
            }
            bool first = previous == long.MaxValue;
            if (!first && (unit.Quantity == Quantity.Distance || unit.Size >= previous))
                return Fail(number, "a time with ever smaller units, as 1 h 30 min, or one length alone");
            (value, quantity, previous) = (value + size, unit.Quantity, unit.Size);
            Advance();
            if (unit.Quantity == Quantity.Distance)
                return true;
        }
        return true;
    }

    // "m:ss" or "h:mm:ss", the seconds with up to three places after the point.
    private bool ReadClock(out long milliseconds)
    {
        if (!TryClock(Text(_token), out milliseconds))
            return Fail("a time as 1:30 or 1:02:03, with two digits from 00 to 59 after each colon and a millisecond at the finest");
        Advance();
        if (_token.Kind == TokenKind.Word && UnitOf(Text(_token)) is not null)
            return Fail("no unit after a time with a colon");
        return true;
    }

    private static bool TryClock(ReadOnlySpan<char> text, out long milliseconds)
    {
        milliseconds = 0;
        int point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        int colons = whole.Count(':');
        if (colons is 0 or > 2 || (point >= 0 && text[point..].Contains(':')))
            return false;
        bool first = true;
        foreach (var range in whole.Split(':'))
        {
            var part = whole[range];
            if (!TryScale(part, 1, out long value) || (!first && (part.Length != 2 || value > 59)))
                return false;
            (milliseconds, first) = (milliseconds * 60 + value, false);
        }
        milliseconds *= MillisecondsPerSecond;
        if (point < 0)
            return true;
        bool read = TryScale($"0{text[point..]}", MillisecondsPerSecond, out long fraction);
        milliseconds += fraction;
        return read;
    }

    // A decimal number times a size, exactly: false if it is no number, has over nine digits before its point, or does not come out whole.
    private static bool TryScale(ReadOnlySpan<char> number, long size, out long scaled)
    {
        scaled = 0;
        int point = number.IndexOf('.');
        var whole = point < 0 ? number : number[..point];
        if (whole.TrimStart('0').Length > 9)
            return false;
        foreach (char c in whole)
        {
            if (!char.IsAsciiDigit(c))
                return false;
            scaled = scaled * 10 + (c - '0');
        }
        scaled *= size;
        if (point < 0)
            return true;
        foreach (char c in number[(point + 1)..].TrimEnd('0'))
        {
            if (!char.IsAsciiDigit(c) || size % 10 != 0)
                return false;
            size /= 10;
            scaled += (c - '0') * size;
        }
        return true;
    }
}
