using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>
/// The name of a session within a plan: a week, and a session of it. Whether there is one is the plan's to say:
/// <see cref="TrainingPlan.TryFindSession"/>.
/// </summary>
/// <param name="Week">The week, from 1; 0 in the default, which names nothing.</param>
/// <param name="Id">The session's id within the week; null for the week's default session.</param>
public readonly record struct SessionReference(int Week, string? Id = null)
{
    /// <summary>Reads <c>4</c>, <c>week:4</c>, <c>6:3-2</c> or <c>week:6:3-2</c>, without regard to case.</summary>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    public static bool TryParse(string text, out SessionReference reference)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string prefix = "week:";
        reference = default;
        var rest = text.AsSpan().Trim();
        if (rest.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            rest = rest[prefix.Length..];
        int colon = rest.IndexOf(':');
        var number = colon < 0 ? rest : rest[..colon];
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int week) || week < 1)
            return false;
        string? id = colon < 0 ? null : rest[(colon + 1)..].ToString().ToLowerInvariant();
        if (id is not null && !IsId(id))
            return false;
        reference = new(week, id);
        return true;
    }

    /// <summary><c>6:3-2</c>, or <c>6</c> for the week's default session.</summary>
    public override string ToString() => Id is null
        ? Week.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Week}:{Id}");

    /// <summary>Whether a text can be an id: groups of lower-case letters and digits, with single hyphens between them; 32 characters
    /// at most.</summary>
    internal static bool IsId(string text)
    {
        if (text.Length is 0 or > 32 || text[0] == '-' || text[^1] == '-' || text.Contains("--", StringComparison.Ordinal))
            return false;
        return text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
    }
}
