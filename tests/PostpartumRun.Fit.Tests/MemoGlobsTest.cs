using System.Buffers;
using System.Text;
using System.Text.Json;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Fit.Tests;

/// <summary>Texts too long for a field.</summary>
public sealed class MemoGlobsTest
{
    private const string LongText = "Langsam, weich, aufrecht – und wenn etwas schwer wird: gehen. 🏃 Langsam, weich, aufrecht – und wenn etwas schwer wird: gehen.";

    [Fact]
    public void A_text_in_parts_is_the_one_that_the_official_decoder_puts_together()
    {
        byte[] file = File(Part(0), Part(1), Part(2), Part(3), Part(4), Part(5));
        Assert.Equal([new MemoGlob(27, 1, 8, LongText)], Read(file).Texts());
        string path = Path.GetTempFileName();
        try
        {
            System.IO.File.WriteAllBytes(path, file);
            string step = NodeOracle.Run("all-fields.mjs", path, "memos").Split('\n').Last(line => line.StartsWith("27\t", StringComparison.Ordinal));
            Assert.Equal(LongText, JsonSerializer.Deserialize<string>(step[(step.IndexOf("notes=", StringComparison.Ordinal) + 6)..])!.TrimEnd('\0'));
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    [Fact]
    public void Parts_may_come_in_any_order_and_of_several_texts()
    {
        byte[] file = File(Part(5), Part(1), Part(0, field: 0), Part(0), Part(3), Part(2), Part(4));
        Assert.Equal([(8, LongText), (0, "Langsam, weich, aufrecht")], Read(file).Texts().Select(text => ((int)text.Field, text.Text.Length < 40 ? text.Text[..24] : text.Text)));
    }

    [Fact]
    public void Texts_can_be_forgotten()
    {
        var globs = Read(File(Part(0)));
        globs.Clear();
        Assert.Empty(globs.Texts());
    }

    /// <summary>Each part is cut without regard to characters, and filled up with zeros.</summary>
    private static Action<FitWriter> Part(int index, byte field = 8) => fit =>
    {
        var part = new byte[25];
        byte[] text = Encoding.UTF8.GetBytes(LongText);
        text.AsSpan(index * 25, Math.Min(25, text.Length - (index * 25))).CopyTo(part);
        fit.Begin(145).Integer(250, FitBaseType.UInt32, index).Integer(1, FitBaseType.UInt16, 27).Integer(2, FitBaseType.UInt16, 1)
            .Integer(3, FitBaseType.UInt8, field).Bytes(4, FitBaseType.UInt8Z, part);
    };

    private static MemoGlobs Read(byte[] file)
    {
        var globs = new MemoGlobs();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            if (reader.Token == FitToken.Message)
                globs.Add(reader.Message);
        }
        return globs;
    }

    private static byte[] File(params Action<FitWriter>[] parts)
    {
        var writer = new FitWriter();
        for (int i = 0; i < 2; i++)
            writer.Begin(27).Integer(254, FitBaseType.UInt16, i).End();
        foreach (var part in parts)
        {
            part(writer);
            writer.End();
        }
        var target = new ArrayBufferWriter<byte>();
        writer.Complete(target);
        return target.WrittenSpan.ToArray();
    }
}
