using System.Text.Json;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Watches that are plugged in, as folder trees where the system would mount them.</summary>
public sealed class WatchTest
{
    private const string Mtp = "run/gvfs/mtp:host=091e_4cda_0000cafe/Internal Storage";

    private static PprunProcess Runner(params string[] watches)
    {
        string[] elsewhere = ["/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*"];
        Assert.SkipUnless(MountedWatch.Find(elsewhere).IsEmpty && !OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS(), "A real watch is plugged in, and is left alone.");
        var pprun = new PprunProcess().MakeReady();
        foreach (string watch in watches)
        {
            foreach (string folder in new[] { "newfiles", "Workouts", "Activity" })
                Directory.CreateDirectory(pprun.File($"{watch}/garmin/{folder}"));
        }
        return pprun;
    }

    private static string[] On(PprunProcess pprun, string watch = Mtp) => [.. Directory.GetFiles(pprun.File(watch), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(pprun.File($"{watch}/garmin"), path)).Order(StringComparer.Ordinal)];

    /// <summary>What a watch does with new files when it is unplugged.</summary>
    private static void SortIn(PprunProcess pprun)
    {
        foreach (string path in Directory.GetFiles(pprun.File($"{Mtp}/garmin/newfiles")))
            File.Move(path, path.Replace("newfiles", "Workouts", StringComparison.Ordinal), overwrite: true);
    }

    [Fact]
    public void A_week_and_its_schedule_go_onto_the_watch_that_is_plugged_in()
    {
        using var pprun = Runner(Mtp);
        var lines = pprun.Run("export", "--week", "5", "--to", "watch", "--start", "2026-09-07", "--json").Done().Json;
        Assert.Equal(["newfiles/schedule.fit", "newfiles/week-5-2-2.fit", "newfiles/week-5-strength.fit"], On(pprun));
        var files = ExportTest.Decode([.. lines.Select(line => File.ReadAllBytes(pprun.File(line.GetProperty("file").GetString()!)))]);
        Assert.Equal("schedules", ExportTest.Message(files[2], 0)[0].GetProperty("type").GetString());
        var workouts = files[..2].Select(file => Identity(ExportTest.Message(file, 0)[0])).ToList();
        var entries = ExportTest.Message(files[2], 28);
        Assert.Equal(5, entries.Length);
        Assert.All(entries, entry => Assert.Contains(Identity(entry), workouts));
        Assert.Equal(2, entries.Select(Identity).Distinct().Count());

        static (uint, string) Identity(JsonElement message) => (message.GetProperty("serialNumber").GetUInt32(), message.GetProperty("timeCreated").GetString()!);
    }

    [Fact]
    public void Replace_takes_away_what_was_exported_before_and_nothing_else()
    {
        using var pprun = Runner(Mtp);
        pprun.Run("export", "--week", "4", "--to", "watch", "--start", "2026-09-07").Done();
        SortIn(pprun);
        File.WriteAllBytes(pprun.File($"{Mtp}/garmin/Workouts/tempo.fit"), [1, 2, 3]);
        pprun.MakeReady("--runner", "anna").Run("export", "--week", "4", "--to", "watch", "--runner", "anna").Done();
        pprun.Run("export", "--week", "5", "--to", "watch").Done();
        Assert.Equal(
            ["Workouts/schedule.fit", "Workouts/tempo.fit", "Workouts/week-4-1-2.fit", "newfiles/anna-week-4-1-2.fit", "newfiles/week-5-2-2.fit", "newfiles/week-5-strength.fit"],
            On(pprun));
        pprun.Run("export", "--session", "5:2-2", "--to", "watch", "--replace").Done();
        Assert.Equal(["Workouts/tempo.fit", "newfiles/anna-week-4-1-2.fit", "newfiles/week-5-2-2.fit"], On(pprun));
    }

    [Fact]
    public void Somebody_elses_file_of_the_same_name_stays_as_it_is()
    {
        using var pprun = Runner(Mtp);
        string path = pprun.File($"{Mtp}/garmin/newfiles/week-4-1-2.fit");
        File.WriteAllBytes(path, [1, 2, 3]);
        pprun.Run("export", "--week", "4", "--to", "watch").Done();
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(2, On(pprun).Length);
    }

    [Fact]
    public void Of_several_watches_the_path_of_one_is_asked_for_and_taken()
    {
        using var pprun = Runner(Mtp, "run/gvfs/mtp:host=other/Primary");
        var result = pprun.Run("export", "--week", "4", "--to", "watch");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("several watches", Assert.Single(result.ErrorLines));
        Assert.Contains($"--to \"{pprun.File(Mtp)}\"", result.Errors);
        Assert.Empty(On(pprun));
        pprun.Run("export", "--week", "4", "--to", pprun.File(Mtp)).Done();
        Assert.Equal(["newfiles/week-4-1-2.fit"], On(pprun));
    }

