using System.Runtime.InteropServices;
using PostpartumRun.Fit;

namespace PostpartumRun.Fuzzing.Targets;

/// <summary>All that a reader says of each part of a file, one hash a part.</summary>
internal sealed class FitDigest
{
    private readonly List<int> _parts = [];

    public void Clear() => _parts.Clear();

    public void Add(ref FitReader reader)
    {
        var hash = new HashCode();
        hash.Add((int)reader.Token);
        hash.Add(reader.Offset);
        hash.Add(reader.Header);
        hash.Add(reader.Error);
        hash.Add(reader.FileCount);
        if (reader.Token is FitToken.Definition or FitToken.Message)
            Add(ref hash, reader.Definition);
        if (reader.Token == FitToken.Message)
            Add(ref hash, reader.Message, reader.Message.Timestamp);
        _parts.Add(hash.ToHashCode());
    }

    /// <summary>The first part that is not the same, or -1.</summary>
    public int FirstDifference(FitDigest other)
    {
        var mine = CollectionsMarshal.AsSpan(_parts);
        var others = CollectionsMarshal.AsSpan(other._parts);
        int common = mine.CommonPrefixLength(others);
        return common == mine.Length && common == others.Length ? -1 : common;
    }

    private static void Add(ref HashCode hash, MessageDefinition definition)
    {
        hash.Add(definition.GlobalNumber);
        hash.Add(definition.Size);
        hash.Add(definition.IsBigEndian);
    }

    private static void Add(ref HashCode hash, scoped in FitMessage message, uint? timestamp)
    {
        BrokenPromiseException.Unless(timestamp == message.Timestamp, $"The reader says {timestamp}, and its message {message.Timestamp}.");
        hash.Add(message.Offset);
        hash.Add(timestamp);
        hash.Add(message.IsTimestampCompressed);
        hash.AddBytes(message.Data);
        foreach (ref readonly var definition in message.Definition.Fields.AsSpan())
        {
            var field = message.View(definition);
            hash.Add(field.Count);
            hash.Add(field.Integer);
            hash.Add(field.Number);
            hash.Add(field.Text);
            for (int i = 0; i < field.Count; i++)
            {
                hash.Add(field.TryGetBits(i, out ulong bits));
                hash.Add(field.BaseType.ToDouble(bits));
            }
        }
        foreach (ref readonly var definition in message.Definition.DeveloperFields.AsSpan())
            hash.AddBytes(message.View(definition, FitBaseType.Byte).Bytes);
    }
}
