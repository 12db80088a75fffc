using System.Collections.Immutable;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>A running session as a bridge sees it: its runs, the longest first, and the rest between them.</summary>
internal sealed record BridgeState(ImmutableArray<Duration> Runs, Duration? Rest, int Hills, int TimesPerWeek, string What)
{
    /// <summary>The per cent by which a step may grow.</summary>
    public int MostGrowth { get; init; }

    public Duration Total => Runs.Aggregate(Duration.Zero, (sum, run) => sum + run);

    public static BridgeState Of(PlanSession session, int hills, int mostGrowth)
    {
        var runs = new List<Duration>();
        bool isRunning = false;
        foreach (var interval in session.Workout!.Schedule)
        {
            bool isRun = interval.Step.Gait == Gait.Run;
            if (isRun && isRunning)
                runs[^1] += interval.Step.Length.Time;
            else if (isRun)
                runs.Add(interval.Step.Length.Time);
            isRunning = isRun;
        }
        var dose = SessionDose.Of(session)!.Value;
        return new([.. runs.OrderDescending()], dose.Rest, hills, dose.TimesPerWeek, "") { MostGrowth = mostGrowth };
    }

    /// <summary>
    /// The sessions between this one and a goal, each one change from the one before, and the last one change or none from the goal.
    /// What gets easier comes first and at once; what gets harder grows by no more than <see cref="MostGrowth"/>.
    /// </summary>
    public IEnumerable<BridgeState> StepsTo(BridgeState goal)
    {
        // The last step is the goal itself, and is left out.
        for (var state = Toward(goal); state is not null;)
        {
            var next = state.Toward(goal);
            if (next is not null)
                yield return state;
            state = next;
        }
    }

    /// <summary>The session as a workout, with the ends and the cues of another.</summary>
    public Workout ToWorkout(Workout model)
    {
        var elements = ImmutableArray.CreateBuilder<WorkoutElement>();
        if (model.Elements[0] is WorkoutStep { Role: StepRole.Warmup } warmup)
            elements.Add(warmup);
        string? cue = Steps(model.Elements).First(step => step.Gait == Gait.Run).Note;
        string? restCue = Steps(model.Elements).FirstOrDefault(step => step.Gait != Gait.Run && step.Role == StepRole.None)?.Note;
        foreach (var group in Runs.GroupBy(run => run))
        {
            var run = new WorkoutStep(StepLength.OfTime(group.Key), Gait.Run, StepRole.None, cue);
            WorkoutElement[] round = Rest is { } rest ? [run, new WorkoutStep(StepLength.OfTime(rest), Gait.Walk, StepRole.None, restCue)] : [run];
            for (int left = group.Count(); left > 0; left -= Workout.MaxRounds)
                elements.Add(new Repeat(Math.Min(left, Workout.MaxRounds), [.. round]));
        }
        if (model.Elements[^1] is WorkoutStep { Role: StepRole.Cooldown } cooldown)
            elements.Add(cooldown);
        return new([.. elements.Select(element => element is Repeat { Rounds: 1, Elements: [WorkoutStep only] } ? only : element)]);
    }

    // One step on the way; null at the goal.
    private BridgeState? Toward(BridgeState goal) => Easier(goal) ?? Harder(goal);

    private BridgeState? Easier(BridgeState goal)
    {
        if (goal.TimesPerWeek < TimesPerWeek)
            return this with { TimesPerWeek = goal.TimesPerWeek, What = $"{goal.TimesPerWeek} days a week" };
        if (goal.Hills < Hills)
            return this with { Hills = goal.Hills, What = goal.Hills == 0 ? "no hills" : $"{goal.Hills} hills" };
        if (Rest is { } rest && goal.Rest is { } longer && longer > rest)
            return this with { Rest = longer, What = $"walks of {longer} between the runs" };
        if (Runs.Length > goal.Runs.Length)
            return this with { Runs = [.. Runs.Take(goal.Runs.Length)], Rest = goal.Runs.Length == 1 ? null : Rest, What = $"{Count(goal.Runs.Length)}, and no more" };
        if (Runs[0] > goal.Runs[0])
            return this with { Runs = [.. Runs.Select(run => Duration.Min(run, goal.Runs[0]))], What = $"runs of {goal.Runs[0]} at most" };
        ImmutableArray<Duration> lower = [.. Runs.Select((run, i) => Duration.Min(run, goal.Runs[i]))];
        return lower.SequenceEqual(Runs) ? null : this with { Runs = lower, What = "some runs are shorter" };
    }

    private BridgeState? Harder(BridgeState goal)
    {
        // While runs are few, they grow to their length; then more are added, and grow in their turn.
        if (Runs[0] < goal.Runs[0])
        {
            ImmutableArray<Duration> longer = [.. Runs.Select((run, i) => Grown(run, run, goal.Runs[i]))];
            return this with { Runs = longer, What = $"runs of up to {longer[0]}" };
        }
        int growing = Enumerable.Range(0, Runs.Length).FirstOrDefault(i => Runs[i] < goal.Runs[i], -1);
        if (growing >= 0)
        {
            var longer = Grown(Runs[growing], Total, goal.Runs[growing]);
            return this with { Runs = Runs.SetItem(growing, longer), What = $"one run grows to {longer}" };
        }
        if (Runs.Length < goal.Runs.Length)
        {
            var added = Grown(Duration.Zero, Total, goal.Runs[Runs.Length]);
            return this with { Runs = Runs.Add(added), Rest = Rest ?? goal.Rest, What = $"one more run, of {added}" };
        }
        if (Rest != goal.Rest)
            return this with { Rest = goal.Rest, What = $"walks of {goal.Rest} between the runs" };
        return Hills < goal.Hills ? this with { Hills = goal.Hills, What = Hills == 0 ? "hills" : $"{goal.Hills} hills" } : null;
    }

    /// <summary>A run that is longer by at most so much of a whole, in round figures where that is more at all; no longer than its goal.</summary>
    private Duration Grown(Duration run, Duration whole, Duration goal)
    {
        long most = run.Milliseconds + (whole.Milliseconds * MostGrowth / 100);
        if (most >= goal.Milliseconds)
            return goal;
        foreach (int unit in new[] { 5000, 1000, 1 })
        {
            if (most / unit * unit > run.Milliseconds)
                return Duration.FromMilliseconds(most / unit * unit);
        }
        throw new InvalidOperationException("A run of under a hundredth of a second does not grow.");
    }

    private static string Count(int runs) => runs == 1 ? "one run" : $"{runs} runs";

    private static IEnumerable<WorkoutStep> Steps(IEnumerable<WorkoutElement> elements) =>
        elements.SelectMany(element => element is Repeat repeat ? Steps(repeat.Elements) : [(WorkoutStep)element]);
}
