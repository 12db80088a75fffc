using PostpartumRun.Import;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints what became of each input.</summary>
internal sealed class ImportView(Terminal terminal, bool isJson)
{
    private readonly Dictionary<ImportStatus, int> _counts = [];
    private int _overlaps;

    /// <summary>How many inputs could not be read.</summary>
    public int Rejected => _counts.GetValueOrDefault(ImportStatus.Rejected);

    public void Print(ImportOutcome outcome)
    {
        _counts[outcome.Status] = _counts.GetValueOrDefault(outcome.Status) + 1;
        _overlaps += outcome.Overlaps is null ? 0 : 1;
        if (outcome.Error is { } error)
            terminal.Message($"pprun: {outcome.File}: {error.Message}{(outcome.Salvaged ? " What is good of it was logged." : "")}");
        if (isJson)
        {
            terminal.Json(JsonLine.Of(LineOf(outcome), CliJson.Default.ImportLine));
            return;
        }
        string file = Terminal.Escape(outcome.File);
        terminal.Line(outcome.Status switch
        {
            ImportStatus.Logged => $"[green]logged[/]     {outcome.ActivityId,5}  {file}  {Said(outcome)}",
            ImportStatus.Replaced => $"[green]better[/]     {outcome.ActivityId,5}  {file}  {Said(outcome)}, in place of a worse version",
            ImportStatus.Duplicate => $"[grey]known      {outcome.ActivityId,5}  {file}[/]",
            ImportStatus.NotAnActivity => $"[grey]passed over       {file}  not an activity[/]",
            _ => $"[red]unreadable[/]        {file}",
        });
    }

    /// <summary>The whole in a line.</summary>
    /// <param name="done">How many of the files are done.</param>
    /// <param name="files">How many there are.</param>
    public void Finish(int done, int files)
    {
        if (files == 0)
            terminal.Message("pprun: there are no FIT files there.");
        if (isJson || done == 0)
            return;
        terminal.Line($"{(done < files ? $"{done} of " : "")}{files} {(files == 1 ? "file" : "files")}: {Counts()}.");
        if (_overlaps > 0)
            terminal.Message($"pprun: {_overlaps} took place at the time of another activity of hers, and {(_overlaps == 1 ? "does" : "do")} not count until you say so: see 'pprun log review'.");
    }

    /// <summary>What the stages cost, summed over all threads.</summary>
    public void Stages(StageTimes stages) => terminal.Message("pprun: stages, in ms of all threads: " + string.Join(
        ", ", Enum.GetValues<Stage>().Select(stage => $"{Words.Of(stage)} {(long)stages[stage].TotalMilliseconds}")));

    /// <summary>How many files by what became of them, in words.</summary>
    public string Counts() => string.Join(", ", Enum.GetValues<ImportStatus>().Where(_counts.ContainsKey).Select(status => $"{_counts[status]} {status switch
    {
        ImportStatus.Logged => "logged",
        ImportStatus.Replaced => "better than before",
        ImportStatus.Duplicate => "known already",
        ImportStatus.NotAnActivity => "not activities",
        _ => "unreadable",
    }}"));

    private static string Said(ImportOutcome outcome)
    {
        string session = outcome.Match is null ? "no planned session" : outcome.SessionId is { } id ? $"session {id}" : "a workout of your own";
        string how = outcome.Match switch
        {
            MatchKind.TrainingFile => " (the watch names its workout)",
            MatchKind.WeekAndShape => " (by its week and shape)",
            _ => "",
        };
        string verdict = outcome.Verdict is { } known and not SessionVerdict.Unknown ? $", {VerificationView.Colored(known)}"
            : outcome.Exercises is { } time ? $", exercises, {time} on the watch" : "";
        return $"{session}{how}{verdict}{(outcome.Salvaged ? ", salvaged" : "")}{(outcome.Overlaps is { } other ? $", at the time of {other}: [yellow]to review[/]" : "")}";
    }

    private static ImportLine LineOf(ImportOutcome outcome) => new(
        outcome.File, outcome.Sha256, outcome.Part, Words.Of(outcome.Status), outcome.ActivityId,
        outcome.Match is { } match ? new(outcome.SessionId, Words.Of(match)) : null,
        outcome.Verdict is { } verdict ? Words.Of(verdict) : null, outcome.Salvaged, outcome.Overlaps,
        outcome.Error is { } error ? new(error.Code, error.Offset, error.Message) : null);
}
