using System.Numerics;

namespace PostpartumRun.Intervals;

/// <summary>Judges one planned interval by what was done at its place.</summary>
internal sealed class IntervalJudge(Timeline timeline, Evidence evidence, GaitSegmenter segmenter, MotionMap map, PlanView plan)
{
    /// <summary>Over this share of its time unseen, an interval is not guessed at.</summary>
    private const double MostUnseen = 0.5;

    /// <summary>How much of what the records leave open the plan may claim: at its edges it would be a coincidence.</summary>
    private const double Believed = 0.85;

    /// <summary>A walk within a run that is shorter than this is noise.</summary>
    private const int ShortestBreak = 3;

    /// <summary>Seconds by which a run may seem longer than it was.</summary>
    private const double Blur = 1.5;

    /// <summary>Seconds at both ends of a run in which speed rises and falls.</summary>
    private const int Edge = 5;

    /// <summary>A pause of the wrist, or a slowing down, shorter than this is none of hers.</summary>
    private const int ShortestHalt = 8;

    /// <summary>The verdict on an interval that took place within a span.</summary>
    internal VerifiedInterval Judge(int index, Spans.Span span)
    {
        var planned = plan[index];
        var (done, needed, tolerance) = Measure(index, span);
        double unseen = Unseen(index, span, done);
        bool canBeLong = !plan.IsMargin(index) && plan.EndOf(index) != StepEnd.LapButton;
        var verdict = plan.EndOf(index) == StepEnd.LapButton
            ? done > 0 ? IntervalVerdict.Done : unseen > 0 ? IntervalVerdict.Unknown : IntervalVerdict.Missed
            : WithUnseen(done, needed, tolerance, canBeLong, unseen, span);
        double inGait = InGait(index, span);
        var start = Duration.FromSeconds(timeline.ToWallAfterPause(span.Start));
        var end = span.Length <= 0 ? start : Duration.Max(start, Duration.FromSeconds(timeline.ToWallBeforePause(span.End)));
        double confidence = verdict == IntervalVerdict.Unknown ? 0
            : ConfidenceMap.Of(Clarity(done, needed, tolerance, unseen, span, index));
        double distance = evidence.HasDistance && span.Length > 0 ? Distance(span.Start, span.End) : double.NaN;
        return new(
            planned, start, end, Duration.FromSeconds(Math.Max(0, span.Length)), Duration.FromSeconds(inGait), verdict,
            span.Source, confidence, distance,
            span.Length > 0 ? distance / span.Length : double.NaN,
            Mean(evidence.Cadence, span, least: CadenceScale.Least),
            Mean(evidence.Heart, span, least: 0));
    }

    /// <summary>
    /// Seconds within a span in which she moved in the gait; standing still is part of walking. Where a change could not be seen to the
    /// second, what was planned is believed as far as that goes.
    /// </summary>
    internal double InGait(int index, Spans.Span span)
    {
        if (span.Length <= 0)
            return 0;
        var gait = plan.GaitOf(index);
        if (gait == Gait.Open)
            return span.Length;
        double seen = gait == Gait.Run ? map.Run(span.Start, span.End) : map.Rest(span.Start, span.End);
        if (seen < Judgement.LeastShare * plan.Length(index) || plan.EndOf(index) != StepEnd.Time)
            return seen;
        var (more, less) = map.Leeway(span.Start, span.End);
        if (gait == Gait.Walk)
            (more, less) = (less, more);
        double middle = seen + ((more - less) / 2);
        double reach = Believed * (more + less) / 2;
        double most = span.Source == BoundarySource.Lap ? span.Length : double.PositiveInfinity;
        return Math.Min(most, Math.Clamp(plan.Length(index), middle - reach, middle + reach));
    }

    /// <summary>
    /// Whether a run that is taken to be done has been seen to last as long, and no longer: what the plan may claim of a blurred end does not
    /// make a workout be as planned by itself. A run with a walk in it, and longer than planned all the same, was followed by another.
    /// </summary>
    internal bool IsSurelyDone(int index, Spans.Span span)
    {
        if (plan.EndOf(index) != StepEnd.Time)
            return true;
        double planned = plan.Length(index), tolerance = Judgement.Tolerance(planned);
        double seen = map.Run(span.Start, span.End);
        double least = seen + map.Unknown(span.Start, span.End) - Doubtful(span);
        double most = map.Rest(span.Start, span.End) >= ShortestBreak ? Math.Min(planned + tolerance, planned + Judgement.LeastExtra) : planned + tolerance;
        return least >= planned - tolerance + (segmenter.Model.IsSpeedAlone ? 2 : -0.5) && seen <= most + Blur;
    }

    /// <summary>
    /// Seconds within a span that may be a break: no swing for a while, and no speed to tell it from a hand on a rail; or, by speed alone, nearer
    /// to a walk's speed than to a run's for a while, which a slope would explain as well.
    /// </summary>
    private double Doubtful(Spans.Span span)
    {
        var sights = segmenter.Model.Sights;
        var speeds = evidence.Speed;
        bool bySpeed = segmenter.Model.IsSpeedAlone;
        float slow = (float)((0.65 * segmenter.Model.Speed.Walk) + (0.35 * segmenter.Model.Speed.Run));
        int from = (int)Math.Clamp(span.Start, 0, sights.Length), to = (int)Math.Clamp(span.End, from, sights.Length);
        if (bySpeed)
            (from, to) = (Math.Min(to, from + Edge), Math.Max(Math.Min(to, from + Edge), to - Edge));
        int sum = 0, stretch = 0;
        for (int cell = from; cell <= to; cell++)
        {
            bool isDoubtful = cell < to && (bySpeed ? speeds[cell] < slow : sights[cell] == Sight.Dim);
            sum += !isDoubtful && stretch >= ShortestHalt ? stretch : 0;
            stretch = isDoubtful ? stretch + 1 : 0;
        }
        return sum;
    }

