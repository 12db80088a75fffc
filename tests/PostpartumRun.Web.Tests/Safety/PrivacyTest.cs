using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Import;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class PrivacyTest
{
    private const string Script = "<script>alert(1)</script>", Picture = "\"><img src=x onerror=alert(2)>";

    [Fact]
    public async Task She_sees_who_looked_and_what_was_tried_and_her_own_looks_are_nobodys_business()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var ada = await page.SignedInAsync("ada");
        Assert.Contains("Nobody but you", (await eva.GetAsync(PagePath.Of(page.Eva, "privacy"))).Text, StringComparison.Ordinal);
        await ada.GetAsync(PagePath.Of(page.Eva));
        await ada.GetAsync(PagePath.Of(page.Eva));
        await ada.GetAsync(PagePath.Of(page.Eva, "export.zip?x=1"));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.PostAsync(PagePath.Of(page.Eva, "forget/everything"))).Status);
        Assert.Equal(
            [("ada", SightingDeed.Changed, "forget/everything"), ("ada", SightingDeed.Saw, "export.zip"), ("ada", SightingDeed.Saw, "today")],
            page.Journal.ListSightings(page.Eva).Select(sighting => (sighting.ByName, sighting.Deed, sighting.What)));
        string shown = (await eva.GetAsync(PagePath.Of(page.Eva, "privacy"))).Text;
        Assert.Contains("<td>ada</td><td>saw export.zip</td>", shown, StringComparison.Ordinal);
        Assert.Equal(3, page.Journal.ListSightings(page.Eva).Count);
    }

    [Fact]
    public async Task A_coach_who_sees_the_list_has_looked_and_adds_nobody_to_it()
    {
        await using var page = await SafePage.StartAsync();
        using var ada = await page.SignedInAsync("ada");
        string list = (await ada.GetAsync("/runners")).Words;
        Assert.Contains("Eva", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Mia", list, StringComparison.Ordinal);
        Assert.Equal("the list of runners", page.Journal.ListSightings(page.Eva).Single().What);
        Assert.Empty(page.Journal.ListSightings(page.Mia));
        await ada.PostAsync("/runners", ("_handler", "add"), ("name", "Zoe"));
        Assert.Null(page.Journal.FindRunner("Zoe"));
    }

    [Fact]
    public async Task What_stays_for_ever_says_which_account_it_was()
    {
        await using var page = await SafePage.StartAsync();
        using var ada = await page.SignedInAsync("ada");
        var answer = await ada.PostAsync(PagePath.Of(page.Eva, "export"), ("session", "4:1-2"), ("to", "file"), ("reason", "seen in practice"), ("by", "Dr. Grey"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.All(page.Journal.ListOverrides(page.Eva), kept => Assert.Equal("Dr. Grey (ada)", kept.By));
        Assert.NotEmpty(page.Journal.ListOverrides(page.Eva));
    }

    [Fact]
    public async Task A_path_in_an_uploads_name_is_no_path_and_a_script_in_it_is_text()
    {
        await using var page = await SafePage.StartAsync();
        using var mia = await page.SignedInAsync("mia");
        string token = await mia.TokenAsync();
        foreach (string name in new[] { "../../../../tmp/pprun-traversal.fit", "..\\..\\pprun-traversal.fit", "/etc/pprun-traversal.fit", "pprun.db", "<script>alert(1)<.fit" })
        {
            using var form = new MultipartFormDataContent();
            using var text = new StringContent(token);
            using var bytes = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "fixtures", "week-4-run-through.fit"), TestContext.Current.CancellationToken));
            form.Add(text, "__RequestVerificationToken");
            bytes.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=files; filename=\"{name}\"");
            form.Add(bytes);
            var answer = await mia.SendAsync(HttpMethod.Post, PagePath.Of(page.Mia, "import/file"), form);
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.DoesNotContain("..", answer.Text, StringComparison.Ordinal);
            // JSON, which no browser takes for a page, and the page's script for text.
            Assert.Equal(("application/json; charset=utf-8", "nosniff"), (answer.Headers["Content-Type"], answer.Headers["X-Content-Type-Options"]));
        }
        Assert.Equal("pprun-traversal.fit", page.Journal.ListActivities(page.Mia).Select(activity => activity.FileName).Single(name => name != "week-5-buggy.fit"));
        Assert.DoesNotContain(Directory.GetFileSystemEntries(page.Folder, "*", SearchOption.AllDirectories), path =>
            Path.GetFileName(path).Contains("traversal", StringComparison.Ordinal));
        Assert.False(File.Exists("/tmp/pprun-traversal.fit"));
    }

    [Fact]
    public async Task A_runners_export_is_all_of_hers_and_reads_in_elsewhere()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        var answer = await eva.GetAsync(PagePath.Of(page.Eva, "export.zip"));
        Assert.Equal(("application/zip", "no-store"), (answer.Headers["Content-Type"], answer.Headers["Cache-Control"]));
        Assert.DoesNotContain("Eva", answer.Headers["Content-Disposition"], StringComparison.Ordinal);
        string folder = Directory.CreateTempSubdirectory("pprun-zip-").FullName;
        using (var zip = new ZipArchive(new MemoryStream(answer.Body)))
            await zip.ExtractToDirectoryAsync(Path.Combine(folder, "export"), TestContext.Current.CancellationToken);
        using (var journal = JournalStore.Open(Path.Combine(folder, "log"), new FakeTimeProvider()))
        {
            var copy = journal.GetOrAddRunner("copy");
            LogExport.Read(journal, copy, Path.Combine(folder, "export"));
            Assert.Equal("A note of Eva alone", journal.ListActivities(copy).Single().Note);
            Assert.Empty(journal.Check(deep: true));
        }
        Assert.DoesNotContain("Mia", await File.ReadAllTextAsync(Path.Combine(folder, "export", LogExport.LinesName), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(page.Folder, RunnerArchive.Folder)));
    }

    [Fact]
    public async Task What_a_killed_server_left_of_an_export_is_gone_with_the_next_start()
    {
        string left = "";
        await using var page = await SafePage.StartAsync(fill: folder =>
        {
            left = Path.Combine(folder, RunnerArchive.Folder, "left", "log.jsonl");
            Directory.CreateDirectory(Path.GetDirectoryName(left)!);
            File.WriteAllText(left, "health data");
            File.SetLastWriteTimeUtc(Path.GetDirectoryName(left)!, new(2026, 9, 9, 6, 0, 0, DateTimeKind.Utc));
        });
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task She_is_forgotten_when_she_says_so_twice_and_nobody_else_is()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        string hers = PagePath.Of(page.Eva);
        Assert.Contains($"href=\"{PagePath.Of(page.Eva, "forget")}\"", (await eva.GetAsync(PagePath.Of(page.Eva, "privacy"))).Text, StringComparison.Ordinal);
        Assert.Contains("Delete everything", (await eva.GetAsync(PagePath.Of(page.Eva, "forget"))).Text, StringComparison.Ordinal);
        Assert.NotNull(page.Journal.FindRunner("Eva"));
        Assert.Equal("/forgotten", (await eva.PostAsync(PagePath.Of(page.Eva, "forget/everything"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync("/forgotten")).Status);
        Assert.Null(page.Journal.FindRunner("Eva"));
        Assert.Null(page.Journal.FindAccount("eva"));
        Assert.Equal(HttpStatusCode.Redirect, (await eva.GetAsync(hers)).Status);
        Assert.Contains("why=wrong", (await eva.SignInAsync("eva")).Location, StringComparison.Ordinal);
        Assert.Single(page.Journal.ListActivities(page.Mia));
    }

    [Fact]
    public async Task Without_accounts_whoever_sits_here_may_export_and_forget()
    {
        await using var page = await SafePage.StartAsync(withAccounts: false);
        using var browser = page.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagePath.Of(page.Mia, "export.zip"))).Status);
        Assert.Equal("/forgotten", (await browser.PostAsync(PagePath.Of(page.Mia, "forget/everything"))).Location);
        Assert.Null(page.Journal.FindRunner("Mia"));
    }

    [Fact]
    public async Task What_somebody_wrote_is_text_on_every_page()
    {
        await using var page = await SafePage.StartAsync(withAccounts: false);
        var runner = page.Journal.GetOrAddRunner(Script + Picture);
        string file = Path.Combine(page.Folder, "<img src=x onerror=alert(3)>.fit");
        // The watch's file carries its workout, whose name and cues are strings in FIT.
        var workout = new WorkoutFile(new(7, page.Clock.GetUtcNow().AddDays(-2)), Script, WorkoutText.Parse("2:00 walk \"<script>alert(4)\"; 2x(1:00 run \"<img src=x\"; 1:00 walk)")) { SafetyNote = Script };
        await File.WriteAllBytesAsync(file, new SimulatedActivity { Workout = workout, Start = page.Clock.GetUtcNow().AddDays(-1) }.ToBytes(), TestContext.Current.CancellationToken);
        await new ActivityImporter(page.Journal, runner).ImportAsync(file, TestContext.Current.CancellationToken);
        var activity = page.Journal.ListActivities(runner).Single();
        Assert.Contains("<script>alert(4)", activity.WorkoutText, StringComparison.Ordinal);
        long id = activity.Id;
        page.Journal.SaveNote(runner, id, Script + Picture);
        page.Journal.SaveSettings(runner, [new("clearance-by", Script + Picture)], by: Script + Picture);
        page.Journal.SaveCheckIn(runner, new()
        {
            At = page.Clock.GetUtcNow(),
            Day = new(2026, 9, 9),
            Moment = CheckInMoment.After,
            ActivityId = id,
            Symptoms = [],
            Fatigue = Fatigue.Everyday,
            Note = Script + Picture,
        });
        page.Journal.SaveSighting(runner, Script, SightingDeed.Saw, Picture, TimeSpan.Zero);
        using var browser = page.Browser();
        var shown = new List<string>();
        foreach (string path in EveryAddressTest.OfRunners(page).Where(one => one.Method == HttpMethod.Get).Select(one => EveryAddressTest.Fill(one.Form, runner.Id, id)).Append("/runners"))
        {
            var answer = await browser.GetAsync(path);
            if (!answer.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/", StringComparison.Ordinal))
                continue;
            foreach (string raw in new[] { "<script>alert", "<img src=x" })
                Assert.False(answer.Text.Contains(raw, StringComparison.Ordinal), $"{path}: {raw}");
            if (answer.Text.Contains("&lt;script&gt;alert", StringComparison.Ordinal))
                shown.Add(path);
        }
        Assert.Contains(PagePath.Of(runner, "privacy"), shown);
        Assert.Contains(PagePath.Of(runner, "forget"), shown);
        Assert.Contains(PagePath.Of(runner, $"activities/{id}"), shown);
    }
}
