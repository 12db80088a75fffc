using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using PostpartumRun.Cli.Views;
using PostpartumRun.Watch;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun simulate</c>: an activity as a watch would have recorded it.</summary>
internal static class SimulateCommand
{
    private static readonly Dictionary<string, Deviation> Names =
        Enum.GetValues<Deviation>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

    /// <summary>What n is when it is left out.</summary>
    private static readonly Dictionary<Deviation, int> Defaults = new()
    {
        [Deviation.LateStart] = 2,
        [Deviation.Pause] = 45,
        [Deviation.CutOff] = 30,
    };

    private const int MostHours = 24;
    private const int MostSteps = 1000;
    private const int MostActivities = 1_000_000;

    public static Command Create(CommandContext context)
    {
        var workout = new Option<string>("--workout") { Description = "What is done: a workout's text, a FIT workout file, week:4 or week:6:3-2 of your plan.", HelpName = "W", Required = true };
        var output = new Option<string>("--out") { Description = "The activity file to write.", HelpName = "FILE", Required = true };
        var start = new Option<string?>("--start") { Description = "When it begins, as 2026-06-21T07:00:00Z. [default: so that it ends now, and those of higher seeds before one another]", HelpName = "TIME" };
        var seed = new Option<int>("--seed") { Description = "Which of many runs that differ by chance.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var with = new Option<string[]>("--with") { Description = $"What goes otherwise, with an n where it needs one, as skip-run:3; can be given again. One of: {string.Join(", ", Names.Keys)}.", HelpName = "WHAT[:N]" };
        var count = new Option<int?>("--count") { Description = $"Many activities, one before another, into the folder that --out names: 1 to {MostActivities}.", HelpName = "N" };
        var command = new Command("simulate", "Write an activity as a watch would have recorded it, to try things out.") { workout, output, start, seed, with, count };
        command.SetAction(result =>
        {
            var source = Workouts.Find(result.GetValue(workout)!, context, result);
            var file = source.File!;
            CheckLength(file.Workout.Schedule);
            var activity = new SimulatedActivity
            {
                Workout = file,
                Start = Start(result.GetValue(start), LatestStart(context.Clock.GetUtcNow(), file.Workout.Schedule.Total.ToTimeSpan(), result.GetValue(seed))),
                Seed = result.GetValue(seed),
                Deviations = Parse(result.GetValue(with) ?? [], file.Workout.Schedule.Count(interval => interval.Step.Gait == Intervals.Gait.Run)),
            };
            string path = result.GetValue(output)!;
            if (result.GetValue(count) is { } many)
                return WriteMany(context, result, activity, path, many);
            byte[] bytes = activity.ToBytes();
            if (Directory.Exists(path))
                throw CommandException.Usage($"{path} is a folder: --out needs a file's name.");
            OutputFile.Write(path, bytes);
            if (context.IsJson(result))
            {
                string began = activity.Start.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
                context.Terminal.Json(JsonLine.Of(new SimulationLine(path, file.Workout.ToString(), began, bytes.Length), CliJson.Default.SimulationLine));
            }
            else
                context.Terminal.Line($"[green]wrote[/] {Terminal.Escape(path)}  [grey]{Terminal.Escape(WorkoutWords.Of(file.Workout))}[/]");
            return ExitCode.Done;
        });
        return command;
    }

    private static int WriteMany(CommandContext context, ParseResult result, SimulatedActivity first, string folder, int count)
    {
        if (count is < 1 or > MostActivities)
            throw CommandException.Usage($"--count takes 1 to {MostActivities}.");
        if (!Directory.Exists(folder))
            throw CommandException.Usage($"{folder} is no folder: --count needs one for its files.");
        var apart = first.Workout.Workout.Schedule.Total.ToTimeSpan() + TimeSpan.FromMinutes(10);
        long bytes = 0;
        Parallel.For(0, count, i =>
        {
            byte[] file = (first with { Seed = first.Seed + i, Start = first.Start - apart * i }).ToBytes();
            Interlocked.Add(ref bytes, file.Length);
            // Not file by file onto the disk: they can all be made again.
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{first.Start - apart * i:yyyy-MM-dd-HHmmss}-{first.Seed + i}.fit")), file);
        });
        if (!context.IsJson(result))
            context.Terminal.Line($"[green]wrote[/] {count} activities into {Terminal.Escape(folder)}, {bytes / 1_000_000} MB");
        return ExitCode.Done;
    }

    /// <summary>Nobody does two runs at once: each seed's ends before that of the seed below begins.</summary>
    private static DateTimeOffset LatestStart(DateTimeOffset now, TimeSpan length, int seed) =>
        now - (length + TimeSpan.FromMinutes(1)) * Math.Clamp(seed, 1, 1000) + TimeSpan.FromMinutes(1);

    /// <summary>A mistyped length would fill the memory, with a record for each second of years.</summary>
    private static void CheckLength(Intervals.IntervalSchedule schedule)
    {
        if (schedule.StepCount > MostSteps)
            throw CommandException.Usage($"This workout has {schedule.StepCount} steps, and an activity can carry {MostSteps} at most.");
        double metres = schedule.Sum(interval => interval.Step.Length.End == Intervals.StepEnd.Distance ? interval.Step.Length.DistanceCentimeters / 100.0 : 0);
        if (schedule.Total.Seconds > MostHours * 3600 || metres > MostHours * 5000)
            throw CommandException.Usage($"This workout is too long to simulate: {MostHours} hours or {MostHours * 5} km at most.");
    }

    private static DateTimeOffset Start(string? text, DateTimeOffset otherwise)
    {
        if (text is null)
            return otherwise;
        var styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, styles, out var time) || time.Year is < 1998 or > 2100)
            throw CommandException.Usage($"--start {text} is no time of a watch: write it as 2026-06-21T07:00:00Z.");
        return time;
    }

    private static Dictionary<Deviation, int> Parse(string[] texts, int runs)
    {
        var deviations = new Dictionary<Deviation, int>();
        foreach (string text in texts)
        {
            string[] parts = text.Split(':', 2);
            if (!Names.TryGetValue(parts[0], out var deviation))
                throw CommandException.Usage($"--with {text}: choose one of {string.Join(", ", Names.Keys)}.");
            int number = Defaults.GetValueOrDefault(deviation, 1);
            if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 3600))
                throw CommandException.Usage($"--with {text}: after the colon comes a whole number from 1 to 3600.");
            if (deviation <= Deviation.StopEarly && number > runs)
                throw CommandException.Usage($"--with {text}: the workout has {runs} {(runs == 1 ? "run" : "runs")}.");
            deviations[deviation] = number;
        }
        return deviations;
    }
}
