namespace PostpartumRun.Intervals;

/// <summary>Whether the workout as a whole was done as planned.</summary>
public enum SessionVerdict : byte
{
    /// <summary>Nothing to judge by, or no workout to judge against.</summary>
    Unknown,

    /// <summary>All runs done, and no extra run beyond tolerance.</summary>
    AsPlanned,

    /// <summary>Some of it.</summary>
    Partly,

    /// <summary>More running than planned: over 110 %, or a walk run through.</summary>
    Overdone,

    /// <summary>Under 25 % of the planned run time.</summary>
    NotDone,
}
