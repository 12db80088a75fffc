using System.Globalization;

namespace PostpartumRun.Fit.Tests;

/// <summary>All that a reader says of an input, to be compared.</summary>
internal sealed record Reading(IReadOnlyList<string> Parts, FitError? Error, bool HasCrcMismatch, int FileCount)
{
    public static Reading Of(ReadOnlySpan<byte> bytes)
    {
        var state = new FitReaderState();
        var parts = new List<string>();
        var reader = new FitReader(bytes, isLast: true, state);
        while (reader.Read())
            parts.Add(Describe(reader));
        return new(parts, reader.Error, state.HasCrcMismatch, state.FileCount);
    }

    /// <summary>The same, in chunks of the sizes given, over and over; each begins with what the last one left over.</summary>
    public static Reading InChunks(ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> sizes)
    {
        var state = new FitReaderState();
        var parts = new List<string>();
        int consumed = 0;
        int end = 0;
        for (int i = 0; ; i++)
        {
            end = Math.Min(bytes.Length, end + sizes[i % sizes.Length]);
            var reader = new FitReader(bytes[consumed..end], isLast: end == bytes.Length, state);
            while (reader.Read())
                parts.Add(Describe(reader));
            consumed += reader.Suspend();
            if (end == bytes.Length)
                return new(parts, state.Error, state.HasCrcMismatch, state.FileCount);
        }
    }

    /// <summary>Where messages of one number stand and their times, read many at a time by a reader that passes over all others.</summary>
    public static List<(long Offset, uint? Time)> Alike(ReadOnlySpan<byte> bytes, ushort number, int atOnce)
    {
        var state = new FitReaderState(wanted => wanted == number);
        var found = new List<(long, uint?)>();
        int[] positions = new int[atOnce];
        uint[] times = new uint[atOnce];
        var reader = new FitReader(bytes, isLast: true, state);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            int count = reader.ReadAlike(positions, times);
            if (count == 0)
                found.Add((reader.Offset, reader.Message.Timestamp));
            for (int i = 0; i < count; i++)
                found.Add((positions[i] - 1, times[i]));
        }
        return found;
    }

    /// <summary>The same, one by one by a reader that stops everywhere.</summary>
    public static List<(long Offset, uint? Time)> OneByOne(ReadOnlySpan<byte> bytes, ushort number)
    {
        var found = new List<(long, uint?)>();
        var reader = new FitReader(bytes);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message && reader.Message.Number == number)
                found.Add((reader.Offset, reader.Message.Timestamp));
        }
        return found;
    }

    /// <summary>Fails at the first difference, with the place.</summary>
    public void AssertSame(Reading other, string what)
    {
        int same = Parts.Zip(other.Parts).TakeWhile(pair => pair.First == pair.Second).Count();
        Xunit.Assert.True(
            same == Parts.Count && same == other.Parts.Count,
            $"{what}: part {same} is {other.Parts.ElementAtOrDefault(same)}, not {Parts.ElementAtOrDefault(same)}");
        Xunit.Assert.True(
            (Error, HasCrcMismatch, FileCount) == (other.Error, other.HasCrcMismatch, other.FileCount),
            $"{what}: {(other.Error, other.HasCrcMismatch, other.FileCount)}, not {(Error, HasCrcMismatch, FileCount)}");
    }

    private static string Describe(in FitReader reader) => reader.Token switch
    {
        FitToken.Message => string.Create(
            CultureInfo.InvariantCulture,
            $"{reader.Offset} message {reader.Message.Number}/{reader.Message.Offset}: {Convert.ToHexString(reader.Message.Data)} at {reader.Message.Timestamp}{(reader.Message.IsTimestampCompressed ? " compressed" : "")}"),
        FitToken.Definition => string.Create(CultureInfo.InvariantCulture, $"{reader.Offset} definition {reader.Definition.GlobalNumber}: {reader.Definition.Size}"),
        FitToken.FileHeader => string.Create(CultureInfo.InvariantCulture, $"{reader.Offset} {reader.Header} #{reader.FileCount}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{reader.Offset} {reader.Token}"),
    };
}
