using PostpartumRun.Cli.Views;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>The questions of <c>init</c>, <c>ready</c> and <c>checkin</c> at a terminal, with the keyboard alone; and what moves there.</summary>
public sealed class AtATerminalTest
{
    private const string Enter = TerminalSession.Enter, Down = TerminalSession.Down;

    private static string[] Type(string text) => [text, Enter];

    [Fact]
    public void Init_asks_again_for_what_cannot_be_and_sets_the_rest()
    {
        using var pprun = new PprunProcess();
        using var terminal = new TerminalSession(pprun, 60, "init");
        terminal.On("When was the birth?", Type("last summer"))
            .On("birth-date is a date").On("When was the birth?", Type(PprunProcess.DaysAgo(-10)))
            .On("lies ahead").On("When was the birth?", Type(PprunProcess.DaysAgo(140)))
            .On("How was the birth?", Type("forceps"))
            .On("birth-mode is vaginal or caesarean").On("How was the birth?", Type("caesarean"))
            .On("When do you begin the plan?", Type(PprunProcess.DaysAgo(200)))
            .On("before the birth").On("When do you begin the plan?", Type(PprunProcess.DaysAgo(30)))
            .On("On which days can you run?", Type("mon, wed sat"))
            .On("clear you for exercise?", Enter)
            .On("are set");
        Assert.Equal(0, terminal.End());
        Assert.DoesNotContain("brackets", terminal.Shown);
        Assert.All(terminal.Shown.Split('\n'), line => Assert.True(line.Length <= 60, line));
        // Again, and Enter keeps everything.
        using var again = new TerminalSession(pprun, 60, "init");
        again.On("When was the birth?", Enter).On("How was the birth?", Enter).On("When do you begin", Enter).On("On which days", Enter)
            .On("clear you for exercise?", Type(PprunProcess.DaysAgo(90))).On("cleared is set");
        Assert.Equal(0, again.End());
    }

    [Fact]
    public void Ctrl_C_in_the_middle_of_init_keeps_nothing_and_leaves_with_130()
    {
        using var pprun = new PprunProcess();
        using var terminal = new TerminalSession(pprun, 80, "init");
        terminal.On("When was the birth?", Type(PprunProcess.DaysAgo(140))).On("How was the birth?", TerminalSession.CtrlC).On("pprun: stopped");
        Assert.Equal(130, terminal.End());
        Assert.Contains("\npprun: stopped", terminal.Shown, StringComparison.Ordinal);
        Assert.Contains("birth-date is missing", pprun.Run("init", "--birth-mode", "vaginal").Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Ready_is_stopped_in_the_middle_and_goes_on_at_the_next_item()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Run("ready", "--not-yet", "jog", "--not-yet", "hops", "--not-yet", "leg-lifts").Done();
        using var first = new TerminalSession(pprun, 80, "ready");
        first.On("3 of 15 to go").On("Jog on the spot").On("stop here", Down, Enter).On("Jog on the spot for 1 minute. yes")
            .On("10 hops in place").On("stop here", TerminalSession.CtrlC).On("pprun: stopped");
        Assert.Equal(130, first.End());
        using var second = new TerminalSession(pprun, 80, "ready");
        // "Later" stands first: leaning on Enter passes nothing.
        second.On("2 of 15 to go").On("10 hops in place").On("stop here", Enter).On("each leg. later")
            .On("20 side-lying leg lifts").On("stop here", Down, Enter).On("each side. yes").On("not ready").On("hops");
        Assert.Equal(0, second.End());
        using var third = new TerminalSession(pprun, 60, "ready");
        third.On("1 of 15 to go").On("stop here", Down, Enter).On("ready Nothing of this stands in the way");
        Assert.Equal(0, third.End());
    }

    [Fact]
    public void A_check_in_asks_one_by_one_and_tells_at_a_stop_sign_what_to_do_at_once()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Simulate("a.fit", "week:4");
        pprun.Run("import", "a.fit").Done();
        using var stopped = new TerminalSession(pprun, 80, "checkin");
        stopped.On("heaviness in your pelvis?").On("yes", TerminalSession.CtrlC);
        Assert.Equal(130, stopped.End());
        pprun.Environment["NO_COLOR"] = "1";
        using var terminal = new TerminalSession(pprun, 60, "checkin");
        terminal.On("heaviness in your pelvis?").On("yes", Enter)
            .On("notice leaking?").On("> no yes", Down, Enter)
            .On("See a pelvic-health physiotherapist").On("At which minute", Type("soon")).On("A whole number").On("At which minute", Type("8"));
        foreach (string question in new[] { "sharp pain?", "doming or coning", "low back?", "pressure in your pelvis?", "pubic bone", "any other pain?" })
            terminal.On($"Did you notice").On(question.Split(' ')[0]).On("> no yes", Enter);
        terminal.On("How tired are you?").On("exhausted", Down, Down, Enter).On("How tired are you? as on any day").On("your own words?", Type("uphill")).On("kept check-in 1").On("stop Stop running");
        Assert.Equal(0, terminal.End());
        Assert.Equal("stop", ImportTest.Word(pprun.Run("status", "--json").Done().Json[0], "decision"));
    }

