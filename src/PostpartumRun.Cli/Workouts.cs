using System.CommandLine;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli;

/// <summary>Finds the workout that an option names, or says why there is none.</summary>
internal static class Workouts
{
    /// <summary>Finds a workout for a command that logs nothing; a session is one of the runner's plan, where there is a log.</summary>
    public static WorkoutSource Find(string text, CommandContext context, ParseResult result) => Find(
        text, result.GetValue(context.Runner)!, WorkoutSource.NamesSession(text) ? context.Plan(result) : TrainingPlan.BuiltIn);

    public static WorkoutSource Find(string text, string runner, TrainingPlan plan)
    {
        var source = WorkoutSource.Find(text, plan, runner);
        if (source.Problem is { } problem)
            throw new CommandException(source.IsFileProblem ? ExitCode.UnreadableInput : ExitCode.Usage, problem);
        return source;
    }
}
