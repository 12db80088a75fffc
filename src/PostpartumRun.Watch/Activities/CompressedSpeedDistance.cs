using PostpartumRun.Fit;
using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>Speed in 1/100 m/s and distance in 1/16 m, in three bytes of 12 bits each; the distance rolls over every 256 m.</summary>
internal sealed class CompressedSpeedDistance
{
    private const int Mask = 0xFFF;
    private long _sixteenths = -1;

    public void Clear() => _sixteenths = -1;

    public void Read(scoped in FitMessage message, Recording recording, int index)
    {
        var bytes = message[RecordField.CompressedSpeedDistance].Bytes;
        if (bytes.Length < 3 || (bytes[0] & bytes[1] & bytes[2]) == byte.MaxValue)
            return;
        int speed = bytes[0] | ((bytes[1] & 0x0F) << 8);
        int distance = (bytes[1] >> 4) | (bytes[2] << 4);
        _sixteenths = _sixteenths < 0 ? distance : _sixteenths + ((distance - _sixteenths) & Mask);
        if (speed != Mask)
            recording.Set(index, Channel.Speed, speed / 100f);
        recording.Set(index, Channel.Distance, _sixteenths / 16f);
    }
}
