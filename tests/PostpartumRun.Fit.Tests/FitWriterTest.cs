using System.Buffers;
using System.Text;
using CsCheck;
using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>What the writer writes, byte by byte and as the reader reads it.</summary>
public sealed class FitWriterTest
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_is_what_the_protocol_says(bool isBig)
    {
        var writer = new FitWriter(isBig);
        writer.Begin(0x1234).Integer(1, FitBaseType.UInt8, 7).Integer(2, FitBaseType.SInt16, -2).Integers(3, FitBaseType.UInt32, 1, 0x01020304)
            .Integer(4, FitBaseType.UInt64, 5).Real(5, FitBaseType.Float32, 1.5).Real(6, FitBaseType.Float64, -2.5).Text(7, "hé").End();
        (int, int, byte)[] fields = [(1, 1, U8), (2, 2, S16), (3, 8, U32), (4, 8, U64), (5, 4, F32), (6, 8, F64), (7, 4, HandMade.Text)];
        byte[][] values =
        [
            [7], [0xFF, 0xFE], [0, 0, 0, 1], [1, 2, 3, 4], [0, 0, 0, 0, 0, 0, 0, 5], [0x3F, 0xC0, 0, 0], [0xC0, 4, 0, 0, 0, 0, 0, 0],
        ];
        byte[] data = [.. values.SelectMany(value => isBig ? value : value.Reverse()), 0x68, 0xC3, 0xA9, 0];
        Assert.Equal(File(Define(0, 0x1234, isBig, fields, []), Message(0, data)), Complete(writer));
    }

    [Fact]
    public void No_value_is_the_invalid_value_of_its_type()
    {
        FitBaseType[] types = [.. System.Enum.GetValues<FitBaseType>().Where(type => type.IsInteger())];
        var writer = new FitWriter();
        writer.Begin(0xFF00);
        for (int i = 0; i < types.Length; i++)
            writer.Integer((byte)i, types[i], null);
        writer.End();
        var reader = new FitReader(Complete(writer));
        while (reader.Read() && reader.Token != FitToken.Message)
        {
        }
        for (int i = 0; i < types.Length; i++)
            Assert.Null(reader.Message[(byte)i].Integer);
    }

    [Fact]
    public void A_layout_is_defined_once()
    {
        var writer = new FitWriter();
        for (int i = 0; i < 5; i++)
        {
            writer.Begin(20).Integer(3, FitBaseType.UInt8, i).End();
            writer.Begin(21).Integer(3, FitBaseType.UInt8, i).End();
        }
        Assert.Equal([20, 21], Definitions(Complete(writer)));
    }

    [Fact]
    public void A_layout_differs_by_number_type_size_order_and_kind_of_its_fields()
    {
        var writer = new FitWriter();
        for (int i = 0; i < 2; i++)
        {
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).Integer(0, FitBaseType.Enum, 1).End();
            writer.Begin(20).Integer(0, FitBaseType.Enum, 1).Integer(3, FitBaseType.UInt8, 1).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).Integer(0, FitBaseType.UInt8, 1).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).Integers(0, FitBaseType.Enum, 1, 2).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).Integer(1, FitBaseType.Enum, 1).End();
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).End();
            // Developer index 0 and the type enum are the same byte.
            writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).DeveloperBytes(0, 0, [9]).End();
            writer.Begin(20).DeveloperBytes(3, 2, [1]).DeveloperBytes(0, 0, [9]).End();
        }
        byte[] file = Complete(writer);
        Assert.Equal(8, Definitions(file).Count);
        var reader = new FitReader(file);
        var layouts = new List<(int, int)>();
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                layouts.Add((reader.Definition.Fields.Length, reader.Definition.DeveloperFields.Length));
        }
        (int, int)[] expected = [(2, 0), (2, 0), (2, 0), (2, 0), (2, 0), (1, 0), (1, 1), (0, 2)];
        Assert.Equal([.. expected, .. expected], layouts);
    }

    [Fact]
    public void More_than_sixteen_layouts_are_defined_again_in_turn()
    {
        var writer = new FitWriter();
        for (int i = 0; i < 40; i++)
            writer.Begin((ushort)(0xFF00 + (i % 20))).Integer(1, FitBaseType.UInt16, i).End();
        for (int i = 0; i < 10; i++)
            writer.Begin((ushort)(0xFF00 + 4 + i)).Integer(1, FitBaseType.UInt16, 40 + i).End();
        byte[] file = Complete(writer);
        Assert.Equal(Enumerable.Range(0, 40).Select(i => 0xFF00 + (i % 20)).Concat([]), Definitions(file).Take(40).Select(number => (int)number));
        Assert.Equal(40, Definitions(file).Count);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), Values(file, 1));
    }

    [Fact]
    public void A_layout_that_is_used_all_the_time_stays_defined_among_many_others()
    {
        var writer = new FitWriter();
        for (int i = 0; i < 40; i++)
        {
            writer.Begin((ushort)(0xFF00 + i)).Integer(1, FitBaseType.UInt16, i).End();
            writer.Begin(20).Integer(1, FitBaseType.UInt16, i).End();
        }
        byte[] file = Complete(writer);
        Assert.Equal(40 + 1, Definitions(file).Count);
        Assert.Single(Definitions(file), number => number == 20);
    }

    [Fact]
    public void A_writer_writes_file_after_file_each_with_its_own_definitions()
    {
        var writer = new FitWriter();
        writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).End();
        byte[] first = Complete(writer);
        writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).End();
        Assert.Equal(first, Complete(writer));
        Assert.Equal(File(), Complete(writer));
        Assert.Null(Reading.Of([.. first, .. first]).Error);
    }

    [Fact]
    public void What_was_begun_and_not_ended_is_forgotten()
    {
        var writer = new FitWriter();
        writer.Begin(20).Integer(3, FitBaseType.UInt8, 1).DeveloperBytes(0, 0, [1]);
        writer.Begin(21).Integer(4, FitBaseType.UInt8, 2).End();
        writer.Begin(22).Integer(5, FitBaseType.UInt8, 3);
        byte[] file = File(Define(0, 21, (4, 1, U8)), Message(0, 2));
        Assert.Equal(file, Complete(writer));
        writer.Begin(21).Integer(4, FitBaseType.UInt8, 2).End();
        Assert.Equal(file, Complete(writer));
    }

    [Fact]
    public void What_was_not_begun_cannot_be_ended()
    {
        var writer = new FitWriter();
        Assert.Throws<InvalidOperationException>(() => writer.End());
        writer.Begin(21).Integer(4, FitBaseType.UInt8, 2).End();
        Assert.Throws<InvalidOperationException>(() => writer.End());
        Assert.Equal(File(Define(0, 21, (4, 1, U8)), Message(0, 2)), Complete(writer));
        Assert.Throws<InvalidOperationException>(() => writer.End());
    }

    [Theory]
    [InlineData("Walk", 255, "Walk")]
    [InlineData("Walk", 5, "Walk")]
    [InlineData("Walk", 4, "Wal")]
    [InlineData("Walk", 1, "")]
    [InlineData("", 10, "")]
    [InlineData("ä€🏃", 9, "ä€")]
    [InlineData("ä€🏃", 10, "ä€🏃")]
    [InlineData("ä€🏃", 5, "ä")]
    [InlineData("ä€🏃", 2, "")]
    [InlineData("run\0walk", 255, "run")]
    public void A_text_is_cut_at_the_end_of_a_character(string text, int maxBytes, string expected)
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(expected), 0];
        var writer = new FitWriter();
        writer.Begin(26).Text(8, text, maxBytes).End();
        Assert.Equal(File(Define(0, 26, (8, bytes.Length, HandMade.Text)), Message(0, bytes)), Complete(writer));

        writer.Begin(26).FixedText(8, text, maxBytes).End();
        byte[] filled = [.. bytes, .. new byte[maxBytes - bytes.Length]];
        Assert.Equal(File(Define(0, 26, (8, maxBytes, HandMade.Text)), Message(0, filled)), Complete(writer));

        writer.Begin(26).FixedText(8, Encoding.UTF8.GetBytes(text), maxBytes).End();
        Assert.Equal(File(Define(0, 26, (8, maxBytes, HandMade.Text)), Message(0, filled)), Complete(writer));
    }

    [Fact]
    public void Any_text_of_any_size_stays_a_text_and_a_beginning_of_itself() =>
        Gen.Select(Gen.OneOf("a", "é", "€", "🏃", "\u0301", "�").Array[0, 90], Gen.Int[1, 255], Gen.Bool).Sample((characters, maxBytes, isFixed) =>
        {
            string text = string.Concat(characters);
            var writer = new FitWriter();
            writer.Begin(26);
            (isFixed ? writer.FixedText(8, text, maxBytes) : writer.Text(8, text, maxBytes)).End();
            byte[] data = Reading.Of(Complete(writer)).Parts.Where(part => part.Contains("message", StringComparison.Ordinal))
                .Select(part => Convert.FromHexString(part.Split(": ")[1].Split(' ')[0])).Single();
            string written = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(data).TrimEnd('\0');
            Assert.StartsWith(written, text, StringComparison.Ordinal);
            Assert.Equal(0, data[^1]);
            Assert.True(isFixed ? data.Length == maxBytes : data.Length == Encoding.UTF8.GetByteCount(written) + 1);
            // Nothing more would have fitted.
            int next = written.Length == text.Length ? 0 : Rune.GetRuneAt(text, written.Length).Utf8SequenceLength;
            Assert.True(next == 0 || Encoding.UTF8.GetByteCount(written) + next + 1 > maxBytes);
        });

    [Fact]
    public void Half_a_character_does_not_break_a_text()
    {
        var writer = new FitWriter();
        writer.Begin(26).Text(8, "a\uD83Cb").End();
        var reader = new FitReader(Complete(writer));
        while (reader.Read() && reader.Token != FitToken.Message)
        {
        }
        Assert.Equal("ab", reader.Message[8].Text);
    }

    [Fact]
    public void A_field_of_255_bytes_is_written_and_of_256_refused()
    {
        var writer = new FitWriter();
        writer.Begin(0xFF00).Bytes(1, FitBaseType.Byte, new byte[255]).End();
        Assert.Equal(File(Define(0, 0xFF00, (1, 255, Raw)), Message(0, new byte[255])), Complete(writer));
        Assert.Throws<ArgumentException>(() => writer.Begin(0xFF00).Bytes(1, FitBaseType.Byte, new byte[256]));
        Assert.Throws<ArgumentException>(() => writer.Begin(0xFF00).Integers(1, FitBaseType.UInt32, new long[64]));
        Assert.Throws<ArgumentException>(() => writer.Begin(0xFF00).DeveloperBytes(1, 0, new byte[256]));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Begin(0xFF00).Text(1, "a", 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Begin(0xFF00).FixedText(1, "a", 0));
    }

    [Fact]
    public void A_message_has_up_to_255_fields_and_as_many_of_developers()
    {
        var writer = new FitWriter();
        writer.Begin(0xFF00);
        for (int i = 0; i < 255; i++)
            writer.Integer((byte)i, FitBaseType.UInt8, i);
        Assert.Throws<InvalidOperationException>(() => writer.Integer(255, FitBaseType.UInt8, 0));
        for (int i = 0; i < 255; i++)
            writer.DeveloperBytes((byte)i, 0, [(byte)i]);
        Assert.Throws<InvalidOperationException>(() => writer.DeveloperBytes(255, 0, [0]));
        writer.End();
        var reading = Reading.Of(Complete(writer));
        Assert.Null(reading.Error);
        Assert.Contains("definition 65280: 510", reading.Parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_behind_developer_fields_is_refused()
    {
        // Its bytes would stand behind theirs, where no definition can say so.
        var writer = new FitWriter();
        writer.Begin(20).DeveloperBytes(0, 0, [1]);
        Assert.Throws<InvalidOperationException>(() => writer.Integer(3, FitBaseType.UInt8, 1));
    }

    [Fact]
    public void Writing_a_second_file_of_the_same_size_allocates_nothing()
    {
        var writer = new FitWriter();
        var target = new ArrayBufferWriter<byte>(100_000);
        long[] values = [1, 2];
        byte[] developer = [7];
        Assert.Equal(0, Memory.LeastAllocated(Write));

        void Write()
        {
            target.ResetWrittenCount();
            for (int i = 0; i < 1000; i++)
                writer.Begin(20).Integer(253, FitBaseType.UInt32, i).Integers(3, FitBaseType.UInt8, values).Text(9, "a").DeveloperBytes(0, 0, developer).End(compressTimestamp: i % 2 == 0);
            writer.Complete(target);
        }
    }

    private static byte[] Complete(FitWriter writer)
    {
        var target = new ArrayBufferWriter<byte>();
        int size = writer.Complete(target);
        Assert.Equal(target.WrittenCount, size);
        return target.WrittenSpan.ToArray();
    }

    private static List<ushort> Definitions(byte[] file)
    {
        var numbers = new List<ushort>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Definition)
                numbers.Add(reader.Definition.GlobalNumber);
        }
        Assert.Null(reader.Error);
        return numbers;
    }

    private static List<long> Values(byte[] file, byte field)
    {
        var values = new List<long>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                values.Add(reader.Message[field].Integer ?? -1);
        }
        return values;
    }
}
