namespace PostpartumRun.Fit;

/// <summary>The protocol's clock: whole seconds, UTC, since 1989-12-31T00:00:00Z.</summary>
/// <remarks>
/// Devices that did not know the date count from their power-on, with numbers below 0x10000000 (mid-1998). Those read as dates all the same,
/// here as in the official decoders: differences between them are right, and a time stays a time.
/// </remarks>
public static class FitTime
{
    /// <summary>The value that stands for no time.</summary>
    public const uint Invalid = uint.MaxValue;

    /// <summary>The time of value 0.</summary>
    public static DateTimeOffset Epoch { get; } = new(1989, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The time that a value stands for, as if it were a date.</summary>
    public static DateTimeOffset ToDateTimeOffset(uint seconds) => Epoch.AddSeconds(seconds);

    /// <summary>The value of a time, its fraction of a second cut off.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The protocol's clock does not reach that time.</exception>
    public static uint FromDateTimeOffset(DateTimeOffset time)
    {
        double seconds = Math.Floor((time - Epoch).TotalSeconds);
        if (seconds is < 0 or >= Invalid)
            throw new ArgumentOutOfRangeException(nameof(time), time, "The protocol's clock runs from 1989-12-31 to 2126.");
        return (uint)seconds;
    }
}
