using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Headers of all sizes, and what is none.</summary>
public sealed class FitHeaderTest
{
    private static readonly byte[][] Body = [Define(0, RecordMessage, (3, 1, U8)), Message(0, 77)];

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(40)]
    [InlineData(255)]
    public void A_header_of_12_bytes_or_more_is_read_and_skipped(int size)
    {
        byte[] file = File(size, Body);
        var reading = Reading.Of(file);
        Assert.Null(reading.Error);
        Assert.Equal(
            [$"0 {new FitHeader((byte)size, 0x20, 21217, 11)} #1", $"{size} definition 20: 1", $"{size + 9} message 20/{size + 9}: 4D at ", $"{size + 11} FileEnd"],
            reading.Parts);
    }

    [Fact]
    public void The_header_tells_both_versions_and_the_size()
    {
        byte[] bytes = [14, 0x10, 0x64, 0x08, 1, 2, 3, 4, .. ".FIT"u8, 0, 0];
        Assert.True(FitHeader.TryRead(bytes, out var header, out bool isCrcValid));
        Assert.Equal(new FitHeader(14, 0x10, 2148, 0x04030201), header);
        Assert.Equal("1.0", header.Protocol);
        Assert.True(isCrcValid);
    }

    [Fact]
    public void A_header_checksum_of_zero_was_not_made_and_is_right()
    {
        byte[] file = [.. Header(14, 11)[..12], 0, 0, .. Join(Body)];
        Assert.Null(Reading.Of(WithCrc(file)).Error);
    }

    [Fact]
    public void A_wrong_header_checksum_is_told_and_all_messages_are_read()
    {
        byte[] header = Header(14, 11);
        header[13] ^= 0x40;
        var reading = Reading.Of(WithCrc([.. header, .. Join(Body)]));
        Assert.Equal(new FitError(FitErrorCode.HeaderCrcMismatch, 0), reading.Error);
        Assert.False(reading.HasCrcMismatch);
        Assert.Equal("25 FileEnd", reading.Parts[^1]);
    }

    [Fact]
    public void A_damaged_header_byte_makes_its_checksum_wrong()
    {
        for (int i = 1; i < 4; i++)
        {
            byte[] header = Header(14, 11);
            header[i] ^= 1;
            Assert.True(FitHeader.TryRead(header, out _, out bool isCrcValid));
            Assert.False(isCrcValid);
        }
    }

    [Fact]
    public void An_empty_input_is_empty() => AssertError([], FitErrorCode.Empty, 0);

    [Theory]
    [InlineData("FF D8 FF E0 00 10 4A 46 49 46 00 01 01 01 00 48 00 48 00 00")] // JPEG
    [InlineData("74 72 61 69 6E 69 6E 67 2E 46 49 54 20 64 69 61 72 79 0A")] // "training.FIT diary": the mark, at the right place, is past a size of 0x74
    [InlineData("0E 20 E1 52 0B 00 00 2E 46 49 54 00 00 00 00 00 00")] // a byte too early
    [InlineData("0E 20 E1 52 0B 00 00 00 00 2E 46 49 54 00 00 00 00")] // a byte too late
    [InlineData("0B 20 E1 52 0B 00 00 00 2E 46 49 54 00 00 00 00")] // a header of 11 bytes
    [InlineData("00 20 E1 52 0B 00 00 00 2E 46 49 54 00 00 00 00")]
    [InlineData("0E 20 E1 52 0B 00 00 00 2E 66 69 74 00 00 00 00")] // ".fit"
    [InlineData("0E 20")]
    [InlineData("0A")]
    [InlineData("20 20 20 20 20 20 20 20 20 20 20 20 20 20 20 20")]
    public void What_has_no_header_is_not_fit(string hex)
    {
        byte[] bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        // A size of 0x74 could still be a header of that size, cut off; all others cannot.
        AssertError(bytes, bytes[0] == 0x74 ? FitErrorCode.Truncated : FitErrorCode.NotFit, 0);
    }

    [Fact]
    public void A_file_without_data_is_whole() => Assert.Equal(["0 " + new FitHeader(14, 0x20, 21217, 0) + " #1", "14 FileEnd"], Reading.Of(File()).Parts);

    [Fact]
    public void A_file_whose_size_was_never_filled_in_is_unfinished_and_its_messages_are_read()
    {
        var reading = Reading.Of([.. Header(14, 0), .. Join(Body), .. Message(0, 78), .. Message(0)]);
        Assert.Equal(new FitError(FitErrorCode.Unfinished, 0), reading.Error);
        Assert.Equal(["23 message 20/23: 4D at ", "25 message 20/25: 4E at "], reading.Parts.Skip(2));
    }

    [Fact]
    public void A_size_past_the_end_is_a_cut_and_the_messages_before_it_are_read()
    {
        var reading = Reading.Of([.. Header(14, 0xFFFF_FFFF), .. Join(Body)]);
        Assert.Equal(new FitError(FitErrorCode.Truncated, 25), reading.Error);
        Assert.Equal("23 message 20/23: 4D at ", reading.Parts[^1]);
    }

    private static void AssertError(byte[] bytes, FitErrorCode code, long offset)
    {
        var reading = Reading.Of(bytes);
        Assert.Equal(new FitError(code, offset), reading.Error);
        Assert.Empty(reading.Parts);
    }
}
