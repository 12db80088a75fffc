using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli;

/// <summary>Finds the workout that an option names, or says why there is none.</summary>
internal static class Workouts
{
    public static WorkoutSource Find(string text, string runner, TrainingPlan? plan = null)
    {
        var source = WorkoutSource.Find(text, plan ?? TrainingPlan.BuiltIn, runner);
        if (source.Problem is { } problem)
            throw new CommandException(source.IsFileProblem ? ExitCode.UnreadableInput : ExitCode.Usage, problem);
        return source;
    }
}
