using System.Globalization;
using Microsoft.Extensions.Primitives;
using PostpartumRun.Plans;

namespace PostpartumRun.Web;

/// <summary>What a form asks to take along.</summary>
/// <param name="Session">A session, as <c>4:1-2</c>; null for a week.</param>
/// <param name="Week">A week; null for a session.</param>
/// <param name="Start">The first day of a schedule; null for none.</param>
/// <param name="Chosen">The session of the week that is scheduled, among those that stand in place of each other.</param>
/// <param name="As">The <see cref="TakeForm"/>; null for the usual one.</param>
/// <param name="To"><c>file</c>, or <c>watch:</c> and a watch's name.</param>
internal sealed record ExportRequest(string? Session, int? Week, DateOnly? Start, string? Chosen, string? As, string To)
{
    private const string ToWatch = "watch:";

    /// <summary>The watch that it goes onto; null for a download.</summary>
    public string? Watch => To.StartsWith(ToWatch, StringComparison.Ordinal) ? To[ToWatch.Length..] : null;

    public static ExportRequest Of(Func<string, StringValues> field) => new(
        field("session").ToString() is { Length: > 0 } session ? session : null,
        int.TryParse(field("week"), NumberStyles.None, CultureInfo.InvariantCulture, out int week) ? week : null,
        RunnerSettings.Date(field("start").ToString()),
        field("chosen").ToString() is { Length: > 0 } chosen ? chosen : null,
        field("as").ToString() is { Length: > 0 } form ? form : null,
        field("to").ToString() is { Length: > 0 } to ? to : "file");

    /// <summary>Its fields, to ask the same again.</summary>
    public IEnumerable<(string Name, string Value)> Fields()
    {
        if (Session is { } session)
            yield return ("session", session);
        if (Week is { } week)
            yield return ("week", week.ToString(CultureInfo.InvariantCulture));
        if (Start is { } start)
            yield return ("start", RunnerSettings.Text(start));
        if (Chosen is { } chosen)
            yield return ("chosen", chosen);
        if (As is { } form)
            yield return ("as", form);
        yield return ("to", To);
    }
}
