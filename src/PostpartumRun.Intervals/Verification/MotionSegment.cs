namespace PostpartumRun.Intervals;

/// <summary>A stretch of one motion. Half-open, in wall-clock time from the recording's start.</summary>
public readonly record struct MotionSegment(Motion Motion, Duration Start, Duration End);
