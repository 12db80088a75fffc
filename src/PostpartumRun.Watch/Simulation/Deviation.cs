namespace PostpartumRun.Watch;

/// <summary>In what a simulated run departs from the plan, or its recording from what happened.</summary>
public enum Deviation
{
    /// <summary>The n-th run is left out, with the walk after it: all that follows comes earlier.</summary>
    SkipRun,

    /// <summary>The n-th run is walked.</summary>
    WalkRun,

    /// <summary>The walk after the n-th run is run.</summary>
    RunThrough,

    /// <summary>The n-th run ends halfway, and the rest of it is walked.</summary>
    ShortRun,

    /// <summary>The n-th run goes on for half of its length, into the walk after it.</summary>
    LongRun,

    /// <summary>She stops after the n-th run.</summary>
    StopEarly,

    /// <summary>One more run of the last one's length comes after the last.</summary>
    ExtraRun,

    /// <summary>She stands and walks for n minutes before the workout begins.</summary>
    LateStart,

    /// <summary>The watch is stopped with the last run.</summary>
    NoCooldown,

    /// <summary>The watch is paused for n seconds in the middle.</summary>
    Pause,

    /// <summary>Nothing but the end of the session ends a lap.</summary>
    NoLaps,

    /// <summary>The file does not say which workout it was recorded from.</summary>
    NoWorkout,

    /// <summary>Laps end at every kilometre, too.</summary>
    AutoLaps,

    /// <summary>Hands on a buggy: no cadence from the wrist.</summary>
    Buggy,

    /// <summary>No speed and no distance.</summary>
    NoSpeed,

    /// <summary>No cadence at all.</summary>
    NoCadence,

    /// <summary>A sample is kept every few seconds only.</summary>
    SmartRecording,

    /// <summary>The file is cut off, as by an empty battery, n per cent from its end.</summary>
    CutOff,
}
