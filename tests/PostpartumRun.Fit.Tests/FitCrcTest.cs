using CsCheck;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>The checksum's ways of being fast against one that goes bit by bit.</summary>
public sealed class FitCrcTest
{
    [Fact]
    public void The_checksum_of_123456789_is_the_published_one() => Assert.Equal(0xBB3D, FitCrc.Compute("123456789"u8));

    [Fact]
    public void Every_length_up_to_70_and_every_seed_gives_the_bitwise_checksum() =>
        Gen.Select(Gen.Byte.Array[0, 70], Gen.UShort).Sample((bytes, seed) => FitCrc.Compute(bytes, seed) == HandMade.Crc(bytes, seed), iter: 3000);

    [Fact]
    public void Each_length_up_to_70_is_right()
    {
        for (int length = 0; length <= 70; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, length).Select(i => (byte)((i * 151) ^ 0x5A))];
            Assert.Equal(HandMade.Crc(bytes), FitCrc.Compute(bytes));
            Assert.Equal(HandMade.Crc(bytes, 0xFFFF), FitCrc.Compute(bytes, 0xFFFF));
        }
    }

    [Fact]
    public void Long_inputs_give_the_bitwise_checksum() =>
        Gen.Byte.Array[1000, 20_000].Sample(bytes => FitCrc.Compute(bytes) == HandMade.Crc(bytes), iter: 20);

    [Fact]
    public void The_checksum_of_a_whole_is_that_of_its_parts_in_a_row() =>
        Gen.Select(Gen.Byte.Array[0, 100], Gen.Byte.Array[0, 100]).Sample((first, second) =>
            FitCrc.Compute(second, FitCrc.Compute(first)) == HandMade.Crc([.. first, .. second]));

    [Fact]
    public void Bytes_followed_by_their_checksum_have_the_checksum_0() =>
        Gen.Byte.Array[0, 100].Sample(bytes => FitCrc.Compute(HandMade.WithCrc(bytes)) == 0);

    [Fact]
    public void Summing_and_slicing_give_the_bitwise_checksum_on_every_machine() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.UShort).Sample(
            (bytes, seed) => FitCrc.ComputePortable(bytes, seed) == HandMade.Crc(bytes, seed), iter: 300);

    [Fact]
    public void Each_length_around_the_limits_of_the_paths_is_right()
    {
        byte[] bytes = [.. Enumerable.Range(0, 1200).Select(i => (byte)((i * 151) ^ (i >> 3)))];
        for (int length = 0; length <= bytes.Length; length++)
        {
            ushort expected = HandMade.Crc([.. bytes.Take(length)], 0x1234);
            Assert.Equal(expected, FitCrc.Compute(bytes.AsSpan(0, length), 0x1234));
            Assert.Equal(expected, FitCrc.ComputePortable(bytes.AsSpan(0, length), 0x1234));
        }
    }
}
