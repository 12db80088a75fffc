using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <content>Where more than one verdict is right.</content>
internal sealed partial class Expectation
{
    /// <summary>Where no run stands between walks, and nothing marks one from the next, the earlier ones may have had their fill.</summary>
    private void ShareNeighbours(IntervalSchedule schedule, Truth truth, Verdicts[] meant)
    {
        for (int first = 0; first < meant.Length;)
        {
            int end = first;
            double walked = 0;
            for (; end < meant.Length && IsAllWalked(schedule, truth, meant, end); end++)
                walked += schedule[end].Step.Gait == Gait.Walk ? InGait[end] : SecondsOf(truth, end);
            for (int i = first; i < end && end - first > 1; i++)
            {
                var step = schedule[i].Step;
                double planned = step.Length.Time.Seconds, fill = i + 1 == end ? walked : Math.Min(walked, planned);
                if (step.Gait != Gait.Walk)
                    continue;
                // What is left for the last may be more than planned: a walked run's time is in it.
                meant[i] = meant[i].With(Of(Math.Min(fill, planned), planned, Math.Max(5, 0.1 * planned), Margin, true));
                walked -= fill;
            }
            first = Math.Max(end, first + 1);
        }
    }

    private static bool IsAllWalked(IntervalSchedule schedule, Truth truth, Verdicts[] meant, int index) =>
        schedule[index].Step.Length.End == StepEnd.Time
        && (schedule[index].Step.Gait == Gait.Walk
            ? SecondsRun(truth, index) < 10
            : meant[index].Only(IntervalVerdict.Missed) && SecondsOf(truth, index) > 3);

    private static double SecondsOf(Truth truth, int index) => truth.Owner.Count(owner => owner == index) / (double)Truth.Rate;

    /// <summary>What a file that was cut off does not hold whole may be left open.</summary>
    private static void AcceptUnknown(Truth truth, Verdicts[] meant)
    {
        int last = truth.Owner.Count > 0 ? truth.Owner.Max() : -1;
        for (int i = Math.Max(0, last); i < meant.Length; i++)
            meant[i] = meant[i].With(IntervalVerdict.Unknown);
    }

    private void AcceptUnknown(Verdicts[] meant)
    {
        for (int i = 0; i < meant.Length; i++)
            meant[i] = meant[i].With(IntervalVerdict.Unknown);
        Whole.Add(SessionVerdict.Unknown);
    }

    private void NothingToJudgeBy(IntervalSchedule schedule, Truth truth, Verdicts[] meant)
    {
        double recorded = truth.Ticks / (double)Truth.Rate;
        for (int i = 0; i < meant.Length; i++)
        {
            var unknown = Verdicts.Of(IntervalVerdict.Unknown);
            var planned = schedule[i];
            bool isReached = truth.Owner.Contains((short)i) && !truth.LeftOut.Contains(i);
            bool isPlannedLater = planned.Start.Seconds + (0.25 * (planned.End - planned.Start).Seconds) > recorded - Margin;
            meant[i] = isReached && !isPlannedLater ? unknown : unknown.With(IntervalVerdict.Missed);
        }
        Whole.Clear();
        Whole.Add(SessionVerdict.Unknown);
    }

    /// <summary>
    /// All other ways to leave out as many intervals next to each other, so that those that are left are of the same gaits and lengths.
    /// </summary>
    private void AddEquals(IntervalSchedule schedule, List<int> leftOut, Verdicts[] meant)
    {
        int first = leftOut[0], count = leftOut.Count;
        for (int other = 0; other + count <= schedule.Count; other++)
        {
            if (other == first || !IsSame(schedule, first, other, count))
                continue;
            var reading = new Verdicts[meant.Length];
            int kept = 0;
            for (int i = 0; i < reading.Length; i++)
            {
                if (kept == first)
                    kept += count;
                reading[i] = i >= other && i < other + count ? Verdicts.Of(IntervalVerdict.Missed) : meant[kept++];
            }
            _readings.Add(reading);
        }
    }

    private static bool IsSame(IntervalSchedule schedule, int first, int other, int count)
    {
        // Only between the two do the intervals move.
        int low = Math.Min(first, other), high = Math.Max(first, other);
        for (int i = low; i < high; i++)
        {
            if (schedule[i].Step != schedule[i + count].Step)
                return false;
        }
        return true;
    }
}
