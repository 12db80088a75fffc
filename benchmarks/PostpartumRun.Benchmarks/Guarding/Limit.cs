using System.Text.Json;
using System.Text.Json.Serialization;

namespace PostpartumRun.Benchmarks;

/// <summary>What a limit on time counts in.</summary>
public enum LimitUnit
{
    /// <summary>Times of the row's baseline: T256, or for the pipe the same from memory.</summary>
    Baselines,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,
}

/// <summary>What a row may take.</summary>
/// <param name="Row">The row's class.</param>
/// <param name="What">The hot path in words.</param>
/// <param name="AtMost">The most time.</param>
public sealed record Limit(string Row, string What, double AtMost)
{
    /// <summary>What the time counts in.</summary>
    public LimitUnit Unit { get; init; }

    /// <summary>The kind of file; null for each.</summary>
    public Input? Input { get; init; }

    /// <summary>The most bytes allocated for one go.</summary>
    public long AllocatedBytes { get; init; }

    /// <summary>Whether the columns of a recording, which depend on the file, come on top of these bytes.</summary>
    public bool AndColumns { get; init; }
}

/// <summary>The limits of all rows, as <c>benchmarks/limits.json</c> has them.</summary>
internal static class Limits
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<Limit> Load(string path) =>
        JsonSerializer.Deserialize<List<Limit>>(File.ReadAllBytes(path), Options)
        ?? throw new InvalidDataException($"{path} holds no limits.");

    /// <summary>The limits of the rows that are named; of all where none is.</summary>
    public static IReadOnlyList<Limit> Of(this IReadOnlyList<Limit> limits, ReadOnlySpan<string> rows)
    {
        string[] named = rows.ToArray();
        string? unknown = Array.Find(named, row => limits.All(limit => limit.Row != row));
        if (unknown is not null)
            throw new ArgumentException($"No row is called {unknown}; there are {string.Join(", ", limits.Select(limit => limit.Row).Distinct())}.");
        return named.Length == 0 ? limits : [.. limits.Where(limit => named.Contains(limit.Row))];
    }
}
