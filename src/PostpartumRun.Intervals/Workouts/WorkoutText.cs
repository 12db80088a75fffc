using System.Diagnostics.CodeAnalysis;

namespace PostpartumRun.Intervals;

/// <summary>
/// Workouts as people write them: <c>5:00 walk warmup; 6x(1:00 run; 2:00 walk); 5:00 walk cooldown</c>.
/// <list type="bullet">
/// <item>Elements are separated by <c>;</c>, <c>,</c> or a new line; one may follow the last. A repeat is <c>N x ( … )</c>, also
/// with <c>×</c> or <c>*</c>, up to <see cref="Workout.MaxDepth"/> deep. Letters are read without regard to case.</item>
/// <item>A step has a length and a gait, and may have a role, a note and a target, each once and in any order. Gaits: <c>run</c>,
/// <c>jog</c>, <c>running</c>, <c>jogging</c>; <c>walk</c>, <c>walking</c>; <c>open</c>. Roles: <c>warmup</c>, <c>cooldown</c>, also
/// as two words or with a hyphen.</item>
/// <item>Lengths: <c>1:30</c>, <c>1:02:03</c>, <c>0:01.5</c>; <c>90 s</c>, <c>2 min</c>, <c>1 h 30 min</c>; <c>400 m</c>, <c>1.5 km</c>;
/// <c>lap</c>. Times are kept to the millisecond, distances to the centimetre; finer ones are refused. <c>m</c> is metres:
/// since <c>2m</c> would often be meant as minutes, a number of metres below 100 with no space before the <c>m</c> is refused, and <c>50 m</c> is read.</item>
/// <item>A note stands in double quotes, straight or curved; a target is <c>@ 6:30-7:30/km</c>, <c>@ 120-140 bpm</c>, or one number
/// for a range of itself.</item>
/// </list>
/// </summary>
public static class WorkoutText
{
    /// <summary>The longest text that is read, in characters (UTF-16 units).</summary>
    public const int MaxLength = 10_000;

    /// <summary>Reads a workout. On failure <paramref name="workout"/> is null and <paramref name="error"/> says where and why; no
    /// text makes it throw.</summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static bool TryParse(string text, [NotNullWhen(true)] out Workout? workout, out WorkoutTextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new WorkoutTextParser(text);
        workout = parser.Parse();
        error = parser.Error;
        return workout is not null;
    }

    /// <summary>Reads a length alone, as <c>30 s</c> or <c>400 m</c>; no text makes it throw.</summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static bool TryParseLength(string text, out StepLength length, out WorkoutTextError error)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new WorkoutTextParser(text);
        bool read = parser.ParseLength(out length);
        error = parser.Error;
        return read;
    }

    /// <summary>Reads a workout that is known to be right, as a constant is.</summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text is not a workout; the message says where and why.</exception>
    public static Workout Parse(string text) =>
        TryParse(text, out var workout, out var error) ? workout : throw new FormatException($"Not a workout: {error}.");

    /// <summary>
    /// The canonical text of a workout, on one line. It parses to an equal workout, unless it is longer than <see cref="MaxLength"/>,
    /// and printing that gives the same text.
    /// </summary>
    /// <exception cref="ArgumentNullException">There is no workout.</exception>
    public static string Print(Workout workout)
    {
        ArgumentNullException.ThrowIfNull(workout);
        return WorkoutTextPrinter.Print(workout);
    }
}
