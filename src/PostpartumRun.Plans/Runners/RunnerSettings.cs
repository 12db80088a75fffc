using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PostpartumRun.Plans;

/// <summary>
/// A runner's profile as named texts, which is how options give it and the log keeps it: <c>birth-date</c>, <c>birth-mode</c>,
/// <c>start</c>, <c>days</c>, <c>cleared</c>, and each <see cref="PolicySetting"/> by its name.
/// </summary>
public static class RunnerSettings
{
    /// <summary>The day of the birth.</summary>
    public const string BirthDate = "birth-date";

    /// <summary>How the child was born.</summary>
    public const string BirthMode = "birth-mode";

    /// <summary>When she begins.</summary>
    public const string Start = "start";

    /// <summary>The days on which she can run.</summary>
    public const string Days = "days";

    /// <summary>When she was cleared.</summary>
    public const string Cleared = "cleared";

    /// <summary>Her plan: a plan file's whole text, so that it stays what it was; or <see cref="BuiltInPlan"/>.</summary>
    public const string Plan = "plan";

    /// <summary>The value of <see cref="Plan"/> that stands for the plan that comes with the product.</summary>
    public const string BuiltInPlan = "built-in";

    private const string DateForm = "yyyy-MM-dd";

    private static readonly string[] _days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly string[] _modes = ["vaginal", "caesarean"];

    /// <summary>Those without which there is no profile.</summary>
    public static ImmutableArray<string> Required { get; } = [BirthDate, BirthMode, Start, Days];

    /// <summary>Reads a value as people write it.</summary>
    /// <param name="name">The setting's name.</param>
    /// <param name="text">What was given.</param>
    /// <param name="value">As the log keeps it.</param>
    /// <param name="error">Why it cannot be, in a sentence that says what can.</param>
    public static bool TryRead(string name, string text, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? error)
    {
        string given = text.Trim().ToLowerInvariant();
        (value, string expected) = name switch
        {
            BirthDate or Start or Cleared => (Date(given)?.ToString(DateForm, CultureInfo.InvariantCulture), "a date, as 2026-06-01"),
            BirthMode => (_modes.Contains(given) ? given : null, "vaginal or caesarean"),
            Days => (Names(given), "days of the week, as mon,wed,sat"),
            _ => OfPolicy(name, given),
        };
        error = value is null ? $"{name} is {expected}; not '{PlanReader.Shown(text)}'." : null;
        return value is not null;
    }

    /// <summary>The profile that the texts make; null if one is missing or does not fit the others.</summary>
    /// <param name="values">The texts, by name, as <see cref="TryRead"/> gives them.</param>
    /// <param name="today">The day against which the others are held.</param>
    /// <param name="problems">What is missing or wrong, a sentence each.</param>
    public static RunnerProfile? Profile(IReadOnlyDictionary<string, string> values, DateOnly today, out ImmutableArray<string> problems)
    {
        var missing = Required.Where(name => !values.ContainsKey(name)).ToList();
        if (missing.Count > 0)
        {
            problems = [.. missing.Select(name => $"{name} is missing.")];
            return null;
        }
        var profile = new RunnerProfile
        {
            BirthDate = Date(values[BirthDate])!.Value,
            BirthMode = (BirthMode)Array.IndexOf(_modes, values[BirthMode]),
            Start = Date(values[Start])!.Value,
            RunDays = RunDays(values[Days]),
            ClearedOn = values.TryGetValue(Cleared, out string? cleared) ? Date(cleared) : null,
            Policy = Policy(values),
        };
        problems = [.. Contradictions(profile, today)];
        return problems.IsEmpty ? profile : null;
    }

