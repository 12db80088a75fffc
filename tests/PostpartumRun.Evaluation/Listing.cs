using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Outings that were judged wrong, told so that they can be made again.</summary>
internal sealed class Listing(int most, string? only)
{
    private readonly List<(int Wrong, string Text)> _wrong = [];

    public void Look(Outing outing, Evaluator evaluator)
    {
        var score = evaluator.Score;
        if (most == 0 || (score.Right == score.Intervals && score.IsWholeRight))
            return;
        if (only is not null && !outing.ToString().Contains(only, StringComparison.OrdinalIgnoreCase))
            return;
        _wrong.Add((score.Intervals - score.Right + (score.IsFalselyAsPlanned ? 100 : 0), Describe(outing, evaluator)));
    }

    public void Print()
    {
        foreach (var (_, text) in _wrong.OrderByDescending(one => one.Wrong).Take(most))
        {
            Console.WriteLine();
            Console.WriteLine(text);
        }
    }

    public static void Show(SeedSet set, Kind kind, long seed, string? file)
    {
        var judge = new VerifierJudge();
        using var evaluator = new Evaluator(set, [judge]);
        evaluator.Run(kind, seed, (outing, _, _) =>
        {
            Console.WriteLine(Describe(outing, evaluator));
            Console.WriteLine($"  blind   {string.Join(" ", judge.Last.Segments.Select(Segment))}");
            var laps = evaluator.Recording.Laps.Select(lap => $"{lap.Start}-{lap.End}#{lap.StepIndex}");
            Console.WriteLine($"  laps    {string.Join(" ", laps)}");
            Console.WriteLine($"  body    {evaluator.Picture.Body}");
            Console.WriteLine($"  watch   {evaluator.Picture.Watch}");
            foreach (string note in judge.Last.Notes)
                Console.WriteLine($"  note    {note}");
            if (file is not null)
                File.WriteAllBytes(file, evaluator.File.ToArray());
        });

        static string Segment(MotionSegment segment) => $"{segment.Motion.ToString()[0]}{segment.Start}-{segment.End}";
    }

    private static string Describe(Outing outing, Evaluator evaluator)
    {
        var (score, answer, expectation, picture) = (evaluator.Score, evaluator.Answer, evaluator.Expectation, evaluator.Picture);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{outing.Set.ToString().ToLowerInvariant()} {outing}");
        string plan = string.Join("; ", outing.Workout.Elements.Select(Element));
        text.AppendLine(CultureInfo.InvariantCulture, $"  plan    {outing.Workout.Schedule.Count} intervals: {plan}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  whole   {answer.Whole}, right is {string.Join(" or ", expectation.Whole)}");
        text.AppendLine(CultureInfo.InvariantCulture, $"  truth   {Timeline(picture)}");
        for (int i = 0; i < score.Intervals; i++)
        {
            var given = i < answer.Intervals.Count ? answer.Intervals[i] : default;
            var planned = outing.Workout.Schedule[i];
            char mark = score.IsRight[i] ? ' ' : '!';
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {mark} {i,2} {planned.Step.Gait,-4} {planned.Step.Length.Time.Seconds,4:0} s  "
                + $"in gait {expectation.InGait[i],6:0.0}  expected {score.Reading[i],-14} "
                + $"given {given.Verdict,-8} ({given.Confidence:0.00}) "
                + $"{Duration.FromSeconds(given.Start)}-{Duration.FromSeconds(given.End)}");
        }
        return text.ToString().TrimEnd();
    }

    private static string Element(WorkoutElement element) => element is WorkoutStep step
        ? $"{Length(step.Length)} {step.Gait.ToString().ToLowerInvariant()}"
        : $"{((Repeat)element).Rounds}x({string.Join("; ", ((Repeat)element).Elements.Select(Element))})";

    private static string Length(StepLength length) => length.End switch
    {
        StepEnd.Time => length.Time.ToString(),
        StepEnd.Distance => $"{length.DistanceCentimeters / 100} m",
        _ => "lap",
    };

    /// <summary>What she did, in wall-clock time.</summary>
    private static string Timeline(Picture picture)
    {
        var text = new StringBuilder();
        var motion = picture.Truth.Motion;
        int start = 0;
        for (int tick = 1; tick <= motion.Count; tick++)
        {
            if (tick < motion.Count && motion[tick] == motion[start])
                continue;
            var from = Duration.FromSeconds(picture.Clock.Wall((double)start / Truth.Rate));
            text.Append(CultureInfo.InvariantCulture, $"{motion[start].ToString()[0]}{from} ");
            start = tick;
        }
        return text.Append("end ").Append(Duration.FromSeconds(picture.WallSeconds)).ToString();
    }
}