    /// <summary>What was done and what was asked for, in seconds, or in metres for a step that ends by distance.</summary>
    private (double Done, double Needed, double Tolerance) Measure(int index, Spans.Span span)
    {
        double seconds = InGait(index, span);
        if (plan.EndOf(index) != StepEnd.Distance || !evidence.HasDistance)
            return (seconds, plan.Length(index), Judgement.Tolerance(plan.Length(index)));
        double needed = plan[index].Step.Length.DistanceCentimeters / 100.0;
        double covered = span.Length <= 0 ? 0 : Distance(span.Start, span.End) * seconds / span.Length;
        return (covered, needed, Math.Max(10, 0.1 * needed));
    }

    /// <summary>Unseen seconds, without those that are already believed.</summary>
    private double Unseen(int index, Spans.Span span, double done)
    {
        if (span.Length <= 0 || plan.GaitOf(index) == Gait.Open)
            return 0;
        double seen = plan.GaitOf(index) == Gait.Run ? map.Run(span.Start, span.End) : map.Rest(span.Start, span.End);
        double believed = plan.EndOf(index) == StepEnd.Time ? Math.Max(0, done - seen) : 0;
        return Math.Max(0, map.Unknown(span.Start, span.End) - believed);
    }

    /// <summary>
    /// Where all or none of the unseen time could change the verdict, it is taken to be like the seen, if most was seen; else nothing
    /// is said.
    /// </summary>
    private static IntervalVerdict WithUnseen(
        double done, double needed, double tolerance, bool canBeLong, double unseen, Spans.Span span)
    {
        var least = Judgement.Of(done, needed, tolerance, canBeLong);
        if (unseen < 1)
            return least;
        double each = needed / Math.Max(1, span.Length);
        double most = done + (unseen * Math.Min(1, Math.Max(each, 1)));
        if (Judgement.Of(most, needed, tolerance, canBeLong) == least)
            return least;
        double seen = span.Length - unseen;
        if (unseen > MostUnseen * span.Length)
            return IntervalVerdict.Unknown;
        return Judgement.Of(done * span.Length / seen, needed, tolerance, canBeLong);
    }

    /// <summary>Two things can be wrong: the gait at each second, and on which side of a limit the time lies.</summary>
    private double Clarity(double done, double needed, double tolerance, double unseen, Spans.Span span, int index)
    {
        double blur = (segmenter.Model.IsSpeedAlone ? 3 : 1.5) + unseen;
        double margin = Math.Min(
            Math.Abs(done - (Judgement.LeastShare * needed)),
            Math.Min(Math.Abs(done - (needed - tolerance)), Math.Abs(done - (needed + tolerance))));
        double sides = 1 - (0.5 * Math.Exp(-margin / blur));
        if (span.Length <= 0)
            return span.Source == BoundarySource.Lap ? 0.9 : 0.8;
        var votes = segmenter.Model.RunOverWalk;
        int from = (int)Math.Clamp(span.Start, 0, votes.Length);
        int to = (int)Math.Clamp(Math.Ceiling(span.End), from, votes.Length);
        double sum = 0;
        foreach (float vote in votes[from..to])
            sum += Math.Abs(vote);
        double gait = plan.GaitOf(index) == Gait.Open ? 1 : 1 - (0.5 * Math.Exp(-3 * sum / Math.Max(1, to - from)));
        return Math.Clamp(sides * gait, 0, 0.99);
    }

    private double Distance(double from, double to) => At(evidence.Travelled, to) - At(evidence.Travelled, from);

    private static double At(ReadOnlySpan<float> sums, double time)
    {
        double bounded = Math.Clamp(time, 0, sums.Length - 1);
        int cell = Math.Min((int)bounded, Math.Max(0, sums.Length - 2));
        return cell + 1 >= sums.Length ? sums[cell] : sums[cell] + ((sums[cell + 1] - sums[cell]) * (bounded - cell));
    }

    private static double Mean(ReadOnlySpan<float> values, Spans.Span span, float least)
    {
        int from = (int)Math.Clamp(span.Start, 0, values.Length);
        int to = (int)Math.Clamp(Math.Ceiling(span.End), from, values.Length);
        // Whole beats and steps, or short fractions of them: their sums are the same in any order.
        Vector<double> sums = default;
        Vector<int> counts = default;
        int cell = from;
        for (; cell <= to - Vector<float>.Count; cell += Vector<float>.Count)
            Add(new(values[cell..]));
        for (; cell < to; cell++)
            Add(Vector.WithElement(new Vector<float>(float.NaN), 0, values[cell]));
        int count = Vector.Sum(counts);
        return count == 0 ? double.NaN : Vector.Sum(sums) / count;

        void Add(Vector<float> several)
        {
            var isCounted = Vector.GreaterThan(several, new Vector<float>(least));
            counts -= isCounted;
            Vector.Widen(Vector.ConditionalSelect(isCounted, several, Vector<float>.Zero), out var low, out var high);
            sums += low + high;
        }
    }
}
