using System.Globalization;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints a verification for people.</summary>
internal sealed class VerificationView(Terminal terminal)
{
    public void Print(VerificationDocument document, ActivityTraces? traces = null)
    {
        var activity = document.Activity;
        string distance = activity.DistanceMeters is { } meters ? string.Create(CultureInfo.InvariantCulture, $", {meters / 1000:0.00} km") : "";
        terminal.Line($"[bold]{Terminal.Escape(document.File)}[/]  {activity.Start:yyyy-MM-dd HH:mm} UTC, {Clock(activity.TimerSeconds)}{distance}{(activity.Sport is { } sport ? $", {Terminal.Escape(sport)}" : "")}");
        foreach (string line in ActivityPicture.Draw(document, traces, terminal.Width))
            terminal.Line(line);
        if (document.Intervals.Count > 0)
            Intervals(document);
        Verdict(document);
        foreach (string note in document.Notes)
            terminal.Line($"  [grey]- {Terminal.Escape(note)}[/]");
        terminal.Line();
    }

    /// <summary>A verdict in its word and colour.</summary>
    public static string Colored(SessionVerdict verdict) => verdict switch
    {
        SessionVerdict.AsPlanned => "[green]as planned[/]",
        SessionVerdict.Partly => "[yellow]partly done[/]",
        SessionVerdict.Overdone => "[red]more than planned[/]",
        SessionVerdict.NotDone => "[red]not done[/]",
        _ => "cannot tell",
    };

    private void Verdict(VerificationDocument document)
    {
        if (document.Workout is null)
        {
            terminal.Line($"[bold]No workout to verify against.[/] Ran {Clock(document.RunSeconds)}.");
            return;
        }
        // The note of such a session says all that is known.
        if (document.IsOfExercises)
        {
            terminal.Line("[bold]Exercises.[/] Your check-in tells how they went: pprun checkin");
            return;
        }
        string score = document.Score is { } known ? $", score {known}" : "";
        string extra = document.ExtraRunSeconds > 0 ? $", {Clock(document.ExtraRunSeconds)} of it extra" : "";
        terminal.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{Colored(document.Verdict)}[/]: ran {Clock(document.RunSeconds)} of {Clock(document.PlannedRunSeconds ?? 0)} planned{extra}{score}, confidence {document.Confidence:0%}"));
    }

    private void Intervals(VerificationDocument document)
    {
        var table = terminal.Table("at", "planned", "in gait", "verdict", "km/h", "steps/min", "bpm", "seen by");
        foreach (var interval in document.Intervals)
        {
            string round = interval.Round is { } number ? $" ({number})" : "";
            string role = interval.Role is { } known ? $" {known.ToString().ToLowerInvariant()}" : "";
            string length = interval.PlannedSeconds is { } seconds ? $"{Clock(seconds)} " : "";
            table.AddRow(
                Clock((interval.Start - document.Activity.Start).TotalSeconds),
                $"{length}{interval.Gait.ToString().ToLowerInvariant()}{role}{round}",
                Clock(interval.InGaitSeconds),
                Colored(interval.Verdict),
                Number(interval.SpeedMetersPerSecond * 3.6, "0.0"),
                Number(interval.CadenceStepsPerMinute, "0"),
                Number(interval.HeartRate, "0"),
                interval.Boundary.ToString().ToLowerInvariant());
        }
        terminal.Write(table);
    }

    private static string Colored(IntervalVerdict verdict) => verdict switch
    {
        IntervalVerdict.Done => "[green]done[/]",
        IntervalVerdict.Short => "[yellow]short[/]",
        IntervalVerdict.Missed => "[red]missed[/]",
        IntervalVerdict.Long => "[red]long[/]",
        _ => "unknown",
    };

    private static string Number(double? value, string format) => value is { } known ? known.ToString(format, CultureInfo.InvariantCulture) : "";

    private static string Clock(double seconds) => Duration.FromSeconds(seconds).ToString();
}
