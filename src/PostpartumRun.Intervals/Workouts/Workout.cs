using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>
/// What a runner is asked to do in one outing: steps and repeats, in order. Immutable; two are equal when their elements are.
/// Its text form is read by <see cref="WorkoutText"/> and written by <see cref="ToString"/>.
/// </summary>
public sealed class Workout : IEquatable<Workout>
{
    /// <summary>The most rounds that a repeat can have: what three digits on a watch show.</summary>
    public const int MaxRounds = 999;

    /// <summary>The most intervals that a workout can have once its repeats are expanded.</summary>
    public const int MaxIntervals = 10_000;

    /// <summary>How deep repeats can stand in each other.</summary>
    public const int MaxDepth = 4;

    /// <summary>The longest distance of a step, 1,000 km.</summary>
    public const long MaxStepDistanceCentimeters = 100_000_000;

    /// <summary>The longest time of a step, a day.</summary>
    public static Duration MaxStepTime => Duration.FromMinutes(24 * 60);

    // Two threads may both print it at first: they print the same, and either may stay.
    private string? _text;

    /// <summary>A workout of these elements.</summary>
    /// <exception cref="ArgumentException">No elements, one of them is null, or more than <see cref="MaxIntervals"/>
    /// intervals.</exception>
    public Workout(params ImmutableArray<WorkoutElement> elements)
    {
        if (elements.IsDefaultOrEmpty)
            throw new ArgumentException("A workout holds at least one step.", nameof(elements));
        Elements = elements;
        Schedule = IntervalSchedule.Of(elements);
        HasRun = AnyRun(elements);
    }

    /// <summary>The steps and repeats, in order; at least one.</summary>
    public ImmutableArray<WorkoutElement> Elements { get; }

    /// <summary>When each interval is to begin and end.</summary>
    public IntervalSchedule Schedule { get; }

    /// <summary>Whether any step is to be run.</summary>
    public bool HasRun { get; }

    /// <summary>Whether any step is to be run or walked: one without is exercises, or whatever else no gait tells.</summary>
    public bool HasGait => AnyGait(Elements);

    /// <inheritdoc/>
    public bool Equals(Workout? other) => other is not null && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Workout);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (var element in Elements)
            hash.Add(element);
        return hash.ToHashCode();
    }

    /// <summary>The workout's canonical text, as <see cref="WorkoutText.Print"/> gives it; printed once.</summary>
    public override string ToString() => _text ??= WorkoutText.Print(this);

    private static bool AnyRun(ImmutableArray<WorkoutElement> elements) =>
        elements.Any(element => element is Repeat repeat ? AnyRun(repeat.Elements) : element is WorkoutStep { Gait: Gait.Run });

    private static bool AnyGait(ImmutableArray<WorkoutElement> elements) =>
        elements.Any(element => element is Repeat repeat ? AnyGait(repeat.Elements) : element is WorkoutStep { Gait: not Gait.Open });
}
