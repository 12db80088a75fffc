namespace PostpartumRun.Intervals;

/// <summary>Why a workout text could not be read.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1; one outside of Unicode's basic plane, such as an emoji, counts once.</param>
/// <param name="Found">What stands there, quoted, or "the end of the text".</param>
/// <param name="Expected">What could have stood there, or what to write instead.</param>
public readonly record struct WorkoutTextError(int Line, int Column, string Found, string Expected)
{
    /// <summary>The error as a sentence.</summary>
    public override string ToString() => $"line {Line}, column {Column}: found {Found}, expected {Expected}";
}
