using PostpartumRun.Import;
using PostpartumRun.Reports;

namespace PostpartumRun.Web;

/// <summary>What became of an activity that was sent, in a line.</summary>
/// <param name="Status">The status, as JSON has it: <c>logged</c>, <c>replaced</c>, <c>duplicate</c>, <c>not-an-activity</c>,
/// <c>rejected</c>.</param>
/// <param name="File">The file's name.</param>
/// <param name="Text">What became of it.</param>
/// <param name="Href">The activity's page; null where there is none.</param>
internal sealed record OutcomeLine(string Status, string File, string Text, string? Href)
{
    public static OutcomeLine Of(ImportOutcome outcome, CurrentRunner current) => new(
        Journal.Words.Of(outcome.Status),
        outcome.File,
        TextOf(outcome),
        outcome.ActivityId is { } id ? current.Path(FormattableString.Invariant($"activities/{id}")) : null);

    /// <summary>How many lines by what became of them.</summary>
    public static string Counts(IReadOnlyList<OutcomeLine> lines) =>
        string.Join(", ", lines.GroupBy(line => line.Status).Select(group => $"{group.Count()} {group.Key switch
        {
            "replaced" => "better than before",
            "duplicate" => "known already",
            "not-an-activity" => "not activities",
            "rejected" => "unreadable",
            var status => status,
        }}"));

    private static string TextOf(ImportOutcome outcome) => outcome.Status switch
    {
        ImportStatus.Rejected => $"unreadable: {outcome.Error?.Message}",
        ImportStatus.NotAnActivity => "passed over: not an activity",
        ImportStatus.Duplicate => "known already",
        _ => $"{(outcome.Status == ImportStatus.Replaced ? "better than before: " : "")}{Session(outcome)}{Verdict(outcome)}"
            + (outcome.Salvaged ? "; salvaged from a damaged file" : "")
            + $"{(outcome.Overlaps is null ? "" : "; at the time of another: to review")}",
    };

    private static string Session(ImportOutcome outcome) =>
        outcome.Match is null ? "no planned session" : outcome.SessionId is { } id ? $"session {id}" : "a workout of your own";

    private static string Verdict(ImportOutcome outcome) =>
        outcome.Verdict is { } verdict and not Intervals.SessionVerdict.Unknown ? $", {FigureWords.Of(verdict)}" : "";
}

/// <summary>Imports what was sent, through the same pipeline as the command.</summary>
internal sealed class UploadImport(CurrentRunner current)
{
    public async Task<IReadOnlyList<OutcomeLine>> RunAsync(IReadOnlyList<IFormFile> files, CancellationToken cancellation)
    {
        var lines = new List<OutcomeLine>();
        using var pipeline = new ImportPipeline(current.Journal, current.Runner);
        // A browser sends a file of no name where none was chosen.
        var sources = files.Where(file => file.FileName.Length > 0)
            .Select(file => ImportSource.Sent(file.FileName, file.OpenReadStream))
            .ToList();
        await pipeline.RunAsync(sources, outcome => lines.Add(OutcomeLine.Of(outcome, current)), null, cancellation).ConfigureAwait(false);
        return lines;
    }
}
