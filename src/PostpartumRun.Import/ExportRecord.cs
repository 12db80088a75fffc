using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Import;

/// <summary>What the log keeps of an exported file: by it the activity that comes back finds its session again.</summary>
public static class ExportRecord
{
    /// <summary>The log's entry of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="plan">The plan that its session is of.</param>
    /// <param name="path">Where it was written, or what it was sent as.</param>
    public static SessionExport Of(ExportFile file, TrainingPlan plan, string path)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(plan);
        return new()
        {
            Reference = file.Workout.Reference,
            SessionId = file.Source.SessionId,
            PlanName = file.Source.SessionId is null ? null : plan.Name,
            PlanRevision = file.Source.SessionId is null ? null : $"{plan.Revision}",
            WorkoutText = file.Workout.Workout.ToString(),
            FilePath = path,
        };
    }
}
