namespace PostpartumRun.Intervals;

/// <summary>A recording's laps, as marks of steps: on the timer's axis, auto-laps joined to what they cut.</summary>
internal sealed class LapMarks
{
    /// <summary>Seconds; what is shorter is the time until she pressed stop.</summary>
    private const double ShortestUnfinished = 5;

    private readonly List<Mark> _marks = [];

    /// <summary>The marks in order.</summary>
    internal List<Mark> All => _marks;

    /// <summary>Whether any names its workout step.</summary>
    internal bool AreIndexed { get; private set; }

    /// <summary>Reads the laps, or without any that could be steps, the watch's interval splits.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="timeline">Its clocks.</param>
    /// <param name="trustsIndex">Whether the steps that laps name are those of the workout in question.</param>
    internal void Fill(Recording recording, Timeline timeline, bool trustsIndex)
    {
        _marks.Clear();
        AreIndexed = false;
        bool isOpen = false;
        bool cutsAnywhere = !HasDistances(recording.Workout);
        foreach (var lap in recording.Laps)
        {
            double start = timeline.ToTimer(lap.Start.Seconds);
            double end = timeline.ToTimer(lap.End.Seconds);
            if (!(end > start) || start > timeline.Cells + 60)
                continue;
            int? step = trustsIndex ? lap.StepIndex : null;
            AreIndexed |= step is not null;
            bool isAuto = lap.Trigger is LapTrigger.Distance or >= LapTrigger.PositionStart and <= LapTrigger.PositionMarked;
            Add(new(start, end, step, isAuto, lap.Trigger == LapTrigger.SessionEnd), isOpen, cutsAnywhere);
            isOpen = isAuto;
        }
        AddUnfinished(timeline);
        if (_marks.Count < 2)
            AddSplits(recording, timeline);
    }

    /// <summary>A watch writes a lap when it ends; one that died within a lap leaves records after the last of them.</summary>
    private void AddUnfinished(Timeline timeline)
    {
        if (_marks.Count > 0 && _marks[^1] is { IsLast: false, End: var end } && timeline.Cells - end > ShortestUnfinished)
            _marks.Add(new(end, timeline.Cells, null, false, false) { IsUnfinished = true });
    }

    /// <summary>
    /// Adds a lap; one that an auto-lap cut off from the last is joined to it. Only where the workout has steps of a distance could
    /// distance have ended a step.
    /// </summary>
    private void Add(Mark mark, bool isOpen, bool cutsAnywhere)
    {
        if (!isOpen || _marks.Count == 0 || mark.Start - _marks[^1].End >= 2 || !(cutsAnywhere || _marks[^1].Step == mark.Step))
        {
            _marks.Add(mark);
            return;
        }
        var last = _marks[^1];
        bool isRepeated = _marks.Count > 1 && mark.Step == _marks[^2].Step;
        _marks[^1] = mark with { Start = last.Start, Step = mark.Step is null || isRepeated ? last.Step ?? mark.Step : mark.Step };
    }

    private static bool HasDistances(Workout? workout)
    {
        for (int index = 0; index < workout?.Schedule.Count; index++)
        {
            if (workout.Schedule[index].Step.Length.End == StepEnd.Distance)
                return true;
        }
        return false;
    }

    private void AddSplits(Recording recording, Timeline timeline)
    {
        int before = _marks.Count;
        foreach (var split in recording.Splits)
        {
            if (split.Kind is < SplitKind.IntervalActive or > SplitKind.IntervalRecovery)
                continue;
            if (before > 0)
                _marks.Clear();
            before = 0;
            double start = timeline.ToTimer(split.Start.Seconds);
            double end = timeline.ToTimer(split.End.Seconds);
            if (end > start)
                _marks.Add(new(start, end, null, false, false));
        }
    }

    /// <summary>A lap in timer seconds.</summary>
    /// <param name="Start">Its start.</param>
    /// <param name="End">Its end.</param>
    /// <param name="Step">The step that it names, or null.</param>
    /// <param name="IsAuto">Whether distance or position ended it.</param>
    /// <param name="IsLast">Whether the session's end did.</param>
    internal readonly record struct Mark(double Start, double End, int? Step, bool IsAuto, bool IsLast)
    {
        internal double Length => End - Start;

        /// <summary>Whether the watch never came to write it: it can name no step, and be shorter than planned.</summary>
        internal bool IsUnfinished { get; init; }
    }
}
