using System.Globalization;
using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Heart rates that a strap kept, and gave to the watch after a swim.</summary>
public sealed class HeartRateMergerTest
{
    private const ushort Hr = 132;
    private const uint Noon = 1_000_000_000;

    /// <summary>An anchor at noon, and the strap's clock at 2 s.</summary>
    private static readonly byte[][] Anchor =
    [
        Define(0, Hr, (253, 4, U32), (0, 2, U16), (6, 1, U8), (9, 4, U32)),
        Message(0, [.. UInt32Bytes(Noon), 0, 0, 60, .. UInt32Bytes(2048)]),
    ];

    [Fact]
    public void Real_files_merge_as_the_official_decoder_merges_them()
    {
        var files = CorpusFile.All().Where(file => file.Manifest.GetProperty("messages").TryGetProperty("hr", out _)).ToList();
        Assert.True(files.Count >= 3);
        using var lines = NodeOracle.Lines("all-fields.mjs", string.Join('\n', files.Select(file => Corpus.File(file.Name))), "merged").GetEnumerator();
        int merged = 0;
        foreach (var file in files)
        {
            var official = new List<string>();
            while (lines.MoveNext() && !lines.Current.StartsWith('<'))
            {
                if (lines.Current.StartsWith("20", StringComparison.Ordinal))
                    official.Add(lines.Current[(lines.Current.LastIndexOf('=') + 1)..]);
            }
            var (times, before) = Records(file.Bytes(), out var merger);
            byte[] after = [.. before];
            merger.Merge(times, after);
            Assert.Equal(official, after.Select(rate => rate == byte.MaxValue ? "null" : rate.ToString(CultureInfo.InvariantCulture)));
            merged += after.Zip(before).Count(pair => pair.First != pair.Second);
        }
        Assert.True(merged > 1000, $"{merged} records have another heart rate.");
    }

    [Fact]
    public void A_record_has_the_mean_of_the_beats_since_the_one_before_it() => Assert.Equal(
        [60, 60, 75, 0],
        // 60 holds on in quarters until 80 comes at 1.5 s: one quarter of the second second is still 60.
        Merge([0, 1, 2, 3], Define(1, Hr, (6, 2, U8), (9, 8, U32)), Message(1, [80, 80, .. UInt32Bytes(2048 + 1024 + 512), .. UInt32Bytes(2048 + 2048 + 512)])));

    [Fact]
    public void A_rate_holds_on_for_no_more_than_five_seconds()
    {
        byte[] rates = Merge([1, 5, 6, 9, 10, 11], Define(1, Hr, (6, 1, U8), (9, 4, U32)), Message(1, [90, .. UInt32Bytes(2048 + (1024 * 10))]), Message(1, [91, .. UInt32Bytes(2048 + (1024 * 12))]));
        Assert.Equal([60, 60, 0, 0, 90, 90], rates);
    }

    [Fact]
    public void Times_of_twelve_bits_count_on()
    {
        // 0xC00 is 3 s, and 0x400 is 5 s, past the rollover of the 12 bits at 4 s. The last record has no whole span of beats.
        byte[] rates = Merge([1, 2, 3, 4], Define(1, Hr, (6, 2, U8), (10, 3, Raw)), Message(1, 70, 72, 0x00, 0x0C, 0x40));
        Assert.Equal([63, 70, 0, 0], rates);
    }

    [Fact]
    public void The_straps_clock_may_roll_over()
    {
        byte[][] anchor = [Define(0, Hr, (253, 4, U32), (6, 1, U8), (9, 4, U32)), Message(0, [.. UInt32Bytes(Noon), 60, .. UInt32Bytes(uint.MaxValue - 1023)])];
        byte[][] beats = [Define(1, Hr, (6, 2, U8), (9, 8, U32)), Message(1, [70, 70, .. UInt32Bytes(1024), .. UInt32Bytes(2048)])];
        Assert.Equal([60, 63, 0], Merge(Take(File([.. anchor, .. beats])), [1, 2, 3]));
    }

    [Fact]
    public void Beats_without_an_anchor_or_without_rates_are_passed_over()
    {
        Assert.False(Take(File(Define(1, Hr, (6, 1, U8), (9, 4, U32)), Message(1, [80, .. UInt32Bytes(2048)]))).HasBeats);
        Assert.False(Take(File(Define(1, Hr, (253, 4, U32), (6, 2, U8), (9, 4, U32)), Message(1, [.. UInt32Bytes(Noon), 80, 81, .. UInt32Bytes(2048)]))).HasBeats);
    }

    [Fact]
    public void What_was_taken_in_can_be_forgotten()
    {
        var merger = Take(File(Anchor));
        Assert.True(merger.HasBeats);
        merger.Clear();
        Assert.False(merger.HasBeats);
        Assert.Throws<ArgumentException>(() => merger.Merge([1, 2], new byte[1]));
    }

    private static byte[] Merge(uint[] seconds, params byte[][] beats) => Merge(Take(File([.. Anchor, .. beats])), seconds);

    private static byte[] Merge(HeartRateMerger merger, uint[] seconds)
    {
        var rates = new byte[seconds.Length];
        merger.Merge([.. seconds.Select(second => Noon + second)], rates);
        return rates;
    }

    private static HeartRateMerger Take(byte[] file)
    {
        var merger = new HeartRateMerger();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                merger.Add(reader.Message);
        }
        Assert.Null(reader.Error);
        return merger;
    }

    private static (uint[] Times, byte[] Rates) Records(byte[] file, out HeartRateMerger merger)
    {
        var times = new List<uint>();
        var rates = new List<byte>();
        merger = new HeartRateMerger();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token != FitToken.Message)
                continue;
            merger.Add(reader.Message);
            if (reader.Message.Number != RecordMessage)
                continue;
            times.Add(reader.Message.Timestamp!.Value);
            rates.Add((byte)(reader.Message[3].Integer ?? byte.MaxValue));
        }
        return ([.. times], [.. rates]);
    }
}
