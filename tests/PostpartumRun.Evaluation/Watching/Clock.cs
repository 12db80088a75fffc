namespace PostpartumRun.Evaluation;

/// <summary>A pause of the timer.</summary>
/// <param name="Timer">When, in whole seconds of timer time.</param>
/// <param name="Seconds">For how long.</param>
internal readonly record struct Stop(int Timer, int Seconds);

/// <summary>Timer time and wall-clock time of one outing, in seconds from its start.</summary>
internal sealed class Clock
{
    /// <summary>Pauses in order.</summary>
    public List<Stop> Stops { get; } = [];

    /// <summary>Wall-clock time of a time on the timer; at a pause, that of its end.</summary>
    public double Wall(double timer)
    {
        double wall = timer;
        foreach (var stop in Stops)
            wall += timer >= stop.Timer ? stop.Seconds : 0;
        return wall;
    }

    /// <summary>Wall-clock time of a time on the timer; at a pause, that of its beginning.</summary>
    public double WallBefore(double timer)
    {
        double wall = timer;
        foreach (var stop in Stops)
            wall += timer > stop.Timer ? stop.Seconds : 0;
        return wall;
    }

    public void Draw(Outing outing, Dice dice, int seconds)
    {
        Stops.Clear();
        if (!outing.Troubles.Contains(Trouble.Pauses))
            return;
        int at = 0;
        for (int i = dice.Whole(1, 3); i > 0; i--)
        {
            at += dice.Whole(10, Math.Max(11, seconds / 2));
            if (at < seconds - 3)
                Stops.Add(new(at, dice.Whole(5, 240)));
        }
    }
}
