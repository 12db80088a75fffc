using System.Globalization;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Values of every base type, in both orders of bytes.</summary>
public sealed class FitFieldTest
{
    /// <summary>A number of each type as its bytes from the highest on, and the type's invalid value.</summary>
    public static TheoryData<byte, string, string, string> Numbers => new()
    {
        { Enum8, "2A", "42", "FF" },
        { S8, "80", "-128", "7F" },
        { S8, "FF", "-1", "7F" },
        { U8, "FE", "254", "FF" },
        { U8Z, "FF", "255", "00" },
        { Raw, "00", "0", "FF" },
        { S16, "8000", "-32768", "7FFF" },
        { S16, "0102", "258", "7FFF" },
        { U16, "FF00", "65280", "FFFF" },
        { U16Z, "FFFF", "65535", "0000" },
        { S32, "80000000", "-2147483648", "7FFFFFFF" },
        { S32, "FFFFFFFE", "-2", "7FFFFFFF" },
        { U32, "FEDCBA98", "4275878552", "FFFFFFFF" },
        { U32Z, "FFFFFFFF", "4294967295", "00000000" },
        { S64, "8000000000000000", "-9223372036854775808", "7FFFFFFFFFFFFFFF" },
        { U64, "0123456789ABCDEF", "81985529216486895", "FFFFFFFFFFFFFFFF" },
        { U64Z, "0000000000000001", "1", "0000000000000000" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Whole_numbers_of_each_type_read_alike_in_both_orders(byte type, string value, string expected, string invalid)
    {
        long number = long.Parse(expected, CultureInfo.InvariantCulture);
        foreach (bool isBig in new[] { false, true })
        {
            Check(type, isBig, [value], field =>
            {
                Assert.Equal(number, field.Integer);
                Assert.Equal((double)number, field.Number);
                Assert.Equal(1, field.Count);
                Assert.Null(field.Text);
            });
            Check(type, isBig, [invalid], field =>
            {
                Assert.Null(field.Integer);
                Assert.True(double.IsNaN(field.Number));
                Assert.False(field.TryGetBits(0, out _));
            });
            Check(type, isBig, [invalid, value, value], field =>
            {
                Assert.Equal(3, field.Count);
                Assert.Null(field.Integer);
                Assert.False(field.TryGetBits(0, out _));
                Assert.True(field.TryGetBits(2, out ulong bits));
                Assert.Equal(ulong.Parse(value, NumberStyles.HexNumber, CultureInfo.InvariantCulture), bits);
                Assert.Equal(number, field.BaseType.ToInt64(bits));
            });
        }
    }

    [Fact]
    public void An_unsigned_number_above_the_signed_range_is_right_as_a_number()
    {
        Check(U64, true, ["FFFFFFFFFFFFFFFE"], field => Assert.Equal(18446744073709551614d, field.Number));
        Check(U64Z, false, ["FFFFFFFFFFFFFFFF"], field => Assert.Equal(18446744073709551615d, field.Number));
    }

    [Theory]
    [InlineData(F32, "C2280000", -42.0)]
    [InlineData(F32, "7F800000", double.PositiveInfinity)]
    [InlineData(F32, "00000001", 1.401298464324817e-45)]
    [InlineData(F64, "3FB999999999999A", 0.1)]
    [InlineData(F64, "8000000000000000", -0.0)]
    public void Floating_point_numbers_read_alike_in_both_orders(byte type, string value, double expected)
    {
        foreach (bool isBig in new[] { false, true })
        {
            Check(type, isBig, [value], field =>
            {
                Assert.Equal(expected, field.Number);
                Assert.Null(field.Integer);
            });
            Check(type, isBig, [new string('F', value.Length)], field =>
            {
                Assert.True(double.IsNaN(field.Number));
                Assert.False(field.TryGetBits(0, out _));
            });
        }
    }

    [Theory]
    [InlineData(U16, 1)]
    [InlineData(U16, 3)]
    [InlineData(S32, 2)]
    [InlineData(U32, 255)]
    [InlineData(F64, 4)]
    [InlineData(U64, 12)]
    [InlineData(U32, 0)]
    [InlineData(U8, 0)]
    [InlineData(Text, 0)]
    public void A_size_that_holds_no_whole_number_of_values_holds_none(byte type, int size)
    {
        byte[] file = File(Define(0, RecordMessage, (9, size, type), (3, 1, U8)), Message(0, [.. Enumerable.Repeat((byte)1, size), 99]));
        ReadFirst(file, message =>
        {
            Assert.Equal(0, message[9].Count);
            Assert.Null(message[9].Integer);
            Assert.True(double.IsNaN(message[9].Number));
            Assert.Null(message[9].Text);
            Assert.Equal(99, message[3].Integer);
        });
    }

    [Theory]
    [InlineData("666F6F00", "foo")]
    [InlineData("666F6F00626172", "foo")]
    [InlineData("666F6F", "foo")] // unterminated
    [InlineData("C3A4E282ACF09F8F83", "ä€🏃")]
    [InlineData("61E282AC62", "a€b")]
    [InlineData("61E28200", "a")] // cut within a character
    [InlineData("61FF62FE6300", "abc")]
    [InlineData("C0AF6100", "a")] // overlong
    [InlineData("00", null)]
    [InlineData("0000000000", null)]
    [InlineData("00666F6F00", null)]
    [InlineData("FFFF00", null)]
    public void Texts_end_at_a_zero_or_with_the_field(string hex, string? expected)
    {
        byte[] bytes = Convert.FromHexString(hex);
        ReadFirst(File(Define(0, 0, (8, bytes.Length, Text)), Message(0, bytes)), message =>
        {
            Assert.Equal(expected, message[8].Text);
            Assert.Null(message[8].Integer);
            Assert.True(double.IsNaN(message[8].Number));
        });
    }

    [Theory]
    [InlineData(0x04, 0x84)]
    [InlineData(0x06, 0x86)]
    [InlineData(0x0F, 0x8F)]
    [InlineData(0x82, 0x02)]
    [InlineData(0x87, 0x07)]
    [InlineData(0x11, 0x0D)]
    [InlineData(0x1F, 0x0D)]
    [InlineData(0xFF, 0x0D)]
    public void A_type_byte_is_known_by_its_number_and_an_unknown_one_is_bytes(byte value, byte expected) =>
        Assert.Equal((FitBaseType)expected, FitBaseTypes.FromByte(value));

    [Theory]
    [InlineData(Enum8, "enum", 1)]
    [InlineData(S8, "sint8", 1)]
    [InlineData(U8, "uint8", 1)]
    [InlineData(S16, "sint16", 2)]
    [InlineData(U16, "uint16", 2)]
    [InlineData(S32, "sint32", 4)]
    [InlineData(U32, "uint32", 4)]
    [InlineData(Text, "string", 1)]
    [InlineData(F32, "float32", 4)]
    [InlineData(F64, "float64", 8)]
    [InlineData(U8Z, "uint8z", 1)]
    [InlineData(U16Z, "uint16z", 2)]
    [InlineData(U32Z, "uint32z", 4)]
    [InlineData(Raw, "byte", 1)]
    [InlineData(S64, "sint64", 8)]
    [InlineData(U64, "uint64", 8)]
    [InlineData(U64Z, "uint64z", 8)]
    public void Each_type_has_its_name_and_width(byte value, string name, int size)
    {
        var type = FitBaseTypes.FromByte(value);
        Assert.Equal(value, (byte)type);
        Assert.Equal((name, size), (type.Name(), type.Size()));
        Assert.Equal(type, FitBaseTypes.FromName(name));
    }

    /// <summary>A message with a field of these values between two others, so that a field that is read amiss shows.</summary>
    private static void Check(byte type, bool isBig, string[] values, Action<FitField> check)
    {
        byte[] bytes = [.. values.SelectMany(value => Ordered(Convert.FromHexString(value), isBig))];
        byte[] data = [0xAA, .. bytes, 0xBB];
        (int, int, byte)[] fields = [(1, 1, U8), (2, bytes.Length, type), (3, 1, U8)];
        ReadFirst(File(Define(0, 0xFF00, isBig, fields, []), Message(0, data)), message =>
        {
            Assert.Equal((byte)message[2].BaseType, type);
            Assert.Equal(isBig, message[2].IsBigEndian);
            Assert.True(message[2].Bytes.SequenceEqual(bytes));
            check(message[2]);
            Assert.Equal(0xBB, message[3].Integer);
        });
    }

    private static IEnumerable<byte> Ordered(byte[] highestFirst, bool isBig) => isBig ? highestFirst : highestFirst.Reverse();

    private static void ReadFirst(byte[] file, Action<FitMessage> check)
    {
        var reader = new FitReader(file);
        while (reader.Read() && reader.Token != FitToken.Message)
        {
        }
        Assert.Equal(FitToken.Message, reader.Token);
        check(reader.Message);
        while (reader.Read())
        {
        }
        Assert.Null(reader.Error);
    }
}
