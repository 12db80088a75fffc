using System.Globalization;
using System.Text.Json;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Sessions of exercises, from the plan onto the watch and back.</summary>
public sealed class ExercisesTest
{
    [Fact]
    public void Exercises_that_come_back_have_no_score_and_count_once_a_check_in_tells_of_them()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Run("init", "--set", "first-week=3").Done();
        for (int i = 1; i <= 2; i++)
        {
            pprun.Run("export", "--session", "3:drills", "--to", "out").Done();
            pprun.Simulate($"{i}.fit", "out/week-3-drills.fit", "--seed", $"{i}", "--start", HoursAgo(i == 1 ? 40 : 16));
            Assert.Contains("session 3:drills (the watch names its workout), exercises, ", pprun.Run("import", $"{i}.fit").Done().Output, StringComparison.Ordinal);
        }
        var shown = pprun.Run("log", "show", "1", "--json").Done().Json[0];
        Assert.Equal(("unknown", JsonValueKind.Null), (ImportTest.Word(shown, "verdict"), shown.GetProperty("score").ValueKind));
        Assert.Equal(0, shown.GetProperty("runSeconds").GetDouble());
        Assert.All(shown.GetProperty("intervals").EnumerateArray(), interval => Assert.Equal(("open", "done", "lap"), (ImportTest.Word(interval, "gait"), ImportTest.Word(interval, "verdict"), ImportTest.Word(interval, "boundary"))));
        Assert.Matches("^Exercises, [0-9:]+ on the watch: its laps went through ([0-9]+) of \\1 steps, and there is no gait to judge.$", Assert.Single(shown.GetProperty("notes").EnumerateArray()).GetString()!);
        Assert.DoesNotContain("planned,", pprun.Run("log", "show", "1").Done().Output);
        Assert.Equal("missing-check-in", Rule(pprun, "missing-check-in"));
        for (int i = 1; i <= 2; i++)
            pprun.Run("checkin", "--activity", $"{i}", "--when", "after", "--symptom", "none", "--fatigue", "everyday").Done();
        Assert.Equal("level-done", Rule(pprun, "level-done"));
    }

    [Fact]
    public void Exercises_without_a_lap_to_a_step_are_unknown_step_by_step()
    {
        using var pprun = new PprunProcess();
        pprun.Run("export", "--session", "3:drills", "--to", "out").Done();
        pprun.Simulate("a.fit", "out/week-3-drills.fit", "--with", "auto-laps");
        var verified = pprun.Run("verify", "a.fit", "--workout", "out/week-3-drills.fit", "--json").Done().Json[0];
        Assert.All(verified.GetProperty("intervals").EnumerateArray(), interval =>
            Assert.Equal(ImportTest.Word(interval, "boundary") == "lap", ImportTest.Word(interval, "verdict") != "unknown"));
        Assert.Equal("unknown", ImportTest.Word(verified, "verdict"));
    }

    [Fact]
    public void A_week_is_one_of_the_runners_own_plan_for_verify_and_simulate_too()
    {
        using var pprun = new PprunProcess();
        pprun.Run("plan", "audit", "--bridge", "small steps.yaml").Done();
        pprun.MakeReady("--runner", "Ada").Run("init", "--plan", "small steps.yaml", "--runner", "Ada").Done();
        pprun.Run("simulate", "--workout", "week:5:bridge", "--out", "a.fit", "--runner", "Ada").Done();
        var verified = pprun.Run("verify", "a.fit", "--workout", "week:5:bridge", "--runner", "Ada", "--json").Done().Json[0];
        Assert.Contains("6x(1:05 run", ImportTest.Word(verified.GetProperty("workout"), "text"), StringComparison.Ordinal);
        Assert.Equal("as-planned", ImportTest.Word(verified, "verdict"));
        // Of the built-in plan for anybody else, whom asking puts into no log.
        Assert.Equal(2, pprun.Run("verify", "a.fit", "--workout", "week:5:bridge", "--runner", "Bea").ExitCode);
        Assert.Contains("6x(2:00 run", ImportTest.Word(pprun.Run("verify", "a.fit", "--workout", "week:5", "--runner", "Bea", "--json").Json[0].GetProperty("workout"), "text"), StringComparison.Ordinal);
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(pprun.Data, "pprun.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name) FROM runner";
        Assert.Equal("Ada", command.ExecuteScalar());
    }

    private static string HoursAgo(int hours) => DateTime.UtcNow.AddHours(-hours).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Rule(PprunProcess pprun, string rule) => pprun.Run("status", "--json").Done().Json[0].GetProperty("reasons").EnumerateArray()
        .Select(reason => ImportTest.Word(reason, "rule")).FirstOrDefault(found => found == rule, "none");
}
