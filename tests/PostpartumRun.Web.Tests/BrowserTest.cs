using Microsoft.Playwright;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class BrowserTest(Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_first_start_to_the_decision(bool isPhone)
    {
        await using var server = await PageUnderTest.StartAsync();
        await using var visit = await browser.OpenAsync(server, isPhone);
        var page = visit.Page;
        await visit.OpenAsync("", "first-start");
        await page.ClickAsync(".steps a >> nth=0");
        await page.FillAsync("#birth-date", "2026-04-20");
        await page.CheckAsync("input[value=vaginal]");
        await page.FillAsync("#start", "2026-08-10");
        foreach (string day in (string[])["mon", "wed", "sat"])
            await page.CheckAsync($"input[value={day}]");
        await page.FillAsync("#cleared", "2026-06-10");
        await page.ClickAsync("text=The figures of the rules");
        await page.FillAsync("#first-week", "4");
        await visit.LookAsync("settings");
        await page.ClickAsync("text=Keep");
        await page.ClickAsync("a[href$=ready] >> nth=0");
        await page.WaitForSelectorAsync("form:has(input[value=pass]) button");
        foreach (var tile in await page.QuerySelectorAllAsync("input[value=pass]"))
            await tile.CheckAsync();
        await visit.LookAsync("ready");
        await page.ClickAsync("text=Keep");
        await page.ClickAsync("text=What comes next");
        await visit.LookAsync("today");

        var download = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("button:has-text('Download for the watch')"));
        Assert.Equal("week-4-1-2.fit", download.SuggestedFilename);
        Assert.True(WorkoutFileReader.TryRead(await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken), out var workout, out _));
        byte[] run = new SimulatedActivity { Workout = workout, Start = PageUnderTest.Now.AddDays(-1).AddHours(-1), Seed = 1 }.ToBytes();

        await page.ClickAsync("a[href$=import] >> nth=0");
        List<FilePayload> files = [new() { Name = "run.fit", MimeType = "application/octet-stream", Buffer = run }, new() { Name = "holiday.fit", MimeType = "application/octet-stream", Buffer = [1, 2, 3] }];
        if (Corpus.IsPresent && CorpusFile.All().FirstOrDefault(file => file.IsValid && file.Records is > 1000 and < 4000) is { } real)
            files.Add(new() { Name = "real.fit", MimeType = "application/octet-stream", Buffer = real.Bytes() });
        await page.SetInputFilesAsync("#files", files);
        await page.ClickAsync("main button");
        await page.WaitForSelectorAsync("text=: done");
        Assert.Equal(files.Count, (await page.QuerySelectorAllAsync(".lines li")).Count);
        await visit.LookAsync("import");
        await page.ClickAsync("a:has-text('run.fit')");
        await visit.LookAsync("activity");
        var figure = page.Locator("[aria-labelledby=picture] svg:visible");
        await figure.ScrollIntoViewIfNeededAsync();
        await figure.HoverAsync();
        Assert.Matches("at .* min/km .* steps/min", await page.TextContentAsync("[data-reading]"));

        await page.ClickAsync("nav >> text=Check in");
        await page.CheckAsync("input[value=none] >> nth=0");
        await page.CheckAsync("input[name=fatigue][value=everyday]");
        await page.CheckAsync("input[name=recovered][value=yes]");
        await visit.LookAsync("checkin");
        await page.ClickAsync("main button");
        await visit.LookAsync("decided");
        Assert.Contains("Hold", await page.TextContentAsync(".decision"), StringComparison.Ordinal);
        Assert.DoesNotContain("missing-check-in", await page.TextContentAsync(".decision"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task Every_page_can_be_read_by_everybody(bool isPhone, bool isDark)
    {
        await using var server = await PageUnderTest.StartAsync();
        server.Introduce();
        var ada = server.Journal.GetOrAddRunner("Ada");
        server.Introduce(isReady: false, whom: ada);
        await LiveAsync(server);
        await using var visit = await browser.OpenAsync(server, isPhone, isDark: isDark);
        foreach (string name in (string[])["", "plan", "plan/1", "plan/6", "activities", "activities/3", "progress", "checkin", "import", "settings", "ready", "forms?session=4:1-2", "forms?week=7", PagePath.Of(ada, "refused?session=4:1-2"), PagePath.Of(ada), PagePath.Of(ada, "progress"), PagePath.Of(ada, "activities"), "privacy", "forget", "/runners", "/error", "/nowhere"])
        {
            await visit.OpenAsync(name, $"page-{(name.Length == 0 ? "today" : string.Concat(name.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')))}");
        }
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task What_guards_the_page_can_be_read_by_everybody(bool isPhone, bool isDark)
    {
        await using var server = await Safety.SafePage.StartAsync();
        await using (var coach = await browser.OpenAsync(server.Address, server.Eva, isPhone, isDark: isDark))
        {
            await coach.OpenAsync("/sign-in?why=wrong", "guard-sign-in");
            await SignInAsync(coach, "ada");
            foreach (string name in (string[])["/runners", "", "privacy", "forget"])
            {
                await coach.OpenAsync(name, $"guard-coach-{(name.Length == 0 ? "today" : name.Trim('/'))}");
                Assert.True(await coach.Page.EvaluateAsync<double>("document.querySelector('.top').getBoundingClientRect().height") < 64, $"{name}: the header takes one row");
            }
            if (isPhone)
            {
                await coach.Page.ClickAsync(".folded summary");
                await coach.Page.WaitForSelectorAsync(".folded button:visible");
                await coach.LookAsync("guard-coach-more");
            }
        }
        await using var visit = await browser.OpenAsync(server.Address, server.Eva, isPhone, isDark: isDark);
        await visit.OpenAsync("privacy", "guard-signed-out");
        await SignInAsync(visit, "eva");
        foreach (string name in (string[])["privacy", "forget", "/password", "/password?why=weak", PagePath.Of(server.Mia, "plan")])
            await visit.OpenAsync(name, $"guard-{string.Concat(name.Trim('/').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))}");
        await visit.OpenAsync("forget", "guard-forget");
        await visit.Page.ClickAsync("button:has-text('Delete everything')");
        await visit.LookAsync("guard-forgotten");
        Assert.Null(server.Journal.FindRunner("Eva"));
    }

    [Fact]
    public async Task A_coach_of_twenty_sees_them_all_and_each_for_what_she_is()
    {
        await using var server = await PageUnderTest.StartAsync();
        server.Introduce();
        string[] names = ["Ada", "Bea", "Cleo", "Dora", "Edith", "Fanny", "Greta", "Hannah", "Ida", "Johanna-Elisabeth von Stein", "Kate", "Lea", "Mona", "Nora", "Olga", "Paula", "Rosa", "Susan", "Tilda"];
        for (int index = 0; index < names.Length; index++)
        {
            var runner = server.Journal.GetOrAddRunner(names[index]);
            if (index % 4 != 3)
                server.Introduce(isReady: index % 3 != 2, whom: runner);
            if (index % 5 == 1)
                server.Journal.SaveCheckIn(runner, new CheckIn { At = PageUnderTest.Now, Day = new(2026, 9, 9), Moment = CheckInMoment.Today, Symptoms = index % 2 == 0 ? [new(Symptom.Pressure)] : [new(Symptom.Heaviness)], Fatigue = Fatigue.Everyday });
        }
        await using var visit = await browser.OpenAsync(server, isPhone: false);
        await visit.OpenAsync("/runners", "coach-runners");
        Assert.Equal(names.Length + 1, await visit.Page.Locator("tbody tr").CountAsync());
        await using var phone = await browser.OpenAsync(server, isPhone: true, isDark: true);
        await phone.OpenAsync("/runners", "coach-runners");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Many_weeks_fit_a_phone_with_the_latest_in_view(bool hasJavaScript)
    {
        await using var server = await PageUnderTest.StartAsync();
        server.Introduce();
        for (int week = 0; week < 14; week++)
        {
            server.Journal.SaveCheckIn(server.Me, new CheckIn
            {
                At = PageUnderTest.Now.AddDays(-7 * week),
                Day = new DateOnly(2026, 9, 9).AddDays(-7 * week),
                Moment = CheckInMoment.Today,
                Symptoms = [.. week == 13 ? [new SymptomReport(Symptom.SharpPain)] : SymptomFacts.All.Where((_, index) => index % 5 == week % 5).Select(symptom => new SymptomReport(symptom))],
                Fatigue = Fatigue.Everyday,
            });
        }
        await server.ImportAsync([.. Enumerable.Range(1, 5).Select(seed => ($"{seed}.fit", PageUnderTest.Run("5:2-2", seed)))]);
        await using var visit = await browser.OpenAsync(server, isPhone: true, hasJavaScript);
        // What looks at a page for faults is a script itself.
        if (hasJavaScript)
            await visit.OpenAsync("progress", "many-weeks");
        else
            await visit.Page.GotoAsync(PagePath.Of(server.Me, "progress"));
        var figure = visit.Page.Locator("[aria-labelledby=weeks] svg:visible");
        Assert.Equal(8, await figure.Locator(".week").CountAsync());
        string words = string.Join('|', await figure.Locator("text").AllTextContentsAsync());
        Assert.Contains("the latest 8 of 14 weeks", words, StringComparison.Ordinal);
        Assert.Contains("2026-09-07", await figure.Locator(".week title").Last.TextContentAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_sign_is_answered_before_anything_is_sent_and_on_the_next_page(bool isPhone)
    {
        await using var server = await PageUnderTest.StartAsync();
        server.Introduce();
        await using var visit = await browser.OpenAsync(server, isPhone);
        await visit.OpenAsync("checkin?when=today", "checkin-today");
        Assert.False(await visit.Page.IsVisibleAsync(".stop-advice"));
        await visit.Page.CheckAsync("input[value=leaking]");
        Assert.True(await visit.Page.IsVisibleAsync(".stop-advice"));
        await visit.LookAsync("checkin-stop");
        await visit.Page.CheckAsync("input[name=fatigue][value=none]");
        await visit.Page.ClickAsync("main button");
        await visit.LookAsync("stop");
        Assert.Contains(SymptomFacts.StopAdvice, await visit.Page.TextContentAsync(".decision.stop"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_JavaScript_an_import_lists_what_became_of_each_file()
    {
        await using var server = await PageUnderTest.StartAsync();
        await using var visit = await browser.OpenAsync(server, isPhone: true, hasJavaScript: false);
        await visit.Page.GotoAsync(PagePath.Of(server.Me, "import"));
        await visit.Page.SetInputFilesAsync("#files", new FilePayload { Name = "run.fit", MimeType = "application/octet-stream", Buffer = PageUnderTest.Run("4:1-2") });
        await visit.Page.ClickAsync("main button");
        Assert.Equal(1, await visit.Page.Locator(".lines .logged").CountAsync());
    }

    [Fact]
    public async Task A_check_in_is_made_by_keyboard_alone()
    {
        await using var server = await PageUnderTest.StartAsync();
        server.Introduce();
        await using var visit = await browser.OpenAsync(server, isPhone: false);
        await visit.OpenAsync("checkin?when=today", "checkin-keyboard");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await visit.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        Assert.True(await visit.Page.IsCheckedAsync("input[value=none] >> nth=0"));
        for (int symptoms = 0; symptoms <= SymptomFacts.All.Length; symptoms++)
            await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Space");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForSelectorAsync(".said");
        Assert.Single(server.Journal.ListCheckIns(server.Me));
    }

    private static async Task SignInAsync(Visit visit, string name)
    {
        await visit.Page.FillAsync("#name", name);
        await visit.Page.FillAsync("#password", Safety.SafePage.Password);
        await visit.Page.ClickAsync("main button");
        await visit.Page.WaitForSelectorAsync("nav.more");
    }

    /// <summary>Five runs over two weeks, most of them well, and how they were.</summary>
    private static async Task LiveAsync(PageUnderTest server)
    {
        (Deviation, int)[][] how = [[], [(Deviation.NoLaps, 1)], [(Deviation.RunThrough, 3)], [(Deviation.WalkRun, 2)], []];
        using (await server.PostAsync("", "form[action$=export]", ("to", "file"))) { }
        for (int run = 0; run < how.Length; run++)
        {
            var start = PageUnderTest.Now.AddDays((3 * run) - 13);
            byte[] bytes = new SimulatedActivity
            {
                Workout = SessionWorkouts.Of(TrainingPlan.BuiltIn, TrainingPlan.BuiltIn.Week(4)!.DefaultSession, "me"),
                Start = start,
                Seed = run + 1,
                Deviations = how[run].ToDictionary(entry => entry.Item1, entry => entry.Item2),
            }.ToBytes();
            await server.ImportAsync(($"run-{run + 1}.fit", bytes));
            server.Journal.SaveCheckIn(server.Me, new CheckIn
            {
                At = start.AddHours(20),
                Day = DateOnly.FromDateTime(start.AddHours(20).UtcDateTime),
                Moment = CheckInMoment.NextDay,
                ActivityId = run + 1,
                Symptoms = run == 2 ? [new(Symptom.Pressure, 7)] : [],
                Fatigue = run == 2 ? Fatigue.Exhausted : Fatigue.Everyday,
                Recovered = run != 2,
                Note = run == 2 ? "Too fast, with the buggy." : null,
            });
        }
        await server.GetAsync("");
    }
}
