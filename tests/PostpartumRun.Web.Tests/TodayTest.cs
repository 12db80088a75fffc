using System.Net;
using AngleSharp.Dom;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class TodayTest
{
    [Fact]
    public async Task A_new_log_opens_at_today_and_says_what_to_do_first()
    {
        await using var page = await PageUnderTest.StartAsync();
        var today = await page.GetAsync("/");
        Assert.StartsWith("Today", today.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        string[] steps = [.. today.QuerySelectorAll(".steps a").Select(step => step.GetAttribute("href")!.Split('/')[^1])];
        Assert.Equal(["settings", "ready", "plan"], steps);
        Assert.DoesNotContain("pprun init", today.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ready_runner_sees_the_decision_with_its_sources_and_the_next_session_drawn()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        var today = await page.GetAsync("");
        Assert.Contains("not-begun", today.QuerySelector(".decision")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("4:1-2", today.QuerySelector("[aria-labelledby=next]")!.TextContent, StringComparison.Ordinal);
        var figure = today.QuerySelector("[aria-labelledby=next] svg")!;
        Assert.Equal(14, figure.QuerySelectorAll("g.interval").Length);
        Assert.NotNull(figure.QuerySelector("title"));
        Assert.Single(page.Journal.ListDecisions(page.Me));
    }

    [Fact]
    public async Task A_stop_sign_says_at_once_what_to_do_and_gives_no_session()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        page.Journal.SaveCheckIn(page.Me, new CheckIn { At = page.Clock.GetUtcNow(), Day = new(2026, 9, 9), Moment = CheckInMoment.Today, Symptoms = [new(Symptom.Leaking)], Fatigue = Fatigue.None });
        var today = await page.GetAsync("");
        Assert.Contains(SymptomFacts.StopAdvice, today.QuerySelector(".decision.stop")!.TextContent, StringComparison.Ordinal);
        Assert.Null(today.QuerySelector("[aria-labelledby=next]"));
    }

    [Theory]
    [InlineData("/r/999/")]
    [InlineData("/r/me/")]
    [InlineData("/r/1/nosuch")]
    [InlineData("/r/1/plan/99")]
    [InlineData("/r/1/activities/5")]
    [InlineData("/assets/0/site.css")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        await using var page = await PageUnderTest.StartAsync();
        using var response = await page.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Another_sites_name_for_this_machine_leads_nowhere()
    {
        await using var page = await PageUnderTest.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, page.Address) { Headers = { Host = "evil.example" } };
        using var response = await page.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("plan")]
    [InlineData("plan/6")]
    [InlineData("checkin")]
    [InlineData("activities")]
    [InlineData("progress")]
    [InlineData("import")]
    [InlineData("settings")]
    [InlineData("ready")]
    [InlineData("/runners")]
    public async Task A_page_has_no_script_or_style_of_its_own_and_asks_nobody_else(string name)
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        var document = await page.GetAsync(name);
        Assert.Empty(document.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal));
        string[] outside = ["http://", "https://", "//"];
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name is "src" or "href" or "action"), attribute => outside.Any(start => attribute.Value.StartsWith(start, StringComparison.Ordinal)));
        Assert.Single(document.QuerySelectorAll("h1"));
        string[] ids = [.. document.All.Select(element => element.Id).Where(id => id is { Length: > 0 }).OfType<string>()];
        Assert.Equal(ids.Distinct(), ids);
    }
}
