using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>
/// A part of an activity in one sport, as the file's <c>session</c> messages tell. Most activities have one; a triathlon has one for each
/// sport and each transition.
/// </summary>
/// <param name="Start">When it began, from the recording's start, in wall-clock time.</param>
/// <param name="Elapsed">Its wall-clock length, pauses included.</param>
/// <param name="Timer">Its timer time, pauses left out.</param>
/// <param name="DistanceMeters">Its distance in metres, or null.</param>
/// <param name="Sport">The sport, by the profile's name, or by number where the profile has none; null when nothing says.</param>
/// <param name="SubSport">The sub-sport, told likewise.</param>
/// <param name="IsOnFoot">Whether walking and running make sense in it, as far as is known.</param>
/// <param name="IsRebuilt">Whether the file has lost its summary, and this is what the records and the <c>sport</c> message tell.</param>
public sealed record ActivitySession(
    Duration Start, Duration Elapsed, Duration Timer, double? DistanceMeters, string? Sport, string? SubSport, bool IsOnFoot, bool IsRebuilt)
{
    /// <summary>When it ended, from the recording's start.</summary>
    public Duration End => Start + Elapsed;
}
