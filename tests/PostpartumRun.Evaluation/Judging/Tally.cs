namespace PostpartumRun.Evaluation;

/// <summary>What was counted for one row of a table.</summary>
public sealed class Tally
{
    private readonly List<double> _boundaries = [];
    private readonly List<double> _gaitBoundaries = [];

    /// <summary>How many outings.</summary>
    public int Outings { get; private set; }

    /// <summary>How many planned intervals.</summary>
    public int Intervals { get; private set; }

    /// <summary>Intervals whose verdict is one of the right ones.</summary>
    public int Right { get; private set; }

    /// <summary>Intervals that were said to be unknown.</summary>
    public int Unknown { get; private set; }

    /// <summary>Intervals with more than one right verdict.</summary>
    public int Lenient { get; private set; }

    /// <summary>Intervals given a confidence of 0.9 or more, and wrong.</summary>
    public int ConfidentlyWrong { get; private set; }

    /// <summary>Intervals and outings that were said to be unknown without a note that says why.</summary>
    public int Unexplained { get; private set; }

    /// <summary>Outings said to be as planned that were not.</summary>
    public int FalselyAsPlanned { get; private set; }

    /// <summary>Outings whose verdict as a whole is right.</summary>
    public int WholeRight { get; private set; }

    /// <summary>Outings all of whose verdicts are right.</summary>
    public int AllRight { get; private set; }

    /// <summary>The share of verdicts that are right, 0 to 1.</summary>
    public double RightShare => Intervals == 0 ? 1 : (double)Right / Intervals;

    /// <summary>
    /// The median distance of a planned run's beginning or end from the true one, or from the lap that marks it, in seconds.
    /// </summary>
    public double BoundaryMedian => Quantile(_boundaries, 0.5);

    /// <summary>What nine in ten of them stay under.</summary>
    public double BoundaryNinetieth => Quantile(_boundaries, 0.9);

    /// <summary>
    /// The median distance of a true change between running and not running from the nearest that was seen blind, in seconds.
    /// </summary>
    public double GaitMedian => Quantile(_gaitBoundaries, 0.5);

    /// <summary>What nine in ten of them stay under.</summary>
    public double GaitNinetieth => Quantile(_gaitBoundaries, 0.9);

    internal void Add(Score score)
    {
        Outings++;
        Intervals += score.Intervals;
        Right += score.Right;
        Unknown += score.Unknown;
        Lenient += score.Lenient;
        ConfidentlyWrong += score.ConfidentlyWrong;
        Unexplained += score.Unexplained;
        FalselyAsPlanned += score.IsFalselyAsPlanned ? 1 : 0;
        WholeRight += score.IsWholeRight ? 1 : 0;
        AllRight += score.Right == score.Intervals ? 1 : 0;
        _boundaries.AddRange(score.Boundaries);
        _gaitBoundaries.AddRange(score.GaitBoundaries);
    }

    private static double Quantile(List<double> values, double share)
    {
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        return values[Math.Min(values.Count - 1, (int)(share * values.Count))];
    }
}

/// <summary>How often a verdict was right that was given with a confidence.</summary>
public sealed class Calibration
{
    private static readonly double[] Edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0001];
    private readonly (int Count, int Right, double Sum)[] _bins = new (int, int, double)[Edges.Length - 1];

    /// <summary>From, to, how many, their mean confidence and the share that is right, 0 to 1.</summary>
    public IEnumerable<(double From, double To, int Count, double Given, double Right)> Bins =>
        _bins.Select((bin, i) =>
            (Edges[i], Math.Min(1, Edges[i + 1]), bin.Count, bin.Sum / Math.Max(1, bin.Count), (double)bin.Right / Math.Max(1, bin.Count)));

    /// <summary>The mean distance of confidence from the share right, weighed by how many.</summary>
    public double Error => Bins.Sum(bin => bin.Count * Math.Abs(bin.Given - bin.Right)) / Math.Max(1, _bins.Sum(bin => bin.Count));

    internal void Add(double confidence, bool isRight)
    {
        for (int i = 0; i < _bins.Length; i++)
        {
            if (confidence >= Edges[i] && confidence < Edges[i + 1])
                _bins[i] = (_bins[i].Count + 1, _bins[i].Right + (isRight ? 1 : 0), _bins[i].Sum + confidence);
        }
    }
}
