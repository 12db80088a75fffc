namespace PostpartumRun.Intervals;

/// <summary>Why a workout text could not be read.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column in characters, from 1.</param>
/// <param name="Found">What stands there, quoted, or "the end of the text".</param>
/// <param name="Expected">What could have stood there, or what to write instead.</param>
public readonly record struct WorkoutTextError(int Line, int Column, string Found, string Expected)
{
    /// <summary>The error as a sentence.</summary>
    public override string ToString() => $"line {Line}, column {Column}: found {Found}, expected {Expected}";
}

/// <summary>Workouts as people write them: <c>5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown</c>.</summary>
public static class WorkoutText
{
    /// <summary>Reads a workout. On failure <paramref name="workout"/> is null and <paramref name="error"/> says where and why.</summary>
    public static bool TryParse(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Workout? workout, out WorkoutTextError error) =>
        throw new NotImplementedException();

    /// <summary>The canonical text of a workout, on one line.</summary>
    public static string Print(Workout workout) => throw new NotImplementedException();
}
