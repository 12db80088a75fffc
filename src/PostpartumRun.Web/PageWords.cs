using System.Globalization;
using System.Text.RegularExpressions;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;

namespace PostpartumRun.Web;

/// <summary>How the pages write times, lengths and what the rules say.</summary>
internal static partial class PageWords
{
    /// <summary>A rule's sentence without the commands that it names: on a page, links and forms stand in their place.</summary>
    public static string WithoutCommands(string text) => Command().Replace(text, "");

    /// <summary>A day with its weekday: <c>Mon 7 Sep 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>When an activity began, where she was; where its file does not tell, where this machine is.</summary>
    public static DateTimeOffset Local(DateTimeOffset start, TimeSpan? offset, TimeProvider clock) =>
        offset is { } known ? start.ToOffset(known) : TimeZoneInfo.ConvertTime(start, clock.LocalTimeZone);

    /// <summary>A day and a time: <c>Mon 7 Sep 2026, 08:30</c>.</summary>
    public static string Moment(DateTimeOffset local) => local.ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Kilometres, or nothing where the file does not tell.</summary>
    public static string Kilometers(double? meters) =>
        meters is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known / 1000:0.00} km") : "";

    /// <summary>Minutes of running, as a week is told.</summary>
    public static string Minutes(Duration time) => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds / 60:0.#} min");

    /// <summary>The first letter as a sentence begins.</summary>
    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>What a decision means for her next session.</summary>
    public static string Meaning(DecisionKind kind) => kind switch
    {
        DecisionKind.Progress => "On to the next level",
        DecisionKind.Hold => "Stay at this level",
        DecisionKind.ScaleBack => "An easier level first",
        _ => "No session until that is clear",
    };

    /// <summary>How often, as <c>2–3 × a week</c>.</summary>
    public static string Times(PlanRange times) => times.Min == times.Max
        ? string.Create(CultureInfo.InvariantCulture, $"{times.Min} × a week")
        : string.Create(CultureInfo.InvariantCulture, $"{times.Min}–{times.Max} × a week");

    /// <summary>What a session is, for people.</summary>
    public static string Of(SessionKind kind) => Words.Of(kind);

    /// <summary>What a check-in said, in a line.</summary>
    public static string Of(CheckIn checkIn)
    {
        string symptoms = checkIn.Symptoms.IsEmpty ? "no symptom" : string.Join(", ", checkIn.Symptoms.Select(Of));
        string recovered = checkIn.Recovered is { } known ? $"; {(known ? "" : "not ")}recovered within 24 hours" : "";
        string tired = checkIn.Fatigue switch { Fatigue.None => "not tired", Fatigue.Everyday => "tired as on any day", _ => "exhausted" };
        return $"{symptoms}; {tired}{recovered}";
    }

    private static string Of(SymptomReport report) => report.OnsetMinute is { } minute
        ? string.Create(CultureInfo.InvariantCulture, $"{SymptomFacts.Text(report.Symptom)} from run-minute {minute} on")
        : SymptomFacts.Text(report.Symptom);

    [GeneratedRegex(@"(?<=\.) '?pprun [^.;]*\.|:? '?pprun [^.;]*| with --[a-z]+ [a-z]+")]
    private static partial Regex Command();
}
