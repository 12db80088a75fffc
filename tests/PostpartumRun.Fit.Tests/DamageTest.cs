using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Cut, altered and chained files: what is told of them, and where.</summary>
public sealed class DamageTest
{
    [Theory]
    [InlineData("plain")]
    [InlineData("mixed")]
    [InlineData("header of 20 bytes")]
    [InlineData("chained")]
    public void A_file_cut_anywhere_gives_an_error_and_all_that_was_whole_before(string name)
    {
        byte[] file = Files[name];
        var whole = Reading.Of(file);
        Assert.Null(whole.Error);
        long[] ends = [.. whole.Parts.Skip(1).Select(part => long.Parse(part[..part.IndexOf(' ', StringComparison.Ordinal)])), file.Length];
        int[] fileEnds = [.. Enumerable.Range(0, whole.Parts.Count).Where(i => whole.Parts[i].EndsWith("FileEnd", StringComparison.Ordinal)).Select(i => (int)ends[i])];
        for (int length = 0; length < file.Length; length++)
        {
            var cut = Reading.Of(file.AsSpan(0, length));
            Assert.Equal(whole.Parts.Take(ends.Count(end => end <= length)), cut.Parts);
            if (fileEnds.Contains(length))
            {
                Assert.Null(cut.Error);
                continue;
            }
            Assert.NotNull(cut.Error);
            Assert.InRange(cut.Error.Value.Offset, 0, length);
            // The damage is where the first part begins that is not all there.
            Assert.Equal(ends.LastOrDefault(end => end <= length), cut.Error.Value.Offset);
            Assert.Equal(length == 0 ? FitErrorCode.Empty : length < 12 ? FitErrorCode.NotFit : FitErrorCode.Truncated, cut.Error.Value.Code);
        }
    }

    [Fact]
    public void A_wrong_checksum_is_told_at_its_place_after_all_messages()
    {
        byte[] file = [.. Files["plain"]];
        file[^2] ^= 0x80;
        var reading = Reading.Of(file);
        Assert.Equal(new FitError(FitErrorCode.CrcMismatch, file.Length - 2), reading.Error);
        Assert.True(reading.HasCrcMismatch);
        Assert.Equal(Reading.Of(Files["plain"]).Parts, reading.Parts);
    }

    [Fact]
    public void Any_altered_bit_is_noticed()
    {
        byte[] file = Files["mixed"];
        for (int bit = 0; bit < file.Length * 8; bit++)
        {
            byte[] altered = [.. file];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(Reading.Of(altered).Error);
        }
    }

    [Fact]
    public void A_checksum_covers_the_header_too()
    {
        byte[] file = [.. File(12, Define(0, RecordMessage, (3, 1, U8)), Message(0, 1))];
        file[1] ^= 1;
        Assert.Equal(FitErrorCode.CrcMismatch, Reading.Of(file).Error?.Code);
    }

    [Fact]
    public void A_message_that_nothing_defines_ends_the_reading()
    {
        byte[] file = File(Define(0, RecordMessage, (3, 1, U8)), Message(0, 1), Message(1, 2), Message(0, 3));
        var reading = Reading.Of(file);
        Assert.Equal(new FitError(FitErrorCode.UndefinedMessage, 25), reading.Error);
        Assert.Equal(3, reading.Parts.Count);
    }

    [Fact]
    public void A_compressed_message_that_nothing_defines_ends_the_reading()
    {
        byte[] file = File(Define(0, RecordMessage, (3, 1, U8)), Compressed(0, 3, 1), Compressed(3, 4, 2));
        Assert.Equal(new FitError(FitErrorCode.UndefinedMessage, 25), Reading.Of(file).Error);
    }

    [Fact]
    public void Data_that_ends_within_a_message_is_a_cut()
    {
        byte[] data = Join(Define(0, RecordMessage, (3, 1, U8)), Message(0, 1), Message(0));
        var reading = Reading.Of(WithCrc([.. Header(14, (uint)data.Length), .. data]));
        Assert.Equal(new FitError(FitErrorCode.Truncated, 25), reading.Error);
        Assert.Equal(3, reading.Parts.Count);
    }

    [Fact]
    public void Data_that_ends_within_a_definition_is_a_cut()
    {
        byte[] definition = Define(0, RecordMessage, false, [(3, 1, U8)], [(0, 1, 0), (1, 1, 0)]);
        for (int length = 1; length < definition.Length; length++)
        {
            byte[] file = File(Define(0, RecordMessage, (3, 1, U8)), definition[..length]);
            Assert.Equal(new FitError(FitErrorCode.Truncated, 23), Reading.Of(file).Error);
        }
    }

    [Theory]
    [InlineData(new byte[] { 0 }, FitErrorCode.TrailingData)]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, FitErrorCode.TrailingData)]
    [InlineData(new byte[] { 14, 32, 0, 0, 0, 0, 0, 0, 1 }, FitErrorCode.TrailingData)]
    [InlineData(new byte[] { 14, 32, 0, 0 }, FitErrorCode.Truncated)]
    public void What_follows_a_whole_file_is_another_one_or_told(byte[] rest, FitErrorCode code)
    {
        byte[] file = Files["plain"];
        var reading = Reading.Of([.. file, .. rest]);
        Assert.Equal(new FitError(code, file.Length), reading.Error);
        Assert.Equal(Reading.Of(file).Parts, reading.Parts);
    }

    [Fact]
    public void Chained_files_are_read_each_with_its_own_header_and_checksum()
    {
        byte[] file = Files["chained"];
        var reading = Reading.Of(file);
        Assert.Null(reading.Error);
        Assert.Equal(3, reading.FileCount);
        Assert.Equal(3, reading.Parts.Count(part => part.EndsWith("FileEnd", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_in_a_chain_knows_no_definitions_of_the_one_before()
    {
        byte[] first = File(Define(0, RecordMessage, (3, 1, U8)), Message(0, 1));
        var reading = Reading.Of([.. first, .. File(Message(0, 2))]);
        Assert.Equal(new FitError(FitErrorCode.UndefinedMessage, first.Length + 14), reading.Error);
    }

    [Fact]
    public void A_wrong_checksum_in_a_chain_does_not_end_it()
    {
        byte[] file = [.. Files["wrong checksum, chained"]];
        var reading = Reading.Of(file);
        Assert.Equal(FitErrorCode.CrcMismatch, reading.Error?.Code);
        Assert.Equal(2, reading.FileCount);
        Assert.Equal($"{file.Length - 2} FileEnd", reading.Parts[^1]);
    }

    [Fact]
    public void Every_kind_of_damage_has_a_name_of_its_own_and_a_sentence()
    {
        var errors = System.Enum.GetValues<FitErrorCode>().Select(code => new FitError(code, 12345)).ToList();
        Assert.Equal(errors.Count, errors.Select(error => error.Name).Distinct().Count());
        Assert.Equal(errors.Count, errors.Select(error => error.Message).Distinct().Count());
        Assert.All(errors, error => Assert.Matches("^[a-z]+(-[a-z]+)*$", error.Name));
        Assert.All(errors.Where(error => error.Code != FitErrorCode.Empty), error => Assert.Contains("12345", error.Message, StringComparison.Ordinal));
    }
}
