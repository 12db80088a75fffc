using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using PostpartumRun.Cli.Views;
using PostpartumRun.Import;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary>Writes an export, and keeps in the log what it wrote.</summary>
internal sealed class ExportJob(
    CommandContext context, ParseResult result, JournalStore journal, JournalRunner runner, TrainingPlan plan, ExportTarget target)
{
    // What the log knew before, and what comes of this export: what of that lies on a watch is ours.
    private readonly HashSet<WorkoutReference> _own = [.. journal.ListExports(runner).Select(export => export.Export.Reference)];
    private readonly HashSet<string> _written = [];

    public void Write(ExportBatch batch, SessionCalendar? calendar, ExportFormat format, DeviceProfile device)
    {
        if (format == ExportFormat.Ics)
        {
            WriteCalendar(batch, calendar!);
            return;
        }
        foreach (var file in batch.Files.Where(file => file.Bytes is not null))
            WriteWorkout(file);
        if (calendar is null)
            return;
        if (format == ExportFormat.Fit)
            WriteSchedule(batch.Schedule(calendar, device));
        else
            context.Terminal.Message("pprun: note: This format has no days. --format ics writes a calendar, and a FIT export a schedule for the watch.");
    }

    /// <summary>Removes from the watch what was exported onto it before, but for what has just been written.</summary>
    public void RemoveOld()
    {
        if (target.Watch is not { } watch)
        {
            context.Terminal.Message($"pprun: note: nothing was removed: {target.Folder} is on no watch.");
            return;
        }
        try
        {
            foreach (string path in OwnFiles.On(watch, _own).Where(path => !_written.Contains(Path.GetFullPath(path))))
            {
                File.Delete(path);
                if (context.IsJson(result))
                    context.Terminal.Json(JsonLine.Of(new RemovedLine(path), CliJson.Default.RemovedLine));
                else
                    context.Terminal.Line($"[yellow]removed[/] {Terminal.Escape(path)}");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Fault, $"What was exported before could not be removed from the watch: {exception.Message} What is new is on it.");
        }
    }

    private void WriteWorkout(ExportFile file)
    {
        _own.Add(file.Workout.Reference);
        string path = PathFor(file.Name, file.Workout.Reference);
        WriteFile(path, file.Bytes!);
        var (source, workout) = (file.Source, file.Workout);
        journal.SaveExport(runner, ExportRecord.Of(file, plan, Path.GetFullPath(path)));
        if (!context.IsJson(result))
        {
            context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)}  [grey]{Terminal.Escape(Words(workout))}[/]");
            return;
        }
        var line = new ExportLine(path, source.SessionId, workout.Workout.ToString(), workout.Reference.SerialNumber, file.Bytes!.Length);
        context.Terminal.Json(JsonLine.Of(line, CliJson.Default.ExportLine));
    }

    private void WriteSchedule(ExportSchedule schedule)
    {
        if (schedule.Note is { } note)
            context.Terminal.Message($"pprun: note: {note}");
        if (schedule.Entries.IsEmpty)
            return;
        string path = PathFor(ExportSchedule.FileName, ScheduleFile.ReferenceOf([.. schedule.Entries.Select(entry => entry.Entry)]));
        WriteFile(path, schedule.Bytes);
        if (context.IsJson(result))
        {
            var lines = schedule.Entries.Select(scheduled => new ScheduledLine(
                scheduled.Session.FullId,
                RunnerSettings.Text(scheduled.Entry.Day),
                scheduled.Entry.Workout.SerialNumber,
                scheduled.Entry.Workout.TimeCreated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            context.Terminal.Json(JsonLine.Of(new ScheduleLine(path, [.. lines], schedule.Bytes.Length), CliJson.Default.ScheduleLine));
        }
        else
        {
            PrintDays(path, [.. schedule.Entries.Select(scheduled => new ScheduledSession(scheduled.Session, scheduled.Entry.Day))]);
        }
    }

    private void WriteCalendar(ExportBatch batch, SessionCalendar calendar)
    {
        var workouts = batch.Files.ToDictionary(file => file.Source.SessionId!, file => file.Workout);
        var text = batch.Calendar(calendar);
        string path = Path.Combine(target.Folder, ExportFile.Whose(runner.Name, CalendarFile.FileName));
        byte[] bytes = Encoding.UTF8.GetBytes(text.Text!);
        WriteFile(path, bytes);
        foreach (string loss in text.Losses)
            context.Terminal.Message($"pprun: note: {loss}");
        if (context.IsJson(result))
        {
            var lines = calendar.Sessions.Select(placed => new ScheduledLine(
                placed.Session.FullId, RunnerSettings.Text(placed.Day), workouts[placed.Session.FullId].Reference.SerialNumber, null));
            context.Terminal.Json(JsonLine.Of(new ScheduleLine(path, [.. lines], bytes.Length), CliJson.Default.ScheduleLine));
        }
        else
        {
            PrintDays(path, calendar.Sessions);
        }
    }

    private void PrintDays(string path, ImmutableArray<ScheduledSession> sessions)
    {
        context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)}");
        foreach (var day in sessions.GroupBy(placed => placed.Day))
        {
            string titles = string.Join(", ", day.Select(placed => $"{placed.Session.FullId} {placed.Session.Title}"));
            context.Terminal.Line(Terminal.Escape(string.Create(CultureInfo.InvariantCulture, $"  {day.Key:ddd yyyy-MM-dd}  {titles}")));
        }
    }

    private string PathFor(string name, WorkoutReference reference)
    {
        string mine = ExportFile.Whose(runner.Name, name);
        return target.Watch is null ? Path.Combine(target.Folder, mine) : OwnFiles.PathFor(target.Folder, mine, reference, _own);
    }

    private void WriteFile(string path, ReadOnlySpan<byte> bytes)
    {
        if (target.Watch is null)
            OutputFile.Write(path, bytes);
        else
            OutputFile.WriteToWatch(path, bytes);
        _written.Add(Path.GetFullPath(path));
    }

    private static string Words(WorkoutFile file) => file.Exercises.IsEmpty
        ? WorkoutWords.Of(file.Workout)
        : string.Join(", ", file.Exercises.Select(exercise => exercise.Name));
}
