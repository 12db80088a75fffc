using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints the log.</summary>
internal sealed class LogView(Terminal terminal)
{
    public void Json(IEnumerable<ActivitySummary> activities)
    {
        foreach (var activity in activities)
        {
            terminal.Json(JsonLine.Of(
                new ActivityLine(
                    activity.Id, activity.Sha256, activity.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    activity.FileName, activity.Sport, activity.SessionId, Words.Of(activity.Verdict), activity.Score, activity.Salvaged),
                CliJson.Default.ActivityLine));
        }
    }

    /// <summary>The activities as a table.</summary>
    /// <param name="activities">The activities.</param>
    /// <param name="isAll">Whether there are no others: none was left out by what was asked for.</param>
    public void Table(IReadOnlyList<ActivitySummary> activities, bool isAll)
    {
        if (activities.Count == 0)
        {
            terminal.Line(isAll ? "The log is empty. 'pprun import PATH' fills it." : "The log has others, and none of that kind.");
            return;
        }
        var table = terminal.Table("id", "start", "sport", "timer", "km", "session", "verdict", "score", "file");
        foreach (var activity in activities)
        {
            var local = activity.Start.ToOffset(activity.UtcOffset ?? TimeSpan.Zero);
            table.AddRow(
                $"{activity.Id}",
                local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                Terminal.Escape(activity.Sport ?? ""),
                activity.Timer.ToString(),
                activity.DistanceMeters is { } meters ? (meters / 1000).ToString("0.00", CultureInfo.InvariantCulture) : "",
                activity.SessionId ?? "",
                activity.Verdict == SessionVerdict.Unknown ? "" : VerificationView.Colored(activity.Verdict),
                activity.Score is { } score ? $"{score}" : "",
                Terminal.Escape(activity.FileName) + (activity.Salvaged ? " [grey](salvaged)[/]" : "")
                    + (activity.AwaitsReview ? " [yellow](to review)[/]" : "") + (activity.Note is { } note ? $" [grey]{Terminal.Escape(note)}[/]" : ""));
        }
        terminal.Write(table);
    }

    public void Show(LoggedActivity activity, IReadOnlyList<ActivityVersion> versions)
    {
        new VerificationView(terminal).Print(activity.Document);
        string session = activity.SessionId is { } id ? $"session {id}" : "no planned session";
        string from = activity.FilePath is { } path ? $" from {Terminal.Escape(path)}" : "";
        terminal.Line($"[grey]activity {activity.Id}, {session}, imported {activity.ImportedAt:yyyy-MM-dd HH:mm} UTC{from}[/]");
        if (activity.Note is { } note)
            terminal.Line($"note: {Terminal.Escape(note)}");
        foreach (var version in versions)
        {
            string was = version.WasInForce ? "until a better version came" : "another version that is no better";
            terminal.Line($"[grey]{was}: {Terminal.Escape(version.FileName)}, {version.Records} records{(version.Salvaged ? ", salvaged" : "")}[/]");
        }
    }

    public void Reviews(IReadOnlyList<PendingReview> open, JournalStore journal, JournalRunner runner, bool isJson)
    {
        foreach (var one in open)
        {
            if (isJson)
            {
                terminal.Json(JsonLine.Of(new ReviewLine(one.ActivityId, one.OtherId, one.Overlap.Seconds), CliJson.Default.ReviewLine));
                continue;
            }
            terminal.Line($"{one.ActivityId} ({Name(one.ActivityId)}) and {one.OtherId} ({Name(one.OtherId)}) share {one.Overlap}. The first does not count yet.");
        }
        if (!isJson)
            terminal.Line(open.Count == 0 ? "There is nothing to decide." : "Say what counts: pprun log review ID --keep both, this or other.");

        string Name(long id) => Terminal.Escape(journal.GetActivity(runner, id)?.FileName ?? "");
    }
}
