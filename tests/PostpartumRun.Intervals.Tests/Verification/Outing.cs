namespace PostpartumRun.Intervals.Tests.Verification;

/// <summary>
/// What a simulated runner did with a plan, and what is therefore true of each of its intervals: worked out from what she did,
/// not from what a watch recorded of it.
/// </summary>
internal sealed class Outing
{
    private readonly Workout _workout;
    private readonly List<Act> _acts = [];
    private readonly IntervalVerdict[] _truth;

    internal Outing(Workout workout, Behaviour behaviour, Random random, bool hasLaps)
    {
        _workout = workout;
        var schedule = workout.Schedule;
        _truth = [.. Enumerable.Repeat(IntervalVerdict.Done, schedule.Count)];
        for (int index = 0; index < schedule.Count; index++)
        {
            var interval = schedule[index];
            _acts.Add(new(index, interval.Step.Gait == Gait.Run ? Motion.Run : Motion.Walk, interval.Step.Length.Time.Seconds));
        }
        Verdict = SessionVerdict.AsPlanned;
        Depart(behaviour, random, hasLaps);
    }

    internal IReadOnlyList<Act> Acts => _acts;

    internal IReadOnlyList<IntervalVerdict> Truth => _truth;

    internal SessionVerdict Verdict { get; private set; }

    /// <summary>Whether the watch moved on from step to step by its own timer, so that its laps have the planned lengths.</summary>
    internal bool IsTimed { get; private set; } = true;

    private int[] Runs => [.. _acts.Where(act => act.Motion == Motion.Run).Select(act => act.Interval)];

    private double PlannedRun => _workout.Schedule.TotalRun.Seconds;

    private void Depart(Behaviour behaviour, Random random, bool hasLaps)
    {
        int[] runs = Runs;
        int chosen = runs[random.Next(runs.Length)];
        int inner = runs.Length > 1 ? runs[random.Next(runs.Length - 1)] : -1;
        switch (behaviour)
        {
            case Behaviour.Follow:
                break;
            case Behaviour.WalkRun:
                Walk(chosen);
                Verdict = runs.Length == 1 ? SessionVerdict.NotDone : SessionVerdict.Partly;
                break;
            case Behaviour.WalkTwoRuns:
                Walk(chosen);
                Walk(runs[(Array.IndexOf(runs, chosen) + 1) % runs.Length]);
                Verdict = runs.Length == 1 ? SessionVerdict.NotDone : SessionVerdict.Partly;
                break;
            case Behaviour.CutRound when inner >= 0:
                CutRound(inner, runs[^1]);
                break;
            case Behaviour.RunThrough when inner >= 0:
                _acts[inner + 1] = _acts[inner + 1] with { Motion = Motion.Run };
                _truth[inner + 1] = IntervalVerdict.Missed;
                Verdict = SessionVerdict.Overdone;
                break;
            case Behaviour.ShortRun:
                Shorten(chosen, 0.4 + (0.3 * random.NextDouble()), keepsTime: true);
                break;
            case Behaviour.ShortRunAndOn:
                Shorten(chosen, 0.4 + (0.3 * random.NextDouble()), keepsTime: false);
                break;
            case Behaviour.LongRun:
                Lengthen(chosen, 0.3 + (0.3 * random.NextDouble()));
                break;
            case Behaviour.LongRunIntoWalk when inner >= 0:
                RunIntoWalk(inner, hasLaps);
                break;
            case Behaviour.StopEarly:
                Stop(chosen, 0.4 + (0.3 * random.NextDouble()));
                break;
            case Behaviour.ExtraRun:
                RunInCooldown(random.Next(2) == 0 ? 20 : Math.Clamp((int)(0.2 * PlannedRun), 60, 170));
                break;
            case Behaviour.LateStart:
                _acts.Insert(0, new(-1, random.Next(2) == 0 ? Motion.Still : Motion.Walk, 60 + random.Next(120)));
                break;
            case Behaviour.NoCooldown:
                _acts.RemoveAt(_acts.Count - 1);
                _truth[^1] = IntervalVerdict.Missed;
                break;
            case Behaviour.WalkAll:
                foreach (int run in runs)
                    Walk(run);
                Verdict = SessionVerdict.NotDone;
                break;
        }
    }

