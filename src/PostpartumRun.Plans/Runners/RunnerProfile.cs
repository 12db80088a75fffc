using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>How the child was born.</summary>
public enum BirthMode : byte
{
    /// <summary>Vaginally.</summary>
    Vaginal,

    /// <summary>By caesarean.</summary>
    Caesarean,
}

/// <summary>What the rules need to know about a runner.</summary>
public sealed record RunnerProfile
{
    /// <summary>The day of the birth.</summary>
    public required DateOnly BirthDate { get; init; }

    /// <summary>How the child was born.</summary>
    public required BirthMode BirthMode { get; init; }

    /// <summary>The day on which she begins the plan. It places the first session and nothing else: no calendar advances a week.</summary>
    public required DateOnly Start { get; init; }

    /// <summary>The days of the week on which she can run, from Monday on; at least one.</summary>
    public required ImmutableArray<DayOfWeek> RunDays { get; init; }

    /// <summary>The day on which a healthcare provider cleared her; null until then.</summary>
    public DateOnly? ClearedOn { get; init; }

    /// <summary>The figures of the rules.</summary>
    public ProgressionPolicy Policy { get; init; } = ProgressionPolicy.Default;

    /// <summary>Whole weeks from the birth to a day; negative before it.</summary>
    public int WeeksSinceBirth(DateOnly day) => (int)Math.Floor((day.DayNumber - BirthDate.DayNumber) / 7.0);

    /// <summary>The first day from <paramref name="day"/> on that is one of her run days.</summary>
    public DateOnly NextRunDay(DateOnly day)
    {
        for (int days = 0; days < 7; days++)
        {
            if (RunDays.Contains(day.AddDays(days).DayOfWeek))
                return day.AddDays(days);
        }
        return day;
    }
}
