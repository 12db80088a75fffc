using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>The tour, and what all commands look like in a pipe.</summary>
public sealed class TourTest
{
    [Fact]
    public void The_tour_shows_the_main_job_and_leaves_nothing_behind()
    {
        using var pprun = new PprunProcess();
        pprun.Environment["NO_COLOR"] = "1";
        var result = pprun.Run("tour").Done();
        string[] commands = [.. result.Lines.Where(line => line.StartsWith("$ pprun", StringComparison.Ordinal)).Select(line => line.Split(' ')[2])];
        Assert.Equal(["init", "ready", "export", "simulate", "import", "checkin", "status", "log", "verify"], commands.Distinct());
        Assert.Contains("informs and does not diagnose", result.Output);
        Assert.Contains("6x(1:00 run; 2:00 walk)", result.Output);
        Assert.Contains("session 4:1-2 (the watch names its workout), as planned", result.Output);
        Assert.Contains("more than planned", result.Output);
        Assert.Empty(Directory.GetFileSystemEntries(pprun.Temporary, "pprun-*"));
        Assert.False(Directory.Exists(pprun.Data), "The tour touched the log.");
    }

    [Fact]
    public void The_tour_takes_ones_own_activities_along()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("my runs"));
        pprun.Simulate("my runs/[mine].fit", "week:7", "--with", "stop-early:3");
        pprun.Write("my runs/broken.fit", "not FIT"u8);
        var result = pprun.Run("tour", "my runs").Done();
        Assert.Contains("[mine].fit", result.Output);
        Assert.Contains("broken.fit: ", result.Errors);
        Assert.Empty(Directory.GetFileSystemEntries(pprun.Temporary, "pprun-*"));
    }

    [Fact]
    public void The_tour_of_a_real_file_logs_it()
    {
        using var pprun = new PprunProcess();
        var result = pprun.Run("tour", Corpus.File("jkfitparser__garmin-stamina.fit")).Done();
        Assert.Contains(result.Lines, line => line.StartsWith("logged", StringComparison.Ordinal) && line.Contains("garmin-stamina", StringComparison.Ordinal));
    }

    [Fact]
    public void A_terminal_gets_colours_unless_NO_COLOR_is_set_and_no_word_of_a_table_is_broken()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no script(1) to make a terminal with.");
        using var pprun = new PprunProcess();
        pprun.Simulate("a.fit", "week:4", "--start", "2026-06-21T07:00:00Z");
        string colored = OnTerminal(pprun, 80, "verify a.fit");
        Assert.Contains("\u001b[", colored);
        pprun.Environment["NO_COLOR"] = "1";
        string plain = OnTerminal(pprun, 80, "verify a.fit");
        Assert.DoesNotMatch("\u001b\\[[0-9;]*m", plain);
        Assert.Contains("steps/min bpm seen by", plain);
        Assert.Contains("│ steps/min │", OnTerminal(pprun, 120, "verify a.fit"));
        Assert.Matches("│ 8 +│ Run without", OnTerminal(pprun, 80, "plan"));
    }

    private static string OnTerminal(PprunProcess pprun, int columns, string command) =>
        pprun.RunOther("/usr/bin/script", "-qec", $"stty cols {columns}; '{PprunProcess.Executable}' {command}", "/dev/null");

    [Fact]
    public void Help_and_version_are_there_for_every_command()
    {
        using var pprun = new PprunProcess();
        string help = pprun.Run("--help").Done().Output;
        foreach (string command in new[] { "init", "ready", "plan", "export", "import", "verify", "log", "checkin", "status", "simulate", "fit", "tour" })
        {
            Assert.Contains($"\n  {command}", help);
            Assert.Contains("Usage:", pprun.Run(command, "--help").Done().Output);
        }
        Assert.Matches(@"^\d+\.\d+\.\d+", pprun.Run("--version").Done().Output);
    }

    [Fact]
    public void The_plan_names_all_weeks_and_each_weeks_sessions()
    {
        using var pprun = new PprunProcess();
        var overview = pprun.Run("plan").Done();
        Assert.All(Enumerable.Range(1, 8), week => Assert.Contains(overview.Lines, line => line.StartsWith($"{week} ", StringComparison.Ordinal)));
        Assert.Contains("6 x", pprun.Run("plan", "--week", "4").Done().Output.Replace("6x", "6 x", StringComparison.Ordinal));
        var sessions = pprun.Run("plan", "--json").Done().Json;
        Assert.Equal(22, sessions.Length);
        Assert.All(sessions, line => Assert.Equal("pprun.session/1", ImportTest.Word(line, "schema")));
    }
}
