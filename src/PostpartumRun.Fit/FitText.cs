using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace PostpartumRun.Fit;

/// <summary>Texts as the protocol stores them: in UTF-8, up to a zero.</summary>
public static class FitText
{
    /// <summary>
    /// Encodes a text into the room given, without a closing zero: up to its first zero character, and as many whole characters as have room.
    /// Half a surrogate pair becomes a replacement character.
    /// </summary>
    /// <returns>The part of the room that was written.</returns>
    public static ReadOnlySpan<byte> Encode(ReadOnlySpan<char> text, Span<byte> room)
    {
        int end = text.IndexOf('\0');
        var whole = end < 0 ? text : text[..end];
        // Nearly all texts are plain ASCII. The other way's status, which says that not all fitted or that a surrogate was alone, is no error here.
        if (Ascii.FromUtf16(whole, room, out int written) != OperationStatus.Done)
            Utf8.FromUtf16(whole, room, out _, out written);
        return room[..written];
    }

    /// <summary>As much of a text in UTF-8 as is stored in so many bytes: up to its first zero, and no character torn.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int bytes)
    {
        int end = text.IndexOf((byte)0);
        var whole = end < 0 ? text : text[..end];
        if (whole.Length <= bytes)
            return whole;
        while (bytes > 0 && IsWithinCharacter(whole[bytes]))
            bytes--;
        return whole[..bytes];
    }

    private static bool IsWithinCharacter(byte value) => (value & 0xC0) == 0x80;
}