    private void Walk(int run)
    {
        _acts[run] = _acts[run] with { Motion = Motion.Walk };
        _truth[run] = IntervalVerdict.Missed;
    }

    /// <summary>Of equal rounds the last is the one at whose time nothing was run.</summary>
    private void CutRound(int run, int last)
    {
        bool hasLastWalk = last + 2 < _truth.Length;
        _acts.RemoveRange(run, 2);
        _truth[last] = IntervalVerdict.Missed;
        _truth[hasLastWalk ? last + 1 : last - 1] = IntervalVerdict.Missed;
        Verdict = SessionVerdict.Partly;
    }

    private void Shorten(int run, double share, bool keepsTime)
    {
        var act = _acts[run];
        _acts[run] = act with { Seconds = Math.Round(act.Seconds * share) };
        if (keepsTime)
            _acts.Insert(run + 1, new(run, Motion.Walk, act.Seconds - Math.Round(act.Seconds * share)));
        else
            IsTimed = false;
        _truth[run] = IntervalVerdict.Short;
        Verdict = SessionVerdict.Partly;
    }

    private void Lengthen(int run, double share)
    {
        var act = _acts[run];
        double over = Clear(Math.Round(act.Seconds * share));
        _acts[run] = act with { Seconds = act.Seconds + over };
        _truth[run] = IntervalVerdict.Long;
        IsTimed = false;
        Verdict = over > 0.1 * PlannedRun ? SessionVerdict.Overdone : SessionVerdict.Partly;
    }

    /// <summary>By the watch's laps, a run that goes on is a walk cut short; without them it is a long run as well.</summary>
    private void RunIntoWalk(int run, bool hasLaps)
    {
        var (act, walk) = (_acts[run], _acts[run + 1]);
        double over = Math.Min(Math.Round(0.55 * walk.Seconds), Clear(Math.Round(0.5 * act.Seconds)));
        _acts[run + 1] = walk with { Seconds = walk.Seconds - over };
        _acts.Insert(run + 1, new(run + 1, Motion.Run, over));
        bool isLong = !hasLaps && over > Math.Max(5, 0.1 * act.Seconds);
        _truth[run] = isLong ? IntervalVerdict.Long : IntervalVerdict.Done;
        _truth[run + 1] = IntervalVerdict.Short;
        Verdict = over > 0.1 * PlannedRun ? SessionVerdict.Overdone : SessionVerdict.Partly;
    }

    /// <summary>Keeps off a tenth of all running, where a second decides.</summary>
    private double Clear(double over) => Math.Abs(over - (0.1 * PlannedRun)) < 15 ? over + 30 : over;

    private void Stop(int run, double share)
    {
        int at = _acts.FindIndex(act => act.Interval == run);
        _acts.RemoveRange(at + 1, _acts.Count - at - 1);
        _acts[at] = _acts[at] with { Seconds = Math.Round(_acts[at].Seconds * share) };
        _truth[run] = IntervalVerdict.Short;
        for (int later = run + 1; later < _truth.Length; later++)
            _truth[later] = IntervalVerdict.Missed;
        double done = _acts.Where(act => act.Motion == Motion.Run).Sum(act => act.Seconds);
        Verdict = done < 0.25 * PlannedRun ? SessionVerdict.NotDone : SessionVerdict.Partly;
    }

    private void RunInCooldown(int seconds)
    {
        var walk = _acts[^1];
        _acts[^1] = walk with { Seconds = 120 };
        _acts.Add(new(walk.Interval, Motion.Run, seconds));
        _acts.Add(walk with { Seconds = walk.Seconds - 120 - seconds });
        _truth[^1] = seconds > 30 ? IntervalVerdict.Short : IntervalVerdict.Done;
        Verdict = seconds > 0.1 * PlannedRun ? SessionVerdict.Overdone : SessionVerdict.Partly;
    }
}
