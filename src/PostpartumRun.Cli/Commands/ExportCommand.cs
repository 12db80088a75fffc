using System.CommandLine;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun export</c>: sessions for the watch, for training services, or for a calendar.</summary>
internal static class ExportCommand
{
    public static Command Create(CommandContext context)
    {
        var command = new Command("export", "Write sessions for the watch, for training services, or for a calendar.");
        var options = new ExportOptions(command);
        var gate = ExportGate.AddTo(command, context);
        command.SetAction(result =>
        {
            var plan = context.Plan(result);
            var exports = Sources(result, options, plan, result.GetValue(context.Runner)!);
            var losses = new ExportLosses(context.Terminal);
            var batch = Prepare(exports, options.FormatOf(result), options.DeviceOf(result), losses);
            using var journal = context.OpenJournal(result);
            var runner = context.FindRunner(result, journal);
            var warnings = gate.Pass(result, journal, runner, exports);
            var calendar = Calendar(result, options, plan, context.Care(journal, runner).Profile, losses);
            var target = ExportTarget.Find(result.GetValue(options.To)!, context.Terminal);
            losses.Print();
            var job = new ExportJob(context, result, journal, runner, plan, target);
            job.Write(batch, calendar, options.FormatOf(result), options.DeviceOf(result));
            gate.Say(warnings);
            if (result.GetValue(options.Replace))
                job.RemoveOld();
            return ExitCode.Done;
        });
        return command;
    }

    private static List<WorkoutSource> Sources(ParseResult result, ExportOptions options, TrainingPlan plan, string runner)
    {
        if (result.GetValue(options.Workout) is { } text)
            return [Workouts.Find(text, runner, plan)];
        if (result.GetValue(options.Session) is { } id)
            return [ExportBatch.SourceOf(plan, Session(plan, id), runner)];
        return [.. ExportBatch.SourcesOf(plan, PlanSource.Week(plan, result.GetValue(options.Week)!.Value), runner)];
    }

    private static PlanSession Session(TrainingPlan plan, string id) =>
        plan.TryFindSession(id, out var session, out string? error) ? session : throw CommandException.Usage(error);

    /// <summary>What is written for each source: all of it is made before anything is written.</summary>
    private static ExportBatch Prepare(List<WorkoutSource> sources, ExportFormat format, DeviceProfile device, ExportLosses losses)
    {
        var batch = ExportBatch.Of(sources, format, device);
        losses.Add(batch.Losses);
        return batch.Misfit is { } misfit ? throw CommandException.Usage($"{ExportLosses.NameOf(misfit.Source)}: {misfit.Text}") : batch;
    }

    /// <summary>The sessions on days; null where no days are asked for.</summary>
    private static SessionCalendar? Calendar(
        ParseResult result, ExportOptions options, TrainingPlan plan, RunnerProfile? profile, ExportLosses losses)
    {
        if (options.StartOf(result) is not { } start)
            return null;
        var days = options.DaysOf(result) ?? profile?.RunDays
            ?? throw CommandException.Usage("The days for runs are not known: give --days mon,wed,sat, or say it once with 'pprun init'.");
        SessionCalendar calendar;
        if (result.GetValue(options.Session) is { } id)
        {
            calendar = WeekCalendar.Place(plan, Session(plan, id), start, days, options.WeeksOf(result));
        }
        else
        {
            var week = PlanSource.Week(plan, result.GetValue(options.Week)!.Value);
            calendar = WeekCalendar.Place(week, null, start, days, options.WeeksOf(result));
        }
        losses.Add(calendar.Notes);
        return calendar;
    }
}
