namespace PostpartumRun.Intervals;

/// <summary>
/// What a <see cref="Verifier"/> found: filled by it, read by others, and filled again without allocating once its lists have grown.
/// </summary>
public sealed class SessionVerification
{
    /// <summary>The workout that was verified against; null when there was none.</summary>
    public Workout? Workout { get; internal set; }

    /// <summary>What the file had to testify with.</summary>
    public Witnesses Witnesses { get; internal set; }

    /// <summary>Each planned interval in order; empty without a workout.</summary>
    public List<VerifiedInterval> Intervals { get; } = [];

    /// <summary>The blind segmentation of the whole recording, in order and without gaps; pauses belong to no segment.</summary>
    public List<MotionSegment> Segments { get; } = [];

    /// <summary>Running that belongs to no planned interval.</summary>
    public List<MotionSegment> Extra { get; } = [];

    /// <summary>All running, in timer time.</summary>
    public Duration Run { get; internal set; }

    /// <summary>The running that <see cref="Extra"/> lists.</summary>
    public Duration ExtraRun { get; internal set; }

    /// <summary>0 to 100; null when the verdict is <see cref="SessionVerdict.Unknown"/>.</summary>
    public int? Score { get; internal set; }

    /// <summary>The whole's verdict.</summary>
    public SessionVerdict Verdict { get; internal set; }

    /// <summary>How likely the verdict is right, 0 to 1.</summary>
    public double Confidence { get; internal set; }

    /// <summary>What a reader of the verdicts should know, in plain sentences.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Forgets the last result, and keeps the lists.</summary>
    internal void Clear()
    {
        (Workout, Witnesses, Run, ExtraRun) = (null, Witnesses.None, default, default);
        (Score, Verdict, Confidence) = (null, SessionVerdict.Unknown, 0);
        Intervals.Clear();
        Segments.Clear();
        Extra.Clear();
        Notes.Clear();
    }
}
