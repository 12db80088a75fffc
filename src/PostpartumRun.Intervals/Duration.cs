using System.Globalization;

namespace PostpartumRun.Intervals;

/// <summary>
/// A length of time in whole milliseconds, the resolution in which watches keep laps and steps. It can be negative.
/// The default is zero.
/// </summary>
public readonly record struct Duration : IComparable<Duration>
{
    private Duration(long milliseconds) => Milliseconds = milliseconds;

    /// <summary>The length in milliseconds.</summary>
    public long Milliseconds { get; }

    /// <summary>The length in seconds, with its fraction.</summary>
    public double Seconds => Milliseconds / 1000.0;

    /// <summary>No time at all.</summary>
    public static Duration Zero => default;

    /// <summary>A length of so many milliseconds.</summary>
    public static Duration FromMilliseconds(long milliseconds) => new(milliseconds);

    /// <summary>A length of so many seconds, rounded to the nearest millisecond.</summary>
    public static Duration FromSeconds(double seconds) => new((long)Math.Round(seconds * 1000, MidpointRounding.AwayFromZero));

    /// <summary>A length of so many minutes, rounded to the nearest millisecond.</summary>
    public static Duration FromMinutes(double minutes) => FromSeconds(minutes * 60);

    /// <summary>The same length as the runtime's type, for use at the edge.</summary>
    public static Duration FromTimeSpan(TimeSpan value) => new((long)Math.Round(value.TotalMilliseconds));

    /// <summary>The same length as the runtime's type, for use at the edge.</summary>
    public TimeSpan ToTimeSpan() => TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>The shorter of two.</summary>
    public static Duration Min(Duration left, Duration right) => left < right ? left : right;

    /// <summary>The longer of two.</summary>
    public static Duration Max(Duration left, Duration right) => left > right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Duration other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Minutes and seconds as a watch shows them, <c>1:30</c>, or <c>1:02:03</c> from an hour on.</summary>
    public override string ToString()
    {
        long seconds = (Math.Abs(Milliseconds) + 500) / 1000;
        string sign = Milliseconds < 0 ? "-" : "";
        return seconds < 3600
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 60}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}");
    }

    /// <summary>The sum.</summary>
    public static Duration operator +(Duration left, Duration right) => new(left.Milliseconds + right.Milliseconds);

    /// <summary>The difference.</summary>
    public static Duration operator -(Duration left, Duration right) => new(left.Milliseconds - right.Milliseconds);

    /// <summary>The length, so many times.</summary>
    public static Duration operator *(Duration duration, long times) => new(duration.Milliseconds * times);

    /// <summary>Whether the left is shorter.</summary>
    public static bool operator <(Duration left, Duration right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Whether the left is longer.</summary>
    public static bool operator >(Duration left, Duration right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Whether the left is no longer.</summary>
    public static bool operator <=(Duration left, Duration right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Whether the left is no shorter.</summary>
    public static bool operator >=(Duration left, Duration right) => left.Milliseconds >= right.Milliseconds;
}
