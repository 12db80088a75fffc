namespace PostpartumRun.Watch;

/// <summary>How an export is written.</summary>
public enum ExportFormat
{
    /// <summary>FIT workout files, for the watch.</summary>
    Fit,

    /// <summary>XML that training services import.</summary>
    Zwo,

    /// <summary>Text of intervals.icu.</summary>
    Intervals,

    /// <summary>A calendar.</summary>
    Ics,
}
