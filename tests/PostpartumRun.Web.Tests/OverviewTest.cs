using System.Diagnostics;
using System.Text;
using AngleSharp.Dom;
using PostpartumRun.Plans;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class OverviewTest
{
    [Fact]
    public async Task The_plan_shows_each_week_and_where_she_stands()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        var plan = await page.GetAsync("plan");
        Assert.Equal(8, plan.QuerySelectorAll(".weeks section").Length);
        Assert.Contains("Week 4", plan.QuerySelector(".here")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_week_shows_every_session_drawn_and_its_choices()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        var week = await page.GetAsync("plan/6");
        var planned = TrainingPlan.BuiltIn.Week(6)!;
        Assert.Equal(planned.Sessions.Length + planned.GoesOn.Length, week.QuerySelectorAll("section[id^=s-]").Length);
        Assert.Equal(planned.Sessions.Count(session => session.Choice is not null), week.QuerySelectorAll("#chosen option").Length);
    }

    [Fact]
    public async Task A_plan_of_ones_own_is_taken_or_refused_with_the_line_and_given_back()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        string own = PlanFile.BuiltInText.Replace("name: Eight weeks back to running", "name: Gently back", StringComparison.Ordinal);
        Assert.NotEqual(PlanFile.BuiltInText, own);
        await PageUnderTest.ReadAsync(await page.PostAsync("settings", "#own-plan form", [("own.yaml", Encoding.UTF8.GetBytes(own))], ("plan", "file")));
        Assert.Contains("Gently back", (await page.GetAsync("plan")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        byte[] broken = Encoding.UTF8.GetBytes(own.Replace("weeks:", "weaks:", StringComparison.Ordinal));
        var refused = await PageUnderTest.ReadAsync(await page.PostAsync("settings", "#own-plan form", [("../own.yaml", broken)], ("plan", "file")));
        Assert.Matches(@"Line \d+, column \d+: ", refused.QuerySelector("#own-plan .problems")!.TextContent);
        Assert.Contains("Gently back", (await page.GetAsync("plan")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        await PageUnderTest.ReadAsync(await page.PostAsync("settings", "#own-plan form", ("plan", "built-in")));
        Assert.Contains(TrainingPlan.BuiltIn.Name, (await page.GetAsync("plan")).QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_draws_the_weeks_and_lists_decisions_and_the_audit()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        await page.GetAsync("");
        var progress = await page.GetAsync("progress");
        Assert.NotNull(progress.QuerySelector("[aria-labelledby=weeks] svg desc"));
        Assert.NotEmpty(progress.QuerySelectorAll("[aria-labelledby=decisions] tbody tr"));
        Assert.Equal(PlanAudit.Of(TrainingPlan.BuiltIn).Length, progress.QuerySelectorAll("#audit tbody tr").Length);
    }

    [Fact]
    public async Task A_coach_sees_first_who_needs_a_look()
    {
        await using var page = await PageUnderTest.StartAsync();
        var stopped = page.Journal.GetOrAddRunner("Zoe");
        page.Introduce(whom: stopped);
        page.Journal.SaveCheckIn(stopped, new CheckIn { At = page.Clock.GetUtcNow(), Day = new(2026, 9, 9), Moment = CheckInMoment.Today, Symptoms = [new(Symptom.Heaviness)], Fatigue = Fatigue.None });
        var well = page.Journal.GetOrAddRunner("Ada");
        page.Introduce(whom: well);
        var list = await page.GetAsync("/runners");
        Assert.Equal(["Zoe", "me", "Ada"], list.QuerySelectorAll("tbody th a").Select(name => name.TextContent));
    }

    [Fact]
    public async Task A_runner_is_added_by_name()
    {
        await using var page = await PageUnderTest.StartAsync();
        using (await page.PostAsync("/runners", "main form", ("name", "Bea & <b>"))) { }
        Assert.Contains("Bea & <b>", (await page.GetAsync("/runners")).QuerySelectorAll("tbody th a").Select(name => name.TextContent));
    }

    [Fact]
    public async Task With_a_thousand_activities_no_page_is_heavy()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        await page.ImportAsync([.. Enumerable.Range(1, 1000).Select(seed => ($"{seed}.fit", PageUnderTest.Run("1:walk-10", seed)))]);
        string assets = string.Concat((await page.GetAsync("")).QuerySelectorAll("link[href^='/assets'], script[src]").Select(link => link.GetAttribute("href") ?? link.GetAttribute("src")!).Select(address => page.Http.GetStringAsync(new Uri(address, UriKind.Relative)).Result));
        foreach (string name in (string[])["", "plan", "plan/6", "activities", "activities/1", "progress", "checkin", "import", "settings", "ready"])
        {
            var clock = Stopwatch.StartNew();
            string text = await page.Http.GetStringAsync(new Uri(PagePath.Of(page.Me, name), UriKind.Relative), TestContext.Current.CancellationToken);
            TestContext.Current.SendDiagnosticMessage("{0}: {1} ms, {2} characters", name, clock.ElapsedMilliseconds, text.Length + assets.Length);
            Assert.True(text.Length + assets.Length < 150_000, $"{name} weighs {text.Length} and its assets {assets.Length}");
        }
    }
}
