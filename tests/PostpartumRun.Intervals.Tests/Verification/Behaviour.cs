namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>How a simulated runner departs from her plan.</summary>
public enum Behaviour
{
    Follow,
    WalkRun,
    WalkTwoRuns,
    CutRound,
    RunThrough,
    ShortRun,
    ShortRunAndOn,
    LongRun,
    LongRunIntoWalk,
    StopEarly,
    ExtraRun,
    LateStart,
    NoCooldown,
    WalkAll,
}
