using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Plays a script with a body, and leaves the truth behind.</summary>
internal sealed class Performance
{
    private readonly Outing _outing;
    private readonly Script _script;
    private readonly Dice _dice;
    private readonly Truth _truth;
    private readonly Mover _mover;
    private Motion _last = Motion.Walk;

    private Performance(Outing outing, Script script, Body body, Dice dice, Truth truth)
    {
        (_outing, _script, _dice, _truth) = (outing, script, dice, truth);
        _mover = new Mover(body, dice, truth);
    }

    public static void Play(Outing outing, Body body, Dice dice, Truth truth)
    {
        truth.Clear();
        var performance = new Performance(outing, Script.Write(outing, dice), body, dice, truth);
        performance.Play();
    }

    private void Play()
    {
        var schedule = _outing.Workout.Schedule;
        if (_outing.Troubles.Contains(Trouble.Halts))
            AddHalts(schedule.Total.Seconds);
        for (int i = 0; i < schedule.Count; i++)
        {
            if (_script.IsWithoutCooldown && schedule[i].Step.Role == StepRole.Cooldown)
                break;
            PlayInterval(schedule[i]);
        }
        PlayEnd();
        if (_script.EndShare < 1)
            _truth.CutAt((int)(_script.EndShare * _truth.Ticks));
    }

    private void PlayEnd()
    {
        if (_script.ExtraAtEnd > 0)
        {
            _mover.Go(Motion.Walk, _dice.Between(3, 40), -1);
            _mover.Go(Motion.Run, _script.ExtraAtEnd, -1);
            _mover.Go(Motion.Walk, _dice.Between(5, 40), -1);
        }
        else if (_script.IsWithoutCooldown)
        {
            _mover.Go(_dice.Of(Motion.Walk, Motion.Still), _dice.Between(0, 8), -1);
        }
        else
        {
            _mover.Go(_dice.Of(Motion.Walk, Motion.Still), _dice.Between(0, 25), -1);
        }
    }

    private void PlayInterval(PlannedInterval planned)
    {
        var (act, seconds) = _script.Acts[planned.Index];
        var gait = planned.Step.Gait == Gait.Run ? Motion.Run : Motion.Walk;
        if (act == Act.Omit)
        {
            Omit(planned.Index);
            return;
        }
        if (planned.Step.Length.End != StepEnd.Time)
            PlayOpen(planned, act == Act.OtherGait ? Other(gait) : gait);
        else
            PlayTimed(planned.Index, act, seconds, gait, planned.Step.Length.Time.Seconds);
        _truth.Marks.Add(new(_mover.Ticks, planned.Index));
    }

    /// <summary>With a watch that leads her she presses its button; else nothing at all is there of it.</summary>
    private void Omit(int index)
    {
        _truth.LeftOut.Add(index);
        if (!_outing.IsWatchLed)
            return;
        _mover.Go(_last, _dice.Between(1, 2.5), index);
        _truth.Marks.Add(new(_mover.Ticks, index));
    }

    private void PlayOpen(PlannedInterval planned, Motion gait)
    {
        _last = gait;
        if (planned.Step.Length.End == StepEnd.LapButton)
            _mover.Go(gait, _dice.Between(80, 240), planned.Index);
        else
            _mover.GoMeters(gait, planned.Step.Length.DistanceCentimeters / Centimeters(), planned.Index);

        // By herself she guesses.
        double Centimeters() => _outing.IsWatchLed ? 100 : _dice.Between(98, 102);
    }

    private void PlayTimed(int index, Act act, double seconds, Motion gait, double length)
    {
        // The watch ends steps to the second, and she follows it with a delay; by herself she is a little off.
        double total = _outing.IsWatchLed ? length : Math.Max(5, length + _dice.Normal(0, 1.3, -3, 3));
        total = act switch { Act.Curtail => seconds, Act.Stretch => total + seconds, _ => total };
        double delay = 0;
        if (_outing.IsWatchLed && _last != gait)
        {
            delay = act == Act.Late ? seconds : _dice.Normal(1.2, 0.7, 0, 3);
            _mover.Go(_last, delay, index);
        }
        else if (act == Act.Late)
        {
            delay = seconds;
            _mover.Go(Other(gait), delay, index);
        }
        PlayBody(index, act, seconds, gait, total - delay);
    }

    private void PlayBody(int index, Act act, double seconds, Motion gait, double rest)
    {
        _last = gait;
        switch (act)
        {
            case Act.OtherGait:
                _last = Other(gait);
                _mover.Go(_last, rest, index);
                break;
            case Act.Stop:
                _mover.Go(gait, Math.Min(rest, seconds), index);
                _last = Other(gait);
                if (_outing.IsWatchLed)
                    _mover.Go(_last, rest - Math.Min(rest, seconds), index);
                break;
            case Act.Overrun when _outing.IsWatchLed:
                _mover.Go(gait, rest, index);
                PlayOverrun(index + 1, seconds);
                break;
            case Act.Overrun:
                _mover.Go(gait, rest + seconds, index);
                break;
            case Act.Interlude:
                double before = (rest - seconds) * _dice.Between(0.35, 0.65);
                _mover.Go(gait, before, index);
                _mover.Go(Other(gait), seconds, index);
                _mover.Go(gait, rest - seconds - before, index);
                break;
            default:
                _mover.Go(gait, rest, index);
                break;
        }
    }

    /// <summary>The watch has gone on to the next step, and she has not.</summary>
    private void PlayOverrun(int next, double seconds)
    {
        if (next < _script.Acts.Length && _script.Acts[next].Act == Act.Plain)
            _script.Acts[next] = (Act.Late, Math.Min(seconds, 0.7 * _outing.Workout.Schedule[next].Step.Length.Time.Seconds));
    }

    private void AddHalts(double planned)
    {
        double at = 0;
        for (int i = _dice.Whole(1, 3); i > 0; i--)
        {
            at += _dice.Between(0.1, 0.35) * planned;
            _mover.Halts.Add(((int)(at * Truth.Rate), (int)((at + _dice.Between(8, 25)) * Truth.Rate)));
        }
    }

    private static Motion Other(Motion gait) => gait == Motion.Run ? Motion.Walk : Motion.Run;
}
