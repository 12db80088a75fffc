using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Benchmarks;

/// <summary>What a recording's columns take.</summary>
internal static class ActivityColumns
{
    /// <summary>The bytes of the columns of an input's recording: a time and a value of each channel for each record, in arrays of powers of two.</summary>
    public static long Bytes(Input input)
    {
        using var activity = new ActivityReader().Read(input.Bytes());
        int columns = 1 + Enum.GetValues<Channel>().Count(activity.Recording.Has);
        long capacity = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)activity.Recording.Count);
        const int ArrayHeader = 24;
        return columns * ((capacity * sizeof(float)) + ArrayHeader);
    }
}
