using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Verdicts of which each is right, one bit each.</summary>
internal readonly record struct Verdicts(int Bits)
{
    public static Verdicts Of(IntervalVerdict verdict) => new(1 << (int)verdict);

    public bool Has(IntervalVerdict verdict) => (Bits & (1 << (int)verdict)) != 0;

    public bool Only(IntervalVerdict verdict) => Bits == 1 << (int)verdict;

    public Verdicts With(IntervalVerdict verdict) => new(Bits | (1 << (int)verdict));

    public Verdicts With(Verdicts others) => new(Bits | others.Bits);

    public override string ToString()
    {
        var self = this;
        return string.Join("/", Enum.GetValues<IntervalVerdict>().Where(self.Has).Select(verdict => verdict.ToString().ToLowerInvariant()));
    }
}

/// <summary>
/// The right verdicts of an outing by the definitions of <c>docs/verification.md</c>, from the truth alone: the timer seconds in the
/// planned gait
/// against tolerance. More than one is right
/// <list type="bullet">
/// <item>within <see cref="Margin"/> of a border between two;</item>
/// <item>for a run that goes on into the next step of a watch that leads: its own step is done, and all of the running long;</item>
/// <item>for walks with no run between them, by plan or because it was walked, and no lap to tell one from the next: each its own time,
/// or the
/// earlier ones their fill and the later ones the rest;</item>
/// <item>for intervals that a file that was cut off has not recorded whole: what is there, or "cannot tell";</item>
/// <item>where a round was left out and no lap tells which: each way to leave out as much that leaves the same outing (<see
/// cref="Readings"/>);</item>
/// <item>in a file with speed alone of a runner whose gaits share one speed: the truth, or "cannot tell".</item>
/// </list>
/// In a file without any channel that tells gaits, "cannot tell" alone is right, and "missed" for what it does not reach.
/// </summary>
internal sealed partial class Expectation
{
    /// <summary>How close to a border both of its sides are right, in seconds of in-gait time.</summary>
    public const double Margin = 2;

    private readonly List<Verdicts[]> _readings = [];

    /// <summary>Each way to read the outing, as verdicts of all planned intervals; the first is as it was meant.</summary>
    public IReadOnlyList<Verdicts[]> Readings => _readings;

    /// <summary>In-gait seconds by planned interval.</summary>
    public double[] InGait { get; private set; } = [];

    /// <summary>Where she truly began and ended to run in each planned run, in ticks; none for other intervals.</summary>
    public (int Start, int End)[] Runs { get; private set; } = [];

    /// <summary>Where the watch's laps have each planned interval begin and end, in ticks; empty where no lap tells.</summary>
    public (int Start, int End)[] Steps { get; private set; } = [];

    /// <summary>The right verdicts of the whole.</summary>
    public HashSet<SessionVerdict> Whole { get; } = [];

    public void Judge(Outing outing, Truth truth, bool isCut, bool areLapsTelling)
    {
        var schedule = outing.Workout.Schedule;
        Measure(schedule, truth);
        MeasureSteps(schedule, truth, areLapsTelling);
        var meant = new Verdicts[schedule.Count];
        for (int i = 0; i < meant.Length; i++)
            meant[i] = OfInterval(schedule, truth, i);
        OfWhole(schedule, truth, meant);
        if (!areLapsTelling)
            ShareNeighbours(schedule, truth, meant);
        if (isCut)
            AcceptUnknown(truth, meant);
        if (outing.Kind == Kind.SpeedAlike)
            AcceptUnknown(meant);
        if (outing.Kind == Kind.Nothing)
            NothingToJudgeBy(schedule, truth, meant);
        _readings.Clear();
        _readings.Add(meant);
        if (truth.LeftOut.Count > 0 && !areLapsTelling)
            AddEquals(schedule, truth.LeftOut, meant);
    }

