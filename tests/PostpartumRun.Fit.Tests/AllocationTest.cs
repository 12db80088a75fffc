using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>What is read again, and what is written again, costs no memory.</summary>
public sealed class AllocationTest
{
    [Fact]
    public void A_hand_made_file_is_read_again_without_allocating()
    {
        foreach (byte[] file in Files.Values)
            Assert.Equal(0, SecondReading(file));
    }

    [Fact]
    public void A_real_file_is_read_again_without_allocating()
    {
        var files = CorpusFile.All().Where(file => file.IsValid).Select(file => file.Bytes()).Where(bytes => bytes.Length is > 50_000 and < 300_000).Take(10).ToList();
        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Equal(0, SecondReading(file)));
    }

    [Fact]
    public void Reading_in_chunks_does_not_allocate_either()
    {
        byte[] file = Files["chained"];
        var state = new FitReaderState();
        Assert.Equal(0, Memory.LeastAllocated(() => ReadInChunks(file, state)));
    }

    private static long SecondReading(byte[] file)
    {
        var state = new FitReaderState();
        double first = Read(file, state);
        return Memory.LeastAllocated(() => Assert.True(first.Equals(Read(file, state))));
    }

    /// <summary>A sum of what messages hold, so that fields are looked at.</summary>
    private static double Read(byte[] file, FitReaderState state)
    {
        state.Reset();
        double sum = 0;
        var reader = new FitReader(file, isLast: true, state);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            var message = reader.Message;
            sum += message.Timestamp ?? 0;
            foreach (ref readonly var definition in message.Definition.Fields.AsSpan())
            {
                var field = message.View(definition);
                sum += field.Integer ?? 0;
                sum += double.IsFinite(field.Number) ? field.Number : 0;
            }
        }
        return sum;
    }

    private static void ReadInChunks(byte[] file, FitReaderState state)
    {
        state.Reset();
        int consumed = 0;
        for (int end = 7; end - 7 < file.Length; end += 7)
        {
            int chunkEnd = Math.Min(end, file.Length);
            var reader = new FitReader(file.AsSpan(consumed..chunkEnd), chunkEnd == file.Length, state);
            while (reader.Read())
            {
            }
            consumed += reader.Suspend();
        }
    }
}
