using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests;

/// <summary>The page on a log of its own, at a free port of this machine; its clock stands at a morning.</summary>
public sealed class PageUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _folder;

    private PageUnderTest(WebApplication app, string folder, FakeTimeProvider clock)
    {
        (_app, _folder, Clock) = (app, folder, clock);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Http = new(new HttpClientHandler { CheckCertificateRevocationList = true }) { BaseAddress = Address };
    }

    /// <summary>Where it is.</summary>
    public Uri Address { get; }

    /// <summary>A browser without JavaScript: it keeps cookies and follows redirects.</summary>
    public HttpClient Http { get; }

    /// <summary>The page's clock.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The log behind the page.</summary>
    public JournalStore Journal => _app.Services.GetRequiredService<JournalStore>();

    /// <summary>The runner that it was started for.</summary>
    public JournalRunner Me => Journal.GetOrAddRunner("me");

    public static async Task<PageUnderTest> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("pprun-web-").FullName;
        var clock = new FakeTimeProvider(new(2026, 9, 9, 8, 0, 0, TimeSpan.Zero));
        var app = PageServer.Build(new WebOptions { DataFolder = Path.Combine(folder, "log"), Port = 0 }, clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, folder, clock);
    }

    /// <summary>A page of hers, which must be there.</summary>
    public async Task<IHtmlDocument> GetAsync(string page)
    {
        using var response = await Http.GetAsync(new Uri(page.StartsWith('/') ? page : PagePath.Of(Me, page), UriKind.Relative), TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
