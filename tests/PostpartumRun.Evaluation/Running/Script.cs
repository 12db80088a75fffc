using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>What she does in one planned interval instead of it, or beside it.</summary>
internal enum Act
{
    /// <summary>As planned.</summary>
    Plain,

    /// <summary>Leaves it out.</summary>
    Omit,

    /// <summary>Does it in the other gait.</summary>
    OtherGait,

    /// <summary>Begins it so many seconds late.</summary>
    Late,

    /// <summary>Stops it after so many seconds.</summary>
    Stop,

    /// <summary>Goes on so many seconds after it.</summary>
    Overrun,

    /// <summary>Changes to the other gait for so many seconds in the middle.</summary>
    Interlude,

    /// <summary>Ends the interval itself after so many seconds, by button or by herself.</summary>
    Curtail,

    /// <summary>Stretches the interval itself by so many seconds.</summary>
    Stretch,
}

/// <summary>What she does in each planned interval, and when all of it ends.</summary>
internal sealed class Script
{
    private readonly IntervalSchedule _schedule;
    private readonly Dice _dice;
    private readonly bool _isWatchLed;

    /// <summary>
    /// Whether all may be earlier or later than planned, with no lap to tell. A first run that was walked is then one that never was, for
    /// anybody.
    /// </summary>
    private readonly bool _isShifted;

    private Script(Outing outing, Dice dice)
    {
        (_schedule, _dice, _isWatchLed) = (outing.Workout.Schedule, dice, outing.IsWatchLed);
        _isShifted = !outing.HasStepLaps && (outing.Troubles.Contains(Trouble.StartedLate)
            || outing.Behaviours.Any(behaviour => behaviour is Behaviour.ShortWarmup or Behaviour.LateStart));
        Acts = new (Act, double)[_schedule.Count];
        EndShare = 1;
    }

    /// <summary>For each planned interval.</summary>
    public (Act Act, double Seconds)[] Acts { get; }

    /// <summary>The share of the outing that takes place; less than 1 where it ends early.</summary>
    public double EndShare { get; private set; }

    /// <summary>A run after all is done, in seconds.</summary>
    public double ExtraAtEnd { get; private set; }

    /// <summary>Whether nothing comes after the last interval before the cool-down.</summary>
    public bool IsWithoutCooldown { get; private set; }

    /// <summary>Whether a workout has what a behaviour is about.</summary>
    public static bool CanPlay(Behaviour behaviour, Workout workout)
    {
        var schedule = workout.Schedule;
        return behaviour switch
        {
            Behaviour.ShortWarmup => schedule[0].Step is { Role: StepRole.Warmup, Length.End: StepEnd.Time },
            // Of a cool-down that lasts until she presses a button, nothing says that it is missing.
            Behaviour.NoCooldown => schedule[^1].Step is { Role: StepRole.Cooldown, Length.End: not StepEnd.LapButton },
            Behaviour.Skipped => schedule.Count(interval => interval.Step.Gait == Gait.Run) >= 3,
            Behaviour.RunThrough => schedule.Any(interval => IsBetweenRuns(schedule, interval.Index)),
            Behaviour.LateStart or Behaviour.Short or Behaviour.Long or Behaviour.WalkBreak =>
                schedule.Any(interval => interval.Step is { Gait: Gait.Run, Length.End: StepEnd.Time }),
            _ => true,
        };
    }

    public static Script Write(Outing outing, Dice dice)
    {
        var script = new Script(outing, dice);
        foreach (var behaviour in outing.Behaviours)
            script.Add(behaviour);
        return script;
    }

