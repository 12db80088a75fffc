using System.Text;
using PostpartumRun.Fit.Profile;

namespace PostpartumRun.Fit;

/// <summary>A text that was too long for its field, and stands in <c>memo_glob</c> messages instead.</summary>
/// <param name="Message">The number of the message that it belongs to.</param>
/// <param name="Parent">Which of the file's messages of that number, counted from 0.</param>
/// <param name="Field">The field of it.</param>
/// <param name="Text">The text, put together.</param>
public readonly record struct MemoGlob(ushort Message, int Parent, byte Field, string Text);

/// <summary>Puts the parts of long texts together, in whichever order they come.</summary>
public sealed class MemoGlobs
{
    /// <summary>Some 16 MB of text: a hostile file shall not fill the memory.</summary>
    private const int MaxParts = 1 << 16;

    private readonly List<(ushort Message, int Parent, byte Field, long Part, byte[] Bytes)> _parts = [];

    /// <summary>Forgets them, for the next file.</summary>
    public void Clear() => _parts.Clear();

    /// <summary>Takes in a message: a part of a text is kept, any other message is passed over.</summary>
    public void Add(scoped in FitMessage message)
    {
        // Field numbers of memo_glob: 1 mesg_num, 2 parent_index, 3 field_num, 4 data, 250 part_index.
        if (message.Number == MessageNumber.MemoGlob && _parts.Count < MaxParts
            && message[1].Integer is { } number && message[2].Integer is { } parent && message[3].Integer is { } field)
            _parts.Add(((ushort)number, (int)parent, (byte)field, message[250].Integer ?? 0, message[4].Bytes.ToArray()));
    }

    /// <summary>The texts, in the order in which their first parts came; each ends at its first zero.</summary>
    public IEnumerable<MemoGlob> Texts() => _parts.GroupBy(part => (part.Message, part.Parent, part.Field)).Select(text =>
    {
        // A character can be cut in two between parts, so that bytes are put together first.
        byte[] bytes = [.. text.OrderBy(part => part.Part).SelectMany(part => part.Bytes).TakeWhile(value => value != 0)];
        return new MemoGlob(text.Key.Message, text.Key.Parent, text.Key.Field, Encoding.UTF8.GetString(bytes));
    });
}
