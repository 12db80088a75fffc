using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>Running is what is above a threshold; its stretches are the planned runs, one after the other.</summary>
internal sealed class Threshold(string name, Func<Beat, List<double>> channel, double least) : IJudge
{
    private readonly Beat _beat = new();

    public string Name => name;

    public static Threshold OfCadence => new("140 steps a minute", beat => beat.Cadence, 140);

    public static Threshold OfSpeed => new("2.0 m/s", beat => beat.Speed, 2.0);

    public void Judge(Recording recording, Workout? workout, Answer answer)
    {
        answer.Clear();
        _beat.Read(recording);
        var schedule = (workout ?? recording.Workout)!.Schedule;
        var stretches = RunMatching.Stretches([.. channel(_beat).Select(value => value >= least)], 5);
        RunMatching.Judge(schedule, _beat, stretches, RunMatching.Greedy(schedule, stretches), answer);
    }
}

/// <summary>The watch knows best: laps are the steps, and a step that has its lap was done for as long.</summary>
internal sealed class LapsOnly : IJudge
{
    private readonly Beat _beat = new();

    public string Name => "laps only";

    public void Judge(Recording recording, Workout? workout, Answer answer)
    {
        answer.Clear();
        _beat.Read(recording);
        var schedule = (workout ?? recording.Workout)!.Schedule;
        var laps = recording.Laps
            .Where(lap => lap.Trigger is not (LapTrigger.Distance or LapTrigger.SessionEnd) || lap.StepIndex is not null).ToList();
        bool isIndexed = laps.Exists(lap => lap.StepIndex is not null);
        int next = 0;
        bool isAsPlanned = true;
        foreach (var planned in schedule)
        {
            double start = next < laps.Count ? laps[next].Start.Seconds : double.NaN, end = start, timer = 0;
            // Auto-lap cuts a step into laps of the same index.
            for (int first = next; next < laps.Count && (!isIndexed || laps[next].StepIndex == planned.StepIndex); next++)
            {
                if (next > first && (!isIndexed || laps[next - 1].Trigger != LapTrigger.Distance))
                    break;
                timer += laps[next].Timer.Seconds;
                end = laps[next].End.Seconds;
            }
            var verdict = planned.Step.Length.End == StepEnd.Time
                ? RunMatching.VerdictOf(planned.Step, _beat, 0, (int)Math.Round(timer))
                : timer > 10 ? IntervalVerdict.Done : IntervalVerdict.Missed;
            isAsPlanned &= verdict == IntervalVerdict.Done || planned.Step.Gait != Gait.Run;
            answer.Intervals.Add(new(laps.Count < 2 ? IntervalVerdict.Unknown : verdict, start, end, double.NaN));
        }
        answer.Whole = laps.Count < 2 ? SessionVerdict.Unknown : isAsPlanned ? SessionVerdict.AsPlanned : SessionVerdict.Partly;
    }
}
