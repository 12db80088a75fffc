using System.Globalization;

namespace PostpartumRun.Intervals;

internal ref partial struct WorkoutTextParser
{
    private const string TargetExample = "a target, as 6:30-7:30/km or 120-140 bpm";

    private bool ReadTarget(ref Parts parts)
    {
        if (parts.Target != default)
            return Fail($"one target for a step; {parts.Next}");
        Advance();
        var first = _token;
        if (first.Kind != TokenKind.Number)
            return Fail(TargetExample);
        Advance();
        var second = first;
        if (_token.Kind == TokenKind.Dash)
        {
            Advance();
            second = _token;
            if (second.Kind != TokenKind.Number)
                return Fail("the higher end of the target, as in 6:30-7:30/km or 120-140 bpm");
            Advance();
        }
        return Text(first).Contains(':') ? ReadPace(first, second, out parts.Target) : ReadHeartRate(first, second, out parts.Target);
    }

    private bool ReadPace(Token fastest, Token slowest, out StepTarget target)
    {
        target = default;
        if (!TryPace(Text(fastest), out int low))
            return Fail(fastest, "a pace in minutes and seconds, from 0:01 to 60:00");
        if (!TryPace(Text(slowest), out int high))
            return Fail(slowest, "a pace in minutes and seconds, from 0:01 to 60:00");
        if (low > high)
            return Fail(slowest, "the faster pace first, as in 6:30-7:30/km");
        if (_token.Kind == TokenKind.Word && IsSame(Text(_token), "min"))
            Advance();
        if (_token.Kind != TokenKind.Slash)
            return Fail("'/km' after the pace");
        Advance();
        if (_token.Kind != TokenKind.Word || !IsSame(Text(_token), "km"))
            return Fail("'km' after the '/': a pace is for a kilometre");
        Advance();
        target = StepTarget.Pace(low, high);
        return true;
    }

    // TryClock reads the seconds; a pace has none of its fractions.
    private static bool TryPace(ReadOnlySpan<char> text, out int seconds)
    {
        bool read = TryClock(text, out long milliseconds) && milliseconds % MillisecondsPerSecond == 0
            && milliseconds is > 0 and <= 3600 * MillisecondsPerSecond;
        seconds = read ? (int)(milliseconds / MillisecondsPerSecond) : 0;
        return read;
    }

    private bool ReadHeartRate(Token lowest, Token highest, out StepTarget target)
    {
        target = default;
        if (!TryBeats(Text(lowest), out int low))
            return Fail(lowest, "a heart rate from 1 to 255");
        if (!TryBeats(Text(highest), out int high))
            return Fail(highest, "a heart rate from 1 to 255");
        if (low > high)
            return Fail(highest, "the lower heart rate first, as in 120-140 bpm");
        if (_token.Kind != TokenKind.Word || !IsSame(Text(_token), "bpm"))
            return Fail("'bpm' after a heart rate; a pace is written 6:30-7:30/km");
        Advance();
        target = StepTarget.HeartRate(low, high);
        return true;
    }

    private static bool TryBeats(ReadOnlySpan<char> text, out int beats) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out beats) && beats is >= 1 and <= 255;
}
