using System.Text.Json;
using Microsoft.Data.Sqlite;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Readiness, check-ins and decisions, by the command.</summary>
public sealed class CareTest
{
    private static string[] Init(params string[] more) =>
        ["init", "--birth-date", PprunProcess.DaysAgo(140), "--birth-mode", "vaginal", "--start", PprunProcess.DaysAgo(30), "--days", "mon,wed,sat", .. more];

    [Fact]
    public void A_script_that_says_too_little_is_told_all_that_is_missing()
    {
        using var pprun = new PprunProcess();
        var result = pprun.Run("init", "--birth-mode", "vaginal");
        Assert.Equal(2, result.ExitCode);
        foreach (string missing in new[] { "birth-date is missing", "start is missing", "days is missing", "pprun init --birth-date" })
            Assert.Contains(missing, Assert.Single(result.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("birth-mode is missing", result.Errors);
        var checkIn = pprun.Run("checkin");
        Assert.Equal(2, checkIn.ExitCode);
        Assert.Contains("lacks --symptom none (or which), --fatigue", Assert.Single(checkIn.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Init_is_done_again_without_a_change_and_changes_one_value()
    {
        using var pprun = new PprunProcess();
        Assert.Equal(4, pprun.Run(Init("--json")).Done().Json[0].GetProperty("changed").GetArrayLength());
        Assert.Equal(0, pprun.Run(Init("--json")).Done().Json[0].GetProperty("changed").GetArrayLength());
        var changed = pprun.Run("init", "--days", "Tuesday, fri", "--set", "minimum-weeks=16", "--by", "Dr. Ada", "--json").Done().Json[0];
        Assert.Equal("""["days","minimum-weeks"]""", changed.GetProperty("changed").GetRawText());
        Assert.Equal("""["tue","fri"]""", changed.GetProperty("days").GetRawText());
        Assert.Equal(16, changed.GetProperty("policy").GetProperty("minimum-weeks").GetInt32());
    }

    [Theory]
    [InlineData("--week", "4")]
    [InlineData("--session", "8:intervals")]
    [InlineData("--workout", "5:00 run")]
    public void A_run_is_not_exported_before_clearance_weeks_and_screen_and_each_rule_says_what_lifts_it(string what, string which)
    {
        using var pprun = new PprunProcess();
        pprun.Run("init", "--birth-date", PprunProcess.DaysAgo(60), "--birth-mode", "vaginal", "--start", PprunProcess.DaysAgo(3), "--days", "mon").Done();
        var refused = pprun.Run("export", what, which, "--to", "out");
        Assert.Equal(4, refused.ExitCode);
        foreach (string words in new[] { "clearance: ", "pprun init --cleared", "minimum-weeks: ", "It lifts by itself on", "readiness-screen: All 15 items", "pprun ready", "informs and does not diagnose" })
            Assert.Contains(words, refused.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(pprun.File("out")));
        // What is walked needs none of it.
        pprun.Run("export", "--week", "1", "--to", "out").Done();
        pprun.Run("export", "--workout", "30:00 walk", "--to", "out").Done();
    }

    [Fact]
    public void The_plans_overview_leads_through_what_should_be_true_before_week_1()
    {
        using var pprun = new PprunProcess();
        string shown = pprun.Run("plan").Done().Output;
        foreach (string words in new[] { "has cleared you", "no heaviness", "see a pelvic-health physiotherapist first", "between 12 and 20 weeks", "After a caesarean", "Ribs are stiffer", "Never do two" })
            Assert.Contains(words, shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("Before week 1", StringComparison.Ordinal) < shown.IndexOf("walk-10", StringComparison.Ordinal));
    }

    [Fact]
    public void Readiness_is_taken_item_by_item_and_the_last_one_opens_the_first_run()
    {
        using var pprun = new PprunProcess();
        pprun.Run(Init("--cleared", PprunProcess.DaysAgo(50))).Done();
        var items = pprun.Run("ready", "--json").Done().Json.Select(line => line.GetProperty("item").GetString()!).ToList();
        Assert.Equal(15, items.Count);
        foreach (string item in items.SkipLast(1))
            pprun.Run("ready", "--pass", item, "--on", PprunProcess.DaysAgo(1)).Done();
        Assert.Equal(4, pprun.Run("export", "--week", "4", "--to", "out").ExitCode);
        pprun.Run("ready", "--pass", items[^1]).Done();
        pprun.Run("export", "--week", "4", "--to", "out").Done();
        pprun.Run("ready", "--not-yet", "hops").Done();
        Assert.Contains("1 of the 15 items of the readiness screen is still open: 10 hops in place, each leg (hops).", pprun.Run("export", "--week", "4", "--to", "out").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_ahead_of_her_week_is_exported_and_said_not_to_count()
    {
        using var pprun = new PprunProcess().MakeReady();
        string said = pprun.Run("export", "--week", "8", "--to", "out").Done().Errors;
        Assert.Contains("8:continuous, 8:continuous-12, 8:intervals are ahead of week 1", said, StringComparison.Ordinal);
        Assert.Contains("init --set first-week=8", said, StringComparison.Ordinal);
        pprun.Run("init", "--set", "first-week=4", "--by", "Dr. Ada").Done();
        Assert.DoesNotContain("ahead of", pprun.Run("export", "--week", "4", "--to", "out").Done().Errors, StringComparison.Ordinal);
        Assert.Contains("5:2-2 is ahead of week 4", pprun.Run("export", "--week", "5", "--to", "out").Done().Errors, StringComparison.Ordinal);
        // Core, strength and walks run ahead of nothing.
        Assert.DoesNotContain("ahead of", pprun.Run("export", "--session", "7:mobility", "--to", "out").Done().Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void An_override_goes_on_and_stays_in_the_log_with_its_name_and_reason()
    {
        using var pprun = new PprunProcess();
        Assert.Equal(2, pprun.Run("export", "--week", "4", "--to", "out", "--override", "why not").ExitCode);
        Assert.Equal(2, pprun.Run("export", "--week", "4", "--to", "out", "--override", " ", "--by", "Dr. Ada").ExitCode);
        var gone = pprun.Run("export", "--week", "4", "--to", "out", "--override", "examined today", "--by", "Dr. Ada").Done();
        Assert.Contains("overridden by Dr. Ada, and kept in the log: examined today", gone.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(pprun.File("out/week-4-1-2.fit")));
        using var connection = new SqliteConnection($"Data Source={Path.Combine(pprun.Data, "pprun.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(rule || ': ' || what || ', ' || reason || ', ' || by_name, '; ') FROM safety_override";
        Assert.Equal("runner: 4:1-2, examined today, Dr. Ada; readiness-screen: 4:1-2, examined today, Dr. Ada", command.ExecuteScalar());
    }

    [Fact]
    public void A_stop_sign_is_answered_at_once_and_decides()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Run("export", "--week", "4", "--to", "out").Done();
        pprun.Simulate("a.fit", "out/week-4-1-2.fit");
        pprun.Run("import", "a.fit").Done();
        var said = pprun.Run("checkin", "--activity", "1", "--when", "after", "--symptom", "leaking:4", "--symptom", "pressure", "--fatigue", "everyday", "--note", "uphill").Done();
        Assert.Contains("See a pelvic-health physiotherapist", said.Output, StringComparison.Ordinal);
        Assert.Contains("informs and does not diagnose", said.Output, StringComparison.Ordinal);
        var decision = Assert.Single(pprun.Run("status", "--json").Done().Json);
        Assert.Equal(("pprun.decision/1", "stop"), (ImportTest.Word(decision, "schema"), ImportTest.Word(decision, "decision")));
        Assert.Equal(JsonValueKind.Null, decision.GetProperty("next").ValueKind);
        Assert.Equal("stop-sign", ImportTest.Word(decision.GetProperty("reasons")[0], "rule"));
        Assert.Contains("leaking from run-minute 4", ImportTest.Word(decision.GetProperty("reasons")[0], "text"), StringComparison.Ordinal);
        Assert.Equal(4, pprun.Run("export", "--week", "4", "--to", "out").ExitCode);
        pprun.Run("status").Done();
        Assert.Single(pprun.Run("status", "--history", "--json").Done().Json);
        Assert.DoesNotContain("uphill", pprun.Run("status").Output);
    }

    [Fact]
    public void The_audit_is_a_line_of_json_a_finding_and_a_bridge_audits_clean()
    {
        using var pprun = new PprunProcess();
        var lines = pprun.Run("plan", "audit", "--json", "--bridge", "small steps.yaml").Done().Json;
        Assert.All(lines, line => Assert.Equal(["schema", "rule", "fromWeek", "toWeek", "value", "limit", "source", "fromSession", "toSession", "text", "limitOf"], line.EnumerateObject().Select(property => property.Name)));
        Assert.Contains(lines, line => ImportTest.Word(line, "rule") == "weekly-volume" && line.GetProperty("fromWeek").GetInt32() == 4 && line.GetProperty("value").GetDouble() == 100);
        Assert.All(lines, line => Assert.Equal("default", ImportTest.Word(line, "limitOf")));
        Assert.Empty(pprun.Run("plan", "audit", "small steps.yaml", "--json").Done().Json);
        pprun.Run("plan", "check", "small steps.yaml").Done();
        // A plan that is there already may be somebody's work.
        Assert.Equal(2, pprun.Run("plan", "audit", "small steps.yaml", "--bridge", "small steps.yaml").ExitCode);
    }

    [Fact]
    public void The_audit_for_people_has_a_line_a_finding_and_each_rule_with_its_limit_and_source_once()
    {
        using var pprun = new PprunProcess();
        string shown = pprun.Run("plan", "audit").Done().Output;
        Assert.Equal(25, shown.Split('\n').Count(line => line.Contains(" → ", StringComparison.Ordinal) && line.Contains(':', StringComparison.Ordinal)));
        foreach (string line in new[] { "weekly-volume: a step grows by 10 % at most. (Deering", "longest-run: a step grows by 10 % at most. (BJSM 2025", "one-change: a step changes one thing. (Deering" })
            Assert.Single(shown.Split('\n'), found => found.StartsWith(line, StringComparison.Ordinal));
    }

    [Fact]
    public void An_audit_holds_the_limits_that_were_set_for_the_runner_and_says_whose_they_are()
    {
        using var pprun = new PprunProcess().MakeReady();
        Assert.Contains("The limits are the defaults.", pprun.Run("plan", "audit").Done().Output, StringComparison.Ordinal);
        pprun.Run("init", "--set", "volume-growth-percent=100", "--by", "Dr. Ada").Done();
        string shown = pprun.Run("plan", "audit").Done().Output;
        Assert.Contains("The limits are those set for me: volume-growth-percent 100, and not 10.", shown, StringComparison.Ordinal);
        var lines = pprun.Run("plan", "audit", "--json").Done().Json;
        // Week 4 to 5 doubles the running: within a limit of 100 %, as its longest run, at the default, is not.
        Assert.DoesNotContain(lines, line => ImportTest.Word(line, "rule") == "weekly-volume" && line.GetProperty("fromWeek").GetInt32() == 4);
        Assert.Contains(lines, line => ImportTest.Word(line, "rule") == "longest-run" && ImportTest.Word(line, "limitOf") == "default");
        Assert.All(lines.Where(line => ImportTest.Word(line, "rule") == "weekly-volume"), line => Assert.Equal("me", ImportTest.Word(line, "limitOf")));
        Assert.Contains("The limits are the defaults.", pprun.Run("plan", "audit", "--runner", "Bea").Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_ones_own_begins_with_the_built_in_one_and_every_error_is_told_at_once()
    {
        using var pprun = new PprunProcess();
        pprun.Run("plan", "new", "mine.yaml").Done();
        Assert.True(File.Exists(pprun.File("plan.schema.json")));
        pprun.Run("plan", "check", "mine.yaml").Done();
        Assert.Equal(2, pprun.Run("plan", "new", "mine.yaml").ExitCode);
        string text = File.ReadAllText(pprun.File("mine.yaml"));
        File.WriteAllText(pprun.File("mine.yaml"), text.Replace("revision: 1", "revision: x", StringComparison.Ordinal).Replace("kind: drill", "kind: drll", StringComparison.Ordinal));
        var bad = pprun.Run("plan", "check", "mine.yaml");
        Assert.Equal((3, 3), (bad.ExitCode, bad.ErrorLines.Length));
        Assert.Contains("did you mean 'drill'", bad.Errors, StringComparison.Ordinal);
        Assert.Equal(3, pprun.Run("plan", "check", "mine.yaml", "--json").Json.Length);
    }

    [Fact]
    public void A_coachs_plan_is_each_runners_who_is_given_it_and_stays_what_it_was()
    {
        using var pprun = new PprunProcess();
        pprun.Run("plan", "audit", "--bridge", "small steps.yaml").Done();
        foreach (string runner in new[] { "Ada", "Bea" })
            pprun.MakeReady("--runner", runner);
        pprun.Run("init", "--plan", "small steps.yaml", "--set", "first-week=5", "--by", "Coach", "--runner", "Ada").Done();
        File.Delete(pprun.File("small steps.yaml"));
        Assert.Equal("5:bridge", ImportTest.Word(pprun.Run("status", "--json", "--runner", "Ada").Done().Json[0].GetProperty("next"), "session"));
        Assert.Contains("6x(1:05 run", pprun.Run("export", "--session", "5:bridge", "--to", "out", "--runner", "Ada", "--json").Done().Output, StringComparison.Ordinal);
        Assert.Contains("runs of up to 1:05", pprun.Run("plan", "--week", "5", "--runner", "Ada").Done().Output, StringComparison.Ordinal);
        Assert.Equal(2, pprun.Run("export", "--session", "5:bridge", "--to", "out", "--runner", "Bea").ExitCode);
        pprun.Run("init", "--plan", "built-in", "--runner", "Ada").Done();
        Assert.Equal("5:2-2", ImportTest.Word(pprun.Run("status", "--json", "--runner", "Ada").Done().Json[0].GetProperty("next"), "session"));
    }
}
