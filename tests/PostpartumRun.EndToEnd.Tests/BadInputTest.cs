using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>What is wrong with an input or a command line is told in one line, by the right exit code, and leaves nothing behind.</summary>
public sealed class BadInputTest
{
    /// <summary>The command, the exit code, and what the line says. The folder holds a sound activity and what is not one.</summary>
    public static TheoryData<int, string, string[]> Lines => new()
    {
        { 2, "Say which: init, ready, plan, export, import", [] },
        { 2, "no command 'nosuch'", ["nosuch"] },
        { 2, "no option '--nosuch'", ["--nosuch"] },
        { 2, "no option '--wek'", ["plan", "--wek", "4"] },
        { 2, "no option '--jsn'", ["import", "--jsn", "good.fit"] },
        { 2, "no command 'nosuch'", ["log", "nosuch"] },
        { 2, "Say which: list, show", ["log"] },
        { 2, "one word too many", ["fit", "dump", "good.fit", "good.fit"] },
        { 2, "there is nothing to import", ["import"] },
        { 2, "Required argument missing", ["verify"] },
        { 2, "is empty", ["import", ""] },
        { 2, "is empty", ["fit", "dump", ""] },

        { 2, "Say what to export", ["export", "--to", "out"] },
        { 2, "Say what to export", ["export", "--to", "out", "--week", "4", "--session", "4:1-2"] },
        { 2, "'--to' is required", ["export", "--week", "4"] },
        { 2, "--to is empty", ["export", "--week", "4", "--to", ""] },
        { 2, "no week 9", ["export", "--week", "9", "--to", "out"] },
        { 2, "no week 0", ["export", "--week", "0", "--to", "out"] },
        { 2, "no week -1", ["export", "--week", "-1", "--to", "out"] },
        { 2, "whole number, and 'x'", ["export", "--week", "x", "--to", "out"] },
        { 2, "whole number, and '99999999999999999999'", ["export", "--week", "99999999999999999999", "--to", "out"] },
        { 2, "has no session '9-9'", ["export", "--session", "6:9-9", "--to", "out"] },
        { 2, "names no session", ["export", "--session", "abc", "--to", "out"] },
        { 2, "no walk or run in it", ["simulate", "--workout", "week:3:drills", "--out", "a.fit"] },
        { 2, "no device 'none'", ["export", "--week", "1", "--to", "out", "--device", "none"] },
        { 2, "no format 'tcx'", ["export", "--week", "1", "--to", "out", "--format", "tcx"] },
        { 2, "no format '1'", ["export", "--week", "1", "--to", "out", "--format", "1"] },
        { 2, "--start is a date", ["export", "--week", "1", "--to", "out", "--start", "soon"] },
        { 2, "--days is days of the week", ["export", "--week", "1", "--to", "out", "--start", "2026-09-07", "--days", "someday"] },
        { 2, "from 1 to 12", ["export", "--week", "1", "--to", "out", "--start", "2026-09-07", "--for", "0"] },
        { 2, "from --start on", ["export", "--week", "1", "--to", "out", "--days", "mon"] },
        { 2, "A calendar needs days", ["export", "--week", "1", "--to", "out", "--format", "ics"] },
        { 2, "days for runs are not known", ["export", "--week", "1", "--to", "out", "--start", "2026-09-07", "--runner", "stranger"] },
        { 2, "FIT files alone", ["export", "--week", "1", "--to", "watch", "--format", "zwo"] },
        { 2, "2 min", ["export", "--workout", "2m run", "--to", "out"] },
        { 2, "line 1, column 6", ["export", "--workout", "5:00 fly", "--to", "out"] },
        { 2, "30 workouts of 20 steps", ["export", "--to", "out", "--device", "plain", "--workout", string.Concat(Enumerable.Repeat("1:00 run; 1:00 walk; ", 300))] },
        { 3, "no workout file nosuch.fit", ["export", "--workout", "nosuch.fit", "--to", "out"] },
        { 2, "is a file", ["export", "--week", "4", "--to", "text.txt"] },
        { 2, "Choose a folder", ["export", "--week", "4", "--to", "text.txt/below"] },
        { 2, "name is empty", ["export", "--week", "4", "--to", "out", "--runner", " "] },
        { 2, "control character", ["export", "--week", "4", "--to", "out", "--runner", "a\nb"] },

        { 2, "no week 9", ["plan", "--week", "9"] },
        { 2, "no week 0", ["plan", "--week", "0"] },
        { 2, "whole number, and 'x'", ["plan", "--week", "x"] },
        { 3, "no such file", ["plan", "--plan", "nosuch.yaml"] },
        { 3, "is a folder", ["plan", "--plan", "folder"] },
        { 3, "text.txt:1:1", ["plan", "--plan", "text.txt"] },
        { 3, "picture.jpg:1", ["plan", "--plan", "picture.jpg"] },

        { 3, "no such file", ["fit", "dump", "nosuch.fit"] },
        { 3, "is a folder", ["fit", "dump", "folder"] },
        { 3, "is empty", ["fit", "dump", "empty.fit"] },
        { 3, "not a FIT file", ["fit", "dump", "picture.jpg"] },
        { 3, "not a FIT file", ["fit", "dump", "text.txt", "--json"] },
        { 3, "cut off", ["fit", "dump", "half.fit", "--csv"] },
        { 2, "--csv stands alone", ["fit", "dump", "good.fit", "--csv", "--json"] },

        { 3, "no such file", ["import", "nosuch.fit"] },
        { 3, "is empty", ["import", "empty.fit"] },
        { 3, "not a FIT file", ["import", "picture.jpg"] },
        { 3, "not a FIT file", ["import", "text.txt", "good.fit"] },
        { 3, "no such file", ["import", "good.fit", "no*such?.fit"] },
        { 0, "no FIT files", ["import", "folder"] },

        { 3, "no such file", ["verify", "nosuch.fit", "--workout", "week:4"] },
        { 3, "is empty", ["verify", "empty.fit"] },
        { 3, "not a FIT file", ["verify", "picture.jpg"] },
        { 3, "no activity", ["verify", "workout.fit"] },
        { 0, "no FIT files", ["verify", "folder"] },
        { 2, "no week 9", ["verify", "good.fit", "--workout", "week:9"] },
        { 2, "cannot be read: line 1", ["verify", "good.fit", "--workout", "[red]"] },
        { 3, "cannot be used as a workout", ["verify", "good.fit", "--workout", "text.txt"] },

        { 2, "no activity 77", ["log", "show", "77"] },
        { 2, "whole number, and 'x'", ["log", "show", "x"] },
        { 2, "--data is empty", ["log", "list", "--data", ""] },
        { 1, "cannot be made", ["log", "list", "--data", "text.txt"] },
        { 1, "no log of pprun", ["log", "list", "--data", "no-database"] },
        { 1, "no log of pprun", ["import", "good.fit", "--data", "no-database"] },
        { 1, "no log of pprun", ["export", "--week", "4", "--to", "out", "--data", "no-database"] },

        { 2, "is a date, as 2026-06-01", ["init", "--birth-date", "1 June"] },
        { 2, "vaginal or caesarean", ["init", "--birth-mode", "home"] },
        { 2, "days of the week", ["init", "--days", "someday"] },
        { 2, "lies ahead", ["init", "--birth-date", "2999-01-01", "--start", "2999-01-02"] },
        { 2, "whole number from 3 to 52", ["init", "--set", "minimum-weeks=0"] },
        { 2, "write a rule and a number", ["init", "--set", "nosuch=3"] },
        { 2, "no item 'nosuch'", ["ready", "--pass", "nosuch"] },
        { 2, "is given twice", ["ready", "--pass", "hops", "--not-yet", "hops"] },
        { 2, "is no date", ["ready", "--pass", "hops", "--on", "today"] },
        { 2, "lies ahead", ["ready", "--pass", "hops", "--on", "2999-01-01"] },
        { 2, "choose one of none", ["checkin", "--when", "today", "--symptom", "nosuch", "--fatigue", "none"] },
        { 2, "run-minute, from 0 to 600", ["checkin", "--when", "today", "--symptom", "leaking:x", "--fatigue", "none"] },
        { 2, "stands alone", ["checkin", "--when", "today", "--symptom", "none", "--symptom", "leaking", "--fatigue", "none"] },
        { 2, "is given twice", ["checkin", "--when", "today", "--symptom", "leaking", "--symptom", "leaking:2", "--fatigue", "none"] },
        { 2, "choose none, everyday or exhausted", ["checkin", "--when", "today", "--symptom", "none", "--fatigue", "very"] },
        { 2, "lacks --fatigue", ["checkin", "--when", "today", "--symptom", "none"] },
        { 2, "choose after, next-day or today", ["checkin", "--when", "soon", "--symptom", "none", "--fatigue", "none"] },
        { 2, "no activity 77", ["checkin", "--activity", "77", "--symptom", "none", "--fatigue", "none"] },
        { 2, "recorded by the watch", ["checkin", "--session", "4:1-2", "--symptom", "none", "--fatigue", "none"] },
        { 2, "needs both its reason and a name", ["export", "--week", "4", "--to", "out", "--override", "why"] },
        { 1, "no log of pprun", ["status", "--data", "no-database"] },
        { 3, "no such file", ["plan", "check", "nosuch.yaml"] },
        { 3, "no such file", ["plan", "audit", "nosuch.yaml"] },
        { 3, "a plan is a group of keys", ["plan", "check", "no-database/pprun.db"] },
        { 2, "no name of a file", ["plan", "new", "folder"] },

        { 2, "'--out' is required", ["simulate", "--workout", "week:4"] },
        { 2, "choose one of", ["simulate", "--workout", "week:4", "--out", "out.fit", "--with", "nosuch"] },
        { 2, "has 6 runs", ["simulate", "--workout", "week:4", "--out", "out.fit", "--with", "skip-run:7"] },
        { 2, "whole number", ["simulate", "--workout", "week:4", "--out", "out.fit", "--with", "skip-run:x"] },
        { 2, "too long to simulate", ["simulate", "--workout", "900x(24h run)", "--out", "out.fit"] },
        { 2, "too long to simulate", ["simulate", "--workout", "900x(900 km run)", "--out", "out.fit"] },
        { 2, "is no time", ["simulate", "--workout", "week:4", "--out", "out.fit", "--start", "yesterday"] },
        { 2, "is a folder", ["simulate", "--workout", "week:4", "--out", "folder"] },
        { 2, "no such folder", ["simulate", "--workout", "week:4", "--out", "nosuch/out.fit"] },
        { 2, "is empty", ["simulate", "--workout", "week:4", "--out", ""] },
        { 3, "no such file or folder", ["tour", "nosuch"] },
    };

