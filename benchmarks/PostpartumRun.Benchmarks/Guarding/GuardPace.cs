namespace PostpartumRun.Benchmarks;

/// <summary>How long a row is measured.</summary>
/// <param name="Rounds">How often baseline and row take turns: the median of so many samples counts.</param>
/// <param name="Iterations">Iterations of each in a round.</param>
/// <param name="IterationMilliseconds">How long one is.</param>
/// <param name="WarmUpIterations">Iterations of the round before, which does not count.</param>
/// <param name="Patience">Until when since the start more samples are taken of rows of which too few were taken in quiet.</param>
/// <param name="MorePatience">How much longer where a row is measured once more.</param>
public sealed record GuardPace(
    int Rounds, int Iterations, int IterationMilliseconds, int WarmUpIterations, TimeSpan Patience, TimeSpan MorePatience)
{
    /// <summary>Some three seconds for each row, and five minutes at most for all.</summary>
    public static GuardPace Short { get; } = new(5, 3, 20, 25, TimeSpan.FromMinutes(3.5), TimeSpan.FromMinutes(1));

    /// <summary>For figures to be published.</summary>
    public static GuardPace Long { get; } = new(9, 5, 50, 20, TimeSpan.FromMinutes(9), TimeSpan.Zero);
}
