using System.Collections.Immutable;

namespace PostpartumRun.Plans;

/// <summary>The figures of the rules for one runner: the defaults, but for those that were set. Immutable.</summary>
public sealed class ProgressionPolicy
{
    private readonly ImmutableSortedDictionary<string, int> _set;

    private ProgressionPolicy(ImmutableSortedDictionary<string, int> set) => _set = set;

    /// <summary>All defaults.</summary>
    public static ProgressionPolicy Default { get; } = new(ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal));

    /// <summary>What a setting is.</summary>
    public int this[PolicySetting setting] => _set.GetValueOrDefault(setting.Name, setting.Default);

    /// <summary>Those that were set, by name.</summary>
    public IReadOnlyDictionary<string, int> Set => _set;

    /// <summary>The same policy, with a setting at another value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The setting cannot be that.</exception>
    public ProgressionPolicy With(PolicySetting setting, int value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, setting.Least);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, setting.Most);
        return new(_set.SetItem(setting.Name, value));
    }
}
