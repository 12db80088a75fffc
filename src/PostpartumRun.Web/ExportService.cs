using System.IO.Compression;
using System.Text;
using PostpartumRun.Import;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;

namespace PostpartumRun.Web;

/// <summary>Takes sessions along: through the gate, as a download or onto a watch; and the log keeps what was taken.</summary>
internal sealed class ExportService(CurrentRunner current, WatchFolders watches)
{
    /// <summary>What is asked for; null where the plan has none of it.</summary>
    public IReadOnlyList<WorkoutSource>? Find(ExportRequest request)
    {
        string runner = current.Runner.Name;
        if (request.Session is { } id)
            return current.Plan.TryFindSession(id, out var session, out _) ? [ExportBatch.SourceOf(current.Plan, session, runner)] : null;
        return current.Plan.Week(request.Week ?? 0) is { } week ? ExportBatch.SourcesOf(current.Plan, week, runner) : null;
    }

    /// <summary>Whether it may pass.</summary>
    public GateAnswer Ask(IReadOnlyList<WorkoutSource> sources) => Gate().Ask([.. sources.Select(source =>
        new GateItem(source.SessionId, source.File!.Workout.HasRun, source.SessionId ?? source.File.Workout.ToString()))]);

    /// <summary>Answers a form.</summary>
    public IResult Send(ExportRequest request, string reason, string by)
    {
        if (Find(request) is not { } sources || TakeForm.Find(request.As) is not { } form)
            return Results.NotFound();
        var answer = Ask(sources);
        if (!answer.IsOpen)
        {
            if (string.IsNullOrWhiteSpace(reason) || string.IsNullOrWhiteSpace(by))
            {
                var fields = request.Fields().Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}");
                return Results.Redirect(current.Path($"refused?{string.Join('&', fields)}"));
            }
            Gate().Override(answer, reason, by);
        }
        var batch = ExportBatch.Of(sources, form.Format, form.Device);
        if (batch.Misfit is { } misfit)
            return Results.Text(misfit.Text, statusCode: StatusCodes.Status422UnprocessableEntity);
        if (form.Format == ExportFormat.Ics)
            return Calendar(request, batch);
        var files = batch.Files.Where(file => file.Bytes is not null)
            .Select(file => (Name: Mine(file.Name), file.Workout.Reference, Bytes: file.Bytes!, File: (ExportFile?)file)).ToList();
        if (files.Count == 0)
            return Results.Text(batch.Losses[^1].Text, statusCode: StatusCodes.Status422UnprocessableEntity);
        if (form.Format == ExportFormat.Fit && Place(request) is { } days
            && batch.Schedule(days, form.Device) is { Entries.IsEmpty: false } schedule)
            files.Add((Mine(ExportSchedule.FileName), ScheduleFile.ReferenceOf([.. schedule.Entries.Select(entry => entry.Entry)]),
                schedule.Bytes, null));
        if (request.Watch is { } watch && form.Format == ExportFormat.Fit)
            return Put(watch, files);
        foreach (var (name, _, _, file) in files.Where(file => file.File is not null))
            current.Journal.SaveExport(current.Runner, ExportRecord.Of(file!, current.Plan, name));
        return files is [var single]
            ? Results.Bytes(single.Bytes, TypeOf(single.Name), single.Name)
            : Results.Bytes(Zip(files.Select(file => (file.Name, file.Bytes))), "application/zip",
                Mine(request.Week is { } week ? $"week-{week}.zip" : "session.zip"));
    }

    /// <summary>What a form could not take along of what is asked for, in sentences; null where nothing of it would be left.</summary>
    public static IReadOnlyList<string>? Losses(IReadOnlyList<WorkoutSource> sources, TakeForm form)
    {
        var batch = ExportBatch.Of(sources, form.Format, form.Device);
        if (batch.Misfit is not null || (form.Format != ExportFormat.Ics && batch.Files.All(file => file.Bytes is null)))
            return null;
        if (form.Format == ExportFormat.Ics)
            return [CalendarFile.Loss];
        return
        [
            .. batch.Losses.GroupBy(loss => loss.Text, loss => loss.Source.SessionId)
                .Select(said => sources.Count == 1 ? said.Key : $"{string.Join(", ", said)}: {said.Key}"),
        ];
    }

    private IResult Calendar(ExportRequest request, ExportBatch batch)
    {
        // The page asks for a day, and for her run days before that.
        if (Place(request) is not { } days)
            return Results.Redirect(current.Path("settings"));
        return Results.Bytes(Encoding.UTF8.GetBytes(batch.Calendar(days).Text!), "text/calendar", Mine(CalendarFile.FileName));
    }

    private SafetyGate Gate() => new(current.Journal, current.Runner, current.Care);

    private string Mine(string name) => ExportFile.Whose(current.Runner.Name, name);

    private SessionCalendar? Place(ExportRequest request)
    {
        if (request.Start is not { } start || current.Care.Profile is not { } profile)
            return null;
        if (request.Session is { } id)
        {
            return current.Plan.TryFindSession(id, out var alone, out _)
                ? WeekCalendar.Place(current.Plan, alone, start, profile.RunDays)
                : null;
        }
        if (current.Plan.Week(request.Week ?? 0) is not { } week)
            return null;
        var chosen = request.Chosen is { } one && current.Plan.TryFindSession(one, out var session, out _) ? session : null;
        return WeekCalendar.Place(week, chosen, start, profile.RunDays);
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".fit" => "application/vnd.ant.fit",
        ".zwo" => "application/xml",
        _ => "text/plain; charset=utf-8",
    };

    private IResult Put(
        string name, IReadOnlyList<(string Name, Intervals.WorkoutReference Reference, byte[] Bytes, ExportFile? File)> files)
    {
        if (watches.Find(name) is not { } watch)
            return Results.Text($"The watch {name} is not there any more: plug it in and try again.",
                statusCode: StatusCodes.Status409Conflict);
        var own = current.Journal.ListExports(current.Runner).Select(export => export.Export.Reference).ToHashSet();
        Directory.CreateDirectory(watch.NewFilesFolder);
        foreach (var (file, reference, bytes, export) in files)
        {
            string path = OwnFiles.PathFor(watch.NewFilesFolder, file, reference, own);
            WatchCopy.Write(path, bytes);
            if (export is not null)
                current.Journal.SaveExport(current.Runner, ExportRecord.Of(export, current.Plan, path));
        }
        return Results.Redirect(current.Path("?done=watch"));
    }

    private static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
