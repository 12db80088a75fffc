using System.Collections.Immutable;

namespace PostpartumRun.Intervals;

/// <summary>A group of elements, done several rounds in a row. Two are equal when their rounds and elements are.</summary>
public sealed record Repeat : WorkoutElement
{
    /// <summary>A repeat of so many rounds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Rounds below 1 or over <see cref="Workout.MaxRounds"/>.</exception>
    /// <exception cref="ArgumentException">No elements, one of them is null, or repeats stand in each other deeper than
    /// <see cref="Workout.MaxDepth"/>.</exception>
    public Repeat(int rounds, params ImmutableArray<WorkoutElement> elements)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rounds, Workout.MaxRounds);
        if (elements.IsDefaultOrEmpty)
            throw new ArgumentException("A repeat holds at least one step.", nameof(elements));
        int depth = 0;
        long intervals = 0;
        foreach (var element in elements)
        {
            if (element is null)
                throw new ArgumentException("A repeat's elements are steps and repeats, none of them null.", nameof(elements));
            depth = Math.Max(depth, element.Depth);
            intervals += element.IntervalCount;
        }
        if (depth == Workout.MaxDepth)
            throw new ArgumentException($"Repeats stand in each other at most {Workout.MaxDepth} deep.", nameof(elements));
        (Rounds, Elements, Depth) = (rounds, elements, depth + 1);
        IntervalCount = (int)Math.Min(Math.Min(intervals, int.MaxValue) * rounds, int.MaxValue);
    }

    /// <summary>How many times the elements are done, 1 to <see cref="Workout.MaxRounds"/>.</summary>
    public int Rounds { get; }

    /// <summary>What is done in each round, in order; at least one.</summary>
    public ImmutableArray<WorkoutElement> Elements { get; }

    internal override int Depth { get; }

    internal override int IntervalCount { get; }

    /// <inheritdoc/>
    public bool Equals(Repeat? other) => other is not null && Rounds == other.Rounds && Elements.SequenceEqual(other.Elements);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.Add(Rounds);
        foreach (var element in Elements)
            hash.Add(element);
        return hash.ToHashCode();
    }
}
