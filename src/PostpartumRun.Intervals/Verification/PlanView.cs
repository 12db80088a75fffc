namespace PostpartumRun.Intervals;

/// <summary>
/// A workout's intervals in flat columns, with a time for each: the planned one, or for a step that ends by distance or by the lap
/// button the one to be expected.
/// </summary>
internal sealed class PlanView
{
    /// <summary>What a step until the lap button is expected to take, in seconds, before anything is known of it.</summary>
    private const double LapButtonSeconds = 120;

    private PlannedInterval[] _intervals = [];
    private double[] _lengths = [];
    private double[] _starts = [];

    /// <summary>How many intervals there are.</summary>
    internal int Count { get; private set; }

    /// <summary>The interval.</summary>
    internal ref readonly PlannedInterval this[int index] => ref _intervals[index];

    /// <summary>Its gait.</summary>
    internal Gait GaitOf(int index) => _intervals[index].Step.Gait;

    /// <summary>What ends it.</summary>
    internal StepEnd EndOf(int index) => _intervals[index].Step.Length.End;

    /// <summary>Whether it is a walking warm-up or cool-down, of which there cannot be too much.</summary>
    internal bool IsMargin(int index) => GaitOf(index) == Gait.Walk && _intervals[index].Step.Role != StepRole.None;

    /// <summary>Its time in seconds, planned or expected.</summary>
    internal double Length(int index) => _lengths[index];

    /// <summary>When it is to begin, in seconds from the workout's beginning; <see cref="Count"/> asks for the end of all.</summary>
    internal double Start(int index) => _starts[index];

    /// <summary>Planned seconds of running, of steps that end by time.</summary>
    internal double RunSeconds { get; private set; }

    /// <summary>Reads a workout, with the speeds at which distances are expected to be covered.</summary>
    internal void Fill(Workout workout, double walkSpeed, double runSpeed)
    {
        var schedule = workout.Schedule;
        Count = schedule.Count;
        if (_intervals.Length < Count)
        {
            _intervals = new PlannedInterval[Count];
            _lengths = new double[Count];
        }
        if (_starts.Length <= Count)
            _starts = new double[Count + 1];
        _starts[0] = 0;
        RunSeconds = 0;
        for (int index = 0; index < Count; index++)
        {
            var interval = schedule[index];
            var length = interval.Step.Length;
            double speed = interval.Step.Gait == Gait.Run ? runSpeed : walkSpeed;
            _intervals[index] = interval;
            _lengths[index] = length.End switch
            {
                StepEnd.Time => length.Time.Seconds,
                StepEnd.Distance => length.DistanceCentimeters / 100.0 / speed,
                _ => LapButtonSeconds,
            };
            _starts[index + 1] = _starts[index] + _lengths[index];
            if (interval.Step.Gait == Gait.Run)
                RunSeconds += _lengths[index];
        }
    }
}
