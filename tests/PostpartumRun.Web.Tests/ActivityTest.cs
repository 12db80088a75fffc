using AngleSharp.Dom;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class ActivityTest
{
    [Fact]
    public async Task What_is_sent_is_verified_and_shown_interval_by_interval_with_its_score_explained()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using (await page.PostAsync("", "form[action$=export]", ("to", "file"))) { }
        var imported = await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2", 1, (Deviation.WalkRun, 2))));
        var line = Assert.Single(imported.QuerySelectorAll(".lines li"));
        Assert.Contains("session 4:1-2, partly done", line.TextContent, StringComparison.Ordinal);
        var activity = await page.GetAsync(line.QuerySelector("a")!.GetAttribute("href")!);
        Assert.Equal(14, activity.QuerySelectorAll("[aria-labelledby=intervals] tbody tr").Length);
        Assert.Equal(1, activity.QuerySelectorAll("[aria-labelledby=intervals] .missed").Length);
        Assert.Equal(3, activity.QuerySelectorAll("svg.roomy .panel").Length);
        Assert.Contains("Running: 5:", activity.QuerySelector(".sum")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Confidence", activity.QuerySelector("[aria-labelledby=score]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Deviation.WalkRun, 2)]
    [InlineData(Deviation.RunThrough, 3)]
    [InlineData(Deviation.SkipRun, 1)]
    [InlineData(Deviation.NoLaps, 1)]
    [InlineData(Deviation.StopEarly, 4)]
    public async Task The_parts_of_a_score_make_the_score(Deviation deviation, int number)
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2", 1, (deviation, number))));
        var logged = page.Journal.GetActivity(page.Me, 1)!;
        var parts = ScoreParts.Of(logged.Intervals, Duration.FromSeconds(logged.Document.ExtraRunSeconds));
        Assert.Equal(logged.Document.Score, parts?.Score);
    }

    [Fact]
    public async Task It_can_be_held_against_another_session_and_back()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        var before = page.Journal.GetActivity(page.Me, 1)!;
        var other = await PageUnderTest.ReadAsync(await page.PostAsync("activities/1", "[aria-labelledby=rematch] form", ("session", "5:2-2")));
        Assert.Contains("Walk-run 2/2", other.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        var after = page.Journal.GetActivity(page.Me, 1)!;
        Assert.Equal(("5:2-2", MatchKind.Person), (after.SessionId, after.Match));
        Assert.NotEqual(SessionVerdict.AsPlanned, after.Document.Verdict);
        using (await page.PostAsync("activities/1", "[aria-labelledby=rematch] form", ("session", "4:1-2"))) { }
        Assert.Equal(before.Document.Verdict, page.Journal.GetActivity(page.Me, 1)!.Document.Verdict);
        Assert.Equal(before.Document.Intervals.Select(interval => interval.Verdict), page.Journal.GetActivity(page.Me, 1)!.Document.Intervals.Select(interval => interval.Verdict));
    }

    [Fact]
    public async Task It_is_not_held_against_exercises()
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        var again = await PageUnderTest.ReadAsync(await page.PostAsync("activities/1", "[aria-labelledby=rematch] form", ("session", "3:drills")));
        Assert.Contains("is exercises", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_text_whatever_it_says()
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        var after = await PageUnderTest.ReadAsync(await page.PostAsync("activities/1", "[aria-labelledby=note-title] form", ("note", "<script>alert(1)</script>")));
        Assert.Equal("<script>alert(1)</script>", after.QuerySelector("#note")!.TextContent);
        Assert.Single(after.QuerySelectorAll("script"));
    }

    /// <summary>Another watch's recording of the same morning.</summary>
    private static byte[] Beside => new SimulatedActivity
    {
        Workout = SessionWorkouts.Of(TrainingPlan.BuiltIn, TrainingPlan.BuiltIn.Week(4)!.DefaultSession, "me"),
        Start = PageUnderTest.Now.AddDays(-1).AddMinutes(-58),
        Seed = 9,
    }.ToBytes();

    [Theory]
    [InlineData("both", 2)]
    [InlineData("this", 1)]
    [InlineData("other", 1)]
    public async Task Of_two_at_one_time_she_says_what_counts(string keep, int left)
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync(("watch.fit", PageUnderTest.Run("4:1-2")), ("phone.fit", Beside));
        Assert.NotNull((await page.GetAsync("activities/2")).QuerySelector("[aria-labelledby=review]"));
        using (await page.PostAsync("activities/2", "[aria-labelledby=review] form", ("keep", keep))) { }
        Assert.Equal(left, page.Journal.CountActivities(page.Me));
        Assert.Empty(page.Journal.ListReviews(page.Me));
    }

    [Fact]
    public async Task A_page_of_the_list_holds_fifty()
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync([.. Enumerable.Range(1, 60).Select(seed => ($"{seed}.fit", PageUnderTest.Run("1:walk-10", seed)))]);
        Assert.Equal(50, (await page.GetAsync("activities")).QuerySelectorAll("tbody tr").Length);
        Assert.Equal(10, (await page.GetAsync("activities?page=2")).QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task Two_hundred_are_sent_at_once_and_a_second_time_changes_nothing()
    {
        await using var page = await PageUnderTest.StartAsync();
        (string, byte[])[] files = [.. Enumerable.Range(1, 200).Select(seed => ($"{seed}.fit", PageUnderTest.Run("1:walk-10", seed)))];
        var imported = await page.ImportAsync(files);
        Assert.Equal("200 logged", imported.QuerySelector("[data-counts]")!.TextContent);
        Assert.Equal("200 known already", (await page.ImportAsync(files)).QuerySelector("[data-counts]")!.TextContent);
        Assert.Equal(200, page.Journal.CountActivities(page.Me));
    }

    [Fact]
    public async Task Each_file_tells_what_is_wrong_with_it_and_its_name_leads_nowhere()
    {
        await using var page = await PageUnderTest.StartAsync();
        byte[] run = PageUnderTest.Run("4:1-2");
        var imported = await page.ImportAsync(("../../etc/passwd", [1, 2, 3]), ("C:\\x\\cut.fit", run[..(run.Length / 2)]), ("good.fit", PageUnderTest.Run("4:1-2", 2)));
        string[] lines = [.. imported.QuerySelectorAll(".lines li").Select(line => line.TextContent)];
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("passwd unreadable", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("cut.fit", lines[1], StringComparison.Ordinal);
        Assert.Contains("salvaged", lines[1], StringComparison.Ordinal);
        Assert.All(page.Journal.ListActivities(page.Me), activity => Assert.Null(page.Journal.GetActivity(page.Me, activity.Id)!.FilePath));
    }

    [Fact]
    public async Task Real_files_are_read_as_the_command_reads_them()
    {
        var real = CorpusFile.All().Where(file => file.IsValid && file.Records > 300).Take(8).Select(file => (file.Name, file.Bytes())).ToArray();
        await using var page = await PageUnderTest.StartAsync();
        var imported = await page.ImportAsync(real);
        Assert.True(imported.QuerySelectorAll(".lines .logged").Length > 0);
        foreach (var line in imported.QuerySelectorAll(".lines .logged a"))
            Assert.NotNull((await page.GetAsync(line.GetAttribute("href")!)).QuerySelector("svg"));
    }
}
