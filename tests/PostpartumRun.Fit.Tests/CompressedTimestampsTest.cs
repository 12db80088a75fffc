using System.Buffers;
using CsCheck;
using PostpartumRun.Testing;
using Xunit;
using static PostpartumRun.Fit.Tests.HandMade;

namespace PostpartumRun.Fit.Tests;

/// <summary>Times that the writer puts into headers, by the protocol's rule and as the reader reads them. The official decoder at hand refuses them.</summary>
public sealed class CompressedTimestampsTest
{
    private const uint Start = 1_000_000_000; // a multiple of 32

    [Fact]
    public void A_file_is_what_the_protocol_says()
    {
        var writer = new FitWriter();
        foreach (uint time in new uint[] { 0, 1, 1, 31, 32, 63, 95, 94, 110 })
            writer.Begin(20).Integer(253, FitBaseType.UInt32, Start + time).Integer(3, FitBaseType.UInt8, time).End(compressTimestamp: true);
        byte[] full = Define(0, RecordMessage, (253, 4, U32), (3, 1, U8)), brief = Define(1, RecordMessage, (3, 1, U8));
        Assert.Equal(
            File(
                full, Message(0, [.. UInt32Bytes(Start), 0]), brief, Compressed(1, 1, 1), Compressed(1, 1, 1), Compressed(1, 31, 31),
                // Five bits roll over; 32 s are too long for them, and so is going back.
                Compressed(1, 0, 32), Compressed(1, 31, 63), Message(0, [.. UInt32Bytes(Start + 95), 95]), Message(0, [.. UInt32Bytes(Start + 94), 94]),
                Compressed(1, 14, 110)),
            Complete(writer));
    }

    [Fact]
    public void Other_messages_times_count_and_those_without_a_time_do_not()
    {
        var writer = new FitWriter(isBigEndian: true);
        writer.Begin(20).Integer(253, FitBaseType.UInt32, Start).Integer(3, FitBaseType.UInt8, 1).End(compressTimestamp: true);
        writer.Begin(21).Integer(253, FitBaseType.UInt32, Start + 30).Integer(0, FitBaseType.Enum, 0).End();
        writer.Begin(21).Integer(253, FitBaseType.UInt32, null).Integer(0, FitBaseType.Enum, 0).End(compressTimestamp: true);
        writer.Begin(78).Integer(0, FitBaseType.UInt16, 7).End(compressTimestamp: true);
        writer.Begin(20).Integer(253, FitBaseType.UInt32, Start + 50).Integer(3, FitBaseType.UInt8, 2).End(compressTimestamp: true);
        writer.Begin(20).Integer(253, FitBaseType.UInt32, Start + 51).End(compressTimestamp: true);
        Assert.Equal(
            [(20, Start, false), (21, Start + 30, false), (21, null, false), (78, null, false), (20, Start + 50, true), (20, Start + 51, false)],
            Times(Complete(writer)));
    }

    [Fact]
    public void The_next_file_begins_with_a_whole_time()
    {
        var writer = new FitWriter();
        byte[] first = Write(), second = Write();
        Assert.Equal(first, second);
        Assert.Equal([(20, Start, false), (20, Start + 1, true)], Times(second));

        byte[] Write()
        {
            for (uint i = 0; i < 2; i++)
                writer.Begin(20).Integer(253, FitBaseType.UInt32, Start + i).Integer(3, FitBaseType.UInt8, i).End(compressTimestamp: true);
            return Complete(writer);
        }
    }

    [Fact]
    public void Any_layouts_at_any_times_read_as_they_were_written() =>
        Gen.Select(Gen.Int[0, 6], Gen.OneOf(Gen.UInt[0, 40], Gen.UInt[0, 40], Gen.UInt), Gen.Bool, Gen.Bool).Array[1, 200].Sample(messages =>
        {
            var writer = new FitWriter();
            uint time = Start;
            var expected = new List<(int, uint?)>();
            foreach (var (layout, step, compress, hasDeveloperField) in messages)
            {
                time += step;
                writer.Begin((ushort)(20 + layout)).Integer(3, FitBaseType.UInt8, layout).Integer(253, FitBaseType.UInt32, time).Integer(4, FitBaseType.UInt16, 500 + layout);
                if (hasDeveloperField)
                    writer.DeveloperBytes(0, 0, [(byte)layout]);
                writer.End(compress);
                expected.Add((20 + layout, time == uint.MaxValue ? null : time));
            }
            byte[] file = Complete(writer);
            Assert.Equal(expected, Times(file).Select(message => (message.Number, message.Time)));
            var reader = new FitReader(file);
            while (reader.Read())
            {
                if (reader.Token == FitToken.Message)
                    Assert.Equal((reader.Message.Number - 20, reader.Message.Number + 480), (reader.Message[3].Integer, reader.Message[4].Integer));
            }
        });

    [Fact]
    public void A_real_file_written_with_them_holds_the_same_messages_in_fewer_bytes()
    {
        long plain = 0, compressed = 0;
        foreach (var file in CorpusFile.All())
        {
            byte[] bytes = file.Bytes();
            byte[] copy = FitCopy.Of(bytes), brief = FitCopy.Of(bytes, compressTimestamps: true);
            Assert.Null(Reading.Of(brief).Error);
            Assert.True(CopyTest.Messages(bytes).SequenceEqual(CopyTest.Messages(brief)), file.Name);
            (plain, compressed) = (plain + copy.Length, compressed + brief.Length);
        }
        Assert.True(compressed < plain);
    }

    private static List<(int Number, uint? Time, bool IsCompressed)> Times(byte[] file)
    {
        var times = new List<(int, uint?, bool)>();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                times.Add((reader.Message.Number, reader.Message.Timestamp, reader.Message.IsTimestampCompressed));
        }
        Assert.Null(reader.Error);
        return times;
    }

    private static byte[] Complete(FitWriter writer)
    {
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }
}
