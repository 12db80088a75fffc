using System.Globalization;
using System.Text;
using PostpartumRun.Intervals;

namespace PostpartumRun.Plans;

/// <summary>Writes a plan as YAML that <see cref="PlanFile"/> reads as the same plan.</summary>
public static class PlanWriter
{
    private static readonly string[] _kinds = ["core", "strength", "drill", "walk", "run"];

    /// <summary>The plan file's text.</summary>
    public static string Write(TrainingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringBuilder();
        Line(text, 0, "name", plan.Name);
        text.Append(CultureInfo.InvariantCulture, $"revision: {plan.Revision}\n");
        Line(text, 0, "source", plan.Source);
        Line(text, 0, "informs", plan.Informs);
        text.Append("readiness:\n");
        Line(text, 2, "intro", plan.Readiness.Intro);
        Points(text, "needs", plan.Readiness.Needs);
        Line(text, 2, "if-not", plan.Readiness.IfNot);
        text.Append(CultureInfo.InvariantCulture, $"  usual-start-weeks: {plan.Readiness.UsualStartWeeks}\n");
        Texts(text, 2, "timing", plan.Readiness.Timing);
        Texts(text, 2, "background", plan.Readiness.Background);
        Criteria(text, "stop-signs", "signs", plan.StopSigns);
        Criteria(text, "progress", "conditions", plan.Progress);
        Criteria(text, "hold", "signs", plan.Hold);
        text.Append(CultureInfo.InvariantCulture, $"ease:\n  from-week: {plan.Ease.FromWeek}\n");
        Points(text, "ways", plan.Ease.Ways);
        Texts(text, 0, "life", plan.Life);
        text.Append("weeks:\n");
        foreach (var week in plan.Weeks)
            Week(text, week);
        return text.ToString();
    }

    private static void Week(StringBuilder text, PlanWeek week)
    {
        text.Append(CultureInfo.InvariantCulture, $"  - week: {week.Number}\n");
        Line(text, 4, "theme", week.Theme);
        Line(text, 4, "what", week.What);
        Line(text, 4, "often", week.Often);
        Line(text, 4, "choice", week.Choice);
        Line(text, 4, "added", week.Added);
        if (week.Hills != default)
            text.Append(CultureInfo.InvariantCulture, $"    hills: {week.Hills}\n");
        text.Append("    sessions:\n");
        foreach (var session in week.Sessions)
            Session(text, session);
        if (week.GoesOn.Length > 0)
            text.Append("    goes-on:\n");
        foreach (var (session, times) in week.GoesOn)
            text.Append(CultureInfo.InvariantCulture, $"      - session: {session.FullId}\n        times: {times}\n");
        Texts(text, 4, "guidance", week.Guidance);
    }

    private static void Session(StringBuilder text, PlanSession session)
    {
        text.Append(CultureInfo.InvariantCulture, $"      - id: {Quoted(session.Id)}\n        kind: {_kinds[(int)session.Kind]}\n");
        Line(text, 8, "title", session.Title);
        text.Append(CultureInfo.InvariantCulture, $"        times: {session.TimesPerWeek}\n");
        Line(text, 8, "choice", session.Choice);
        if (session.HasHills)
            text.Append("        hills: true\n");
        Line(text, 8, "workout", session.Workout?.ToString());
        if (session.Exercises.Length > 0)
            text.Append("        exercises:\n");
        foreach (var exercise in session.Exercises)
            Exercise(text, exercise);
        Line(text, 8, "note", session.Note);
    }

    private static void Exercise(StringBuilder text, PlanExercise exercise)
    {
        text.Append(CultureInfo.InvariantCulture, $"          - name: {Quoted(exercise.Name)}\n            sets: {exercise.Sets}\n");
        if (exercise.Reps is { } reps)
            text.Append(CultureInfo.InvariantCulture, $"            reps: {reps}\n");
        if (exercise.Time is { } time)
            Line(text, 12, "time", Written(time));
        if (exercise.PerSide)
            text.Append("            per-side: true\n");
        if (exercise.Rest is { } rest)
            Line(text, 12, "rest", Written(rest));
        Line(text, 12, "cue", exercise.Cue);
    }

    private static string Written(Duration time) => WorkoutText.Print(new Workout(new WorkoutStep(StepLength.OfTime(time), Gait.Open))).Split(' ')[0];

    private static void Criteria(StringBuilder text, string key, string points, PlanCriteria criteria)
    {
        text.Append(CultureInfo.InvariantCulture, $"{key}:\n");
        Line(text, 2, "advice", criteria.Advice);
        Points(text, points, criteria.Points);
    }

    private static void Points(StringBuilder text, string key, IEnumerable<PlanPoint> points)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {key}:\n");
        foreach (var point in points)
            text.Append(CultureInfo.InvariantCulture, $"    - id: {Quoted(point.Id)}\n      text: {Quoted(point.Text)}\n");
    }

    private static void Texts(StringBuilder text, int indent, string key, IReadOnlyCollection<string> items)
    {
        if (items.Count == 0)
            return;
        text.Append(' ', indent).Append(CultureInfo.InvariantCulture, $"{key}:\n");
        foreach (string item in items)
            text.Append(' ', indent + 2).Append(CultureInfo.InvariantCulture, $"- {Quoted(item)}\n");
    }

    private static void Line(StringBuilder text, int indent, string key, string? value)
    {
        if (value is not null)
            text.Append(' ', indent).Append(CultureInfo.InvariantCulture, $"{key}: {Quoted(value)}\n");
    }

    // Plain words stand as they are; all else in single quotes, or in double ones where a line breaks.
    private static string Quoted(string value)
    {
        if (value.Contains('\n', StringComparison.Ordinal))
            return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
        bool isPlain = char.IsAsciiLetter(value[0]) && value[^1] != ' ' && value.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or '-' or '/');
        return isPlain ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
