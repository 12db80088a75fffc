namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>What the simulated runner does for a while, and the planned interval that she does it in; -1 before and after the plan.</summary>
internal readonly record struct Act(int Interval, Motion Motion, double Seconds);
