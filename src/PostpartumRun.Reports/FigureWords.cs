using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Reports;

/// <summary>What figures and reports say in words.</summary>
public static class FigureWords
{
    /// <summary>A verdict of the whole, for people.</summary>
    public static string Of(SessionVerdict verdict) => verdict switch
    {
        SessionVerdict.AsPlanned => "as planned",
        SessionVerdict.Partly => "partly done",
        SessionVerdict.Overdone => "more than planned",
        SessionVerdict.NotDone => "not done",
        _ => "cannot tell",
    };

    /// <summary>A decision, for people.</summary>
    public static string Of(DecisionKind kind) => kind switch
    {
        DecisionKind.Progress => "Progress",
        DecisionKind.Hold => "Hold",
        DecisionKind.ScaleBack => "Scale back",
        _ => "Stop, and seek care",
    };

    /// <summary>A step's length: a time, a distance, or until the lap button.</summary>
    public static string Of(StepLength length) => length.End switch
    {
        StepEnd.Time => TimeAxis.Text(length.Time.Seconds),
        StepEnd.Distance when length.DistanceCentimeters >= 100_000 => string.Create(CultureInfo.InvariantCulture, $"{length.DistanceCentimeters / 100_000.0:0.##} km"),
        StepEnd.Distance => string.Create(CultureInfo.InvariantCulture, $"{length.DistanceCentimeters / 100.0:0.##} m"),
        _ => "until the lap button",
    };

    /// <summary>A step in a line: what it is, how long, and its cue.</summary>
    public static string Of(WorkoutStep step)
    {
        string role = step.Role == StepRole.None ? "" : $", {Words.Of(step.Role)}", note = step.Note is { } cue ? $": {cue}" : "";
        return $"{(step.Gait == Gait.Open ? "as you like" : Words.Of(step.Gait))} {Of(step.Length)}{role}{note}";
    }

    /// <summary>A workout in a sentence, for those who do not see it: its text without its cues.</summary>
    public static string Describe(Workout workout) => WithoutNotes(workout.ToString());

    /// <summary>A verdict of an interval, for people.</summary>
    public static string Of(IntervalVerdict verdict) => verdict == IntervalVerdict.Unknown ? "cannot tell" : Words.Of(verdict);

    /// <summary>What an interval was, for people: <c>run, round 2</c>.</summary>
    public static string NameOf(DocumentInterval interval)
    {
        string role = interval.Role is { } known ? $", {Words.Of(known)}" : "";
        return $"{Words.Of(interval.Gait)}{role}{(interval.Round is { } round ? string.Create(CultureInfo.InvariantCulture, $", round {round}") : "")}";
    }

    /// <summary>An interval in a line: what was planned, what was done, and the verdict.</summary>
    public static string Of(DocumentInterval interval)
    {
        string planned = interval.PlannedSeconds is { } seconds ? $"{TimeAxis.Text(seconds)} planned, " : "";
        return $"{NameOf(interval)}: {planned}{TimeAxis.Text(interval.InGaitSeconds)} done, {Of(interval.Verdict)}";
    }

    /// <summary>A stretch of one motion in a line.</summary>
    public static string Of(DocumentSegment segment, DateTimeOffset origin)
    {
        string motion = segment.Gait switch { Motion.Run => "ran", Motion.Walk => "walked", Motion.Still => "stood", _ => "cannot tell what was done" };
        return $"{motion} from {TimeAxis.Text((segment.Start - origin).TotalSeconds)} to {TimeAxis.Text((segment.End - origin).TotalSeconds)}";
    }

    /// <summary>The verdict with its score: <c>partly done, score 83</c>.</summary>
    public static string Headline(VerificationDocument document)
    {
        if (document.Workout is null)
            return $"ran {TimeAxis.Text(document.RunSeconds)}, no workout to hold it against";
        string score = document.Score is { } known ? string.Create(CultureInfo.InvariantCulture, $", score {known}") : "";
        return $"{Of(document.Verdict)}{score}: ran {TimeAxis.Text(document.RunSeconds)}, {TimeAxis.Text(document.PlannedRunSeconds ?? 0)} planned";
    }

    /// <summary>The activity's file without its folder: a picture is passed on, and where it lay is nobody else's business.</summary>
    internal static string FileOf(VerificationDocument document) =>
        document.File[(document.File.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } name ? name : document.File;

    /// <summary>A workout's canonical text without the notes of its steps, which stand in quotation marks.</summary>
    public static string WithoutNotes(string text)
    {
        var bare = new StringBuilder(text.Length);
        bool isNote = false;
        for (int index = 0; index < text.Length; index++)
        {
            if (text[index] == '"')
                isNote = !isNote;
            else if (isNote && text[index] == '\\')
                index++;
            else if (!isNote && !(text[index] == ' ' && index + 1 < text.Length && text[index + 1] == '"'))
                bare.Append(text[index]);
        }
        return bare.ToString();
    }

    internal static string Subline(VerificationDocument document)
    {
        string workout = document.Workout is { } known ? $" · {WithoutNotes(known.Text)}" : "";
        string line = $"{FileOf(document)} · {document.Activity.Start.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC{workout}";
        return line.Length <= 150 ? line : $"{line[..149]}…";
    }

    /// <summary>An activity's picture in sentences, for those who do not see it.</summary>
    internal static string Describe(VerificationDocument document)
    {
        var faults = document.Intervals.Where(interval => interval.Verdict != IntervalVerdict.Done).Select(Of).ToList();
        string verdicts = document.Intervals.Count == 0 ? ""
            : faults.Count == 0 ? string.Create(CultureInfo.InvariantCulture, $" All {document.Intervals.Count} intervals were done.")
            : string.Create(CultureInfo.InvariantCulture, $" {document.Intervals.Count - faults.Count} of {document.Intervals.Count} intervals were done; not so: {string.Join("; ", faults)}.");
        string extra = document.ExtraRunSeconds > 0 ? $" {TimeAxis.Text(document.ExtraRunSeconds)} of it was not planned." : "";
        return $"{char.ToUpperInvariant(Headline(document)[0])}{Headline(document)[1..]}.{extra}{verdicts} Planned intervals stand over what was done; below them, what the watch recorded, over time.";
    }
}
