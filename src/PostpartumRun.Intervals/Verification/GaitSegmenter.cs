namespace PostpartumRun.Intervals;

/// <summary>
/// Tells standing, walking and running apart without knowing the plan: the likeliest course of a three-state chain, found again
/// after each time that the file's own walking and running have been learned from the last.
/// </summary>
internal sealed class GaitSegmenter
{
    private const int Rounds = 4;

    /// <summary>Speeds this far apart, in metres a second, are two gaits even where no step between them is to be seen.</summary>
    private const double FarApart = 0.45;

    /// <summary>A stretch without evidence up to this long, with the same gait on both sides, is taken for that gait.</summary>
    private const int LongestBridge = 20;

    /// <summary>The same where at least the wrist was seen not to swing.</summary>
    private const int LongestDim = 45;

    /// <summary>Watches count steps over the last two or three seconds: what they show is a second old.</summary>
    private const int CadenceLag = 1;

    private Motion[] _motions = [];
    private Motion[] _last = [];
    private readonly GaitDecoder _decoder = new();
    private readonly SlopeDecoder _slopes = new();
    private int _length;

    /// <summary>The motion of each second.</summary>
    internal ReadOnlySpan<Motion> Motions => _motions.AsSpan(0, _length);

    /// <summary>What the file's gaits look like.</summary>
    internal GaitModel Model { get; } = new();

    /// <summary>Whether speed alone had to tell, and could not.</summary>
    internal bool IsAmbiguous { get; private set; }

    /// <summary>Seconds in which the watch's own detection says that she ran, and the records that she did not, or the other way round.</summary>
    internal int DisputedSplitSeconds { get; private set; }

    /// <summary>Segments the axis.</summary>
    internal void Segment(Evidence evidence, int length)
    {
        _length = length;
        if (_motions.Length < length)
        {
            int size = Math.Max(4096, length * 3 / 2);
            _motions = new Motion[size];
            _last = new Motion[size];
        }
        var motions = _motions.AsSpan(0, length);
        motions.Clear();
        Model.Begin(evidence, length);
        IsAmbiguous = false;
        if (Model.IsSpeedAlone && _slopes.TryDecode(evidence.Speed, evidence.Look, motions))
        {
            Model.BeginSpeed(_slopes.Walk, _slopes.Run);
            Model.Score(evidence);
        }
        else
        {
            SegmentLevel(evidence, motions);
        }
        Model.Look(evidence);
        ForgetUnseen(motions);
        if (Model.IsSpeedAlone)
            BoundaryOnset.Sharpen(motions, evidence.Speed);
        else if (evidence.HasCadence && length > CadenceLag)
            motions[CadenceLag..].CopyTo(motions);
    }

    /// <summary>Walking and running that look the same all the way: learned and decoded in turns.</summary>
    private void SegmentLevel(Evidence evidence, Span<Motion> motions)
    {
        // Two speeds without steps between them are hills, when nothing else tells.
        var look = evidence.Look;
        if (Model.IsSpeedAlone && look.Fast - look.Slow < FarApart)
            look = look with { IsTwofold = false };
        if (look.IsTwofold)
            Model.BeginSpeed(look.Slow, look.Fast);
        var last = _last.AsSpan(0, motions.Length);
        for (int round = 0; round < Rounds; round++)
        {
            Model.Score(evidence);
            _decoder.Decode(Model.RunOverWalk, Model.StillOverWalk, motions);
            // What is learned depends on the motions alone: the same once more would teach the same.
            bool isSettled = round > 0 && motions.SequenceEqual(last);
            if (isSettled || round == Rounds - 1)
                break;
            motions.CopyTo(last);
            Model.Learn(evidence, motions, withSpeed: look.IsTwofold || !Model.IsSpeedAlone);
        }
        if (Model.IsSpeedAlone)
            SettleSpeed(look, evidence, motions);
    }

    /// <summary>
    /// Believes the watch's own detection where the records tell nothing, and counts the seconds in which they tell otherwise. Returns whether
    /// it told anything.
    /// </summary>
    internal bool FillFrom(List<Split> splits, Timeline timeline)
    {
        bool told = false;
        DisputedSplitSeconds = 0;
        foreach (var split in splits)
        {
            var motion = split.Kind switch
            {
                SplitKind.DetectedRun => Motion.Run,
                SplitKind.DetectedWalk => Motion.Walk,
                SplitKind.DetectedStand => Motion.Still,
                _ => Motion.Unknown,
            };
            int from = (int)Math.Clamp(Math.Round(timeline.ToTimer(split.Start.Seconds)), 0, _length);
            int to = (int)Math.Clamp(Math.Round(timeline.ToTimer(split.End.Seconds)), from, _length);
            if (motion == Motion.Unknown)
                continue;
            var motions = _motions.AsSpan(from, to - from);
            int unknown = motions.Count(Motion.Unknown), run = motions.Count(Motion.Run);
            DisputedSplitSeconds += motion == Motion.Run ? motions.Length - unknown - run : run;
            motions.Replace(Motion.Unknown, motion);
            told |= unknown > 0;
        }
        return told;
    }

    /// <summary>
    /// With speed alone, two gaits are believed only where the file shows two speeds, and one only where it lies clearly on one side.
    /// </summary>
    private void SettleSpeed(SpeedLook look, Evidence evidence, Span<Motion> motions)
    {
        if (look.IsTwofold || look.Top < SpeedLook.SurelyWalk)
            return;
        var speeds = evidence.Speed;
        for (int start = 0; start < motions.Length;)
        {
            int end = start + 1;
            while (end < motions.Length && motions[end] == motions[start])
                end++;
            double sum = 0;
            int count = 0;
            for (int cell = start; cell < end; cell++)
            {
                if (float.IsNaN(speeds[cell]))
                    continue;
                sum += speeds[cell];
                count++;
            }
            double mean = count == 0 ? 0 : sum / count;
            bool isUnclear = motions[start] >= Motion.Walk && mean is > SpeedLook.SurelyWalk - 0.15 and < SpeedLook.SurelyRun;
            if (isUnclear)
                motions[start..end].Clear();
            IsAmbiguous |= isUnclear && end - start > 20;
            start = end;
        }
    }

    /// <summary>Takes back what was said of stretches in which nothing was seen.</summary>
    private void ForgetUnseen(Span<Motion> motions)
    {
        var sights = Model.Sights;
        for (int start = 0; start < motions.Length; start++)
        {
            if (sights[start] == Sight.Clear)
                continue;
            int end = start;
            int dark = 0;
            for (; end < motions.Length && sights[end] != Sight.Clear; end++)
                dark += sights[end] == Sight.None ? 1 : 0;
            int length = end - start;
            bool isBetweenAlike = start > 0 && end < motions.Length && motions[start - 1] == motions[end];
            bool isSeen = dark <= 3 && length <= LongestDim;
            if (isBetweenAlike && length <= LongestBridge)
                motions[start..end].Fill(motions[end]);
            else if (!isSeen)
                motions[start..end].Clear();
            start = end;
        }
    }
}
