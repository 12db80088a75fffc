namespace PostpartumRun.Intervals;

/// <summary>What the runner did at a time, as the records tell it.</summary>
public enum Motion : byte
{
    /// <summary>The records do not tell.</summary>
    Unknown,

    /// <summary>Standing still.</summary>
    Still,

    /// <summary>Walking.</summary>
    Walk,

    /// <summary>Running.</summary>
    Run,
}
