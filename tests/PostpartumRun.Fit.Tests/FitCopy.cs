using System.Buffers;

namespace PostpartumRun.Fit.Tests;

/// <summary>Files written again by our writer, message by message, from what our reader reads of them.</summary>
internal static class FitCopy
{
    /// <summary>A chain's files one after the other, as far as they can be read. Times in headers become fields; all is written in the order of bytes that the
    /// first message has.</summary>
    /// <param name="file">The file.</param>
    /// <param name="order">What fields are put in order by, or null for the file's own order.</param>
    /// <param name="compressTimestamps">Whether times go into headers wherever they can.</param>
    public static byte[] Of(ReadOnlySpan<byte> file, Func<MessageDefinition, FieldDefinition, int>? order = null, bool compressTimestamps = false)
    {
        var target = new ArrayBufferWriter<byte>();
        FitWriter? writer = null;
        var developers = new DeveloperFields();
        var reader = new FitReader(file);
        while (reader.Read())
        {
            switch (reader.Token)
            {
                case FitToken.FileHeader:
                    writer?.Complete(target);
                    writer = null;
                    developers.Clear();
                    break;
                case FitToken.Message:
                    writer ??= new FitWriter(reader.Definition.IsBigEndian);
                    developers.Observe(reader.Message);
                    Write(writer, reader.Message, developers, order, compressTimestamps);
                    break;
            }
        }
        writer?.Complete(target);
        return target.WrittenSpan.ToArray();
    }

    private static void Write(
        FitWriter writer, FitMessage message, DeveloperFields developers, Func<MessageDefinition, FieldDefinition, int>? order, bool compressTimestamps)
    {
        writer.Begin(message.Number);
        if (message.IsTimestampCompressed)
            writer.Integer(MessageDefinition.TimestampField, FitBaseType.UInt32, message.Timestamp);
        var definition = message.Definition;
        foreach (var field in order is null ? definition.Fields : [.. definition.Fields.OrderBy(field => order(definition, field))])
            writer.Bytes(field.Number, field.BaseType, InOrder(message.View(field), writer.IsBigEndian));
        foreach (var field in definition.DeveloperFields)
        {
            var type = developers.Find(field)?.BaseType ?? FitBaseType.Byte;
            writer.DeveloperBytes(field.Number, field.DeveloperIndex, InOrder(message.View(field, type), writer.IsBigEndian));
        }
        writer.End(compressTimestamps);
    }

    /// <summary>A field's bytes, its values turned round where they are in the other order.</summary>
    public static byte[] InOrder(FitField field, bool isBigEndian)
    {
        byte[] bytes = field.Bytes.ToArray();
        int size = field.BaseType.Size();
        for (int i = 0; field.IsBigEndian != isBigEndian && i < field.Count; i++)
            bytes.AsSpan(i * size, size).Reverse();
        return bytes;
    }
}
