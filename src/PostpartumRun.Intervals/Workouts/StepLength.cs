namespace PostpartumRun.Intervals;

/// <summary>What ends a step.</summary>
public enum StepEnd : byte
{
    /// <summary>The runner presses the lap button.</summary>
    LapButton,

    /// <summary>A time has passed on the watch's timer.</summary>
    Time,

    /// <summary>A distance has been covered.</summary>
    Distance,
}

/// <summary>How long a step is. The default is <see cref="UntilLapButton"/>.</summary>
public readonly record struct StepLength
{
    private readonly long _value;

    private StepLength(StepEnd end, long value) => (End, _value) = (end, value);

    /// <summary>What ends the step.</summary>
    public StepEnd End { get; }

    /// <summary>The step's time; zero unless it ends by <see cref="StepEnd.Time"/>.</summary>
    public Duration Time => End == StepEnd.Time ? Duration.FromMilliseconds(_value) : default;

    /// <summary>The step's distance in centimetres; zero unless it ends by <see cref="StepEnd.Distance"/>.</summary>
    public long DistanceCentimeters => End == StepEnd.Distance ? _value : 0;

    /// <summary>A step that the runner ends herself.</summary>
    public static StepLength UntilLapButton => default;

    /// <summary>A step of so much timer time.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not above zero, or over <see cref="Workout.MaxStepTime"/>.</exception>
    public static StepLength OfTime(Duration time)
    {
        if (time <= Duration.Zero || time > Workout.MaxStepTime)
            throw new ArgumentOutOfRangeException(nameof(time), time, "A step takes more than no time, and a day at most.");
        return new(StepEnd.Time, time.Milliseconds);
    }

    /// <summary>A step of so much distance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The distance is not above zero, or over
    /// <see cref="Workout.MaxStepDistanceCentimeters"/>.</exception>
    public static StepLength OfDistance(long centimeters)
    {
        if (centimeters is <= 0 or > Workout.MaxStepDistanceCentimeters)
            throw new ArgumentOutOfRangeException(nameof(centimeters), centimeters, "A step covers more than no distance, and 1,000 km at most.");
        return new(StepEnd.Distance, centimeters);
    }
}
