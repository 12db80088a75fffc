using System.Diagnostics;
using System.Xml.Linq;
using PostpartumRun.Import;
using PostpartumRun.Intervals;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Reports.Tests;

/// <summary>The picture of an activity, from the fixtures' own files.</summary>
public sealed class ActivityFigureTest
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Fixtures => [.. Directory.GetFiles(Path.Combine(Repository.Root, "fixtures"), "*.fit").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Every_interval_and_every_segment_has_a_bar_that_says_what_it_is(string fixture)
    {
        var outcome = await VerifyAsync(fixture);
        var svg = Parse(outcome);
        var intervals = Groups(svg, "interval");
        Assert.Equal(outcome.Document!.Intervals.Select(FigureWords.Of), intervals.Select(group => group.Element(Svg + "title")!.Value));
        Assert.All(intervals, group => Assert.Single(group.Elements(Svg + "rect")));
        Assert.Equal(outcome.Document.Segments.Count, Groups(svg, "segment").Count);
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task It_has_a_title_and_a_description_that_its_label_names(string fixture)
    {
        var svg = Parse(await VerifyAsync(fixture));
        string[] labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(labels[0], svg.Element(Svg + "title")!.Attribute("id")!.Value);
        Assert.Equal(labels[1], svg.Element(Svg + "desc")!.Attribute("id")!.Value);
        Assert.Contains(fixture, svg.Element(Svg + "title")!.Value, StringComparison.Ordinal);
        Assert.Equal("img", svg.Attribute("role")!.Value);
    }

    [Fact]
    public async Task The_same_activity_gives_the_same_bytes()
    {
        string first = Draw(await VerifyAsync("week-4-run-through.fit"));
        Assert.Equal(first, Draw(await VerifyAsync("week-4-run-through.fit")));
        Assert.DoesNotContain('\r', first);
    }

    [Fact]
    public async Task A_file_of_its_own_names_each_colour_since_few_viewers_know_variables()
    {
        string style = Parse(await VerifyAsync("week-4-run-through.fit")).Element(Svg + "style")!.Value;
        Assert.DoesNotContain("var(", style, StringComparison.Ordinal);
        Assert.DoesNotContain("--", style, StringComparison.Ordinal);
        string[] parts = style.Split("@media screen and (prefers-color-scheme:dark){");
        Assert.Equal(2, parts.Length);
        Assert.Contains(".fig .paper{fill:#fff}", parts[0], StringComparison.Ordinal);
        Assert.Contains(".fig .run-base{fill:#0072b2}", parts[0], StringComparison.Ordinal);
        Assert.Contains(".fig .paper{fill:#14181c}", parts[1], StringComparison.Ordinal);
        Assert.Equal(parts[1].Count(character => character == '{') + 1, parts[1].Count(character => character == '}'));
    }

    [Fact]
    public async Task What_is_marked_as_not_planned_is_told_below_and_only_where_there_is_any()
    {
        Assert.Contains(">not planned<", Draw(await VerifyAsync("week-4-run-through.fit")), StringComparison.Ordinal);
        Assert.DoesNotContain(">not planned<", Draw(await VerifyAsync("week-4-as-planned.fit")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_and_walk_differ_in_height_and_pattern_and_not_in_colour_alone()
    {
        var bars = Groups(Parse(await VerifyAsync("week-4-as-planned.fit")), "interval").Select(group => group.Element(Svg + "rect")!).ToList();
        var walks = bars.Where(bar => bar.Attribute("fill")!.Value == "url(#fig-walk)").ToList();
        var runs = bars.Where(bar => bar.Attribute("fill")!.Value == "url(#fig-run)").ToList();
        Assert.Equal((8, 6), (walks.Count, runs.Count));
        Assert.True(runs.Min(Height) > 1.5 * walks.Max(Height));

        static double Height(XElement bar) => double.Parse(bar.Attribute("height")!.Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task What_an_early_stop_cut_off_is_drawn_beyond_the_activity_s_end()
    {
        var outcome = await VerifyAsync("week-7-stopped-early.fit");
        var bars = PlannedBar.Of(outcome.Document!);
        Assert.Equal(35 * 60, PlannedBar.AxisEnd(outcome.Document!, bars), 1.0);
        Assert.Equal(6, bars.Count(bar => !bar.TookPlace));
    }

    [Fact]
    public async Task A_file_s_name_cannot_become_markup_and_its_folder_is_not_told()
    {
        var outcome = await VerifyAsync("week-4-as-planned.fit");
        string svg = Draw(outcome with { Document = outcome.Document! with { File = "/home/somebody/<script>&\"\u0001.fit" } });
        var parsed = XDocument.Parse(svg).Root!;
        Assert.DoesNotContain(parsed.Descendants(), element => element.Name.LocalName == "script");
        Assert.DoesNotContain("somebody", svg, StringComparison.Ordinal);
        Assert.StartsWith("<script>&\"\uFFFD.fit", parsed.Element(Svg + "title")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_what_was_recorded_the_bars_stand_alone()
    {
        var outcome = await VerifyAsync("week-4-as-planned.fit");
        Assert.Equal(3, Groups(Parse(outcome), "panel").Count);
        Assert.Empty(Groups(Parse(outcome with { Traces = null }), "panel"));
    }

    [Fact]
    public async Task A_browser_draws_it()
    {
        Assert.SkipWhen(Chromium.Program is null, "Chromium is missing: run eng/test-tools.sh.");
        string folder = Directory.CreateTempSubdirectory("pprun-figure-").FullName;
        try
        {
            string path = Path.Combine(folder, "figure.svg"), picture = Path.Combine(folder, "figure.png");
            await File.WriteAllTextAsync(path, Draw(await VerifyAsync("week-4-run-through.fit")), TestContext.Current.CancellationToken);
            using var process = Process.Start(new ProcessStartInfo(Chromium.Program!, [
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", $"--user-data-dir={folder}/profile",
                "--window-size=960,600", $"--screenshot={picture}", $"file://{path}"])
            { RedirectStandardError = true, RedirectStandardOutput = true })!;
            var said = (process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            _ = (await said.Item1, await said.Item2);
            // An empty page of this size takes 3 kB; a figure takes ten times as much.
            Assert.True(new FileInfo(picture).Length > 20_000);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    internal static async Task<VerificationOutcome> VerifyAsync(string fixture)
    {
        var verification = new ActivityVerification(null, keepsTraces: true);
        return (await verification.VerifyAsync(Path.Combine(Repository.Root, "fixtures", fixture), TestContext.Current.CancellationToken))[0];
    }

    private static string Draw(VerificationOutcome outcome) => ActivityFigure.Draw(outcome.Document!, outcome.Traces, FigureFrame.File);

    private static XElement Parse(VerificationOutcome outcome) => XDocument.Parse(Draw(outcome)).Root!;

    private static List<XElement> Groups(XElement svg, string name) => [.. svg.Descendants(Svg + "g").Where(group => (string?)group.Attribute("class") == name)];
}
