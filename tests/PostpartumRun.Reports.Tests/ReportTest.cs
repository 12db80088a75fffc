using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using PostpartumRun.Import;
using PostpartumRun.Intervals;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Reports.Tests;

/// <summary>The report, of a runner and of an activity, from a real log.</summary>
public sealed partial class ReportTest : IDisposable
{
    private const string Hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&";
    private readonly string _folder = Directory.CreateTempSubdirectory("pprun-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_asks_nothing_of_any_host_runs_nothing_and_says_that_it_does_not_diagnose()
    {
        foreach (string html in await PagesAsync("me", null))
        {
            Assert.Contains(SymptomFacts.Informs, html, StringComparison.Ordinal);
            Assert.DoesNotMatch(Outside(), html);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Its_policy_lets_its_own_style_sheet_through_and_nothing_else()
    {
        foreach (string html in await PagesAsync("me", null))
        {
            string style = Assert.Single(Style().Matches(html)).Groups[1].Value;
            string digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
            Assert.Contains($"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_note_or_a_name_that_is_markup_is_shown_as_text()
    {
        string[] pages = await PagesAsync(Hostile, Hostile);
        Assert.All(pages, html => Assert.DoesNotMatch("(?i)<(script|img)", html));
        Assert.Contains("&lt;script&gt;alert(1)", pages[0], StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x onerror", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_s_page_has_her_weeks_and_an_activity_s_page_its_intervals()
    {
        string[] pages = await PagesAsync("me", null);
        Assert.Equal(2, Regex.Count(pages[0], "class=\"week\""));
        Assert.Contains("leaking", pages[0], StringComparison.Ordinal);
        Assert.Equal(2 * 14, Regex.Count(pages[1], "class=\"interval\""));
        Assert.Contains(">missed<", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_log_says_what_to_do_first()
    {
        using var journal = JournalStore.Open(_folder, TimeProvider.System);
        Assert.Contains("pprun import PATH", RunnerPage(journal, journal.GetOrAddRunner("me")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_activity_whose_file_is_another_by_now_is_drawn_without_its_channels()
    {
        string copy = Path.Combine(_folder, "copy.fit");
        File.Copy(Path.Combine(Repository.Root, "fixtures", "week-4-run-through.fit"), copy);
        using var journal = JournalStore.Open(_folder, TimeProvider.System);
        var runner = journal.GetOrAddRunner("me");
        var imported = await new ActivityImporter(journal, runner).ImportAsync(copy, TestContext.Current.CancellationToken);
        var logged = journal.GetActivity(runner, imported[0].ActivityId!.Value)!;
        Assert.NotNull(new LoggedOriginal(journal).ReadTraces(logged));
        File.Delete(journal.Originals.PathOf(logged.Sha256));
        Assert.NotNull(new LoggedOriginal(journal).ReadTraces(logged));
        File.Copy(Path.Combine(Repository.Root, "fixtures", "week-5-buggy.fit"), copy, overwrite: true);
        Assert.Null(new LoggedOriginal(journal).ReadTraces(logged));
        File.Delete(copy);
        Assert.Null(new LoggedOriginal(journal).ReadTraces(logged));
    }

    /// <summary>The pages of a runner and of her one activity, which she said something about.</summary>
    private async Task<string[]> PagesAsync(string name, string? note)
    {
        using var journal = JournalStore.Open(_folder, TimeProvider.System);
        var runner = journal.GetOrAddRunner(name);
        var imported = await new ActivityImporter(journal, runner).ImportAsync(Path.Combine(Repository.Root, "fixtures", "week-4-run-through.fit"), TestContext.Current.CancellationToken);
        var logged = journal.GetActivity(runner, imported[0].ActivityId!.Value)!;
        var checkIn = new CheckIn
        {
            At = logged.Info.Start.AddHours(1),
            Day = DateOnly.FromDateTime(logged.Info.Start.UtcDateTime),
            Moment = CheckInMoment.After,
            ActivityId = logged.Id,
            Symptoms = [new(Symptom.Leaking, 3)],
            Fatigue = Fatigue.Everyday,
            Note = note,
        };
        journal.SaveCheckIn(runner, checkIn);
        var traces = new LoggedOriginal(journal).ReadTraces(logged);
        return [RunnerPage(journal, runner, checkIn.Day.AddDays(2)), new ActivityReport(logged, traces, [checkIn]).ToHtml()];
    }

    private static string RunnerPage(JournalStore journal, JournalRunner runner, DateOnly? today = null)
    {
        var inputs = new RunnerCare(journal, runner, TrainingPlan.BuiltIn, TimeProvider.System).Inputs();
        inputs = inputs with { Today = today ?? inputs.Today };
        return new RunnerReport(runner.Name, inputs, DecisionDocument.Of(Progression.Decide(inputs), inputs.Today), journal.ListDecisions(runner), journal.ListActivities(runner)).ToHtml();
    }

    // A namespace is a name, and asks nothing of anybody.
    [GeneratedRegex("""(?i)(src|href|action)\s*=|@import|url\((?!#)|https?://(?!www\.w3\.org/2000/svg")""")]
    private static partial Regex Outside();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
