using PostpartumRun.Intervals;
using PostpartumRun.Watch;

namespace PostpartumRun.Evaluation;

/// <summary>The verifier on real files, with what the watch says of them put aside before, and compared with after.</summary>
public static class RealActivities
{
    /// <summary>A run with the watch's own detection of running, walking and standing.</summary>
    private const string WithSplits = "jkfitparser__garmin-stamina.fit";

    /// <summary>
    /// A structured run: its laps carry the steps of a workout that the file does not, whose last rounds were skipped by button.
    /// </summary>
    private const string WithStepLaps = "jkfitparser__running-with-developer-data.fit";

    /// <summary>The workout, as its laps tell it.</summary>
    private const string ItsWorkout = "lap run warmup; 6x(1 km run; 1:00 walk); lap run cooldown";

    /// <summary>The share of moving time in which the blind segmentation says what the watch's splits say.</summary>
    /// <param name="Agreement">0 to 1, with the watch's run ends moved by <paramref name="EndsLate"/>.</param>
    /// <param name="AgreementAsWritten">The same with its run ends where it wrote them.</param>
    /// <param name="EndsLate">
    /// By how many seconds the watch ends its runs late: the median time, over its longer runs, for which a run goes on after the last
    /// record of 2.0 m/s or 140 steps a minute. Its detector waits until it is sure of a walk, when its own speed often says 0 by then.
    /// </param>
    /// <param name="AgreementAwayFromChanges">The first without the 3 s on both sides of each change that the watch made.</param>
    /// <param name="MovingSeconds">How long she ran or walked, by the watch.</param>
    public sealed record Splits(double Agreement, double AgreementAsWritten, int EndsLate, double AgreementAwayFromChanges, int MovingSeconds);

    /// <summary>How the runs of a structured file, judged without its laps, compare with them.</summary>
    /// <param name="RunsDone">How many of the four runs that its laps show are said to be done.</param>
    /// <param name="BoundarySeconds">How far their boundaries are from the laps', each.</param>
    public sealed record StepLaps(int RunsDone, IReadOnlyList<double> BoundarySeconds);

    /// <summary>Compares with the watch's own splits.</summary>
    public static Splits CompareSplits(string folder)
    {
        using var activity = new ActivityReader().Read(File.ReadAllBytes(Path.Combine(folder, WithSplits)));
        using var bare = Copies.WithoutMarks(activity.Recording);
        var judge = new VerifierJudge();
        judge.Judge(bare, null, new());
        var detected = activity.Recording.Splits.Where(split => MotionOf(split.Kind) is not null).ToList();
        int late = EndsLate(activity.Recording, detected);
        int moving = 0, agreeing = 0, asWritten = 0, away = 0, agreeingAway = 0;
        for (int second = 0; second < activity.Recording.Elapsed.Seconds; second++)
        {
            var time = Duration.FromSeconds(second + 0.5);
            var split = detected.FindLast(one => one.Start <= time && time < one.End + Duration.FromSeconds(1));
            if (split == default || MotionOf(split.Kind) is not (Motion.Run or Motion.Walk))
                continue;
            var seen = judge.Last.Segments.Find(one => one.Start <= time && time < one.End).Motion;
            bool isOver = MotionOf(split.Kind) == Motion.Run && second > split.End.Seconds - late;
            bool agrees = isOver ? seen is Motion.Walk or Motion.Still : seen == MotionOf(split.Kind);
            bool isAway = second - split.Start.Seconds >= 3 && split.End.Seconds - second > 3;
            moving++;
            agreeing += agrees ? 1 : 0;
            asWritten += seen == MotionOf(split.Kind) ? 1 : 0;
            away += isAway ? 1 : 0;
            agreeingAway += isAway && agrees ? 1 : 0;
        }
        return new((double)agreeing / moving, (double)asWritten / moving, late, (double)agreeingAway / away, moving);
    }

    /// <summary>How long the watch's runs go on after the last record that any threshold would call running.</summary>
    private static int EndsLate(Recording recording, List<Split> detected)
    {
        var late = new List<int>();
        foreach (var run in detected.Where(split => MotionOf(split.Kind) == Motion.Run && (split.End - split.Start).Seconds >= 15))
        {
            int last = -1;
            for (int record = 0; record < recording.Count && recording.Times[record] <= run.End.Seconds; record++)
            {
                bool isRunning = recording[Channel.Speed][record] >= 2 || recording[Channel.Cadence][record] is >= 70 and <= 100;
                last = isRunning ? recording.Times[record] : last;
            }
            late.Add((int)run.End.Seconds - last);
        }
        late.Sort();
        return late.Count == 0 ? 0 : late[late.Count / 2];
    }

    private static Motion? MotionOf(SplitKind kind) => kind switch
    {
        SplitKind.DetectedRun => Motion.Run,
        SplitKind.DetectedWalk => Motion.Walk,
        SplitKind.DetectedStand => Motion.Still,
        _ => null,
    };

    /// <summary>Compares with laps that carry the index of their step.</summary>
    public static StepLaps CompareStepLaps(string folder)
    {
        using var activity = new ActivityReader().Read(File.ReadAllBytes(Path.Combine(folder, WithStepLaps)));
        using var bare = Copies.WithoutMarks(activity.Recording);
        var judge = new VerifierJudge();
        var answer = new Answer();
        judge.Judge(bare, WorkoutText.Parse(ItsWorkout), answer);
        var laps = activity.Recording.Laps.Where(lap => lap.StepIndex == 1 && lap.Trigger == LapTrigger.Distance).ToList();
        var runs = judge.Last.Intervals.Where(interval => interval.Planned.StepIndex == 1).Take(laps.Count).ToList();
        double[] boundaries =
        [
            .. runs.Zip(laps).SelectMany(pair => new[]
            {
                Math.Abs((pair.First.Start - pair.Second.Start).Seconds), Math.Abs((pair.First.End - pair.Second.End).Seconds),
            }).Order(),
        ];
        return new(runs.Count(run => run.Verdict == IntervalVerdict.Done), boundaries);
    }

    /// <summary>Takes laps away from each real activity on foot, and puts a pause into it.</summary>
    public static void AddTo(Invariances invariances, string folder)
    {
        ArgumentNullException.ThrowIfNull(invariances);
        var reader = new ActivityReader();
        foreach (string path in Directory.GetFiles(folder, "*.fit").Order(StringComparer.Ordinal))
        {
            using var activity = reader.Read(File.ReadAllBytes(path));
            if (activity.Info is null || !activity.Recording.IsOnFoot || activity.Recording.Count < 300)
                continue;
            invariances.Add(Path.GetFileName(path), activity.Recording, null, activity.Recording.Count);
        }
    }
}
