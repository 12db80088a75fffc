using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>How an answer compares with what is right.</summary>
internal sealed class Score
{
    public int Intervals { get; private set; }

    public int Right { get; private set; }

    public int Unknown { get; private set; }

    public int Lenient { get; private set; }

    public int ConfidentlyWrong { get; private set; }

    public int Unexplained { get; private set; }

    public bool IsFalselyAsPlanned { get; private set; }

    public bool IsWholeRight { get; private set; }

    public List<double> Boundaries { get; } = [];

    public List<double> GaitBoundaries { get; } = [];

    /// <summary>Whether each interval is right.</summary>
    public List<bool> IsRight { get; } = [];

    /// <summary>The reading that the answer agrees best with.</summary>
    public Verdicts[] Reading { get; private set; } = [];

    public void Compare(Picture picture, Expectation expectation, Answer answer)
    {
        Reading = expectation.Readings.MaxBy(reading => CountRight(reading, answer))!;
        (Intervals, Right, Unknown, Lenient, ConfidentlyWrong) = (Reading.Length, 0, 0, 0, 0);
        IsRight.Clear();
        Boundaries.Clear();
        GaitBoundaries.Clear();
        for (int i = 0; i < Reading.Length; i++)
            Compare(picture, expectation, answer.Intervals.Count > i ? answer.Intervals[i] : default, i);
        Unexplained = answer.Unexplained;
        IsWholeRight = expectation.Whole.Contains(answer.Whole);
        IsFalselyAsPlanned = answer.Whole == SessionVerdict.AsPlanned && !IsWholeRight;
        if (answer.GaitChanges.Count > 0)
            CompareGaits(picture, answer.GaitChanges);
    }

    private void Compare(Picture picture, Expectation expectation, IntervalAnswer answer, int index)
    {
        var right = Reading[index];
        bool isRight = right.Has(answer.Verdict);
        IsRight.Add(isRight);
        Right += isRight ? 1 : 0;
        Unknown += answer.Verdict == IntervalVerdict.Unknown ? 1 : 0;
        Lenient += int.PopCount(right.Bits) > 1 ? 1 : 0;
        ConfidentlyWrong += !isRight && answer.Confidence >= 0.9 ? 1 : 0;
        var (start, end) = expectation.Runs[index];
        // Where a run was done, and known to be, its two boundaries are the runner's own.
        if (end == 0 || answer.Verdict != IntervalVerdict.Done || !right.Has(IntervalVerdict.Done) || expectation.Readings.Count > 1)
            return;
        // She follows her watch with a delay. Where laps tell, the step begins with its lap and the run with her: either is right.
        var step = expectation.Steps.Length > 0 && expectation.Steps[index].End > 0 ? expectation.Steps[index] : (start, end);
        Boundaries.Add(Nearest(answer.Start, start, step.Item1));
        if (end < picture.Truth.Ticks)
            Boundaries.Add(Nearest(answer.End, end, step.Item2));

        double Nearest(double given, int run, int lap) =>
            Math.Min(Math.Abs(given - Wall(picture, run)), Math.Abs(given - Wall(picture, lap)));
    }

    private static double Wall(Picture picture, int tick) => picture.Clock.Wall((double)tick / Truth.Rate);

    private void CompareGaits(Picture picture, List<double> seen)
    {
        var truth = picture.Truth.Motion;
        for (int tick = 1; tick < truth.Count; tick++)
        {
            if (truth[tick - 1] == Motion.Run == (truth[tick] == Motion.Run))
                continue;
            double wall = Wall(picture, tick), nearest = double.PositiveInfinity;
            foreach (double change in seen)
                nearest = Math.Min(nearest, Math.Abs(change - wall));
            GaitBoundaries.Add(nearest);
        }
    }

    private static int CountRight(Verdicts[] reading, Answer answer)
    {
        int right = 0;
        for (int i = 0; i < reading.Length; i++)
            right += answer.Intervals.Count > i && reading[i].Has(answer.Intervals[i].Verdict) ? 1 : 0;
        return right;
    }
}
