using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A lap as a watch stores it, in whole seconds of timer time.</summary>
internal readonly record struct MadeLap(int Start, int End, LapTrigger Trigger, int? Step);

/// <summary>The laps that a watch makes of an outing.</summary>
internal static class LapMaker
{
    public static void Make(Outing outing, Truth truth, Sensors sensors, Dice dice, List<MadeLap> laps)
    {
        laps.Clear();
        int end = truth.Ticks / Truth.Rate;
        if (outing.HasStepLaps)
            AddSteps(outing, truth, dice, laps);
        else if (outing.Troubles.Contains(Trouble.ManualLaps))
            AddManual(truth, dice, laps);
        int last = laps.Count > 0 ? laps[^1].End : 0;
        if (outing.Troubles.Contains(Trouble.TrailingLap) && laps.Count > 0 && end - last < 2)
            laps[^1] = laps[^1] with { End = Math.Max(laps[^1].Start + 1, end - dice.Whole(2, 5)) };
        last = laps.Count > 0 ? laps[^1].End : 0;
        if (end > last)
            laps.Add(new(last, end, LapTrigger.SessionEnd, null));
        if (outing.Troubles.Contains(Trouble.AutoLapCuts))
            Cut(sensors, dice.Of(400, 500, 1000), laps);
        SpoilIndices(outing.Troubles, dice, laps);
    }

    private static void AddSteps(Outing outing, Truth truth, Dice dice, List<MadeLap> laps)
    {
        var trigger = dice.Of(LapTrigger.Manual, LapTrigger.Time);
        int start = 0;
        foreach (var mark in truth.Marks)
        {
            int end = (int)Math.Round((double)mark.Tick / Truth.Rate);
            if (end > start)
                laps.Add(new(start, end, trigger, outing.Workout.Schedule[mark.Interval].StepIndex));
            start = end;
        }
        // The step that the outing ended in.
        int over = truth.Ticks / Truth.Rate, owner = truth.Ticks > 0 ? truth.Owner[^1] : -1;
        if (over > start && owner >= 0 && (truth.Marks.Count == 0 || truth.Marks[^1].Interval < owner))
            laps.Add(new(start, over, LapTrigger.SessionEnd, dice.Chance(0.5) ? outing.Workout.Schedule[owner].StepIndex : null));
    }

    private static void AddManual(Truth truth, Dice dice, List<MadeLap> laps)
    {
        int start = 0, over = truth.Ticks / Truth.Rate;
        foreach (var mark in truth.Marks)
        {
            int end = Math.Min(over, (int)Math.Round(((double)mark.Tick / Truth.Rate) + dice.Between(-1, 2)));
            if (end > start)
                laps.Add(new(start, end, LapTrigger.Manual, null));
            start = Math.Max(start, end);
        }
    }

    private static void Cut(Sensors sensors, double meters, List<MadeLap> laps)
    {
        double next = meters;
        for (int second = 1; second < sensors.Count; second++)
        {
            if (sensors.Distance[second] < next)
                continue;
            next += meters;
            int at = laps.FindIndex(lap => lap.Start < second && second < lap.End);
            if (at < 0)
                continue;
            var whole = laps[at];
            laps[at] = whole with { Start = second };
            laps.Insert(at, whole with { End = second, Trigger = LapTrigger.Distance });
        }
    }

    private static void SpoilIndices(IReadOnlySet<Trouble> troubles, Dice dice, List<MadeLap> laps)
    {
        if (troubles.Contains(Trouble.StaleFirstIndex))
            laps[0] = laps[0] with { Step = dice.Whole(1, 4) };
        for (int i = laps.Count - 1; i > 0; i--)
        {
            if (troubles.Contains(Trouble.MissingIndices) && dice.Chance(0.25))
                laps[i] = laps[i] with { Step = null };
            if (troubles.Contains(Trouble.RepeatedIndices) && dice.Chance(0.2) && laps[i].Step is not null)
                laps[i] = laps[i] with { Step = laps[i - 1].Step };
        }
    }
}
