using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>
/// Takes back speeds that a receiver makes up: without a fix the last one over and over, or none from one second to the next, where a
/// runner would take two to stand; and leaps of a few seconds when it finds itself elsewhere.
/// </summary>
internal static class SpeedDropouts
{
    /// <summary>Noise does not repeat a value to the millimetre for this many samples.</summary>
    private const int Repeats = 7;

    /// <summary>Metres a second from which nobody stands still at once.</summary>
    private const float Moving = 0.9f;

    /// <summary>Neighbouring samples further apart than this, in seconds, may hide how she came to stand.</summary>
    private const int Near = 2;

    /// <summary>Metres a second that nobody gains at once.</summary>
    private const float Leap = 2;

    /// <summary>A leap is over within so many seconds.</summary>
    private const int LongestLeap = 4;

    /// <summary>Replaces them by NaN, between the samples too.</summary>
    internal static void Remove(Span<float> speed, ReadOnlySpan<bool> isRecorded)
    {
        var (leaps, repeatsThrice) = FirstLook(speed);
        if (leaps)
            RemoveLeaps(speed, isRecorded);
        if (repeatsThrice)
            RemoveRepeats(speed, isRecorded);
    }

    /// <summary>
    /// Whether any second is much faster than the one before it, and whether any three are alike: most files have neither, and are seen through
    /// several seconds at a time.
    /// </summary>
    private static (bool Leaps, bool RepeatsThrice) FirstLook(ReadOnlySpan<float> speed)
    {
        Vector<int> leaps = default, repeats = default;
        int cell = 0;
        for (; cell <= speed.Length - 2 - Vector<float>.Count; cell += Vector<float>.Count)
        {
            var (first, second, third) = (new Vector<float>(speed[cell..]), new Vector<float>(speed[(cell + 1)..]), new Vector<float>(speed[(cell + 2)..]));
            leaps |= Vector.GreaterThan(second, first + new Vector<float>(Leap));
            repeats |= Vector.Equals(first, second) & Vector.Equals(second, third);
        }
        var rest = speed[cell..];
        for (int at = 1; at < rest.Length; at++)
        {
            leaps |= rest[at] > rest[at - 1] + Leap ? Vector<int>.One : default;
            repeats |= at > 1 && rest[at] == rest[at - 1] && rest[at - 1] == rest[at - 2] ? Vector<int>.One : default;
        }
        return (leaps != default, repeats != default);
    }

    private static void RemoveRepeats(Span<float> speed, ReadOnlySpan<bool> isRecorded)
    {
        bool repeats = RepeatsAnyway(speed, isRecorded);
        int before = -1;
        for (int first = Next(0, speed, isRecorded); first < speed.Length;)
        {
            int last = first, samples = 1;
            int next = Next(first + 1, speed, isRecorded);
            while (next < speed.Length && speed[next] == speed[first])
            {
                (last, samples) = (next, samples + 1);
                next = Next(next + 1, speed, isRecorded);
            }
            bool isCut = speed[first] == 0 && samples >= 3 && before >= 0 && next < speed.Length
                && speed[before] > Moving && speed[next] > Moving && first - before <= Near && next - last <= Near;
            bool isFrozen = !repeats && speed[first] > 0 && samples >= Repeats;
            if (isCut || isFrozen)
                speed[first..(last + 1)].Fill(float.NaN);
            (before, first) = (isCut || isFrozen ? -1 : last, next);
        }
    }

    private static void RemoveLeaps(Span<float> speed, ReadOnlySpan<bool> isRecorded)
    {
        int before = Next(0, speed, isRecorded);
        for (int cell = Next(before + 1, speed, isRecorded); cell < speed.Length;)
        {
            int after = cell;
            float least = speed[before] + Leap;
            while (after < speed.Length && after - cell <= LongestLeap && speed[after] > least)
                after = Next(after + 1, speed, isRecorded);
            bool isLeap = after > cell && after < speed.Length && after - cell <= LongestLeap && cell - before <= Near;
            if (isLeap)
                speed[(before + 1)..after].Fill(float.NaN);
            before = isLeap ? after : cell;
            cell = Next(before + 1, speed, isRecorded);
        }
    }

    /// <summary>Whether equal neighbours are common in this file, its speeds being coarse.</summary>
    private static bool RepeatsAnyway(ReadOnlySpan<float> speed, ReadOnlySpan<bool> isRecorded)
    {
        int pairs = 0, equal = 0, run = 0;
        float last = float.NaN;
        for (int cell = 0; cell < speed.Length; cell++)
        {
            if (!isRecorded[cell] || !(speed[cell] > 0))
                continue;
            pairs++;
            run = speed[cell] == last ? run + 1 : 0;
            equal += run is > 0 and < Repeats ? 1 : 0;
            last = speed[cell];
        }
        return equal * 8 > pairs;
    }

    private static int Next(int cell, ReadOnlySpan<float> speed, ReadOnlySpan<bool> isRecorded)
    {
        while (cell < speed.Length && !(isRecorded[cell] && speed[cell] >= 0))
            cell++;
        return cell;
    }
}
