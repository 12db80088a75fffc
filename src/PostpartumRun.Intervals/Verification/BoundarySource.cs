namespace PostpartumRun.Intervals;

/// <summary>What told where an interval begins and ends.</summary>
public enum BoundarySource : byte
{
    /// <summary>The plan's own timing: nothing in the file tells.</summary>
    Plan,

    /// <summary>A change of gait in the records.</summary>
    Gait,

    /// <summary>A lap.</summary>
    Lap,
}