    private void Measure(IntervalSchedule schedule, Truth truth)
    {
        InGait = new double[schedule.Count];
        Runs = new (int, int)[schedule.Count];
        for (int tick = 0; tick < truth.Ticks; tick++)
        {
            int owner = truth.Owner[tick];
            if (owner < 0)
                continue;
            bool isRun = schedule[owner].Step.Gait == Gait.Run;
            if ((truth.Motion[tick] == Motion.Run) != isRun)
                continue;
            InGait[owner] += 1.0 / Truth.Rate;
            if (isRun)
                Runs[owner] = (Runs[owner].End == 0 ? tick : Runs[owner].Start, tick + 1);
        }
        // A change of gait is complete a moment after the step's: the run's end lies where running ends, whoever's time that is.
        for (int i = 0; i < Runs.Length; i++)
        {
            int end = Runs[i].End, most = Math.Min(truth.Ticks, end + (5 * Truth.Rate));
            while (end > 0 && end < most && truth.Motion[end] == Motion.Run)
                end++;
            if (end < most)
                Runs[i].End = end;
        }
    }

    private void MeasureSteps(IntervalSchedule schedule, Truth truth, bool areLapsTelling)
    {
        Steps = areLapsTelling ? new (int, int)[schedule.Count] : [];
        int start = 0;
        foreach (var mark in areLapsTelling ? truth.Marks : [])
        {
            Steps[mark.Interval] = (start, mark.Tick);
            start = mark.Tick;
        }
    }

    private Verdicts OfInterval(IntervalSchedule schedule, Truth truth, int index)
    {
        var step = schedule[index].Step;
        double inGait = InGait[index];
        bool mayBeLong = step is { Gait: Gait.Walk, Role: StepRole.Warmup or StepRole.Cooldown };
        switch (step.Length.End)
        {
            case StepEnd.LapButton:
                return Verdicts.Of(inGait >= 20 ? IntervalVerdict.Done : IntervalVerdict.Missed);
            case StepEnd.Distance:
                double meters = MetersInGait(truth, index, step.Gait == Gait.Run), asked = step.Length.DistanceCentimeters / 100.0;
                return Of(meters, asked, 0.1 * asked, 0.05 * asked, mayBeLong);
            default:
                double planned = step.Length.Time.Seconds, tolerance = Math.Max(5, 0.1 * planned);
                var verdicts = Of(inGait, planned, tolerance, Margin, mayBeLong);
                return step.Gait == Gait.Run && index + 1 < schedule.Count && inGait > 0.5 * planned
                    ? verdicts.With(Of(inGait + Overrun(truth, index), planned, tolerance, Margin, mayBeLong))
                    : verdicts;
        }
    }

    /// <summary>The verdict of a measure against what was planned, with its neighbour where a border is near.</summary>
    private static Verdicts Of(double measure, double planned, double tolerance, double margin, bool mayBeLong)
    {
        return With(-margin).With(With(0)).With(With(margin));

        Verdicts With(double more)
        {
            double value = measure + more;
            return Verdicts.Of(
                value < 0.25 * planned ? IntervalVerdict.Missed
                : value < planned - tolerance ? IntervalVerdict.Short
                : value <= planned + tolerance || mayBeLong ? IntervalVerdict.Done
                : IntervalVerdict.Long);
        }
    }

    /// <summary>For how many seconds a run went on into the next step, where some of that step was left to walk.</summary>
    private double Overrun(Truth truth, int index)
    {
        if (InGait[index + 1] < 0.25 * truth.Owner.Count(owner => owner == index + 1) / Truth.Rate)
            return 0;
        int first = truth.Owner.IndexOf((short)(index + 1)), ticks = 0;
        bool IsOverrun(int tick) => tick < truth.Ticks && truth.Owner[tick] == index + 1 && truth.Motion[tick] == Motion.Run;
        while (first >= 0 && IsOverrun(first + ticks))
            ticks++;
        return (double)ticks / Truth.Rate;
    }

