using PostpartumRun.Intervals;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>A workout as people name one: its text, a FIT workout file, or a session of the plan.</summary>
/// <param name="File">The workout; null when there is none.</param>
/// <param name="SessionId">The session of the plan that was named, as <c>4:1-2</c>; null for the others.</param>
/// <param name="Problem">Why there is none, in a sentence; null when there is.</param>
/// <param name="IsFileProblem">Whether a file was named that cannot be read, rather than something that cannot be.</param>
public sealed record WorkoutSource(WorkoutFile? File, string? SessionId, string? Problem, bool IsFileProblem)
{
    private const string SessionPrefix = "week:";

    /// <summary>A workout file is a few kilobytes; more than this is none.</summary>
    private const int MaxFileSize = 1024 * 1024;

    /// <summary>Whether a text names a session of a plan.</summary>
    public static bool NamesSession(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith(SessionPrefix, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Finds what a text names.</summary>
    /// <param name="text"><c>week:4</c>, <c>week:6:3-2</c>, the path of a FIT workout file, or a workout's text.</param>
    /// <param name="plan">The plan whose sessions can be named.</param>
    /// <param name="runner">Whose workout it is.</param>
    public static WorkoutSource Find(string text, TrainingPlan plan, string runner)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(plan);
        if (NamesSession(text))
            return FindSession(text, plan, runner);
        if (text.EndsWith(".fit", StringComparison.OrdinalIgnoreCase) || System.IO.File.Exists(text))
            return FindFile(text);
        return WorkoutText.TryParse(text, out var workout, out var error)
            ? new(SessionWorkouts.Of(workout, runner), null, null, false)
            : Failed($"This workout cannot be read: {error}.");
    }

    private static WorkoutSource FindSession(string text, TrainingPlan plan, string runner)
    {
        if (!plan.TryFindSession(text, out var session, out string? error))
            return Failed(error);
        return session.Workout is null
            ? Failed($"Session {session.FullId}, \"{session.Title}\", is exercises: there is no walk or run in it. "
                + "'pprun export' writes it for the watch.")
            : new(SessionWorkouts.Of(plan, session, runner), session.FullId, null, false);
    }

    private static WorkoutSource FindFile(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
                return FailedFile($"There is no workout file {path}.");
            if (info.Length > MaxFileSize)
                return FailedFile($"{path} is too large to be a workout file.");
            return WorkoutFileReader.TryRead(System.IO.File.ReadAllBytes(path), out var file, out string? problem)
                ? new(file, null, null, false)
                : FailedFile($"{path} cannot be used as a workout: {problem}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return FailedFile($"{path} cannot be read: {exception.Message}");
        }
    }

    private static WorkoutSource Failed(string problem) => new(null, null, problem, false);

    private static WorkoutSource FailedFile(string problem) => new(null, null, problem, true);
}
