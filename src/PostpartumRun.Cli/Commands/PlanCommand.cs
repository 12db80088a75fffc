using System.CommandLine;
using PostpartumRun.Cli.Views;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun plan</c>: the plan, or a week of it in full.</summary>
internal static class PlanCommand
{
    public static Command Create(CommandContext context)
    {
        var week = new Option<int?>("--week") { Description = "Show this week in full.", HelpName = "N" };
        var file = new Option<string?>("--plan") { Description = "A plan file. [default: the runner's own, or the built-in eight weeks]", HelpName = "FILE" };
        var command = new Command("plan", "Show the plan, or a week of it in full.") { week, file };
        PlanFileCommands.AddTo(command, context);
        command.SetAction(result =>
        {
            var plan = result.GetValue(file) is { } path ? PlanSource.Load(path, context.Terminal) : context.Plan(result);
            var weeks = result.GetValue(week) is { } number ? [PlanSource.Week(plan, number)] : plan.Weeks;
            var view = new PlanView(context.Terminal);
            if (context.IsJson(result))
                view.Json(weeks.SelectMany(shown => shown.Sessions));
            else if (result.GetValue(week) is not null)
                view.Week(plan, weeks[0]);
            else
                view.Overview(plan);
            return ExitCode.Done;
        });
        return command;
    }
}

/// <summary>Finds plans and weeks for commands, or says why there are none.</summary>
internal static class PlanSource
{
    public static TrainingPlan Load(string? path, Terminal terminal)
    {
        if (path is null)
            return TrainingPlan.BuiltIn;
        var loaded = Read(path);
        if (loaded.Plan is { } plan)
            return plan;
        foreach (var error in loaded.Errors.SkipLast(1))
            terminal.Message($"pprun: {error}");
        throw new CommandException(ExitCode.UnreadableInput, loaded.Errors[^1].ToString());
    }

    public static PlanWeek Week(TrainingPlan plan, int number) =>
        plan.Week(number) ?? throw CommandException.Usage($"There is no week {number}: the plan has weeks 1 to {plan.Weeks.Length}.");

    public static PlanLoadResult Read(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new CommandException(ExitCode.UnreadableInput, $"{path} is a folder: name a plan file.");
            using var reader = new StreamReader(path);
            return PlanFile.Load(reader, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException(ExitCode.UnreadableInput, $"{path}: there is no such file. Look at the path's spelling.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.UnreadableInput, $"{path} cannot be read: {exception.Message}");
        }
    }
}