    private static double MetersInGait(Truth truth, int index, bool isRun)
    {
        double meters = 0;
        for (int tick = 0; tick < truth.Ticks; tick++)
        {
            if (truth.Owner[tick] == index && truth.Motion[tick] == Motion.Run == isRun)
                meters += truth.Speed[tick] / Truth.Rate;
        }
        return meters;
    }

    private void OfWhole(IntervalSchedule schedule, Truth truth, Verdicts[] meant)
    {
        Whole.Clear();
        double total = truth.Motion.Count(motion => motion == Motion.Run) / (double)Truth.Rate;
        double planned = 0;
        bool canBeDone = true, mustBeDone = true, isThrough = false;
        for (int i = 0; i < schedule.Count; i++)
        {
            bool isRun = schedule[i].Step.Gait == Gait.Run;
            planned += isRun ? PlannedSeconds(schedule[i].Step, truth) : 0;
            canBeDone &= !isRun || meant[i].Has(IntervalVerdict.Done);
            mustBeDone &= !isRun || meant[i].Only(IntervalVerdict.Done);
            isThrough |= !isRun && meant[i].Only(IntervalVerdict.Missed) && SecondsRun(truth, i) > 10;
        }
        double extra = ExtraSeconds(schedule, truth);
        bool mayBeExtra = extra > 7, mustBeExtra = extra > 15;
        // A second or two at each run's ends add up.
        double margin = Math.Max(Margin, 0.03 * planned);
        if (total < (0.25 * planned) + margin)
            Whole.Add(SessionVerdict.NotDone);
        if (total < (0.25 * planned) - margin)
            return;
        if (isThrough || total > (1.1 * planned) - margin)
            Whole.Add(SessionVerdict.Overdone);
        if (isThrough || total > (1.1 * planned) + margin)
            return;
        if (canBeDone && !mustBeExtra)
            Whole.Add(SessionVerdict.AsPlanned);
        if (!mustBeDone || mayBeExtra)
            Whole.Add(SessionVerdict.Partly);
    }

    /// <summary>How long a run is to take: one of a distance at the pace that she runs, one until the button as long as any.</summary>
    private static double PlannedSeconds(WorkoutStep step, Truth truth)
    {
        if (step.Length.End != StepEnd.Distance)
            return step.Length.End == StepEnd.Time ? step.Length.Time.Seconds : 120;
        double meters = 0, seconds = 0;
        for (int tick = 0; tick < truth.Ticks; tick++)
        {
            if (truth.Motion[tick] != Motion.Run)
                continue;
            meters += truth.Speed[tick] / Truth.Rate;
            seconds += 1.0 / Truth.Rate;
        }
        return step.Length.DistanceCentimeters / 100.0 / (meters > 0 ? meters / seconds : 2.3);
    }

    /// <summary>Running in no run's time. What spills over a change of step, for up to 5 s, is none.</summary>
    private static double ExtraSeconds(IntervalSchedule schedule, Truth truth)
    {
        int extra = 0, stretch = 0;
        for (int tick = 0; tick <= truth.Ticks; tick++)
        {
            int owner = tick < truth.Ticks ? truth.Owner[tick] : -1;
            bool isExtra = tick < truth.Ticks && truth.Motion[tick] == Motion.Run && (owner < 0 || schedule[owner].Step.Gait != Gait.Run);
            if (isExtra)
            {
                stretch++;
                continue;
            }
            extra += stretch > 5 * Truth.Rate ? stretch : 0;
            stretch = 0;
        }
        return (double)extra / Truth.Rate;
    }

    private static double SecondsRun(Truth truth, int index)
    {
        int ticks = 0;
        for (int tick = 0; tick < truth.Ticks; tick++)
            ticks += truth.Owner[tick] == index && truth.Motion[tick] == Motion.Run ? 1 : 0;
        return (double)ticks / Truth.Rate;
    }
}
