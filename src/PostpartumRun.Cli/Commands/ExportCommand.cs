using System.Buffers;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using PostpartumRun.Cli.Views;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun export</c>: workouts as FIT files for the watch.</summary>
internal static class ExportCommand
{
    private const string DefaultRunner = "me";

    public static Command Create(CommandContext context)
    {
        var week = new Option<int?>("--week") { Description = "All walks and runs of this week.", HelpName = "N" };
        var session = new Option<string?>("--session") { Description = "One session, as 6:3-2.", HelpName = "ID" };
        var workout = new Option<string?>("--workout") { Description = "A workout of your own, as \"5:00 walk; 6x(1:00 run; 2:00 walk)\", or a FIT workout file.", HelpName = "TEXT" };
        var to = new Option<string>("--to") { Description = "The folder to write into; on a watch, GARMIN/NewFiles.", HelpName = "DIR", Required = true };
        var command = new Command("export", "Write workouts as FIT files for the watch.") { week, session, workout, to };
        var gate = ExportGate.AddTo(command, context);
        command.Validators.Add(result =>
        {
            int given = new Option[] { week, session, workout }.Count(option => result.GetResult(option) is not null);
            if (given != 1)
                result.AddError("Say what to export: one of --week 4, --session 6:3-2 or --workout \"5:00 walk; 6x(1:00 run; 2:00 walk)\".");
        });
        command.SetAction(result =>
        {
            var plan = context.Plan(result);
            string runner = result.GetValue(context.Runner)!;
            var exports =
                result.GetValue(week) is { } number ? OfWeek(plan, PlanSource.Week(plan, number), runner, context.Terminal)
                : result.GetValue(session) is { } id ? [Workouts.Find(id.StartsWith("week:", StringComparison.OrdinalIgnoreCase) ? id : $"week:{id}", runner, plan)]
                : [Workouts.Find(result.GetValue(workout)!, runner, plan)];
            return Export(context, result, plan, exports, result.GetValue(to)!, gate);
        });
        return command;
    }

    private static List<WorkoutSource> OfWeek(TrainingPlan plan, PlanWeek week, string runner, Terminal terminal)
    {
        var sessions = week.Sessions.Where(session => session.Workout is not null).ToList();
        if (sessions.Count == 0)
        {
            string others = string.Join(", ", week.Sessions.Select(session => session.Title));
            terminal.Message($"pprun: week {week.Number} has no walk or run for the watch. It has: {others}. See 'pprun plan --week {week.Number}'.");
        }
        return [.. sessions.Select(session => new WorkoutSource(SessionWorkouts.Of(plan, session, runner), session.FullId, null, false))];
    }

    private static int Export(CommandContext context, ParseResult result, TrainingPlan plan, List<WorkoutSource> exports, string folder, ExportGate gate)
    {
        var written = exports.Select(export => (Source: export, Bytes: Encode(export.File!))).ToList();
        using var journal = context.OpenJournal(result);
        var runner = context.FindRunner(result, journal);
        gate.Pass(result, journal, runner, exports);
        CreateFolder(folder);
        foreach (var (source, bytes) in written)
        {
            var file = source.File!;
            string path = Path.Combine(folder, FileName(source, runner.Name));
            OutputFile.Write(path, bytes);
            journal.SaveExport(runner, new SessionExport
            {
                Reference = file.Reference,
                SessionId = source.SessionId,
                PlanName = source.SessionId is null ? null : plan.Name,
                PlanRevision = source.SessionId is null ? null : $"{plan.Revision}",
                WorkoutText = file.Workout.ToString(),
                FilePath = Path.GetFullPath(path),
            });
            Print(context, result, source, path, bytes.Length);
        }
        return ExitCode.Done;
    }

    private static void Print(CommandContext context, ParseResult result, WorkoutSource source, string path, int bytes)
    {
        var file = source.File!;
        if (context.IsJson(result))
            context.Terminal.Json(JsonLine.Of(new ExportLine(path, source.SessionId, file.Workout.ToString(), file.Reference.SerialNumber, bytes), CliJson.Default.ExportLine));
        else
            context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)}  [grey]{Terminal.Escape(WorkoutWords.Of(file.Workout))}[/]");
    }

    private static byte[] Encode(WorkoutFile file)
    {
        var target = new ArrayBufferWriter<byte>(2048);
        try
        {
            new WorkoutFileWriter().Write(file, target);
        }
        catch (ArgumentException exception)
        {
            throw CommandException.Usage(exception.Message.Split(" (Parameter", 2)[0]);
        }
        return target.WrittenSpan.ToArray();
    }

    /// <summary>Another runner's files do not take the place of one's own.</summary>
    private static string FileName(WorkoutSource source, string runner)
    {
        string whose = runner == DefaultRunner ? "" : $"{Plain(runner)}-";
        string what = source.SessionId is { } id ? $"week-{id.Replace(':', '-')}" : $"workout-{source.File!.Reference.SerialNumber:x8}";
        return $"{whose}{what}.fit";
    }

    /// <summary>A name for files; where it is not the runner's own, with what tells her from others that would be written the same.</summary>
    private static string Plain(string runner)
    {
        var words = runner.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ').ToArray();
        string plain = string.Join('-', new string(words).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (plain == runner)
            return plain;
        string mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(runner)).AsSpan(0, 3));
        return plain.Length == 0 ? mark : $"{plain}-{mark}";
    }

    private static void CreateFolder(string folder)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(folder))
                throw CommandException.Usage("--to is empty: give it a folder.");
            if (File.Exists(folder))
                throw CommandException.Usage($"{folder} is a file: --to needs a folder.");
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFile.Explain(folder, exception);
        }
    }
}
