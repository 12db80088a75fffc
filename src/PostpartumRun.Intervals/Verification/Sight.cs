namespace PostpartumRun.Intervals;

/// <summary>How much the records show of a second's gait.</summary>
internal enum Sight : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>That the wrist did not swing, which it does not always in walking, nor on a treadmill's rails.</summary>
    Dim,

    /// <summary>Speed, cadence or another channel.</summary>
    Clear,
}
