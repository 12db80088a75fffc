using System.Buffers.Binary;

namespace PostpartumRun.Fit;

/// <content>
/// Times in headers. The header of such a message is 1, two bits of local type, and the lowest five bits of its time: the first such time not
/// before the last one that was written, in a field or in a header.
/// </content>
public sealed partial class FitWriter
{
    private const byte CompressedFlag = 0x80;
    private const uint SecondsMask = 0x1F;

    /// <summary>The two bits for the local type of a message whose time stands in its header name 0 to 3.</summary>
    private const int CompressedLocalTypeCount = 4;

    /// <summary>Where the message's time is defined among its fields, and stands in the file; the first is -1 without one.</summary>
    private int _timestampField = -1;
    private int _timestampData;

    /// <summary>The last time that was written, which is what a reader counts from.</summary>
    private uint? _lastTimestamp;

    /// <summary>Notes the message's time, and takes it out of its fields where it can stand in the header and shall. Returns whether it does.</summary>
    private bool TakeTimestamp(bool compress)
    {
        if (_timestampField < 0)
            return false;
        var bytes = _file.Written[_timestampData..];
        uint time = IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (time == FitTime.Invalid)
            return false;
        // A layout without any field is legal, and too strange for some readers.
        bool fits = compress && time - _lastTimestamp <= SecondsMask && _fieldCount > 1;
        _lastTimestamp = time;
        if (!fits)
            return false;
        Fields[(_timestampField + 1)..].CopyTo(_fields.AsSpan(_timestampField));
        _fieldCount--;
        _file.Remove(_timestampData, sizeof(uint));
        return true;
    }

    private byte CompressedHeader(int localType) => (byte)(CompressedFlag | (localType << 5) | (int)(_lastTimestamp!.Value & SecondsMask));
}
