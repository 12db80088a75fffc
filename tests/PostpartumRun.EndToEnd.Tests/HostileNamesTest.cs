using PostpartumRun.Intervals;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary>Names and texts from outside reach the terminal as text: no markup, no line breaks, nothing that steers it.</summary>
public sealed class HostileNamesTest
{
    private static readonly string[] Names =
    [
        "a b.fit", "[red]x[.fit", "[bold]y[,].fit", "quote\"'.fit", "new\nline.fit", "escape\u001b[31m.fit", "bell\a.fit", "ünï🏃.fit", "-dash.fit", "--json.fit", "star*.fit", "{0}%s.fit",
        "$(date).fit",
    ];

    [Fact]
    public void Files_with_strange_names_are_imported_verified_and_listed_under_their_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        using var pprun = new PprunProcess();
        Directory.CreateDirectory(pprun.File("odd"));
        for (int i = 0; i < Names.Length; i++)
            pprun.Write($"odd/{Names[i]}", Activity(seed: i));
        var lines = pprun.Run("import", "odd", "--json").Done().Json;
        Assert.Equal(Names.Select(name => $"odd/{name}").Order(), lines.Select(line => ImportTest.Word(line, "file")).Order());
        Assert.All(lines, line => Assert.Equal("logged", ImportTest.Word(line, "status")));
        Assert.Equal(Names.Order(), ImportTest.Listed(pprun).Select(line => ImportTest.Word(line, "file")).Order());

        var table = pprun.Run("log", "list").Done();
        Assert.Equal(Names.Length + 1, table.Lines.Length);
        Assert.Contains("[red]x[.fit", table.Output);
        Assert.Contains("new\\u000aline.fit", table.Output);
        var again = pprun.Run("import", "odd").Done();
        Assert.Equal(Names.Length + 1, again.Lines.Length);
        string[] paths = [.. Names.Select(name => pprun.File($"odd/{name}"))];
        Assert.Equal(paths, pprun.Run(["verify", "--json", .. paths]).Done().Json.Select(line => ImportTest.Word(line, "file")));
        pprun.Run(["verify", .. paths]).Done();
    }

    private static byte[] Activity(int seed)
    {
        Assert.True(WorkoutText.TryParse("1:00 walk; 2x(1:00 run; 1:00 walk)", out var workout, out _));
        return new SimulatedActivity { Workout = SessionWorkouts.Of(workout, "me"), Start = new DateTimeOffset(2026, 6, 21, 7, 0, 0, TimeSpan.Zero).AddHours(seed), Seed = seed }.ToBytes();
    }

    [Fact]
    public void Notes_of_a_workout_are_printed_as_they_are()
    {
        using var pprun = new PprunProcess();
        const string Text = "5:00 walk warmup \"[red]slow[/] 'n easy\"; 2x(1:00 run \"{0} %s [\"; 1:00 walk)";
        string activity = pprun.Simulate("a.fit", Text);
        Assert.Contains("5:00 walk warmup", pprun.Run("verify", activity).Done().Output);
        Assert.Contains("[red]slow[/] 'n easy", ImportTest.Word(pprun.Run("verify", activity, "--json").Done().Json[0].GetProperty("workout"), "text"));
        pprun.Run("import", activity).Done();
        pprun.Run("log", "show", "1").Done();
        pprun.Run("fit", "dump", activity).Done();
    }

    [Theory]
    [InlineData("Zoë 🏃‍♀️ [red]")]
    [InlineData("../../etc/passwd")]
    [InlineData("'; DROP TABLE runner; --")]
    [InlineData("-n")]
    public void Runners_are_called_as_they_are(string name)
    {
        using var pprun = new PprunProcess().MakeReady($"--runner={name}");
        pprun.Run("export", "--week", "4", "--to", "watch", $"--runner={name}").Done();
        string file = Assert.Single(Directory.GetFiles(pprun.File("watch")));
        Assert.Matches(@"^[a-z0-9-]+-week-4-1-2\.fit$", Path.GetFileName(file));
        pprun.Simulate("a.fit", file);
        Assert.Equal("4:1-2", ImportTest.Word(pprun.Run("import", "a.fit", "--json", $"--runner={name}").Done().Json[0].GetProperty("match"), "session"));
        Assert.Single(pprun.Run("log", "list", "--json", $"--runner={name}").Done().Json);
        Assert.Empty(ImportTest.Listed(pprun));
        Assert.Contains(name, pprun.Run("log", "show", "99", $"--runner={name}").Errors);
    }
}
