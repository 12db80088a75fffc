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
