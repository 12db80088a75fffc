using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A split as a watch stores it, in whole seconds of timer time.</summary>
internal readonly record struct MadeSplit(int Index, SplitKind Kind, int Start, int End);

/// <summary>All that goes into one file.</summary>
internal sealed class Picture
{
    public Truth Truth { get; } = new();

    public Sensors Sensors { get; } = new();

    public Clock Clock { get; } = new();

    public List<MadeLap> Laps { get; } = [];

    public List<MadeSplit> Splits { get; } = [];

    /// <summary>The seconds of timer time at which there are records.</summary>
    public List<int> Samples { get; } = [];

    public Watch Watch { get; set; } = null!;

    public Body Body { get; set; } = null!;

    /// <summary>The workout that the file carries, or null.</summary>
    public Workout? Carried { get; set; }

    public bool IsBigEndian { get; set; }

    public bool HasSummariesFirst { get; set; }

    public bool IsCutOff { get; set; }

    public bool IsTreadmill { get; set; }

    /// <summary>Seconds since 1989-12-31T00:00:00Z.</summary>
    public long Start { get; set; }

    public int TimerSeconds => Truth.Ticks / Truth.Rate;

    public double WallSeconds => Clock.WallBefore(TimerSeconds);
}
