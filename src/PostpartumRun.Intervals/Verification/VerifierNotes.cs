using System.Globalization;

namespace PostpartumRun.Intervals;

/// <summary>What a reader of the verdicts is told in words: where witnesses disagree, and why something is unknown.</summary>
internal static class VerifierNotes
{
    private const int Most = 20;

    /// <summary>Watches see a change of gait some seconds late: only more than this, in seconds and as a share of the activity, is a dispute.</summary>
    private const double LeastDispute = 20, LeastDisputeShare = 0.05;

    /// <summary>Why a workout all of whose runs seem done is not said to be as planned.</summary>
    internal const string BreaksUnseen =
        "All runs seem done, but she runs hardly faster than she walks: by speed alone a break within a run would not be seen.";

    /// <summary>Why a workout with a run that is done only as far as the records are blurred is not either.</summary>
    internal const string NarrowlyDone =
        "A run is so near to too short that the records cannot tell; the workout is not said to be as planned.";

    internal static void OnRecords(
        bool isOnFoot, Timeline timeline, Evidence evidence, GaitSegmenter segmenter, SessionVerification verification)
    {
        var notes = verification.Notes;
        if (timeline.IsCut)
            notes.Add("The activity lasts longer than two days; what comes after them was left out.");
        if (timeline.HasGap)
            notes.Add("For more than two hours there is no record; that time was left out.");
        if (evidence.IsSpeedRefuted)
            notes.Add("The speed never changes, or shows standing where the cadence shows steps; it was not used.");
        if (evidence.DisbelievedCadence > 20)
            notes.Add("The cadence is nobody's steps for some or all of the time, as with hands on a buggy; there it was not used.");
        if (segmenter.IsAmbiguous)
            notes.Add("There is only one speed, which could be walking or running, and no cadence to tell them apart.");
        if (segmenter.DisputedSplitSeconds > Math.Max(LeastDispute, LeastDisputeShare * timeline.Cells))
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"For {segmenter.DisputedSplitSeconds} s the watch's own detection of running is not what the records show; the records were believed."));
        }
        if (!isOnFoot)
            notes.Add("The activity was not made on foot: there is no gait to judge.");
        else if (!evidence.HasSpeed && !evidence.HasCadence && !evidence.HasDynamics)
            notes.Add("The records hold neither speed nor cadence.");
    }

    internal static void OnIntervals(SessionVerification verification)
    {
        foreach (var interval in verification.Intervals)
        {
            if (verification.Notes.Count >= Most)
            {
                verification.Notes.Add("Of the intervals after, those that are unknown or missed are so for the same reasons.");
                return;
            }
            bool isMarked = interval.Boundary == BoundarySource.Lap && interval.Timer > Duration.Zero;
            var gait = interval.Planned.Step.Gait;
            string? note = interval.Verdict switch
            {
                IntervalVerdict.Unknown => "the records do not tell enough of it to judge",
                IntervalVerdict.Missed when isMarked && gait == Gait.Run => "a lap marks it, but the records show no run",
                IntervalVerdict.Missed when isMarked && gait == Gait.Walk => "a lap marks it, but the records show no walk",
                _ => null,
            };
            if (note is not null)
                verification.Notes.Add($"{NameOf(interval)}: {note}.");
        }
    }

    /// <summary>An interval as it is found in a table of them: <c>At 12:00, walk (3)</c>, the third round's.</summary>
    private static string NameOf(VerifiedInterval interval)
    {
        string gait = interval.Planned.Step.Gait switch
        {
            Gait.Run => "run",
            Gait.Walk => "walk",
            _ => "as you like",
        };
        return interval.Planned.Round is { } round
            ? string.Create(CultureInfo.InvariantCulture, $"At {interval.Start}, {gait} ({round})")
            : $"At {interval.Start}, {gait}";
    }
}
