using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

/// <summary>All addresses that the server knows, so that a page to come cannot be forgotten.</summary>
public sealed class EveryAddressTest
{
    /// <summary>What is about no runner: anybody may have the first ones, and the rest shows nothing but what the viewer may see.</summary>
    private static readonly string[] _ofNobody =
    [
        "/sign-in", "/sign-in/password", "/sign-out", "/forgotten", "/error", "/not-found", "/assets/{hash}/{name}", "/_framework/opaque-redirect",
        "/", "/runners", "/password", "/password/change",
    ];

    [Fact]
    public async Task Each_address_names_its_runner_or_is_known_to_be_nobodys()
    {
        await using var page = await SafePage.StartAsync();
        var others = page.Endpoints.Where(endpoint => endpoint.RoutePattern.GetParameter(RunnerAccess.RouteValue) is null).Select(PathOf).Distinct().Except(_ofNobody);
        Assert.Empty(others);
        Assert.True(page.Endpoints.Count(endpoint => endpoint.RoutePattern.GetParameter(RunnerAccess.RouteValue) is not null) >= 4);
    }

    [Fact]
    public async Task Nothing_of_another_runner_is_there_and_nothing_tells_her_from_somebody_who_is_not()
    {
        await using var page = await SafePage.StartAsync();
        using var mia = await page.SignedInAsync("mia");
        using var ada = await page.SignedInAsync("ada");
        long evas = page.Journal.ListActivities(page.Eva)[0].Id, mias = page.Journal.ListActivities(page.Mia)[0].Id;
        foreach (var (method, form) in OfRunners(page))
        {
            foreach (var (browser, runner, activity) in new[] { (mia, page.Eva, evas), (ada, page.Mia, mias) })
            {
                var refused = await SendAsync(browser, method, Fill(form, runner.Id, activity));
                Assert.True(HttpStatusCode.NotFound == refused.Status, $"{method} {form}: {refused.Status}");
                Assert.DoesNotContain(runner.Name, refused.Words, StringComparison.Ordinal);
                Assert.Equal((await SendAsync(browser, method, Fill(form, 999_999, activity))).Words, refused.Words);
            }
        }
        Assert.Single(page.Journal.ListActivities(page.Eva));
        Assert.Empty(page.Journal.ListSightings(page.Mia));
    }