    [Fact]
    public void Without_a_watch_it_says_where_it_looked()
    {
        using var pprun = Runner();
        var result = pprun.Run("export", "--week", "4", "--to", "watch");
        Assert.Equal(2, result.ExitCode);
        foreach (string place in new[] { "/media/*", "/run/media/*/*", "gvfs/mtp*" })
            Assert.Contains(place, Assert.Single(result.ErrorLines));
        Assert.False(Directory.Exists(pprun.File("watch")));
    }

    [Fact]
    public void A_full_watch_and_a_read_only_one_keep_what_they_have()
    {
        using var pprun = Runner();
        using var disk = new SmallDisk(pprun.File(Mtp), "256k");
        Directory.CreateDirectory(pprun.File($"{Mtp}/garmin/newfiles"));
        pprun.Run("export", "--week", "4", "--to", "watch").Done();
        disk.Fill();
        var full = pprun.Run("export", "--week", "5", "--to", "watch", "--replace");
        Assert.Equal(1, full.ExitCode);
        Assert.Contains("the disk is full", full.ErrorLines[^1]);
        Assert.Equal(["../ballast", "newfiles/week-4-1-2.fit"], On(pprun));
        disk.Empty();
        disk.MakeReadOnly();
        var readOnly = pprun.Run("export", "--week", "5", "--to", "watch");
        Assert.Equal(2, readOnly.ExitCode);
        Assert.Contains("cannot be written", readOnly.ErrorLines[^1]);
        Assert.Equal(["newfiles/week-4-1-2.fit"], On(pprun));
    }

    [Fact]
    public void A_run_after_a_week_with_exercises_is_still_matched_by_its_week_and_shape()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Run("export", "--week", "6", "--to", "out").Done();
        string run = pprun.Simulate("run.fit", "week:6:3-2", "--with", "no-workout");
        Assert.Equal("6:3-2", pprun.Run("import", run, "--json").Done().Json[0].GetProperty("match").GetProperty("session").GetString());
        string core = pprun.Simulate("core.fit", "out/week-1-core.fit");
        Assert.Equal("1:core", pprun.Run("import", core, "--json").Done().Json[0].GetProperty("match").GetProperty("session").GetString());
    }

    [Theory]
    [InlineData("zwo", "week-5-2-2.zwo", "no exercises")]
    [InlineData("intervals", "week-5-2-2.txt week-5-strength.txt", "serial number of its own")]
    [InlineData("ics", "sessions.ics", "guides nobody")]
    public void Other_formats_say_what_they_could_not_carry_and_are_the_same_bytes_again(string format, string files, string loss)
    {
        using var pprun = new PprunProcess().MakeReady();
        string[] days = format == "ics" ? ["--start", "2026-09-07"] : [];
        var first = pprun.Run(["export", "--week", "5", "--to", "a", "--format", format, .. days]).Done();
        Assert.Contains(loss, first.Errors);
        pprun.Run(["export", "--week", "5", "--to", "b", "--format", format, .. days]).Done();
        Assert.Equal(files.Split(' '), Directory.GetFiles(pprun.File("a")).Select(Path.GetFileName).Order());
        Assert.All(files.Split(' '), file => Assert.Equal(File.ReadAllBytes(pprun.File($"a/{file}")), File.ReadAllBytes(pprun.File($"b/{file}"))));
    }

    [Fact]
    public void More_entries_than_the_watch_takes_are_left_out_and_said()
    {
        using var pprun = new PprunProcess().MakeReady();
        var result = pprun.Run("export", "--week", "1", "--to", "out", "--start", "2026-09-07", "--for", "4", "--json").Done();
        Assert.Equal(30, result.Json[^1].GetProperty("entries").GetArrayLength());
        Assert.Contains("takes 30 entries of the 40", result.Errors);
        var plain = pprun.Run("export", "--week", "1", "--to", "plain", "--start", "2026-09-07", "--device", "plain").Done();
        Assert.Contains("takes no schedule", plain.Errors);
        Assert.False(File.Exists(pprun.File("plain/schedule.fit")));
    }

    [Fact]
    public void Activities_come_from_the_watch_that_is_plugged_in()
    {
        using var pprun = Runner(Mtp);
        pprun.Simulate($"{Mtp}/garmin/Activity/run.fit", "week:4");
        var result = pprun.Run("import", "--from", "watch", "--json").Done();
        Assert.Equal("logged", ImportTest.Word(Assert.Single(result.Json), "status"));
        Assert.Contains("garmin/Activity", Assert.Single(result.ErrorLines));
        Assert.Equal("duplicate", ImportTest.Word(Assert.Single(pprun.Run("import", "--from", pprun.File(Mtp), "--json").Done().Json), "status"));
        Assert.Contains("no GARMIN folder", Assert.Single(pprun.Run("import", "--from", pprun.Folder).ErrorLines));
        var nothing = pprun.Run("import");
        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("--from watch", Assert.Single(nothing.ErrorLines));
    }

    [Fact]
    public void Without_a_watch_nothing_is_imported_and_it_says_where_it_looked()
    {
        using var pprun = Runner();
        var result = pprun.Run("import", "--from", "watch");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("/media/*", Assert.Single(result.ErrorLines));
    }
}
