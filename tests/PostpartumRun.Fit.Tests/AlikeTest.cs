using CsCheck;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Reading messages of one layout many at a time, and passing over others, finds what reading them one by one finds.</summary>
public sealed class AlikeTest
{
    public static TheoryData<string> Names => [.. HandMade.Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_of_small_files_are_found(string name)
    {
        byte[] file = HandMade.Files[name];
        for (ushort number = 0; number < 256; number++)
            Assert.Equal(Reading.OneByOne(file, number), Reading.Alike(file, number, atOnce: 3));
    }

    [Fact]
    public void Records_of_real_files_are_found()
    {
        var files = CorpusFile.All().ToList();
        Assert.NotEmpty(files);
        Parallel.ForEach(files, file =>
        {
            byte[] bytes = file.Bytes();
            foreach (ushort number in (ushort[])[MessageNumber.Record, MessageNumber.Event, MessageNumber.Lap])
                Assert.Equal(Reading.OneByOne(bytes, number), Reading.Alike(bytes, number, atOnce: 256));
        });
    }

    [Fact]
    public void Records_of_altered_files_are_found() =>
        Mutation.OfHandMadeFiles.Sample(
            bytes => Assert.Equal(Reading.OneByOne(bytes, MessageNumber.Record), Reading.Alike(bytes, MessageNumber.Record, atOnce: 2)), iter: 2000);
}
