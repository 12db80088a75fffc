using PostpartumRun.Intervals;

namespace PostpartumRun.Watch;

/// <summary>What the runner does, second by second, and where the watch ends a step.</summary>
/// <param name="Gait">What she does.</param>
/// <param name="Seconds">For how long.</param>
/// <param name="StepIndex">The workout's step that the watch shows meanwhile; null outside of the workout.</param>
/// <param name="EndsStep">Whether the watch goes on to the next step after it.</param>
internal readonly record struct Act(Gait Gait, int Seconds, int? StepIndex, bool EndsStep = true);

/// <summary>Turns a workout and the departures from it into what the runner does.</summary>
internal static class SimulationScript
{
    private const double WalkMetersPerSecond = 1.55;
    private const double RunMetersPerSecond = 2.35;
    private const int LapButtonSeconds = 60;

    public static List<Act> Of(Workout workout, IReadOnlyDictionary<Deviation, int> deviations)
    {
        var acts = new List<Act>();
        if (deviations.TryGetValue(Deviation.LateStart, out int minutes))
            acts.Add(new(Gait.Walk, minutes * 60, null, EndsStep: false));
        var intervals = workout.Schedule.ToList();
        int run = 0, runs = intervals.Count(interval => interval.Step.Gait == Gait.Run);
        // The run that a walk comes right after: 0 for walks before all runs, and for the second of two walks.
        int after = 0, ranSeconds = 0;
        bool isSkipped = false;
        foreach (var interval in intervals)
        {
            var gait = interval.Step.Gait;
            int seconds = SecondsOf(interval.Step);
            if (gait == Gait.Run)
            {
                run++;
                (after, ranSeconds) = (run, seconds);
                isSkipped = Is(deviations, Deviation.SkipRun, run);
                if (!isSkipped)
                    AddRun(acts, interval.StepIndex, seconds, run, deviations);
                if (run == runs && deviations.ContainsKey(Deviation.ExtraRun))
                    acts.AddRange([new(Gait.Walk, 60, null, EndsStep: false), new(Gait.Run, seconds, null, EndsStep: false)]);
                if (Is(deviations, Deviation.StopEarly, run) || (run == runs && deviations.ContainsKey(Deviation.NoCooldown)))
                    break;
                continue;
            }
            if (!isSkipped || interval.Step.Role != StepRole.None)
                AddRest(acts, interval.StepIndex, gait, seconds, after, ranSeconds, deviations);
            (after, isSkipped) = (0, false);
        }
        return acts;
    }

    private static void AddRun(List<Act> acts, int step, int seconds, int run, IReadOnlyDictionary<Deviation, int> deviations)
    {
        if (Is(deviations, Deviation.WalkRun, run))
            acts.Add(new(Gait.Walk, seconds, step));
        else if (Is(deviations, Deviation.ShortRun, run))
            acts.AddRange([new(Gait.Run, seconds / 2, step, EndsStep: false), new(Gait.Walk, seconds - (seconds / 2), step)]);
        else
            acts.Add(new(Gait.Run, seconds, step));
    }

    private static void AddRest(List<Act> acts, int step, Gait gait, int seconds, int after, int ranSeconds, IReadOnlyDictionary<Deviation, int> deviations)
    {
        int runOn = Is(deviations, Deviation.LongRun, after) ? Math.Min(seconds, ranSeconds / 2) : 0;
        if (Is(deviations, Deviation.RunThrough, after))
            runOn = seconds;
        if (runOn > 0)
            acts.Add(new(Gait.Run, runOn, step, EndsStep: runOn == seconds));
        if (runOn < seconds)
            acts.Add(new(gait == Gait.Open ? Gait.Walk : gait, seconds - runOn, step));
    }

    private static int SecondsOf(WorkoutStep step) => step.Length.End switch
    {
        StepEnd.Time => (int)Math.Max(1, Math.Round(step.Length.Time.Seconds)),
        StepEnd.Distance => (int)Math.Ceiling(step.Length.DistanceCentimeters / 100.0 / SpeedOf(step.Gait)),
        _ => LapButtonSeconds,
    };

    public static double SpeedOf(Gait gait) => gait == Gait.Run ? RunMetersPerSecond : WalkMetersPerSecond;

    private static bool Is(IReadOnlyDictionary<Deviation, int> deviations, Deviation deviation, int run) =>
        deviations.TryGetValue(deviation, out int which) && which == run;
}
