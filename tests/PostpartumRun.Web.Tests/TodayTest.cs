using System.Net;
using Xunit;

namespace PostpartumRun.Web.Tests;

public sealed class TodayTest
{
    [Fact]
    public async Task A_new_log_opens_at_today_and_says_what_to_do_first()
    {
        await using var page = await PageUnderTest.StartAsync();
        var today = await page.GetAsync("/");
        Assert.Equal("Today", today.QuerySelector("h1")!.TextContent);
        Assert.Contains("are not known", today.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runner_whom_the_log_does_not_have_is_not_found()
    {
        await using var page = await PageUnderTest.StartAsync();
        using var response = await page.Http.GetAsync(new Uri("/r/999/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
