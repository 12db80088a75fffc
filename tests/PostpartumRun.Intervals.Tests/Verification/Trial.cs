namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>One simulated outing, verified: what was found against what was true.</summary>
internal sealed class Trial
{
    internal static readonly string[] Workouts =
    [
        "5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown",
        "5:00 walk warmup; 6x(2:00 run; 2:00 walk); 5:00 walk cooldown",
        "5:00 walk warmup; 7x(2:00 run; 1:00 walk); 5:00 walk cooldown",
        "5:00 walk warmup; 4x(3:00 run; 2:00 walk); 5:00 walk cooldown",
        "5:00 walk warmup; 5x(4:00 run; 1:00 walk); 5:00 walk cooldown",
        "5:00 walk warmup; 10:00 run; 5:00 walk cooldown",
        "5:00 walk warmup; 12:00 run; 5:00 walk cooldown",
    ];

    internal required string Name { get; init; }

    internal required Outing Outing { get; init; }

    internal SessionVerification Found { get; } = new();

    internal bool IsWholeRight => Found.Verdict == Outing.Verdict;

    internal int Right => Enumerable.Range(0, Outing.Truth.Count).Count(index => Found.Intervals[index].Verdict == Outing.Truth[index]);

    internal bool IsRight => IsWholeRight && Right == Outing.Truth.Count;

    internal bool IsFalselyAsPlanned => Found.Verdict == SessionVerdict.AsPlanned && Outing.Verdict != SessionVerdict.AsPlanned;

    /// <summary>How far each beginning and end of a run was found from where it was, in seconds.</summary>
    internal List<double> BoundaryErrors { get; } = [];

    internal static Workout Parse(string text) =>
        WorkoutText.TryParse(text, out var workout, out var error) ? workout : throw new ArgumentException(error.ToString(), nameof(text));

    internal static Trial Of(int workout, Behaviour behaviour, Watch watch, int seed)
    {
        var plan = Parse(Workouts[workout]);
        Random random = new(seed + (1000 * workout) + (100_000 * (int)behaviour));
        Outing outing = new(plan, behaviour, random, watch.LapsNameSteps is not null);
        Trial trial = new() { Name = $"workout {workout}, {behaviour}, seed {seed}", Outing = outing };
        using Recording recording = new();
        Simulator simulator = new(plan, outing, watch, random, recording);
        simulator.Record();
        new Verifier().Verify(recording, plan, trial.Found);
        var found = trial.Found.Segments.Where(segment => segment.Motion == Motion.Run)
            .SelectMany(segment => new[] { segment.Start.Seconds, segment.End.Seconds }).ToList();
        foreach (double boundary in simulator.RunBoundaries)
            trial.BoundaryErrors.Add(found.Count == 0 ? 60 : found.Min(at => Math.Abs(at - boundary)));
        return trial;
    }

    internal static bool Applies(int workout, Behaviour behaviour) =>
        workout < 5 || behaviour is not (Behaviour.CutRound or Behaviour.RunThrough or Behaviour.LongRunIntoWalk or Behaviour.WalkTwoRuns);

    public override string ToString()
    {
        var truth = string.Concat(Outing.Truth.Select(verdict => Letter(verdict)));
        var found = string.Concat(Found.Intervals.Select(interval => Letter(interval.Verdict)));
        return $"{Name}: {truth} {Outing.Verdict}, found {found} {Found.Verdict}\n    "
            + string.Join(" ", Found.Segments.Select(segment => $"{segment.Motion}{segment.Start.Seconds:0}-{segment.End.Seconds:0}"))
            + "\n    acts " + string.Join(" ", Outing.Acts.Select(act => $"{act.Interval}{act.Motion}{act.Seconds:0}"))
            + "\n    spans " + string.Join(" ", Found.Intervals.Select(i => $"{i.Start.Seconds:0}-{i.End.Seconds:0}:{i.InGait.Seconds:0}"))
            + "\n    " + string.Join(" ", Found.Notes);
    }

    private static char Letter(IntervalVerdict verdict) => verdict switch
    {
        IntervalVerdict.Done => '.',
        IntervalVerdict.Short => 's',
        IntervalVerdict.Missed => 'x',
        IntervalVerdict.Long => 'l',
        _ => '?',
    };
}
