using System.Globalization;
using PostpartumRun.Plans;

namespace PostpartumRun.Journal;

/// <summary>What was answered, as it was written; null for what was not.</summary>
public sealed record CheckInAnswers
{
    private const int MostMinutes = 600;
    /// <summary>The most characters that her own words can have.</summary>
    public const int MostWords = 2000;

    /// <summary><c>after</c>, <c>next-day</c> or <c>today</c>.</summary>
    public string? When { get; init; }

    /// <summary>The number of the activity.</summary>
    public long? Activity { get; init; }

    /// <summary>The session of exercises.</summary>
    public string? Session { get; init; }

    /// <summary><c>none</c>, or each symptom with its run-minute where it began in the run: <c>leaking:8</c>.</summary>
    public string[]? Symptoms { get; init; }

    /// <summary><c>none</c>, <c>everyday</c> or <c>exhausted</c>.</summary>
    public string? Fatigue { get; init; }

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    public string? Recovered { get; init; }

    /// <summary>Her own words.</summary>
    public string? Note { get; init; }

    /// <summary>Whether nothing was said about how it was.</summary>
    public bool IsEmpty => Symptoms is null && Fatigue is null && Recovered is null && Note is null;

    /// <summary>What a check-in of a place needs, and was not answered: <c>symptom</c>, <c>fatigue</c>, <c>recovered</c>.</summary>
    public IReadOnlyList<string> Missing(CheckInPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var missing = new List<string>();
        if (Symptoms is null)
            missing.Add("symptom");
        if (Fatigue is null)
            missing.Add("fatigue");
        if (place.Moment == CheckInMoment.NextDay && Recovered is null)
            missing.Add("recovered");
        return missing;
    }

    /// <summary>The check-in that they make.</summary>
    /// <param name="place">What it is about.</param>
    /// <param name="clock">Tells when, and the day where she is.</param>
    /// <exception cref="AnswerException">An answer is missing, or cannot be.</exception>
    public CheckIn Read(CheckInPlace place, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (Missing(place) is [var missing, ..])
            throw new AnswerException(missing, "is not answered.");
        return new()
        {
            At = clock.GetUtcNow(),
            Day = DateOnly.FromDateTime(clock.GetLocalNow().DateTime),
            Moment = place.Moment,
            ActivityId = place.Activity?.Id,
            SessionId = place.SessionId,
            Symptoms = [.. ReadSymptoms(Symptoms!)],
            Fatigue = FatigueOf(Fatigue!),
            Recovered = Recovered is { } text ? YesOrNo(text) : null,
            Note = NoteOf(Note),
        };
    }

    private static IEnumerable<SymptomReport> ReadSymptoms(string[] texts)
    {
        if (texts.Contains("none"))
            return texts.Length == 1 ? []
                : throw new AnswerException("symptom", "none stands alone: there is either none, or there are some.");
        var reports = texts.Select(SymptomOf).ToList();
        if (reports.GroupBy(report => report.Symptom).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new AnswerException("symptom", $"{SymptomFacts.Id(twice.Key)} is given twice.");
        return reports.OrderBy(report => report.Symptom);
    }

    private static SymptomReport SymptomOf(string text)
    {
        string[] parts = text.Trim().ToLowerInvariant().Split(':', 2);
        var symptom = SymptomFacts.Find(parts[0])
            ?? throw new AnswerException(
                "symptom", $"{text}: choose one of none, {string.Join(", ", SymptomFacts.All.Select(SymptomFacts.Id))}.");
        if (parts.Length == 1)
            return new(symptom);
        return int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int minute) && minute <= MostMinutes
            ? new(symptom, minute)
            : throw new AnswerException("symptom", $"{text}: after the colon comes the run-minute, from 0 to {MostMinutes}.");
    }

    private static Fatigue FatigueOf(string text) => text.Trim().ToLowerInvariant() switch
    {
        "none" => Plans.Fatigue.None,
        "everyday" => Plans.Fatigue.Everyday,
        "exhausted" => Plans.Fatigue.Exhausted,
        _ => throw new AnswerException("fatigue", $"{text}: choose none, everyday or exhausted."),
    };

    private static bool YesOrNo(string text) => text.Trim().ToLowerInvariant() switch
    {
        "yes" or "y" => true,
        "no" or "n" => false,
        _ => throw new AnswerException("recovered", $"{text}: say yes or no."),
    };

    private static string? NoteOf(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= MostWords ? text.Trim()
        : throw new AnswerException("note", $"has {text.Length} characters: give it {MostWords} at most.");
}
