using Microsoft.Playwright;
using PostpartumRun.Journal;
using PostpartumRun.Testing;
using Xunit;

[assembly: AssemblyFixture(typeof(PostpartumRun.Web.Tests.Browser))]

namespace PostpartumRun.Web.Tests;

/// <summary>Debian's Chromium, started once for all tests that look at pages. Its tests are skipped, saying so, where it is missing.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] _arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>A folder for screenshots, which <c>PPRUN_SCREENSHOTS</c> names; null for none.</summary>
    public static string? Screenshots => Environment.GetEnvironmentVariable("PPRUN_SCREENSHOTS") is { Length: > 0 } folder ? folder : null;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is null)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Program, Args = _arguments, Headless = true });
    }

    /// <summary>A visit of a page by somebody new. Skips the calling test where there is no browser.</summary>
    internal Task<Visit> OpenAsync(PageUnderTest page, bool isPhone, bool hasJavaScript = true, bool isDark = false) =>
        OpenAsync(page.Address, page.Me, isPhone, hasJavaScript, isDark);

    /// <summary>The same of another server, and a runner of its log.</summary>
    internal async Task<Visit> OpenAsync(Uri address, JournalRunner runner, bool isPhone, bool hasJavaScript = true, bool isDark = false)
    {
        Assert.SkipWhen(_browser is null, "Chromium is missing: run eng/test-tools.sh.");
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            ViewportSize = isPhone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 900 },
            HasTouch = isPhone,
            JavaScriptEnabled = hasJavaScript,
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
        });
        return new(address, runner, context, await context.NewPageAsync(), isPhone ? "phone" : "desktop", isDark);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