    [Fact]
    public async Task Another_runners_activity_is_not_there_under_ones_own_address()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        long mias = page.Journal.ListActivities(page.Mia)[0].Id;
        foreach (var (method, form) in OfRunners(page).Where(one => one.Form.GetParameter("id") is not null))
        {
            var answer = await SendAsync(eva, method, Fill(form, page.Eva.Id, mias));
            Assert.True(answer.Status != HttpStatusCode.OK, $"{method} {form.RawText}");
            Assert.DoesNotContain("A note of Mia alone", answer.Text, StringComparison.Ordinal);
        }
        Assert.Equal("A note of Mia alone", page.Journal.ListActivities(page.Mia).Single().Note);
    }

    [Fact]
    public async Task Nobody_is_shown_anything_but_the_way_to_sign_in()
    {
        await using var page = await SafePage.StartAsync();
        using var nobody = page.Browser();
        foreach (var (method, form) in OfRunners(page))
        {
            var answer = await SendAsync(nobody, method, Fill(form, page.Eva.Id, 1));
            Assert.True(HttpStatusCode.Redirect == answer.Status, $"{method} {form.RawText}: {answer.Status}");
            Assert.StartsWith($"{page.Address}sign-in?", answer.Location, StringComparison.Ordinal);
            Assert.DoesNotContain("Eva", answer.Words, StringComparison.Ordinal);
        }
        foreach (string path in new[] { "/", "/runners", "/password", "/password/change", "/nowhere" })
            Assert.StartsWith($"{page.Address}sign-in?", (await nobody.GetAsync(path)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changes_anything_is_refused_without_our_pages_token()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var nobody = page.Browser();
        string foreign = await nobody.TokenAsync();
        var forms = page.Endpoints.Where(endpoint => MethodsOf(endpoint).Any(method => !OwnRequests.IsReading(method.Method)) && PathOf(endpoint) is not ("/error" or "/not-found")).ToList();
        Assert.True(forms.Count >= 4);
        foreach (var endpoint in forms)
        {
            foreach (var method in MethodsOf(endpoint).Where(method => !OwnRequests.IsReading(method.Method)))
            {
                string path = Fill(endpoint.RoutePattern, page.Eva.Id, page.Journal.ListActivities(page.Eva)[0].Id);
                using var empty = new FormUrlEncodedContent([]);
                Assert.Equal(HttpStatusCode.BadRequest, (await eva.SendAsync(method, path, empty)).Status);
                using var withForeign = new FormUrlEncodedContent([new("__RequestVerificationToken", foreign)]);
                Assert.Equal(HttpStatusCode.BadRequest, (await eva.SendAsync(method, path, withForeign)).Status);
            }
        }
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync(PagePath.Of(page.Eva, "privacy"))).Status);
    }

    [Fact]
    public async Task A_page_to_come_is_guarded_before_anybody_thinks_of_it()
    {
        await using var page = await SafePage.StartAsync(change: app =>
        {
            app.MapGet("/r/{runner:long}/new", () => "health data");
            app.MapPost("/r/{runner:long}/new", () => "changed");
            app.MapGet("/new", () => "something");
        });
        using var eva = await page.SignedInAsync("eva");
        using var nobody = page.Browser();
        string hers = PagePath.Of(page.Eva, "new"), others = PagePath.Of(page.Mia, "new");
        Assert.Equal("health data", (await eva.GetAsync(hers)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await eva.GetAsync(others)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(hers)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync("/new")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await eva.PostWithoutTokenAsync(hers)).Status);
        Assert.Equal("changed", (await eva.PostAsync(hers)).Text);
        Assert.Equal(HttpStatusCode.NotFound, (await eva.PostAsync(others)).Status);
    }

    [Theory]
    [InlineData("/r/../r/{0}/")]
    [InlineData("/r/%2e%2e/{0}/")]
    [InlineData("/r/{0}%00/")]
    [InlineData("/r/+{0}/")]
    [InlineData("/r/0x{0}/")]
    [InlineData("/r/-1/")]
    [InlineData("/r/{0};/")]
    [InlineData("/r/99999999999999999999/")]
    [InlineData("/assets/../pprun.db")]
    [InlineData("/assets/%2e%2e%2f%2e%2e/pprun.db")]
    [InlineData("/assets/..%5c..%5c/pprun.db")]
    public async Task A_path_that_goes_astray_leads_nowhere(string path)
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        var answer = await eva.SendAsync(HttpMethod.Get, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, page.Mia.Id), null);
        Assert.True(answer.Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{answer.Status}");
    }

    /// <summary>The addresses below runners, with each of their methods.</summary>
    internal static List<(HttpMethod Method, RoutePattern Form)> OfRunners(SafePage page) =>
    [
        .. page.Endpoints
            .Where(endpoint => endpoint.RoutePattern.GetParameter(RunnerAccess.RouteValue) is not null)
            .SelectMany(endpoint => MethodsOf(endpoint).Select(method => (method, endpoint.RoutePattern))),
    ];

    /// <summary>An address of a form: with a runner's number, an activity's, and 1 for anything else.</summary>
    internal static string Fill(RoutePattern form, long runner, long id) => "/" + string.Join('/', form.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: RunnerAccess.RouteValue } => FormattableString.Invariant($"{runner}"),
        RoutePatternParameterPart { Name: "id" } => FormattableString.Invariant($"{id}"),
        _ => "1",
    }))));

    private static IEnumerable<HttpMethod> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } known ? known.HttpMethods.Select(method => HttpMethod.Parse(method)) : [HttpMethod.Get, HttpMethod.Post];

    private static string PathOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.Trim('/');

    private static async Task<Answer> SendAsync(Browser browser, HttpMethod method, string path) => OwnRequests.IsReading(method.Method)
        ? await browser.SendAsync(method, path, null)
        : await PostAsync(browser, method, path);

    private static async Task<Answer> PostAsync(Browser browser, HttpMethod method, string path)
    {
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", await browser.TokenAsync())]);
        return await browser.SendAsync(method, path, form);
    }

}
