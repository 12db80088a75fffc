using CsCheck;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Damaged real files, as many as a minute allows where the project is checked, and a few seconds elsewhere.</summary>
public sealed class MutationTest
{
    private const int LargestFile = 40_000;

    private static int Seconds => Environment.GetEnvironmentVariable("CI") is null ? 3 : 60;

    [Fact]
    public async Task Damaged_files_read_alike_as_a_whole_in_chunks_and_through_a_pipe()
    {
        string folder = Corpus.IsPresent ? Corpus.Files : Path.Combine(Repository.Root, "fixtures");
        byte[][] files = [.. Directory.GetFiles(folder, "*.fit").Where(file => new FileInfo(file).Length < LargestFile).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Assert.NotEmpty(files);
        int read = 0;
        // A failure names the seed that makes it again: CsCheck_Seed in the environment.
        await Gen.Select(Mutation.Of(Gen.OneOf(files)), Gen.Int[1, 400]).SampleAsync(
            async (bytes, size) =>
            {
                var whole = Digest.Of(bytes);
                Assert.Equal(whole, Digest.InChunks(bytes, size));
                Assert.Equal(whole, await Digest.ThroughPipe(new RepeatingStream(bytes, 1, size)));
                Interlocked.Increment(ref read);
            },
            time: Seconds);
        Assert.InRange(read, 100, int.MaxValue);
    }
}
