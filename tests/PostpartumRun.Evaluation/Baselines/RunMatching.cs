using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A stretch of running that a baseline saw, in timer seconds.</summary>
internal readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>What the baselines share: stretches of running, and verdicts from what each planned interval was given.</summary>
internal static class RunMatching
{
    /// <summary>Stretches of running; gaps and runs under some seconds are no changes of gait.</summary>
    public static List<Stretch> Stretches(IReadOnlyList<bool> isRun, int shortest)
    {
        var stretches = new List<Stretch>();
        for (int i = 0; i < isRun.Count;)
        {
            int start = i;
            while (i < isRun.Count && isRun[i])
                i++;
            if (i > start && stretches.Count > 0 && start - stretches[^1].End < shortest)
                stretches[^1] = stretches[^1] with { End = i };
            else if (i > start)
                stretches.Add(new(start, i));
            i = Math.Max(i, start + 1);
        }
        stretches.RemoveAll(stretch => stretch.Length < shortest);
        return stretches;
    }

    /// <summary>The next stretch is the next planned run, whatever it looks like.</summary>
    public static int[] Greedy(IntervalSchedule schedule, List<Stretch> stretches)
    {
        int next = 0;
        return [.. schedule.Select(interval => interval.Step.Gait == Gait.Run && next < stretches.Count ? next++ : -1)];
    }

    /// <summary>The cheapest matching in order: by length, and by how far what lies between two runs is from the plan.</summary>
    public static int[] Best(IntervalSchedule schedule, List<Stretch> stretches)
    {
        int[] runs = [.. schedule.Where(interval => interval.Step.Gait == Gait.Run).Select(interval => interval.Index)];
        var cost = new double[runs.Length + 1, stretches.Count + 1];
        var step = new byte[runs.Length + 1, stretches.Count + 1];
        for (int i = 0; i <= runs.Length; i++)
        {
            for (int j = 0; j <= stretches.Count; j++)
            {
                if (i == 0 && j == 0)
                    continue;
                double leave = i > 0 ? cost[i - 1, j] + 0.9 : double.PositiveInfinity;
                double extra = j > 0 ? cost[i, j - 1] + 0.8 : double.PositiveInfinity;
                double match = i > 0 && j > 0
                    ? cost[i - 1, j - 1] + CostOf(schedule[runs[i - 1]], stretches[j - 1])
                    : double.PositiveInfinity;
                (cost[i, j], step[i, j]) = match <= leave && match <= extra ? (match, (byte)0)
                    : leave <= extra ? (leave, (byte)1) : (extra, (byte)2);
            }
        }
        int[] matched = [.. Enumerable.Repeat(-1, schedule.Count)];
        for (int i = runs.Length, j = stretches.Count; i > 0 || j > 0;)
        {
            switch (step[i, j])
            {
                case 0:
                    matched[runs[--i]] = --j;
                    break;
                case 1:
                    i--;
                    break;
                default:
                    j--;
                    break;
            }
        }
        return matched;
    }

    private static double CostOf(PlannedInterval planned, Stretch stretch)
    {
        if (planned.Step.Length.End != StepEnd.Time)
            return 0.3;
        double length = planned.Step.Length.Time.Seconds;
        // How far it is from its planned time counts little: everything may be late by the same.
        double late = Math.Abs(stretch.Start - planned.Start.Seconds);
        return Math.Min(1.2, Math.Abs(Math.Log(stretch.Length / length))) + Math.Min(0.6, late / 600);
    }

    /// <summary>Verdicts: a run has its stretch, a walk what lies between its neighbours.</summary>
    public static void Judge(IntervalSchedule schedule, Beat beat, List<Stretch> stretches, int[] matched, Answer answer)
    {
        int at = 0;
        for (int i = 0; i < schedule.Count; i++)
        {
            var planned = schedule[i];
            int start = at, end;
            if (planned.Step.Gait == Gait.Run)
            {
                (start, end) = matched[i] >= 0 ? (stretches[matched[i]].Start, stretches[matched[i]].End) : (at, at);
            }
            else
            {
                int next = Array.FindIndex(matched, i, match => match >= 0);
                int limit = next < 0 ? beat.Count : Math.Max(at, stretches[matched[next]].Start);
                bool isLastBefore = i + 1 == schedule.Count || (next >= 0 && next == i + 1);
                double length = planned.Step.Length.End == StepEnd.Time ? planned.Step.Length.Time.Seconds : 120;
                // What is missed was walked: its time goes to nobody.
                end = isLastBefore ? limit : (int)Math.Min(limit, at + length);
                if (isLastBefore && matched.AsSpan(0, i).Contains(-1) && planned.Step.Role == StepRole.None)
                    start = Math.Max(start, (int)(limit - length));
            }
            answer.Intervals.Add(new(VerdictOf(planned.Step, beat, start, end), Wall(beat, start), Wall(beat, end), double.NaN));
            at = Math.Max(at, end);
        }
        answer.Whole = WholeOf(schedule, stretches, matched, answer);
    }

    public static IntervalVerdict VerdictOf(WorkoutStep step, Beat beat, int start, int end)
    {
        double length = end - start, planned, tolerance;
        switch (step.Length.End)
        {
            case StepEnd.LapButton:
                return length > 10 ? IntervalVerdict.Done : IntervalVerdict.Missed;
            case StepEnd.Distance:
                planned = step.Length.DistanceCentimeters / 100.0;
                tolerance = 0.1 * planned;
                int last = beat.Count - 1;
                length = last < 0 ? 0 : beat.Distance[Math.Min(end, last)] - beat.Distance[Math.Min(start, last)];
                break;
            default:
                planned = step.Length.Time.Seconds;
                tolerance = Math.Max(5, 0.1 * planned);
                break;
        }
        bool mayBeLong = step is { Gait: Gait.Walk, Role: StepRole.Warmup or StepRole.Cooldown };
        return length < 0.25 * planned ? IntervalVerdict.Missed : length < planned - tolerance ? IntervalVerdict.Short
            : length <= planned + tolerance || mayBeLong ? IntervalVerdict.Done : IntervalVerdict.Long;
    }

    public static double Wall(Beat beat, int timer) => beat.Count == 0 ? double.NaN : beat.Wall[Math.Clamp(timer, 0, beat.Count - 1)];

    private static SessionVerdict WholeOf(IntervalSchedule schedule, List<Stretch> stretches, int[] matched, Answer answer)
    {
        double total = stretches.Sum(stretch => stretch.Length), planned = schedule.TotalRun.Seconds;
        bool isDone = schedule.All(
            interval => interval.Step.Gait != Gait.Run || answer.Intervals[interval.Index].Verdict == IntervalVerdict.Done);
        int extra = stretches.Where((_, i) => !matched.Contains(i)).Sum(stretch => stretch.Length);
        return total < 0.25 * planned ? SessionVerdict.NotDone : planned > 0 && total > 1.1 * planned ? SessionVerdict.Overdone
            : isDone && extra <= 10 ? SessionVerdict.AsPlanned : SessionVerdict.Partly;
    }
}
