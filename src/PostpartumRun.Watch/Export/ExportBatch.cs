using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using PostpartumRun.Plans;

namespace PostpartumRun.Watch;

/// <summary>What a watch or a format cannot take of something.</summary>
/// <param name="Source">What it is about.</param>
/// <param name="Text">What is lost, and what became of it, in a sentence.</param>
public readonly record struct ExportLoss(WorkoutSource Source, string Text);

/// <summary>The files of an export: all of them are made before anything is written.</summary>
/// <param name="Files">The files, in order.</param>
/// <param name="Losses">What could not be taken along, in order.</param>
/// <param name="Misfit">What cannot be made fit for the device at all, so that nothing should be written; null where all fits.</param>
public sealed record ExportBatch(ImmutableArray<ExportFile> Files, ImmutableArray<ExportLoss> Losses, ExportLoss? Misfit)
{
    /// <summary>What is exported of a week: its own sessions, and those that go on.</summary>
    public static IReadOnlyList<WorkoutSource> SourcesOf(TrainingPlan plan, PlanWeek week, string runner)
    {
        ArgumentNullException.ThrowIfNull(week);
        return [.. week.Sessions.Concat(week.GoesOn.Select(going => going.Session)).Select(session => SourceOf(plan, session, runner))];
    }

    /// <summary>What is exported of a session.</summary>
    public static WorkoutSource SourceOf(TrainingPlan plan, PlanSession session, string runner)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new(SessionWorkouts.Of(plan, session, runner), session.FullId, null, false);
    }

    /// <summary>Makes the files of sources.</summary>
    /// <param name="sources">What to export; each has its workout.</param>
    /// <param name="format">How it is written. A calendar is one file for all: see <see cref="CalendarFile"/>.</param>
    /// <param name="device">What FIT files are written for.</param>
    public static ExportBatch Of(IEnumerable<WorkoutSource> sources, ExportFormat format, DeviceProfile device)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var (files, losses) = (ImmutableArray.CreateBuilder<ExportFile>(), ImmutableArray.CreateBuilder<ExportLoss>());
        foreach (var source in sources)
        {
            if (format == ExportFormat.Fit)
            {
                var fitting = DeviceFit.For(source.File!, device);
                losses.AddRange(fitting.Losses.Select(loss => new ExportLoss(source, loss)));
                if (fitting.Files.IsEmpty)
                    return new([], losses.ToImmutable(), losses[^1]);
                files.AddRange(fitting.Files.Select((file, i) => ExportFile.OfFit(source, file, fitting.Files.Length == 1 ? null : i + 1, device)));
                continue;
            }
            var text = format == ExportFormat.Zwo ? ZwoFile.Write(source.File!) : IntervalsText.Write(source.File!);
            if (format != ExportFormat.Ics)
                losses.AddRange(text.Losses.Select(loss => new ExportLoss(source, loss)));
            files.Add(ExportFile.OfText(source, text.Text, format));
        }
        return new(files.ToImmutable(), losses.ToImmutable(), null);
    }

    /// <summary>The calendar that has the files' sessions on days: its text is of <see cref="CalendarFile"/>.</summary>
    /// <param name="calendar">The sessions on days, each of which has a file here.</param>
    public TextFile Calendar(SessionCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        var workouts = Files.ToDictionary(file => file.Source.SessionId!, file => file.Workout);
        return CalendarFile.Write(calendar.Sessions.Select(placed => new CalendarEntry(
            workouts[placed.Session.FullId],
            string.Create(CultureInfo.InvariantCulture, $"Week {placed.Session.WeekNumber}: {placed.Session.Title}"),
            placed.Day)));
    }

    /// <summary>The schedule that puts the files onto a watch's calendar.</summary>
    /// <param name="calendar">The sessions on days.</param>
    /// <param name="device">What it is written for.</param>
    public ExportSchedule Schedule(SessionCalendar calendar, DeviceProfile device)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(device);
        var entries = (from placed in calendar.Sessions
                       from file in Files
                       where file.Source.SessionId == placed.Session.FullId
                       select (placed.Session, new ScheduleEntry(file.Workout.Reference, placed.Day))).ToImmutableArray();
        string? note = entries.Length <= device.ScheduleEntries ? null
            : device.ScheduleEntries == 0 ? "The watch takes no schedule: none was written. --format ics writes a calendar."
            : string.Create(CultureInfo.InvariantCulture, $"The watch takes {device.ScheduleEntries} entries of the {entries.Length}: the last {entries.Length - device.ScheduleEntries} are left out. Export again later.");
        if (note is not null)
            entries = entries[..device.ScheduleEntries];
        ImmutableArray<ScheduleEntry> scheduled = [.. entries.Select(entry => entry.Item2)];
        var bytes = new ArrayBufferWriter<byte>(1024);
        if (scheduled.Length > 0)
            ScheduleFile.Write(scheduled, bytes);
        return new(entries, bytes.WrittenSpan.ToArray(), note);
    }
}

/// <summary>A schedule for a watch's calendar.</summary>
/// <param name="Entries">Its entries, and whose they are, in order of days.</param>
/// <param name="Bytes">The FIT schedule file; empty where there is no entry.</param>
/// <param name="Note">What the watch cannot take, in a sentence; null where it takes all.</param>
public sealed record ExportSchedule(ImmutableArray<(PlanSession Session, ScheduleEntry Entry)> Entries, byte[] Bytes, string? Note)
{
    /// <summary>The file's name without whose it is.</summary>
    public const string FileName = "schedule.fit";
}
