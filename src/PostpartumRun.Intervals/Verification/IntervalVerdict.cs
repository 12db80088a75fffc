namespace PostpartumRun.Intervals;

/// <summary>Whether a planned interval was done.</summary>
public enum IntervalVerdict : byte
{
    /// <summary>Nothing to judge it by.</summary>
    Unknown,

    /// <summary>The planned time in the planned gait, within tolerance.</summary>
    Done,

    /// <summary>A quarter of the planned time or more, but less than tolerance allows.</summary>
    Short,

    /// <summary>Under a quarter of the planned time.</summary>
    Missed,

    /// <summary>More than tolerance allows.</summary>
    Long,
}
