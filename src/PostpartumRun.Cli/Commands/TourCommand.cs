using System.CommandLine;
using System.Globalization;
using PostpartumRun.Plans;

namespace PostpartumRun.Cli.Commands;

/// <summary><c>pprun tour</c>: the main job from end to end, on a log that is thrown away.</summary>
internal static class TourCommand
{
    public static Command Create(CommandContext context)
    {
        var path = new Argument<string?>("PATH") { Description = "Activities of your own to import as well: a file or a folder.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("tour", "Show the whole of it on a log that is thrown away: readiness, export, run, import, verify, check-in, decision.") { path };
        command.Validators.Add(InputPaths.Check(path));
        command.SetAction((result, cancellation) => RunAsync(context, result.GetValue(path), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(CommandContext context, string? path, CancellationToken cancellation)
    {
        if (path is not null && !File.Exists(path) && !Directory.Exists(path))
            throw new CommandException(ExitCode.UnreadableInput, $"{path}: there is no such file or folder. Look at the path's spelling.");
        string folder = Directory.CreateTempSubdirectory("pprun-tour-").FullName;
        try
        {
            return await new Tour(context, folder, cancellation).RunAsync(path).ConfigureAwait(false);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Tour(CommandContext context, string folder, CancellationToken cancellation)
    {
        private readonly Terminal _terminal = context.Terminal;
        private int _exitCode;

        public async Task<int> RunAsync(string? path)
        {
            Say("This is the main job, on a log that is thrown away at the end. Each line that begins with $ is a command to type.");
            Say("pprun informs and does not diagnose: what hurts or leaks is for a pelvic-health physiotherapist to see.");
            _terminal.Line($"[grey]$ TOUR={Terminal.Escape(folder)}  PPRUN_DATA=$TOUR/log[/]");

            Say("1. Who she is, as far as the rules need it. A birth 20 weeks ago is made up here:");
            await RunCommandAsync("init", "--birth-date", DaysAgo(140), "--birth-mode", "vaginal", "--cleared", DaysAgo(95), "--start", DaysAgo(28), "--days", "mon,wed,sat", "--set", "first-week=4").ConfigureAwait(false);

            Say("2. Nothing that is run goes onto the watch before the readiness screen. Yours takes days, item by item; here all went well a week ago:");
            await RunCommandAsync("ready", "--pass", "all", "--on", DaysAgo(7)).ConfigureAwait(false);

            Say("3. This week's workouts, as files for the watch:");
            await RunCommandAsync("export", "--week", "4", "--to", "$TOUR/watch").ConfigureAwait(false);

            Say("4. She runs, and the watch records. Here a simulated watch does, from that very workout, and it was yesterday:");
            string yesterday = context.Clock.GetUtcNow().AddHours(-26).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            await RunCommandAsync("simulate", "--workout", "$TOUR/watch/week-4-1-2.fit", "--start", yesterday, "--out", "$TOUR/finished.fit").ConfigureAwait(false);

            Say("5. The finished activity comes off the watch, is matched to its session, and verified:");
            await RunCommandAsync("import", "$TOUR/finished.fit").ConfigureAwait(false);

            Say("6. Right after the run, and again a day later, she says how it was:");
            await RunCommandAsync("checkin", "--activity", "1", "--when", "next-day", "--symptom", "none", "--fatigue", "everyday", "--recovered", "yes").ConfigureAwait(false);

            Say("7. What comes next? What was run and how it felt decides, and not the calendar; what is missing holds:");
            await RunCommandAsync("status").ConfigureAwait(false);

            Say("8. Other activities, among them one of a watch that knows no workouts, the second run walked:");
            await RunCommandAsync("simulate", "--workout", "week:4", "--with", "no-workout", "--with", "no-laps", "--with", "walk-run:2", "--out", "$TOUR/plain.fit").ConfigureAwait(false);
            string? fixtures = FindFixtures();
            if (fixtures is null)
                Say("(The fixtures of the source tree are not here; they are passed over.)");
            await RunCommandAsync(["import", "$TOUR/plain.fit", .. fixtures is null ? Array.Empty<string>() : [fixtures], .. path is null ? Array.Empty<string>() : [path]]).ConfigureAwait(false);

            Say("9. The log has kept itself:");
            await RunCommandAsync("log", "list").ConfigureAwait(false);

            Say("10. Was the plan what happened, interval by interval?");
            await RunCommandAsync("log", "show", "1").ConfigureAwait(false);

            if (fixtures is not null)
            {
                Say("And a run on through a planned walk, which a total of minutes would not show:");
                await RunCommandAsync("verify", Path.Combine(fixtures, "week-4-run-through.fit"), "--workout", "week:4").ConfigureAwait(false);
            }
            return _exitCode;
        }

        private string DaysAgo(int days) => RunnerSettings.Text(DateOnly.FromDateTime(context.Clock.GetLocalNow().DateTime).AddDays(-days));

        private void Say(string text)
        {
            _terminal.Line();
            _terminal.Line($"[bold]{Terminal.Escape(text)}[/]");
        }

        private async Task RunCommandAsync(params string[] arguments)
        {
            cancellation.ThrowIfCancellationRequested();
            _terminal.Line($"[grey]$ pprun {Terminal.Escape(string.Join(' ', arguments))}[/]");
            string[] real = [.. arguments.Select(argument => argument.Replace("$TOUR", folder, StringComparison.Ordinal)), "--data", Path.Combine(folder, "log")];
            int code = await Application.RunPartAsync(real, _terminal, context.Clock, cancellation).ConfigureAwait(false);
            // A damaged file among the activities is part of what the tour shows.
            if (code is not (ExitCode.Done or ExitCode.UnreadableInput))
                _exitCode = code;
        }

        /// <summary>The fixtures of the source tree that this was built in.</summary>
        private static string? FindFixtures()
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "PostpartumRun.sln")))
                {
                    string fixtures = Path.Combine(at.FullName, "fixtures");
                    return Directory.Exists(fixtures) ? Path.GetRelativePath(Environment.CurrentDirectory, fixtures) : null;
                }
            }
            return null;
        }
    }
}
