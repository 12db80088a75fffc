using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>
/// Finds the exported session that an activity belongs to: the one whose workout file the activity names; or else, among the sessions
/// of the week that was last exported before it, the one whose shape it has.
/// </summary>
internal sealed class SessionMatcher
{
    /// <summary>How long after its export a session is still looked for: a week of the plan can take a runner several.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(42);

    /// <summary>
    /// How long before its latest export an activity can be: exporting a week again must not unmatch the run of that day.
    /// </summary>
    private static readonly TimeSpan Before = TimeSpan.FromDays(7);

    /// <summary>A score that chance does not reach, and one left-out run of six does.</summary>
    private const int FittingScore = 60;

    private readonly Verifier _verifier = new();
    private readonly SessionVerification _trial = new();

    public SessionMatch? Match(Activity activity, ExportBook exports)
    {
        var info = activity.Info!;
        if (info.TrainingFile is { } reference)
            return exports.Find(reference) is { } named ? Of(named, MatchKind.TrainingFile, exports) : null;
        return activity.Recording.IsOnFoot ? MatchByShape(activity.Recording, info, exports) : null;
    }

    private SessionMatch? MatchByShape(Recording recording, ActivityInfo info, ExportBook exports)
    {
        // Exercises, which go on from earlier weeks, neither have a shape nor say which week it is.
        var near = exports.All
            .Where(export => export.ExportedAt <= info.Start + Before && export.ExportedAt >= info.Start - Reach)
            .Where(export => WeekOf(export) is not null)
            .Select(export => (Export: export, Match: Of(export, MatchKind.WeekAndShape, exports)))
            .Where(pair => pair.Match?.Workout.HasGait == true)
            .ToList();
        if (near.Count == 0)
            return null;
        string? week = WeekOf(near.MaxBy(pair => pair.Export.ExportedAt).Export);
        SessionMatch? best = null;
        int bestScore = FittingScore - 1;
        foreach (var candidate in near.Where(pair => WeekOf(pair.Export) == week).Select(pair => pair.Match!))
        {
            _verifier.Verify(recording, candidate.Workout, _trial);
            bool fits = _trial.Verdict is SessionVerdict.AsPlanned or SessionVerdict.Partly or SessionVerdict.Overdone;
            if (fits && _trial.Score is { } score && score > bestScore)
                (best, bestScore) = (candidate, score);
        }
        return best;
    }

    private static string? WeekOf(ExportedSession export) => export.Export.SessionId?.Split(':')[0];

    private static SessionMatch? Of(ExportedSession export, MatchKind kind, ExportBook exports) =>
        exports.WorkoutOf(export) is { } workout ? new(export.Export.SessionId, kind, workout) : null;
}
