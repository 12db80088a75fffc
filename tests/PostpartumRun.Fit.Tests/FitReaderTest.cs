using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Definitions, local types, times and developer fields, in hand-made files.</summary>
public sealed class FitReaderTest
{
    [Fact]
    public void Both_orders_of_bytes_mix_within_a_file()
    {
        byte[] file = File(
            Define(0, RecordMessage, (7, 2, U16)), DefineBig(1, RecordMessage, (7, 2, U16)),
            Message(0, 1, 2), Message(1, 1, 2), Message(0, 3, 4));
        Assert.Equal([0x0201, 0x0102, 0x0403], Values(file, 7));
    }

    [Fact]
    public void A_local_type_stands_for_what_defined_it_last()
    {
        byte[] file = File(
            Define(3, RecordMessage, (3, 1, U8)), Message(3, 10),
            Define(3, RecordMessage, (9, 1, U8), (3, 1, U8)), Message(3, 0, 20),
            Define(3, RecordMessage, (3, 1, U8)), Message(3, 30));
        Assert.Equal([10, 20, 30], Values(file, 3));
    }

    [Fact]
    public void All_sixteen_local_types_stand_side_by_side()
    {
        byte[][] definitions = [.. Enumerable.Range(0, 16).Select(i => Define(i, RecordMessage, (100 + i, 1, U8), (3, 1, U8)))];
        byte[][] messages = [.. Enumerable.Range(0, 16).Select(i => Message(i, 0, (byte)i))];
        Assert.Equal(Enumerable.Range(0, 16).Select(i => (long?)i), Values(File([.. definitions, .. messages]), 3));
    }

    [Fact]
    public void The_reserved_bits_of_a_message_header_mean_nothing()
    {
        byte[] file = File(Define(5, RecordMessage, (3, 1, U8)), [0x05 | 0x10 | 0x20, 7]);
        Assert.Equal([7], Values(file, 3));
    }

    [Fact]
    public void A_message_of_255_fields_of_255_bytes_is_read_to_its_last_byte()
    {
        (int, int, byte)[] fields = [.. Enumerable.Range(0, 255).Select(i => (i, 255, Raw))];
        byte[] data = new byte[255 * 255];
        data[^1] = 42;
        var reader = AtMessage(File(Define(0, 0xFF00, fields), Message(0, data)));
        Assert.Equal(65025, reader.Message.Data.Length);
        Assert.Equal(42, reader.Message[254].Bytes[254]);
        Assert.False(ReadOn(ref reader));
    }

    [Fact]
    public void A_message_of_255_fields_and_255_developer_fields_is_read_to_its_last_byte()
    {
        (int, int, byte)[] fields = [.. Enumerable.Range(0, 255).Select(i => (i, 255, Raw))];
        (int, int, int)[] developer = [.. Enumerable.Range(0, 255).Select(i => (i, 255, 1))];
        byte[] data = new byte[2 * 255 * 255];
        data[^1] = 42;
        var reader = AtMessage(File(Define(0, 0xFF00, false, fields, developer), Message(0, data)));
        Assert.Equal(130050, reader.Message.Data.Length);
        Assert.Equal(42, reader.Message.View(reader.Definition.DeveloperFields[254], FitBaseType.Byte).Bytes[254]);
        Assert.False(ReadOn(ref reader));
    }

    [Fact]
    public void Messages_without_fields_are_messages()
    {
        var reading = Reading.Of(File(Define(0, 0xFF00), Message(0), Message(0)));
        Assert.Equal(["20 message 65280/20:  at ", "21 message 65280/21:  at "], reading.Parts.Skip(2).Take(2));
        Assert.Null(reading.Error);
    }

    [Fact]
    public void A_field_that_the_message_does_not_have_has_no_values()
    {
        var reader = AtMessage(File(Define(0, RecordMessage, (3, 1, U8)), Message(0, 1)));
        Assert.Equal(0, reader.Message[4].Count);
        Assert.Null(reader.Message[4].Integer);
        Assert.True(double.IsNaN(reader.Message[4].Number));
        Assert.Null(reader.Message[4].Text);
        Assert.Null(reader.Message.Timestamp);
    }

    [Fact]
    public void Unknown_messages_and_fields_are_read_like_others()
    {
        var reader = AtMessage(File(DefineBig(0, 0xABCD, (250, 2, U16)), Message(0, 1, 2)));
        Assert.Equal(0xABCD, reader.Message.Number);
        Assert.Null(reader.Definition.Profile);
        Assert.Equal(0x0102, reader.Message[250].Integer);
    }

    [Fact]
    public void Compressed_times_count_on_from_the_last_time_and_roll_over_at_32_seconds()
    {
        const uint Start = 1_000_000_027; // 27 in its lowest five bits
        Assert.Equal(27u, Start & 31);
        byte[] file = File(
            Define(0, RecordMessage, (253, 4, U32)), Define(1, RecordMessage, (3, 1, U8)),
            Message(0, UInt32Bytes(Start)),
            Compressed(1, 27, 1), Compressed(1, 29, 1), Compressed(1, 2, 1), Compressed(1, 2, 1), Compressed(1, 1, 1));
        Assert.Equal([Start, Start, Start + 2, Start + 7, Start + 7, Start + 38], Times(file));
    }

