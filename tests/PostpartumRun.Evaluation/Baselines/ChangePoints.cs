using PostpartumRun.Intervals;

namespace PostpartumRun.Evaluation;

/// <summary>
/// Optimal partitioning with pruning (PELT: Killick, Fearnhead and Eckley 2012) of cadence and speed by their means, the parts then
/// divided into
/// walking and running where that divides them best, and the runs matched to the plan by dynamic programming.
/// </summary>
internal sealed class ChangePoints : IJudge
{
    private const int Shortest = 6;
    private readonly Beat _beat = new();

    public string Name => "change points (PELT) + DP";

    public void Judge(Recording recording, Workout? workout, Answer answer)
    {
        answer.Clear();
        _beat.Read(recording);
        var schedule = (workout ?? recording.Workout)!.Schedule;
        double[][] channels = [.. new[] { Usable(_beat.Cadence, 200), Usable(_beat.Speed, 4) }.OfType<double[]>()];
        var stretches = channels.Length == 0 || _beat.Count < 2 * Shortest ? [] : RunsOf(channels);
        RunMatching.Judge(schedule, _beat, stretches, RunMatching.Best(schedule, stretches), answer);
    }

    /// <summary>
    /// A channel with its gaps filled and its spikes drawn in, in units of its own noise; null for one that says nothing.
    /// </summary>
    private static double[]? Usable(List<double> values, double most)
    {
        double[] filled = new double[values.Count];
        double last = values.Find(value => value > 0), differences = 0;
        for (int i = 0; i < filled.Length; i++)
        {
            if (double.IsFinite(values[i]) && values[i] <= 1.5 * most)
                last = values[i];
            filled[i] = last;
            differences += i > 0 ? Math.Min(most / 50, Math.Abs(filled[i] - filled[i - 1])) : 0;
        }
        double middle = filled.Length == 0 ? double.NaN : filled.Average();
        // A channel that is zero, or far below any walking, is a hand on a buggy or a treadmill.
        if (!(middle > 0.3 * most))
            return null;
        double noise = Math.Max(most / 100, differences / filled.Length);
        for (int i = 0; i < filled.Length; i++)
            filled[i] /= 4 * noise;
        return filled;
    }

    private List<Stretch> RunsOf(double[][] channels)
    {
        var ends = Partition(channels, penalty: 3 * Math.Log(_beat.Count) * channels.Length);
        // The division is made by the channel whose two groups lie furthest apart, in spreads.
        bool[] isRun = new bool[_beat.Count];
        double best = 0;
        foreach (double[] channel in channels)
        {
            var (border, contrast) = Divide(channel, ends);
            if (contrast <= best)
                continue;
            best = contrast;
            for (int i = 0, start = 0; i < ends.Count; start = ends[i++])
                Array.Fill(isRun, channel.AsSpan(start, ends[i] - start).ToArray().Average() > border, start, ends[i] - start);
        }
        return RunMatching.Stretches(isRun, Shortest);
    }

    /// <summary>The ends of the parts that cost least, each part costing its squares about its mean and a penalty.</summary>
    private static List<int> Partition(double[][] channels, double penalty)
    {
        int count = channels[0].Length;
        double[][] sums = [.. channels.Select(channel => Running(channel, value => value))];
        double[][] squares = [.. channels.Select(channel => Running(channel, value => value * value))];
        double[] best = new double[count + 1];
        int[] from = new int[count + 1];
        var candidates = new List<int> { 0 };
        best[0] = -penalty;
        for (int end = Shortest; end <= count; end++)
        {
            best[end] = double.PositiveInfinity;
            foreach (int start in candidates)
            {
                double cost = best[start] + CostOf(start, end) + penalty;
                if (end - start >= Shortest && cost < best[end])
                    (best[end], from[end]) = (cost, start);
            }
            candidates.RemoveAll(start => end - start >= Shortest && best[start] + CostOf(start, end) > best[end]);
            int next = end - Shortest + 1;
            if (next >= Shortest)
                candidates.Add(next);
        }
        var ends = new List<int>();
        for (int end = count; end > 0; end = from[end])
            ends.Insert(0, end);
        return ends;

        double CostOf(int start, int end)
        {
            double cost = 0;
            for (int c = 0; c < sums.Length; c++)
            {
                double sum = sums[c][end] - sums[c][start];
                cost += squares[c][end] - squares[c][start] - (sum * sum / Math.Max(1, end - start));
            }
            return cost;
        }
    }

    private static double[] Running(double[] values, Func<double, double> of)
    {
        double[] sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
            sums[i + 1] = sums[i] + of(values[i]);
        return sums;
    }

    /// <summary>
    /// The border between two groups of parts that leaves the least spread within (Otsu), and how far the groups lie apart.
    /// </summary>
    private static (double Border, double Contrast) Divide(double[] channel, List<int> ends)
    {
        var parts = new List<(double Mean, int Length)>();
        for (int i = 0, start = 0; i < ends.Count; start = ends[i++])
            parts.Add((channel.AsSpan(start, ends[i] - start).ToArray().Average(), ends[i] - start));
        parts.Sort();
        double total = parts.Sum(part => part.Mean * part.Length), count = parts.Sum(part => part.Length), sum = 0, length = 0;
        var (border, most) = (double.PositiveInfinity, 0.0);
        for (int i = 0; i + 1 < parts.Count; i++)
        {
            sum += parts[i].Mean * parts[i].Length;
            length += parts[i].Length;
            double between = length * (count - length) * Math.Pow((sum / length) - ((total - sum) / (count - length)), 2);
            if (between > most)
                (border, most) = ((parts[i].Mean + parts[i + 1].Mean) / 2, between);
        }
        return (border, Math.Sqrt(most) / count);
    }
}
