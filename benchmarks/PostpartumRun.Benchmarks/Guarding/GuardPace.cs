namespace PostpartumRun.Benchmarks;

/// <summary>How long a row is measured.</summary>
/// <param name="Rounds">How often baseline and row take turns: the median of so many samples counts.</param>
/// <param name="Iterations">Iterations of each in a round.</param>
/// <param name="IterationMilliseconds">How long one is.</param>
public sealed record GuardPace(int Rounds, int Iterations, int IterationMilliseconds)
{
    /// <summary>Some three seconds for each row.</summary>
    public static GuardPace Short { get; } = new(5, 3, 20);

    /// <summary>For figures to be published.</summary>
    public static GuardPace Long { get; } = new(15, 5, 50);
}
