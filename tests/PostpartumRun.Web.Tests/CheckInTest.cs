using AngleSharp.Dom;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class CheckInTest
{
    [Fact]
    public async Task A_day_after_a_run_it_asks_whether_she_has_recovered_and_then_decides()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using (await page.PostAsync("", "form[action$=export]", ("to", "file"))) { }
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        Assert.Contains("missing-check-in", (await page.GetAsync("")).QuerySelector(".decision")!.TextContent, StringComparison.Ordinal);
        var today = await PageUnderTest.ReadAsync(await page.PostAsync("checkin", "main form", ("symptom", "none"), ("fatigue", "everyday"), ("recovered", "yes"), ("note", "good")));
        Assert.NotNull(today.QuerySelector(".said"));
        Assert.DoesNotContain("missing-check-in", today.QuerySelector(".decision")!.TextContent, StringComparison.Ordinal);
        var kept = Assert.Single(page.Journal.ListCheckIns(page.Me)).CheckIn;
        Assert.Equal((1L, CheckInMoment.NextDay, true, "good"), (kept.ActivityId, kept.Moment, kept.Recovered, kept.Note));
    }

    [Fact]
    public async Task A_stop_sign_in_a_run_is_kept_with_its_minute_and_answered_at_once()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2")));
        var today = await PageUnderTest.ReadAsync(await page.PostAsync("checkin?activity=1&when=after", "main form", ("symptom", "leaking"), ("onset-leaking", "4"), ("fatigue", "none")));
        Assert.Contains(SymptomFacts.StopAdvice, today.QuerySelector(".decision.stop")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(new SymptomReport(Symptom.Leaking, 4), Assert.Single(Assert.Single(page.Journal.ListCheckIns(page.Me)).CheckIn.Symptoms));
    }

    [Fact]
    public async Task What_is_missing_is_told_and_what_was_said_stays_on_the_page()
    {
        await using var page = await PageUnderTest.StartAsync();
        var again = await PageUnderTest.ReadAsync(await page.PostAsync("checkin", "main form", ("fatigue", "everyday"), ("note", "tired")));
        Assert.Contains("none of them", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(again.QuerySelector("input[value=everyday][checked]"));
        Assert.Equal("tired", again.QuerySelector("#note")!.TextContent);
        Assert.Empty(page.Journal.ListCheckIns(page.Me));
    }

    [Fact]
    public async Task None_and_a_symptom_cannot_both_be()
    {
        await using var page = await PageUnderTest.StartAsync();
        var again = await PageUnderTest.ReadAsync(await page.PostAsync("checkin", "main form", ("symptom", "none"), ("symptom", "leaking"), ("fatigue", "none")));
        Assert.Contains("stands alone", again.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exercises_that_were_done_are_checked_in_to_by_their_session()
    {
        await using var page = await PageUnderTest.StartAsync();
        using (await page.PostAsync("checkin?session=3:drills", "main form", ("symptom", "none"), ("fatigue", "none"))) { }
        Assert.Equal("3:drills", Assert.Single(page.Journal.ListCheckIns(page.Me)).CheckIn.SessionId);
    }

    [Fact]
    public async Task Another_runners_activity_is_none_to_check_in_to()
    {
        await using var page = await PageUnderTest.StartAsync();
        await page.ImportAsync(("run.fit", PageUnderTest.Run("4:1-2", 1, (Deviation.NoLaps, 1))));
        var other = page.Journal.GetOrAddRunner("Bea");
        var document = await page.GetAsync(PagePath.Of(other, "checkin?activity=1"));
        Assert.Contains("no activity 1", document.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Null(document.QuerySelector("main form"));
    }
}
