using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>A recording on a grid of timer seconds, as a baseline sees it: the last record's value, and NaN where there is none.</summary>
internal sealed class Beat
{
    public List<double> Cadence { get; } = [];

    public List<double> Speed { get; } = [];

    /// <summary>Metres so far.</summary>
    public List<double> Distance { get; } = [];

    /// <summary>Each timer second's wall-clock time, in seconds.</summary>
    public List<double> Wall { get; } = [];

    public int Count => Wall.Count;

    public void Read(Recording recording)
    {
        Cadence.Clear();
        Speed.Clear();
        Distance.Clear();
        Wall.Clear();
        int record = 0, pause = 0, count = recording.Count;
        double elapsed = recording.Elapsed.Seconds;
        if (count > 0)
            elapsed = Math.Max(elapsed, recording.Times[count - 1]);
        var cadence = recording[Channel.Cadence];
        var speed = recording[Channel.Speed];
        var distance = recording[Channel.Distance];
        double toSteps = IsInSteps(cadence) ? 1 : 2;
        for (int wall = 0; wall < elapsed; wall++)
        {
            while (pause < recording.Pauses.Count && recording.Pauses[pause].End.Seconds <= wall)
                pause++;
            if (pause < recording.Pauses.Count && recording.Pauses[pause].Start.Seconds <= wall)
                continue;
            while (record + 1 < count && recording.Times[record + 1] <= wall)
                record++;
            Wall.Add(wall);
            Cadence.Add(cadence.IsEmpty ? double.NaN : toSteps * cadence[record]);
            Distance.Add(distance.IsEmpty ? double.NaN : distance[record]);
            Speed.Add(!speed.IsEmpty ? speed[record] : distance.IsEmpty || record == 0 ? double.NaN
                : (distance[record] - distance[record - 1]) / (recording.Times[record] - recording.Times[record - 1]));
        }
    }

    private static bool IsInSteps(ReadOnlySpan<float> cadence)
    {
        int high = 0, some = 0;
        foreach (float value in cadence)
        {
            some += value > 30 ? 1 : 0;
            high += value > 96 ? 1 : 0;
        }
        return high > some / 2;
    }
}
