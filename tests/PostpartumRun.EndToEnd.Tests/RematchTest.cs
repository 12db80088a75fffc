using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary><c>pprun log rematch</c>: a person says which session it was.</summary>
public sealed class RematchTest
{
    [Fact]
    public void An_activity_is_held_against_another_session_and_back_again()
    {
        using var pprun = new PprunProcess();
        pprun.Simulate("run.fit", "week:4");
        pprun.Run("import", "run.fit").Done();
        Assert.Equal((null, "as-planned"), Logged(pprun));

        var shown = pprun.Run("log", "rematch", "1", "--session", "5").Done();
        Assert.Contains("session 5:2-2", shown.Output, StringComparison.Ordinal);
        Assert.Equal(("5:2-2", "partly"), Logged(pprun));

        var json = Assert.Single(pprun.Run("log", "rematch", "1", "--session", "4:1-2", "--json").Done().Json);
        Assert.Equal("pprun.verification/1", json.GetProperty("schema").GetString());
        Assert.Equal(("4:1-2", "as-planned"), Logged(pprun));

        pprun.Run("log", "rematch", "1", "--session", "none").Done();
        Assert.Equal((null, "as-planned"), Logged(pprun));
    }

    [Fact]
    public void It_counts_in_the_next_decision()
    {
        using var pprun = new PprunProcess();
        pprun.MakeReady().Simulate("run.fit", "5:00 walk; 6x(1:00 run; 2:00 walk); 5:00 walk");
        pprun.Run("init", "--set", "first-week=4", "--by", "Dr. Ada").Done();
        pprun.Run("import", "run.fit").Done();
        Assert.Contains("no session of the plan asked for", pprun.Run("status").Done().Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        pprun.Run("log", "rematch", "1", "--session", "4:1-2").Done();
        Assert.DoesNotContain("no session of the plan asked for", pprun.Run("status").Done().Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There is no week 9", "1", "--session", "9:9")]
    [InlineData("no activity 7", "7", "--session", "none")]
    [InlineData("is exercises", "1", "--session", "1:core")]
    [InlineData("--session", "1")]
    [InlineData("takes a whole number", "x", "--session", "none")]
    public void What_cannot_be_is_refused_in_a_line_and_changes_nothing(string says, params string[] arguments)
    {
        using var pprun = new PprunProcess();
        pprun.Simulate("run.fit", "week:4");
        pprun.Run("import", "run.fit").Done();
        var refused = pprun.Run(["log", "rematch", .. arguments]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(says, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal((null, "as-planned"), Logged(pprun));
    }

    private static (string? Session, string? Verdict) Logged(PprunProcess pprun)
    {
        var line = Assert.Single(pprun.Run("log", "list", "--json").Done().Json);
        return (line.GetProperty("session").GetString(), line.GetProperty("verdict").GetString());
    }
}