    [Fact]
    public void Each_is_told_in_one_line_with_its_exit_code_and_leaves_nothing_behind()
    {
        using var pprun = new PprunProcess();
        Prepare(pprun);
        string[] before = Entries(pprun);
        var problems = new List<string>();
        Parallel.ForEach(Lines, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, line =>
        {
            var (exitCode, message, arguments) = line.Data;
            var result = pprun.Run(arguments);
            bool isOneLine = result.ErrorLines.Length == 1 && result.ErrorLines[0].StartsWith("pprun", StringComparison.Ordinal);
            if (result.ExitCode != exitCode || !isOneLine || !result.Errors.Contains(message, StringComparison.Ordinal) || result.Errors.Contains("fault in pprun itself", StringComparison.Ordinal))
            {
                lock (problems)
                    problems.Add($"pprun {string.Join(' ', arguments)}: {result.ExitCode}, not {exitCode} '{message}': {result.Errors}");
            }
        });
        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.Equal(before, Entries(pprun));
        // The sound file beside those that are not was logged all the same, once.
        Assert.Equal("good.fit", ImportTest.Word(Assert.Single(ImportTest.Listed(pprun)), "file"));
    }

    [Fact]
    public void A_damaged_activity_is_salvaged_and_marked_so()
    {
        using var pprun = new PprunProcess();
        Prepare(pprun);
        var line = Assert.Single(pprun.Run("import", "half.fit", "--json").Json);
        Assert.Equal("logged", ImportTest.Word(line, "status"));
        Assert.True(line.GetProperty("salvaged").GetBoolean());
        Assert.Equal(["code", "offset", "message"], line.GetProperty("error").EnumerateObject().Select(property => property.Name));
        Assert.Equal("truncated", ImportTest.Word(line.GetProperty("error"), "code"));
        Assert.True(ImportTest.Listed(pprun)[0].GetProperty("salvaged").GetBoolean());
    }

