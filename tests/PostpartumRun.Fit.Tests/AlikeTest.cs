using CsCheck;
using PostpartumRun.Fit.Profile;
using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Reading messages of one layout many at a time, and passing over others, finds what reading them one by one finds.</summary>
public sealed class AlikeTest
{
    private static readonly int[] Steps = [-20, -1, 0, 1, 40];

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

    /// <summary>Runs of messages whose times rise, fall or are invalid, and of some whose times stand in their headers; some of them read in batches.</summary>
    [Fact]
    public void Runs_have_the_times_that_the_protocol_says() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 6], Gen.Int[0, Steps.Length - 1].Select(step => Steps[step])).Array[1, 30].Select(Gen.Int[1, 7]).Sample((runs, atOnce) =>
        {
            uint last = 1_000_000_000;
            var parts = new List<byte[]>
            {
                Define(0, RecordMessage, (253, 4, U32), (3, 1, U8)), Define(1, RecordMessage, (3, 1, U8), (253, 4, U32)), Define(2, RecordMessage, (3, 1, U8)),
                Message(0, [.. UInt32Bytes(last), 7]),
            };
            var expected = new List<uint?> { last };
            foreach (var (layout, count, step) in runs)
            {
                for (int i = 0; i < count; i++)
                {
                    bool isInvalid = layout < 2 && step < 0 && i % 2 == 0;
                    uint time = layout < 2 ? last + (uint)step : last + ((uint)step & 31);
                    byte[] bytes = UInt32Bytes(isInvalid ? FitTime.Invalid : time);
                    parts.Add(layout switch
                    {
                        0 => Message(0, [.. bytes, 7]),
                        1 => Message(1, [7, .. bytes]),
                        _ => Compressed(2, (int)(time & 31), 7),
                    });
                    expected.Add(isInvalid ? null : time);
                    last = isInvalid ? last : time;
                }
            }
            Assert.Equal(expected, TimesOf(File([.. parts]), atOnce));
        });

    private static List<uint?> TimesOf(byte[] file, int atOnce)
    {
        var found = new List<uint?>();
        uint[] times = new uint[atOnce];
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            int count = found.Count % 3 == 0 ? reader.ReadAlike(new int[atOnce], times) : 0;
            if (count == 0)
                found.Add(reader.Message.Timestamp);
            for (int i = 0; i < count; i++)
                found.Add(times[i]);
        }
        return found;
    }
}
