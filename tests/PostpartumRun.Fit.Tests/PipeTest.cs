using System.IO.Pipelines;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Reading through a pipe tells the same as reading from memory, and holds no more at once however long the input is.</summary>
public sealed class PipeTest
{
    [Fact]
    public void Every_real_file_reads_alike_in_chunks_of_one_to_seventeen_bytes() =>
        InAnyOfSeventeen((bytes, size) => Digest.InChunks(bytes, size));

    [Fact]
    public void Every_real_file_reads_alike_through_a_pipe_whose_segments_are_of_one_to_seventeen_bytes() =>
        InAnyOfSeventeen((bytes, size) => Digest.InSegments(bytes, size));

    private static void InAnyOfSeventeen(Func<byte[], int, Digest> read)
    {
        var files = CorpusFile.All().Select(file => (file.Name, Bytes: file.Bytes())).OrderByDescending(file => file.Bytes.Length);
        Parallel.ForEach(files, file =>
        {
            var whole = Digest.Of(file.Bytes);
            for (int size = 1; size <= 17; size++)
                Assert.True(whole == read(file.Bytes, size), $"{file.Name} by {size} bytes");
        });
    }

    [Fact]
    public async Task Every_real_file_reads_alike_from_a_stream_that_gives_little_at_a_time()
    {
        foreach (var file in CorpusFile.All())
        {
            byte[] bytes = file.Bytes();
            var whole = Digest.Of(bytes);
            foreach (int size in new[] { 61, 4096 })
                Assert.True(whole == await Digest.ThroughPipe(new RepeatingStream(bytes, 1, size)), $"{file.Name}, {size} bytes at a time");
        }
    }

    [Fact]
    public async Task No_byte_is_no_file_through_a_pipe_either()
    {
        foreach (var pipe in new[] { PipeReader.Create(Stream.Null), PipeReader.Create(default) })
        {
            var state = new FitReaderState();
            await FitPipe.ReadAsync(pipe, state, (ref _) => Assert.Fail("There is nothing."), TestContext.Current.CancellationToken);
            Assert.Equal(FitErrorCode.Empty, state.Error?.Code);
        }
    }

    [Fact]
    public async Task A_long_chain_through_a_pipe_takes_no_more_memory_than_a_short_one()
    {
        byte[] file = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "fixtures", "week-4-as-planned.fit"), TestContext.Current.CancellationToken);
        int times = (64 << 20) / file.Length;
        var state = new FitReaderState();
        int records = 0;
        // All of it ends in the call itself, so that the thread's count is all there is.
        using var input = new RepeatingStream(file, times, 64 * 1024);
        var pipe = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reading = FitPipe.ReadAsync(pipe, state, (ref reader) => records += reader.Token == FitToken.Message ? 1 : 0, TestContext.Current.CancellationToken);
        Assert.True(reading.IsCompleted);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((long)file.Length * times, await reading);
        Assert.Null(state.Error);
        Assert.Equal(times, state.FileCount);
        Assert.Equal(times * Reading.Of(file).Parts.Count(part => part.Contains(" message ", StringComparison.Ordinal)), records);
        Assert.InRange(allocated, 0, 1 << 20);
    }
}