    [Fact]
    public void An_unreadable_input_is_a_line_of_json_with_its_reason()
    {
        using var pprun = new PprunProcess();
        Prepare(pprun);
        var result = pprun.Run("verify", "--json", "nosuch.fit", "good.fit", "text.txt");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal(3, result.Json.Length);
        foreach (var (line, code) in new[] { (result.Json[0], "not-found"), (result.Json[2], "not-fit") })
        {
            Assert.Equal(["schema", "file", "error"], line.EnumerateObject().Select(property => property.Name));
            Assert.Equal(["code", "message"], line.GetProperty("error").EnumerateObject().Select(property => property.Name));
            Assert.Equal(code, ImportTest.Word(line.GetProperty("error"), "code"));
        }
        VerificationContract.Check(result.Json[1]);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_named()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc.");
        using var pprun = new PprunProcess().MakeReady();
        foreach (string[] arguments in new string[][] { ["export", "--week", "4", "--to", "/proc/pprun"], ["export", "--week", "4", "--to", "/proc/sys"], ["simulate", "--workout", "week:4", "--out", "/proc/out.fit"] })
        {
            var result = pprun.Run(arguments);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("cannot be written", Assert.Single(result.ErrorLines));
            Assert.Contains("/proc/", result.Errors);
        }
        Assert.Equal(1, pprun.Run("log", "list", "--data", "/proc/pprun").ExitCode);
    }

    private static void Prepare(PprunProcess pprun)
    {
        pprun.MakeReady();
        byte[] good = File.ReadAllBytes(pprun.Simulate("good.fit", "week:4"));
        pprun.Write("half.fit", good.AsSpan(0, good.Length / 2));
        pprun.Write("empty.fit", []);
        pprun.Write("text.txt", "This is no FIT file, but it is long enough to be one."u8);
        pprun.Write("picture.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xD9]);
        Directory.CreateDirectory(pprun.File("folder"));
        Directory.CreateDirectory(pprun.File("no-database"));
        File.WriteAllText(pprun.File("no-database/pprun.db"), string.Concat(Enumerable.Repeat("No database at all. ", 300)));
        pprun.Run("export", "--session", "4:1-2", "--to", "folder").Done();
        File.Move(pprun.File("folder/week-4-1-2.fit"), pprun.File("workout.fit"));
    }

    /// <summary>All files but the log's.</summary>
    private static string[] Entries(PprunProcess pprun) =>
        [.. Directory.GetFileSystemEntries(pprun.Folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.StartsWith(pprun.Data, StringComparison.Ordinal) && !path.StartsWith(pprun.Temporary, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