    [Fact]
    public void Leaning_on_Enter_says_of_no_symptom_that_it_was_not_there_and_of_no_tiredness_how_much_it_is()
    {
        using var pprun = new PprunProcess().MakeReady();
        using var terminal = new TerminalSession(pprun, 80, "checkin");
        LeanOnEnter();
        terminal.On("None of these at all", Enter, "n", Enter);
        LeanOnEnter();
        terminal.On("None of these at all", Type("y")).On("How tired are you?").On("exhausted", Enter)
            .On("How tired are you?").On("exhausted", Enter).On("How tired are you?").On("exhausted", Down, Enter).On("How tired are you? not at all")
            .On("your own words?", Enter).On("kept check-in 1");
        Assert.Equal(0, terminal.End());

        void LeanOnEnter()
        {
            foreach (string question in new[] { "heaviness", "leaking", "sharp", "doming", "low back", "pressure", "pubic", "any other pain" })
                terminal.On("Did you notice").On(question).On("yes", Enter);
        }
    }

    [Theory]
    [InlineData(110, "━━━━━━━━━━━━──────────── 1000/2000  500/s  0:00:02 left  990 logged, 7 known already, 3 unreadable")]
    [InlineData(88, "━━━━━━━─────── 1000/2000  500/s  0:00:02 left  990 logged, 7 known already, 3 unreadable")]
    [InlineData(60, "━━━━──── 1000/2000  500/s  0:00:02 left  990 logged, 7 know…")]
    [InlineData(20, "━━━━──── 1000/2000 …")]
    public void An_imports_bar_is_one_line_at_any_width(int width, string bar) =>
        Assert.Equal(bar, ImportBar.Text(new(1000, 1000, 2000), "990 logged, 7 known already, 3 unreadable", TimeSpan.FromSeconds(2), width));

    [Fact]
    public void An_import_at_a_terminal_tells_how_fast_it_is_and_how_long_it_will_take()
    {
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("in"));
        pprun.Run("simulate", "--workout", "1:00 walk; 1:00 run", "--out", "in", "--count", "40").Done();
        using var session = new TerminalSession(pprun, 80, "import in");
        session.On("/s").On("left").On("40 files: 40 logged.");
        Assert.Equal(0, session.End());
    }

    [Fact]
    public void Leaning_on_Enter_says_of_no_run_that_she_has_recovered()
    {
        using var pprun = new PprunProcess().MakeReady();
        pprun.Simulate("a.fit", "week:4");
        pprun.Run("import", "a.fit").Done();
        using var terminal = new TerminalSession(pprun, 80, "checkin --when next-day");
        foreach (string question in new[] { "heaviness", "leaking", "sharp", "doming", "low back", "pressure", "pubic", "any other pain" })
            terminal.On("Did you notice").On(question).On("yes", Enter);
        terminal.On("None of these at all", Type("y")).On("How tired are you?").On("exhausted", Down, Enter)
            .On("recovered within 24 hours?").On("yes", Enter).On("your own words?", Enter).On("kept check-in 1");
        Assert.Equal(0, terminal.End());
        Assert.Contains("not recovered from within 24 hours", pprun.Run("status").Done().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Status_at_a_narrow_terminal_breaks_no_line_beyond_its_edge()
    {
        using var pprun = new PprunProcess().MakeReady();
        using var terminal = new TerminalSession(pprun, 60, "status");
        Assert.Equal(0, terminal.End());
        Assert.Contains("Next:", terminal.Shown, StringComparison.Ordinal);
        Assert.All(terminal.Shown.Split('\n'), line => Assert.True(line.Length <= 60, line));
    }
}
