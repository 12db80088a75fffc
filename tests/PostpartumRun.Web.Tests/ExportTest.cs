using System.IO.Compression;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class ExportTest
{
    [Fact]
    public async Task A_session_is_downloaded_as_the_command_would_write_it_and_kept_in_the_log()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using var response = await page.PostAsync("", "form[action$=export]", ("to", "file"));
        Assert.Equal("week-4-1-2.fit", response.Content.Headers.ContentDisposition!.FileName);
        Assert.True(WorkoutFileReader.TryRead(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), out var file, out _));
        Assert.Equal(file.Reference, Assert.Single(page.Journal.ListExports(page.Me)).Export.Reference);
    }

    [Fact]
    public async Task A_week_is_a_zip_of_its_workouts_and_of_a_schedule_on_her_run_days()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using var response = await page.PostAsync("plan/6", "form[action$=export]", ("to", "file"), ("start", "2026-09-14"), ("chosen", "6:3-2"));
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Contains(zip.Entries, entry => entry.Name == "schedule.fit");
        Assert.Contains(zip.Entries, entry => entry.Name == "week-6-3-2.fit");
        Assert.Equal(zip.Entries.Count - 1, page.Journal.ListExports(page.Me).Count);
    }

    [Theory]
    [InlineData("session=4:1-2", "intervals", "week-4-1-2.txt", "6x")]
    [InlineData("session=4:1-2", "zwo", "week-4-1-2.zwo", "<workout_file>")]
    [InlineData("session=4:1-2", "ics", "sessions.ics", "BEGIN:VCALENDAR")]
    [InlineData("week=4", "ics", "sessions.ics", "DTSTART;VALUE=DATE:20260912")]
    public async Task A_session_goes_to_services_and_calendars(string what, string form, string file, string holds)
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using var response = await page.PostAsync($"forms?{what}", $"#{form} form", ("to", "file"));
        Assert.Equal(file, response.Content.Headers.ContentDisposition!.FileName);
        Assert.Contains(holds, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_watch_gets_what_it_can_take_and_what_it_cannot_is_said_before()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        var forms = await page.GetAsync("forms?session=4:1-2");
        Assert.Contains("shows no notes", forms.QuerySelector("#older")!.TextContent, StringComparison.Ordinal);
        using var response = await page.PostAsync("forms?session=4:1-2", "#older form", ("to", "file"));
        byte[] bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(WorkoutFileReader.TryRead(bytes, out var file, out _));
        Assert.DoesNotContain(file.Workout.Schedule, interval => interval.Step.Note is not null);
    }

    [Fact]
    public async Task Every_form_stands_behind_the_gate()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce(isReady: false);
        foreach (var form in TakeForm.Others)
        {
            var refused = await PageUnderTest.ReadAsync(await page.PostAsync("forms?session=4:1-2", $"#{form.Name} form", ("to", "file")));
            Assert.Contains("readiness-screen", refused.QuerySelector(".decision.stop")!.TextContent, StringComparison.Ordinal);
            // Whoever goes past it gets what was asked for.
            Assert.Equal(form.Name, refused.QuerySelector("input[name=as]")!.GetAttribute("value"));
        }
        Assert.Empty(page.Journal.ListExports(page.Me));
    }

    [Fact]
    public async Task Exercises_are_no_file_of_a_service_that_has_none()
    {
        await using var page = await PageUnderTest.StartAsync();
        var forms = await page.GetAsync("forms?session=1:core");
        Assert.Null(forms.QuerySelector("#zwo form"));
        Assert.NotNull(forms.QuerySelector("#intervals form"));
    }

    [Fact]
    public async Task Whoever_is_not_ready_gets_no_run_and_hears_what_lifts_that()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce(isReady: false);
        var refused = await PageUnderTest.ReadAsync(await page.PostAsync("plan/4", "#s-1-2 form", ("to", "file")));
        Assert.Contains("readiness-screen", refused.QuerySelector(".decision.stop")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(refused.QuerySelector(".decision.stop a[href$=ready]"));
        // Each open item stands in its own words, and leads to where it is answered.
        var open = refused.QuerySelectorAll(".decision.stop .open-items a").OfType<IHtmlAnchorElement>().ToList();
        Assert.Equal(ReadinessScreen.Of(TrainingPlan.BuiltIn).Select(item => item.Text), open.Select(link => link.TextContent));
        Assert.DoesNotContain("single-leg-squats", refused.QuerySelector(".decision.stop")!.TextContent, StringComparison.Ordinal);
        var ready = await page.GetAsync("ready");
        Assert.All(open, link => Assert.NotNull(ready.GetElementById(link.Hash[1..])?.QuerySelector("input[type=radio]")));
        Assert.Empty(page.Journal.ListExports(page.Me));
    }

    [Fact]
    public async Task Who_goes_past_the_gate_gives_her_name_and_that_stays()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce(isReady: false);
        const string refused = "refused?session=4%3A1-2&to=file";
        using var nameless = await page.PostAsync(refused, "details form", ("reason", "seen today"), ("by", " "));
        Assert.Equal("text/html", nameless.Content.Headers.ContentType!.MediaType);
        Assert.Empty(page.Journal.ListOverrides(page.Me));
        using var passed = await page.PostAsync(refused, "details form", ("reason", "seen today"), ("by", "Dr. Ada"));
        Assert.Equal("week-4-1-2.fit", passed.Content.Headers.ContentDisposition!.FileName);
        Assert.All(page.Journal.ListOverrides(page.Me), kept => Assert.Equal(("Dr. Ada", "seen today", "4:1-2"), (kept.By, kept.Reason, kept.What)));
        Assert.NotEmpty(page.Journal.ListOverrides(page.Me));
    }

    [Fact]
    public async Task Walks_and_core_pass_from_the_first_day()
    {
        await using var page = await PageUnderTest.StartAsync();
        using var response = await page.PostAsync("plan/1", "#s-core form", ("to", "file"));
        Assert.Equal("week-1-core.fit", response.Content.Headers.ContentDisposition!.FileName);
    }

    [Fact]
    public async Task A_watch_that_is_plugged_in_takes_the_session()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        Assert.Null((await page.GetAsync("")).QuerySelector("button[value^=watch]"));
        page.PlugIn();
        var button = (await page.GetAsync("")).QuerySelector("button[value^=watch]")!;
        var after = await PageUnderTest.ReadAsync(await page.PostAsync("", "form[action$=export]", ("to", button.GetAttribute("value")!)));
        Assert.Contains("on the watch", after.QuerySelector(".said")!.TextContent, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(page.WatchFolder, "GARMIN", "NewFiles", "week-4-1-2.fit")));
    }

    [Theory]
    [InlineData("session", "9:nosuch")]
    [InlineData("week", "77")]
    [InlineData("as", "carrier-pigeon")]
    public async Task What_the_plan_does_not_have_is_not_found(string name, string value)
    {
        await using var page = await PageUnderTest.StartAsync();
        using var response = await page.PostAsync("plan/1", "#s-core form", ("session", ""), (name, value), ("to", "file"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_form_without_our_token_does_nothing()
    {
        await using var page = await PageUnderTest.StartAsync();
        page.Introduce();
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("session", "4:1-2")]);
        using var response = await page.Http.PostAsync(new Uri(PagePath.Of(page.Me, "export"), UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(page.Journal.ListExports(page.Me));
    }
}
