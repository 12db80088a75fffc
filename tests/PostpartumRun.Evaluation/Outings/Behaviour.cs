namespace PostpartumRun.Evaluation;

/// <summary>What a runner makes of a workout.</summary>
public enum Behaviour
{
    /// <summary>All of it, as well as people do.</summary>
    Follow,

    /// <summary>She begins to run late.</summary>
    LateStart,

    /// <summary>A round is left out.</summary>
    Skipped,

    /// <summary>A run is walked.</summary>
    Walked,

    /// <summary>A run ends too early.</summary>
    Short,

    /// <summary>A run goes on for too long.</summary>
    Long,

    /// <summary>She walks for a while within a run.</summary>
    WalkBreak,

    /// <summary>A walk between two runs is run.</summary>
    RunThrough,

    /// <summary>The outing ends early.</summary>
    EarlyStop,

    /// <summary>A run that nobody asked for, at the end or within a walk.</summary>
    ExtraRun,

    /// <summary>The warm-up is too short.</summary>
    ShortWarmup,

    /// <summary>No cool-down.</summary>
    NoCooldown,
}

/// <summary>What makes an outing hard to read: the watch's doing, the body's, or the way's.</summary>
public enum Trouble
{
    /// <summary>Speed follows the body by 3 to 8 s.</summary>
    GpsLag,

    /// <summary>No speed, or a frozen one, for 10 to 60 s at a time.</summary>
    GpsDropouts,

    /// <summary>Speeds of 5 to 9 m/s for a moment.</summary>
    GpsSpikes,

    /// <summary>A sample every 1 to 8 s.</summary>
    SmartRecording,

    /// <summary>A treadmill, and no speed.</summary>
    TreadmillNoSpeed,

    /// <summary>A treadmill, and a foot pod's or the wrist's wrong speed.</summary>
    TreadmillWrongSpeed,

    /// <summary>Hands on a buggy throughout: cadence 0.</summary>
    BuggyZero,

    /// <summary>Hands on a buggy throughout: cadence of no meaning.</summary>
    BuggyNonsense,

    /// <summary>Hands on a buggy in stretches.</summary>
    BuggyStretches,

    /// <summary>The watch stores no cadence.</summary>
    NoCadence,

    /// <summary>The watch stores no speed.</summary>
    NoSpeed,

    /// <summary>Cadence in steps, not strides.</summary>
    CadenceInSteps,

    /// <summary>About 30 % of walking records have cadence 0.</summary>
    WalkingZeros,

    /// <summary>Halts at traffic lights.</summary>
    Halts,

    /// <summary>The timer is stopped and started again.</summary>
    Pauses,

    /// <summary>The watch is started within the warm-up.</summary>
    StartedLate,

    /// <summary>The file ends where the battery died.</summary>
    CutOff,

    /// <summary>The first lap carries another step's index.</summary>
    StaleFirstIndex,

    /// <summary>Some laps lack their index.</summary>
    MissingIndices,

    /// <summary>Some laps repeat the index of the lap before.</summary>
    RepeatedIndices,

    /// <summary>Auto-lap by distance cuts the steps.</summary>
    AutoLapCuts,

    /// <summary>A lap of a few seconds, without an index, ends the session.</summary>
    TrailingLap,

    /// <summary>She presses the lap button at her changes of gait, and the laps have no index.</summary>
    ManualLaps,

    /// <summary>No laps but the whole.</summary>
    NoLaps,

    /// <summary>The watch's own splits, fragmented and late.</summary>
    DetectedSplits,

    /// <summary>Hills.</summary>
    Hills,

    /// <summary>She jogs no faster than she walks.</summary>
    SlowJogger,

    /// <summary>She walks at 125 to 135 steps a minute.</summary>
    BriskWalker,

    /// <summary>A file of the other byte order.</summary>
    BigEndian,

    /// <summary>Laps and session stand before the records.</summary>
    SummariesFirst,
}