    [Fact]
    public void Compressed_times_count_on_across_definitions_and_messages_of_all_kinds()
    {
        byte[] file = File(
            DefineBig(4, 21, (0, 1, U8), (253, 4, U32)), Message(4, [9, 0x3B, 0x9A, 0xCA, 0x1F]), // 1000000031
            Define(0, RecordMessage, (3, 1, U8)), Compressed(0, 0, 1),
            Define(3, 132, (0, 2, U16)), Compressed(3, 5, 1, 1),
            Define(0, RecordMessage, (4, 1, U8)), Message(0, 1), Compressed(0, 4, 1));
        Assert.Equal([1_000_000_031u, 1_000_000_032u, 1_000_000_037u, null, 1_000_000_068u], Times(file));
    }

    [Fact]
    public void An_invalid_time_is_none_and_does_not_move_compressed_ones()
    {
        byte[] file = File(
            Define(0, RecordMessage, (253, 4, U32)), Define(1, RecordMessage, (3, 1, U8)),
            Message(0, UInt32Bytes(1_000_000_000)), Message(0, UInt32Bytes(uint.MaxValue)), Compressed(1, 1, 1));
        Assert.Equal([1_000_000_000u, null, 1_000_000_001u], Times(file));
    }

    [Fact]
    public void Each_file_of_a_chain_tells_its_own_damage()
    {
        byte[] sound = Files["plain"];
        byte[] damaged = [.. sound];
        damaged[^1] ^= 1;
        byte[] file = [.. damaged, .. sound, .. damaged, 1, 2];
        var errors = new List<FitError?>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.FileEnd)
                errors.Add(reader.FileError);
        }
        var first = new FitError(FitErrorCode.CrcMismatch, sound.Length - 2);
        Assert.Equal([first, null, first with { Offset = (3 * sound.Length) - 2 }], errors);
        Assert.Equal(new FitError(FitErrorCode.TrailingData, 3 * sound.Length), reader.FileError);
        Assert.Equal(first, reader.Error);
    }

    [Fact]
    public void Compressed_times_do_not_leak_into_the_next_file_of_a_chain()
    {
        byte[] first = File(Define(0, RecordMessage, (253, 4, U32)), Message(0, UInt32Bytes(1_000_000_000)));
        byte[] second = File(Define(0, RecordMessage, (3, 1, U8)), Compressed(0, 5, 1));
        Assert.Equal([1_000_000_000u, 5u], Times([.. first, .. second]));
    }

    [Fact]
    public void Only_a_field_of_four_bytes_is_a_time_for_compressed_ones()
    {
        byte[] file = File(
            Define(0, RecordMessage, (253, 4, U32)), Message(0, UInt32Bytes(1_000_000_000)),
            Define(1, RecordMessage, (253, 8, U32)), Message(1, 1, 0, 0, 0, 2, 0, 0, 0),
            Define(2, RecordMessage, (3, 1, U8)), Compressed(2, 3, 1));
        Assert.Equal(1_000_000_003u, Times(file)[^1]);
    }

    [Fact]
    public void Developer_fields_follow_the_others_in_the_order_of_the_file()
    {
        byte[] file = File(
            Define(0, RecordMessage, true, [(3, 1, U8)], [(1, 2, 0), (0, 4, 7)]), Message(0, 60, 1, 2, 0x41, 0x28, 0, 0),
            Define(1, RecordMessage, (3, 1, U8)), Message(1, 61));
        var reader = AtMessage(file);
        var message = reader.Message;
        Assert.Equal([new(1, 0, 1, 2), new(0, 7, 3, 4)], message.Definition.DeveloperFields);
        Assert.Equal(0x0102, message.View(message.Definition.DeveloperFields[0], FitBaseType.UInt16).Integer);
        Assert.Equal(10.5, message.View(message.Definition.DeveloperFields[1], FitBaseType.Float32).Number);
        Assert.Equal([60, 61], Values(file, 3));
    }

    [Fact]
    public void A_definition_that_announces_no_developer_fields_after_all_is_read()
    {
        byte[] definition = [0x60, 0, 0, 20, 0, 1, 3, 1, U8, 0];
        Assert.Equal([9], Values(File(definition, Message(0, 9)), 3));
    }

    [Fact]
    public void A_state_reads_another_input_after_a_reset()
    {
        var state = new FitReaderState();
        foreach (string name in new[] { "wrong checksum, chained", "undefined message", "unfinished", "plain", "chained" })
        {
            state.Reset();
            var reader = new FitReader(Files[name], isLast: true, state);
            int parts = 0;
            while (reader.Read())
                parts++;
            var expected = Reading.Of(Files[name]);
            Assert.Equal((expected.Parts.Count, expected.Error, expected.FileCount, expected.HasCrcMismatch), (parts, state.Error, state.FileCount, state.HasCrcMismatch));
        }
    }

    private static List<long?> Values(byte[] file, byte field)
    {
        var values = new List<long?>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                values.Add(reader.Message[field].Integer);
        }
        Assert.Null(reader.Error);
        return values;
    }

    private static List<uint?> Times(byte[] file)
    {
        var times = new List<uint?>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                times.Add(reader.Message.Timestamp);
        }
        Assert.Null(reader.Error);
        return times;
    }

    private static FitReader AtMessage(byte[] file)
    {
        var reader = new FitReader(file);
        while (reader.Read() && reader.Token != FitToken.Message)
        {
        }
        return reader;
    }

    /// <summary>Reads the checksum, and whether there was any damage.</summary>
    private static bool ReadOn(ref FitReader reader)
    {
        while (reader.Read())
        {
        }
        return reader.Error is not null;
    }
}
