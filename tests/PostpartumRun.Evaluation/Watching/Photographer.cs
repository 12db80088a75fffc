using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Makes the picture of an outing: the truth, and what the watch makes of it.</summary>
internal static class Photographer
{
    /// <summary>2026-04-01T06:00:00Z.</summary>
    private const long FirstStart = 1_143_957_600;

    public static void Take(Outing outing, Picture picture)
    {
        // Body, way and watch have streams of their own, so that a change to one leaves the others as they were.
        string kind = outing.Kind.ToString();
        picture.Body = Body.Draw(new(outing.Set, outing.Seed, $"body {kind}"), outing.Troubles, outing.IsSpeedAlone);
        Performance.Play(outing, picture.Body, new(outing.Set, outing.Seed, $"way {kind}"), picture.Truth);
        var dice = new Dice(outing.Set, outing.Seed, $"watch {kind}");
        picture.Watch = Watch.Draw(dice, outing);
        picture.Start = FirstStart + dice.Whole(0, 10_000_000);
        StartAndEnd(outing, picture.Truth, dice);
        picture.Sensors.Measure(picture.Truth, outing, picture.Watch, dice);
        picture.Clock.Draw(outing, dice, picture.TimerSeconds);
        LapMaker.Make(outing, picture.Truth, picture.Sensors, dice, picture.Laps);
        Sample(outing, picture, dice);
        picture.Splits.Clear();
        if (outing.Troubles.Contains(Trouble.DetectedSplits))
            Detect(picture, dice);
        if (outing.HasStepLaps && dice.Chance(0.3))
            AddIntervals(outing, picture);
        picture.Carried = outing.IsWatchLed ? outing.Workout : null;
        picture.IsBigEndian = outing.Troubles.Contains(Trouble.BigEndian);
        picture.HasSummariesFirst = outing.Troubles.Contains(Trouble.SummariesFirst);
        picture.IsCutOff = outing.Troubles.Contains(Trouble.CutOff);
        picture.IsTreadmill = outing.Troubles.Contains(Trouble.TreadmillNoSpeed) || outing.Troubles.Contains(Trouble.TreadmillWrongSpeed);
    }

    private static void StartAndEnd(Outing outing, Truth truth, Dice dice)
    {
        if (outing.Troubles.Contains(Trouble.StartedLate) && outing.Workout.Schedule[0].Step is { Role: StepRole.Warmup } first)
            truth.DropFirst((int)(Math.Min(0.3 * truth.Ticks, dice.Between(0.1, 0.6) * first.Length.Time.Seconds * Truth.Rate)));
        if (outing.Troubles.Contains(Trouble.CutOff))
            truth.CutAt((int)(dice.Between(0.4, 0.97) * truth.Ticks));
    }

    private static void Sample(Outing outing, Picture picture, Dice dice)
    {
        picture.Samples.Clear();
        bool isSmart = outing.Troubles.Contains(Trouble.SmartRecording);
        for (int second = 0; second < picture.TimerSeconds; second += isSmart ? dice.Whole(1, 8) : 1)
            picture.Samples.Add(second);
        if (picture.Samples[^1] != picture.TimerSeconds && !outing.Troubles.Contains(Trouble.CutOff))
            picture.Samples.Add(picture.TimerSeconds);
    }

    /// <summary>A split for each step, as newer watches write them beside the laps.</summary>
    private static void AddIntervals(Outing outing, Picture picture)
    {
        int start = 0;
        foreach (var mark in picture.Truth.Marks)
        {
            var step = outing.Workout.Schedule[mark.Interval].Step;
            int end = (int)Math.Round((double)mark.Tick / Truth.Rate);
            var kind = step.Role switch
            {
                StepRole.Warmup => SplitKind.IntervalWarmup,
                StepRole.Cooldown => SplitKind.IntervalCooldown,
                _ => step.Gait == Gait.Run ? SplitKind.IntervalActive : SplitKind.IntervalRest,
            };
            picture.Splits.Add(new(picture.Splits.Count, kind, start, end));
            start = end;
        }
    }

    /// <summary>The watch's own detection: some seconds late, and broken now and then by a moment of another kind.</summary>
    private static void Detect(Picture picture, Dice dice)
    {
        var truth = picture.Truth;
        int late = dice.Whole(1, 6) * Truth.Rate, start = 0;
        var kind = Kind(truth.Motion[0]);
        for (int second = 1; second <= picture.TimerSeconds; second++)
        {
            var now = Kind(truth.Motion[Math.Clamp((second * Truth.Rate) - late, 0, truth.Ticks - 1)]);
            bool isBroken = now == kind && second - start > 10 && dice.Chance(0.004);
            if (now == kind && !isBroken && second < picture.TimerSeconds)
                continue;
            picture.Splits.Add(new(picture.Splits.Count, kind, start, second));
            (start, kind) = (second, isBroken ? dice.Of(SplitKind.DetectedStand, SplitKind.DetectedWalk) : now);
        }

        static SplitKind Kind(Motion motion) => motion switch
        {
            Motion.Run => SplitKind.DetectedRun,
            Motion.Still => SplitKind.DetectedStand,
            _ => SplitKind.DetectedWalk,
        };
    }
}
