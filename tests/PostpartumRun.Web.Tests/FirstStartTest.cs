using AngleSharp.Dom;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class FirstStartTest
{
    private static readonly (string, string)[] _her =
    [
        ("birth-date", "2026-04-20"), ("birth-mode", "caesarean"), ("start", "2026-08-10"), ("days", "mon"), ("days", "sat"), ("cleared", "2026-06-10"),
    ];

    [Fact]
    public async Task What_she_says_of_herself_is_kept()
    {
        await using var page = await PageUnderTest.StartAsync();
        var today = await PageUnderTest.ReadAsync(await page.PostAsync("settings", "main form", [.. _her, ("minimum-weeks", "14"), ("by", "Dr. Ada")]));
        Assert.NotNull(today.QuerySelector(".said"));
        var settings = page.Journal.GetSettings(page.Me);
        Assert.Equal("mon,sat", settings["days"]);
        Assert.Equal("14", settings["minimum-weeks"]);
        Assert.All(page.Journal.ListSettings(page.Me), setting => Assert.Equal("Dr. Ada", setting.By));
    }

    [Fact]
    public async Task What_cannot_be_is_told_and_nothing_is_kept_but_on_the_page()
    {
        await using var page = await PageUnderTest.StartAsync();
        var again = await PageUnderTest.ReadAsync(await page.PostAsync("settings", "main form", [.. _her.Skip(1), ("birth-date", "2027-01-01")]));
        Assert.Contains("lies ahead", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2027-01-01", again.QuerySelector("#birth-date")!.GetAttribute("value"));
        Assert.Empty(page.Journal.GetSettings(page.Me));
    }

    [Fact]
    public async Task The_screen_is_taken_item_by_item()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce(isReady: false);
        var after = await PageUnderTest.ReadAsync(await page.PostAsync("ready", "main form", ("walk-30", "pass"), ("hops", "not-yet"), ("on", "2026-09-08")));
        Assert.Contains("1 of", after.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["walk-30 True", "hops False"], page.Journal.ListAnswers(page.Me).Select(answer => $"{answer.Item} {answer.Passed}"));
        Assert.Contains("readiness-screen", after.QuerySelector("[aria-labelledby=open]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_screen_is_of_no_day_to_come()
    {
        await using var page = await PageUnderTest.StartAsync();
        var after = await PageUnderTest.ReadAsync(await page.PostAsync("ready", "main form", ("walk-30", "pass"), ("on", "2026-09-10")));
        Assert.NotNull(after.QuerySelector("[role=alert]"));
        Assert.Empty(page.Journal.ListAnswers(page.Me));
    }
}