    /// <summary>Why a value cannot be, next to those that are known already; null where nothing speaks against it.</summary>
    /// <param name="name">Whose value it is, such as <see cref="BirthDate"/>.</param>
    /// <param name="values">It and the others, by name, as <see cref="TryRead"/> gives them; any can be missing.</param>
    /// <param name="today">The day against which they are held.</param>
    public static string? Contradiction(string name, IReadOnlyDictionary<string, string> values, DateOnly today)
    {
        var filled = new Dictionary<string, string>(values);
        filled.TryAdd(BirthDate, Text(today));
        filled.TryAdd(BirthMode, _modes[0]);
        filled.TryAdd(Start, filled[BirthDate]);
        filled.TryAdd(Days, _days[0]);
        _ = Profile(filled, today, out var problems);
        return problems.FirstOrDefault(problem => problem.StartsWith($"{name} ", StringComparison.Ordinal));
    }

    /// <summary>The days of the week of a value of <see cref="Days"/>, as <see cref="TryRead"/> gives it.</summary>
    public static ImmutableArray<DayOfWeek> RunDays(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return [.. value.Split(',').Select(day => (DayOfWeek)((Array.IndexOf(_days, day) + 1) % 7))];
    }

    private static IEnumerable<string> Contradictions(RunnerProfile profile, DateOnly today)
    {
        if (profile.BirthDate > today)
            yield return $"{BirthDate} {Text(profile.BirthDate)} lies ahead: give the day of the birth when it has been.";
        if (profile.BirthDate < today.AddYears(-10))
            yield return $"{BirthDate} {Text(profile.BirthDate)} is over ten years ago: look at the year.";
        if (profile.Start < profile.BirthDate)
            yield return $"{Start} {Text(profile.Start)} is before the birth on {Text(profile.BirthDate)}.";
        if (profile.Start > today.AddYears(5))
            yield return $"{Start} {Text(profile.Start)} is over five years ahead: look at the year.";
        if (profile.ClearedOn is { } cleared && cleared < profile.BirthDate)
            yield return $"{Cleared} {Text(cleared)} is before the birth on {Text(profile.BirthDate)}.";
        if (profile.ClearedOn is { } ahead && ahead > today)
            yield return $"{Cleared} {Text(ahead)} lies ahead: give it when it has been.";
        var policy = profile.Policy;
        if (policy[PolicySetting.GapOneLevel] >= policy[PolicySetting.GapTwoLevels] || policy[PolicySetting.GapTwoLevels] >= policy[PolicySetting.GapReadiness])
            yield return "gap-one-level-days, gap-two-levels-days and gap-readiness-days grow in this order.";
    }

    private static ProgressionPolicy Policy(IReadOnlyDictionary<string, string> values)
    {
        var policy = ProgressionPolicy.Default;
        foreach (var setting in PolicySetting.All)
        {
            if (values.TryGetValue(setting.Name, out string? text) && Number(setting, text) is { } number)
                policy = policy.With(setting, number);
        }
        return policy;
    }

    private static (string?, string) OfPolicy(string name, string given) => PolicySetting.Find(name) is { } setting
        ? (Number(setting, given)?.ToString(CultureInfo.InvariantCulture), $"a whole number from {setting.Least} to {setting.Most}")
        : (null, $"no setting of a runner ({string.Join(", ", Required.Append(Cleared).Concat(PolicySetting.All.Select(known => known.Name)))})");

    private static int? Number(PolicySetting setting, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= setting.Least && number <= setting.Most
            ? number
            : null;

    /// <summary>A date as <c>2026-06-01</c>; null for anything else.</summary>
    public static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>A date, as it is given: <c>2026-06-01</c>.</summary>
    public static string Text(DateOnly date) => date.ToString(DateForm, CultureInfo.InvariantCulture);

    private static string? Names(string text)
    {
        var days = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(day => Array.FindIndex(_days, known => day.Length >= 3 && $"{known}days".StartsWith(day[..3], StringComparison.Ordinal)))
            .ToList();
        return days.Count == 0 || days.Contains(-1) ? null : string.Join(',', days.Distinct().Order().Select(day => _days[day]));
    }
}