    private void Add(Behaviour behaviour)
    {
        switch (behaviour)
        {
            case Behaviour.LateStart when _isWatchLed || _schedule[0].Step.Gait == Gait.Run:
                Put(FirstRun(), Act.Late, d => Math.Clamp(d * _dice.Between(0.2, 0.7), 12, 90));
                break;
            case Behaviour.LateStart:
                Put(FirstRun() - 1, Act.Stretch, _ => _dice.Between(30, 150));
                break;
            case Behaviour.Skipped:
                Skip();
                break;
            case Behaviour.Walked:
                Put(AnyRun(i => i != FirstRun() || !_isShifted), Act.OtherGait, _ => 0);
                break;
            case Behaviour.Short:
                Put(AnyRun(IsTimed), Act.Stop, d => d * _dice.Between(0.3, 0.8));
                break;
            case Behaviour.Long:
                Put(AnyRun(i => IsTimed(i) && i + 1 < Acts.Length), Act.Overrun, d => Math.Max(15, d * _dice.Between(0.18, 0.5)));
                break;
            case Behaviour.WalkBreak:
                Put(AnyRun(i => IsTimed(i) && Length(i) >= 60), Act.Interlude, d => Math.Clamp(d * _dice.Between(0.15, 0.4), 12, 45));
                break;
            case Behaviour.RunThrough:
                Put(Any(i => IsBetweenRuns(_schedule, i)), Act.OtherGait, _ => 0);
                break;
            case Behaviour.EarlyStop:
                EndShare = _dice.Between(0.25, 0.85);
                break;
            case Behaviour.ExtraRun:
                AddExtra();
                break;
            case Behaviour.ShortWarmup:
                Put(0, Act.Curtail, d => d * _dice.Between(0.3, 0.75));
                break;
            case Behaviour.NoCooldown:
                IsWithoutCooldown = true;
                break;
        }
    }

    private void AddExtra()
    {
        int within = Any(i => IsWalk(i) && IsTimed(i) && Length(i) >= 120);
        if (within >= 0 && _dice.Chance(0.5))
            Put(within, Act.Interlude, d => Math.Min(d * 0.33, _dice.Between(22, 60)));
        else
            ExtraAtEnd = _dice.Between(25, 90);
    }

    private void Skip()
    {
        int run = Any(i => IsRun(i) && i + 1 < Acts.Length && IsWalk(i + 1) && _schedule[i + 1].Step.Role == StepRole.None);
        Put(run, Act.Omit, _ => 0);
        if (run >= 0)
            Put(run + 1, Act.Omit, _ => 0);
    }

    private void Put(int interval, Act act, Func<double, double> seconds)
    {
        if (interval >= 0 && Acts[interval].Act == Act.Plain)
            Acts[interval] = (act, seconds(Length(interval)));
    }

    private int FirstRun() => Array.FindIndex([.. _schedule], interval => interval.Step.Gait == Gait.Run);

    private int AnyRun(Predicate<int> which) => Any(i => IsRun(i) && which(i));

    /// <summary>One of the intervals that nothing else happens in or beside; -1 where there is none.</summary>
    private int Any(Predicate<int> which)
    {
        int[] fitting = [.. Enumerable.Range(0, Acts.Length).Where(i => IsFree(i - 1) && IsFree(i) && IsFree(i + 1) && which(i))];
        return fitting.Length == 0 ? -1 : fitting[_dice.Whole(0, fitting.Length - 1)];
    }

    private bool IsFree(int i) => i < 0 || i >= Acts.Length || Acts[i].Act == Act.Plain;

    private bool IsRun(int i) => _schedule[i].Step.Gait == Gait.Run;

    private bool IsWalk(int i) => _schedule[i].Step.Gait == Gait.Walk;

    private bool IsTimed(int i) => _schedule[i].Step.Length.End == StepEnd.Time;

    private double Length(int i) => _schedule[i].Step.Length.Time.Seconds;

    private static bool IsBetweenRuns(IntervalSchedule schedule, int i) =>
        i > 0 && i + 1 < schedule.Count && schedule[i].Step.Gait == Gait.Walk
        && schedule[i - 1].Step.Gait == Gait.Run && schedule[i + 1].Step.Gait == Gait.Run;
}
