using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class RequestTest
{
    private static readonly Exposure _proxied = new() { Proxies = [IPNetwork.Parse("127.0.0.0/8")], Hosts = ["run.example.org"] };

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_post_of_another_site_is_refused_with_a_token_too(string header, string value)
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        string token = await eva.TokenAsync();
        eva.Headers[header] = value;
        Assert.Equal(HttpStatusCode.BadRequest, (await eva.PostWithoutTokenAsync(PagePath.Of(page.Eva, "forget/everything"), ("__RequestVerificationToken", token))).Status);
        Assert.NotNull(page.Journal.FindRunner("Eva"));
        eva.Headers[header] = header == "Origin" ? page.Address.GetLeftPart(UriPartial.Authority) : "same-origin";
        Assert.Equal("/forgotten", (await eva.PostWithoutTokenAsync(PagePath.Of(page.Eva, "forget/everything"), ("__RequestVerificationToken", token))).Location);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_none()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var mia = await page.SignedInAsync("mia");
        string token = await mia.TokenAsync();
        eva.Cookies["pprun-form"] = mia.Cookies["pprun-form"];
        Assert.Equal(HttpStatusCode.BadRequest, (await eva.PostWithoutTokenAsync(PagePath.Of(page.Eva, "forget/everything"), ("__RequestVerificationToken", token))).Status);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("127.0.0.1.nip.io")]
    [InlineData("192.168.1.7:5180")]
    public async Task A_name_that_another_site_lets_lead_here_is_refused(string host)
    {
        await using var page = await SafePage.StartAsync(withAccounts: false);
        using var browser = page.Browser();
        browser.Headers["Host"] = host;
        var answer = await browser.GetAsync(PagePath.Of(page.Eva));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.DoesNotContain("Today", answer.Words, StringComparison.Ordinal);
        browser.Headers["Host"] = "localhost:5180";
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagePath.Of(page.Eva))).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "run.example.org")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task A_proxy_that_nobody_spoke_of_opens_nothing(string header, string value)
    {
        await using var page = await SafePage.StartAsync(withAccounts: false);
        using var browser = page.Browser();
        browser.Headers[header] = value;
        var answer = await browser.GetAsync(PagePath.Of(page.Eva));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains("--behind-proxy", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_browsers_come_by_TLS_and_by_the_pages_name_and_cookies_go_no_other_way()
    {
        await using var page = await SafePage.StartAsync(exposure: _proxied);
        using var browser = page.Browser();
        browser.Headers["Host"] = "run.example.org";
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/sign-in")).Status);
        browser.Headers["X-Forwarded-Proto"] = "http";
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/sign-in")).Status);
        browser.Headers["X-Forwarded-Proto"] = "https";
        browser.Headers["X-Forwarded-For"] = "203.0.113.9";
        browser.Headers["Host"] = "localhost";
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync("/sign-in")).Status);
        browser.Headers["Host"] = "run.example.org";
        Assert.Equal("/", (await browser.SignInAsync("eva")).Location);
        Assert.Contains(browser.SetCookies, cookie => cookie.StartsWith("__Host-pprun=", StringComparison.Ordinal) && cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
        var today = await browser.GetAsync(PagePath.Of(page.Eva));
        Assert.Equal(HttpStatusCode.OK, today.Status);
        Assert.StartsWith("max-age=", today.Headers["Strict-Transport-Security"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_attempts_are_counted_by_the_browsers_address()
    {
        await using var page = await SafePage.StartAsync(exposure: _proxied);
        using var browser = page.Browser();
        (browser.Headers["Host"], browser.Headers["X-Forwarded-Proto"], browser.Headers["X-Forwarded-For"]) = ("run.example.org", "https", "203.0.113.9");
        var limits = page.Services.GetRequiredService<SignInLimits>();
        for (int i = 0; i < SignInLimits.PerAddress; i++)
            limits.Count($"name{i}", IPAddress.Parse("203.0.113.9"));
        Assert.Contains("why=often", (await browser.SignInAsync("eva")).Location, StringComparison.Ordinal);
        // What a browser itself claims comes before what the proxy saw, and is not believed.
        browser.Headers["X-Forwarded-For"] = "198.51.100.1, 203.0.113.9";
        Assert.Contains("why=often", (await browser.SignInAsync("eva")).Location, StringComparison.Ordinal);
        browser.Headers["X-Forwarded-For"] = "203.0.113.10";
        Assert.Equal("/", (await browser.SignInAsync("eva")).Location);
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_TLS_itself()
    {
        string folder = Directory.CreateTempSubdirectory("pprun-tls-").FullName;
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var exposure = new Exposure { Certificate = Path.Combine(folder, "cert.pem"), CertificateKey = Path.Combine(folder, "key.pem") };
        await using var page = await SafePage.StartAsync(exposure: exposure);
        Assert.Equal("https", page.Address.Scheme);
#pragma warning disable CA5359 // The one that was made above, and no other.
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() },
        };
#pragma warning restore CA5359
        using var browser = new Browser(page.Address, handler);
        Assert.Equal("/", (await browser.SignInAsync("eva")).Location);
        Assert.Contains("__Host-pprun", browser.Cookies.Keys);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_to_run_nothing_but_ours_and_to_keep_nothing()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var nobody = page.Browser();
        foreach (string path in new[] { "/", "/nowhere", PagePath.Of(page.Eva), PagePath.Of(page.Mia), PagePath.Of(page.Eva, "export.zip"), "/sign-in" })
        {
            foreach (var browser in new[] { eva, nobody })
            {
                var answer = await browser.GetAsync(path);
                string policy = answer.Headers["Content-Security-Policy"];
                Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
                Assert.Equal(("nosniff", "same-origin", "no-store"), (answer.Headers["X-Content-Type-Options"], answer.Headers["Referrer-Policy"], answer.Headers["Cache-Control"]));
                Assert.Contains("geolocation=()", answer.Headers["Permissions-Policy"], StringComparison.Ordinal);
                Assert.DoesNotContain("Server", answer.Headers.Keys);
            }
        }
    }

    [Fact]
    public async Task A_page_holds_no_style_no_script_and_no_address_of_elsewhere()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        long id = page.Journal.ListActivities(page.Eva)[0].Id;
        int pages = 0;
        foreach (var (method, form) in EveryAddressTest.OfRunners(page).Where(one => one.Method == HttpMethod.Get))
        {
            var answer = await eva.SendAsync(method, EveryAddressTest.Fill(form, page.Eva.Id, id), null);
            if (!answer.Headers.GetValueOrDefault("Content-Type", "").StartsWith("text/html", StringComparison.Ordinal)
                || answer.Headers.ContainsKey("Content-Disposition"))
                continue;
            pages++;
            var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(answer.Text, TestContext.Current.CancellationToken);
            Assert.Empty(document.QuerySelectorAll("style, [style], script:not([src]), iframe, object, embed, base").Select(element => $"{form.RawText}: {element.OuterHtml}"));
            Assert.Empty(document.All.SelectMany(element => element.Attributes).Where(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)).Select(attribute => attribute.Name));
            Assert.DoesNotContain(document.QuerySelectorAll("[src], [href], form[action]"), element =>
                (element.GetAttribute("src") ?? element.GetAttribute("href") ?? element.GetAttribute("action"))!.Contains("//", StringComparison.Ordinal) && !element.Matches("a"));
            Assert.All(document.QuerySelectorAll("form[method=post i]"), element => Assert.NotNull(element.QuerySelector("[name=__RequestVerificationToken]")));
        }
        Assert.True(pages >= 3);
    }

    [Fact]
    public async Task A_fault_shows_and_writes_neither_its_words_nor_whose_it_was()
    {
        using var log = new KeptLog();
        await using var page = await SafePage.StartAsync(change: app =>
        {
            app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
            app.MapGet("/r/{runner:long}/fault", string (HttpContext context) => throw new FormatException($"leaking since minute 8 {context.Request.QueryString}"));
        });
        using var eva = await page.SignedInAsync("eva");
        var answer = await eva.GetAsync(PagePath.Of(page.Eva, "fault?note=heaviness"));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.Status);
        Assert.Contains("went wrong", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("leaking", answer.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("leaking", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("heaviness", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        Assert.Contains("System.FormatException in GET /r/{runner:long}/fault", log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(PagePath.Of(page.Eva), log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_too_long_is_refused_before_it_is_read()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        string token = await eva.TokenAsync();
        // Asks before it sends: who sends at once may find the connection closed, and never see the answer.
        eva.Headers["Expect"] = "100-continue";
        var answer = await eva.PostWithoutTokenAsync("/password/change", ("old", new string('x', (int)SafeServer.MaxFormBytes)), ("__RequestVerificationToken", token));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
