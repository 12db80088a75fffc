using PostpartumRun.Intervals;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Spectre.Console;

namespace PostpartumRun.Cli.Views;

/// <summary>Prints the plan.</summary>
internal sealed class PlanView(Terminal terminal)
{
    public void Json(IEnumerable<PlanSession> sessions)
    {
        foreach (var session in sessions)
        {
            var schedule = session.Workout?.Schedule;
            terminal.Json(JsonLine.Of(
                new SessionLine(
                    session.FullId, session.WeekNumber, Word(session.Kind), session.Title, session.IsDefault, session.Workout?.ToString(),
                    schedule?.Total.Seconds, schedule?.TotalRun.Seconds, [.. session.Exercises.Select(Exercise)]),
                CliJson.Default.SessionLine));
        }
    }

    private static ExerciseLine Exercise(PlanExercise exercise)
    {
        var known = ExerciseCatalog.Find(exercise.Name) is { } found ? ExerciseCatalog.NamesOf(found) : null;
        return new(
            exercise.Name, exercise.Sets, exercise.Reps, exercise.Time?.Seconds, exercise.PerSide, exercise.Rest?.Seconds, exercise.Cue,
            known?.Category, known?.Name);
    }

    public void Overview(TrainingPlan plan)
    {
        terminal.Line($"[bold]{Terminal.Escape(plan.Name)}[/]");
        terminal.Line(Terminal.Escape(plan.Informs));
        Points(plan.Readiness.Intro, plan.Readiness.Needs);
        foreach (string text in new[] { plan.Readiness.IfNot }.Concat(plan.Readiness.Timing).Concat(plan.Readiness.Background))
            terminal.Line(Terminal.Escape(text));
        terminal.Line();
        var table = terminal.Table("week", "theme", "sessions", "how often");
        foreach (var week in plan.Weeks)
            table.AddRow($"{week.Number}", Terminal.Escape(week.Theme), string.Join(", ", week.Sessions.Select(session => session.Id)), Terminal.Escape(week.Often));
        // Prose may break, and the week's number may not.
        foreach (var column in table.Columns.Skip(1))
            column.NoWrap = false;
        terminal.Console.Write(table);
        foreach (string text in plan.Life)
            terminal.Line($"- {Terminal.Escape(text)}");
        Points(plan.StopSigns.Advice, plan.StopSigns.Points);
        terminal.Line("[grey]A week in full: pprun plan --week 4. Onto the watch: pprun export --week 4 --to DIR[/]");
    }

    public void Week(TrainingPlan plan, PlanWeek week)
    {
        terminal.Line($"[bold]Week {week.Number}: {Terminal.Escape(week.Theme)}[/]");
        terminal.Line(Terminal.Escape(week.What));
        terminal.Line(Terminal.Escape(week.Often));
        foreach (string? text in new[] { week.Choice, week.Added })
        {
            if (text is not null)
                terminal.Line(Terminal.Escape(text));
        }
        foreach (var session in week.Sessions)
            Session(session);
        if (week.GoesOn.Length > 0)
        {
            terminal.Line();
            terminal.Line("[bold]Goes on from earlier weeks[/]");
            foreach (var (session, times) in week.GoesOn)
                terminal.Line($"  {session.FullId}  {Terminal.Escape(session.Title)}, {times} times a week");
        }
        foreach (string text in week.Guidance)
            terminal.Line($"- {Terminal.Escape(text)}");
        if (week.Number >= plan.Ease.FromWeek)
            Points("If it is too much:", plan.Ease.Ways);
        Points(plan.StopSigns.Advice, plan.StopSigns.Points);
        Points(plan.Progress.Advice, plan.Progress.Points);
        Points(plan.Hold.Advice, plan.Hold.Points);
    }

    private void Session(PlanSession session)
    {
        terminal.Line();
        string choice = session.Choice is { } said ? $" [grey]({Terminal.Escape(said)})[/]" : "";
        terminal.Line($"[bold]{session.FullId}[/]  {Terminal.Escape(session.Title)}{choice}, {session.TimesPerWeek} times a week");
        if (session.Workout is { } workout)
        {
            terminal.Line($"  {Terminal.Escape(WorkoutWords.Of(workout))}");
            terminal.Line($"  [grey]{workout.Schedule.Total} in all, {workout.Schedule.TotalRun} of it running[/]");
            foreach (var step in Steps(workout.Elements).Where(step => step.Note is not null))
                terminal.Line($"  [grey]{step.Gait.ToString().ToLowerInvariant()}:[/] {Terminal.Escape(step.Note!)}");
        }
        if (session.Exercises.Length > 0)
            Exercises(session);
        if (session.Note is { } note)
            terminal.Line($"  {Terminal.Escape(note)}");
    }

    private void Exercises(PlanSession session)
    {
        foreach (var exercise in session.Exercises)
        {
            string amount = exercise.Time is { } time ? $"{time}" : $"{exercise.Reps}";
            string rest = exercise.Rest is { } pause ? $"[grey], rest {pause}[/]" : "";
            terminal.Line($"  {exercise.Sets} x {amount}{(exercise.PerSide ? " a side" : "")}  [bold]{Terminal.Escape(exercise.Name)}[/]{rest}");
            terminal.Line($"    [grey]{Terminal.Escape(exercise.Cue)}[/]");
        }
    }

    private void Points(string heading, IEnumerable<PlanPoint> points)
    {
        terminal.Line();
        terminal.Line($"[bold]{Terminal.Escape(heading)}[/]");
        foreach (var point in points)
            terminal.Line($"- {Terminal.Escape(point.Text)}");
    }

    private static IEnumerable<WorkoutStep> Steps(IEnumerable<WorkoutElement> elements) =>
        elements.SelectMany(element => element is Repeat repeat ? Steps(repeat.Elements) : [(WorkoutStep)element]).Distinct();

    private static string Word(SessionKind kind) => kind.ToString().ToLowerInvariant();
}
