using CsCheck;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Reading in chunks tells the same as reading the whole.</summary>
public sealed class ChunkTest
{
    private const int LargestCorpusFile = 150_000;

    public static TheoryData<string> Names => [.. HandMade.Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_small_file_reads_alike_in_chunks_of_any_size(string name)
    {
        byte[] file = HandMade.Files[name];
        var whole = Reading.Of(file);
        for (int size = 1; size <= file.Length; size++)
            whole.AssertSame(Reading.InChunks(file, size), $"{name} in chunks of {size}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_small_file_reads_alike_in_segments_of_any_size(string name)
    {
        byte[] file = HandMade.Files[name];
        var whole = Digest.Of(file);
        for (int size = 1; size <= file.Length; size++)
            Assert.True(whole == Digest.InSegments(file, size), $"{name} in segments of {size}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_small_file_cut_anywhere_reads_alike_in_two_chunks_and_in_bytes(string name)
    {
        byte[] file = HandMade.Files[name];
        for (int length = 1; length < file.Length; length++)
        {
            var whole = Reading.Of(file.AsSpan(0, length));
            whole.AssertSame(Reading.InChunks(file.AsSpan(0, length), (length + 1) / 2), $"{name}, {length} bytes in two chunks");
            whole.AssertSame(Reading.InChunks(file.AsSpan(0, length), 1), $"{name}, {length} bytes one by one");
        }
    }

    [Fact]
    public void Small_files_read_alike_in_chunks_of_random_sizes_empty_ones_included() =>
        Gen.Select(Gen.OneOf([.. HandMade.Files.Keys]), Gen.Int[0, 30].Array[1, 12]).Sample(
            (name, sizes) => Reading.Of(HandMade.Files[name]).AssertSame(Reading.InChunks(HandMade.Files[name], [.. sizes, 1]), name),
            iter: 1000);

    [Fact]
    public void Altered_files_read_alike_in_chunks() =>
        Mutation.OfHandMadeFiles.Sample(
            bytes => Reading.Of(bytes).AssertSame(Reading.InChunks(bytes, 1 + (bytes.Length % 17), 3), Convert.ToHexString(bytes)),
            iter: 1000);

    [Fact]
    public void Real_files_read_alike_in_chunks()
    {
        var files = CorpusFile.All().Select(file => (file.Name, Bytes: file.Bytes())).Where(file => file.Bytes.Length <= LargestCorpusFile).ToList();
        Assert.NotEmpty(files);
        Parallel.For(0, files.Count, i =>
        {
            var (name, bytes) = files[i];
            var whole = Reading.Of(bytes);
            // Every size where that is quick, and a few of them in turn where it is not.
            foreach (int size in bytes.Length < 3000 ? Enumerable.Range(1, 17) : [1 + (i % 17), 1 + ((i * 7) % 17)])
                whole.AssertSame(Reading.InChunks(bytes, size), $"{name} in chunks of {size}");
            var random = new Random(i);
            int[] sizes = [.. Enumerable.Range(0, 100).Select(_ => random.Next(1, 3000))];
            whole.AssertSame(Reading.InChunks(bytes, sizes), $"{name} in chunks of random sizes");
        });
    }

    [Fact]
    public void What_a_chunk_leaves_over_is_never_more_than_a_message()
    {
        byte[] file = HandMade.Files["chained"];
        var state = new FitReaderState();
        int consumed = 0;
        for (int end = 1; end <= file.Length; end++)
        {
            var reader = new FitReader(file.AsSpan(consumed, end - consumed), isLast: false, state);
            while (reader.Read())
            {
            }
            consumed += reader.Suspend();
            Assert.InRange(end - consumed, 0, 30);
        }
        Assert.Equal(file.Length, consumed);
    }

    [Fact]
    public void A_message_that_the_data_ends_in_is_told_without_waiting_for_more()
    {
        byte[] file = HandMade.Files["data ends in a message"];
        var state = new FitReaderState();
        var first = new FitReader(file.AsSpan(0, 30), isLast: false, state);
        while (first.Read())
        {
        }
        int consumed = first.Suspend();
        Assert.Null(state.Error);
        var second = new FitReader(file.AsSpan(consumed), isLast: false, state);
        while (second.Read())
        {
        }
        Assert.Equal(Reading.Of(file).Error, state.Error);
    }
}
