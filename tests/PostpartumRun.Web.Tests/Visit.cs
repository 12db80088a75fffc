using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests;

/// <summary>Somebody in front of a browser. Whatever the console says against a page, and whatever it asks of another host, fails the test at the end.</summary>
internal sealed class Visit : IAsyncDisposable
{
    /// <summary>Words of 11 pixels are the smallest that a figure has, as they are in the end: on a phone as on a desktop.</summary>
    private const string FiguresThatCannotBeRead = """
        [...document.querySelectorAll('.figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
          const box = svg.getBoundingClientRect(), card = svg.closest('.figure'), scale = box.width / svg.viewBox.baseVal.width;
          const found = card.scrollWidth > card.clientWidth ? [`${svg.querySelector('title').textContent} is wider than its place`] : [];
          for (const text of svg.querySelectorAll('text')) {
            const size = parseFloat(getComputedStyle(text).fontSize) * scale, place = text.getBoundingClientRect();
            if (size < 11 || place.left < box.left - 1 || place.right > box.right + 1)
              found.push(`${text.textContent}: ${size} px, from ${place.left - box.left} to ${place.right - box.left} of ${box.width}`);
          }
          return found;
        })
        """;

    private readonly JournalRunner _runner;
    private readonly IBrowserContext _context;
    private readonly string _device;
    private readonly List<string> _complaints = [];

    public Visit(Uri address, JournalRunner runner, IBrowserContext context, IPage page, string device, bool isDark)
    {
        (_runner, _context, Page, _device) = (runner, context, page, isDark ? $"{device}-dark" : device);
        page.Console += (_, message) =>
        {
            // A page that is not found is what was asked for; that of anything else is said by its own address.
            if (message.Type is "error" or "warning" && !(message.Location.StartsWith(page.Url, StringComparison.Ordinal) && message.Text.Contains("404", StringComparison.Ordinal)))
                _complaints.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal))
                _complaints.Add($"{page.Url} asks {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>Opens a page of hers, and looks at it as <see cref="LookAsync"/> does.</summary>
    public async Task OpenAsync(string page, string name)
    {
        await Page.GotoAsync(page.StartsWith('/') ? page : PagePath.Of(_runner, page));
        await LookAsync(name);
    }

    /// <summary>
    /// The page as it is now breaks no rule of axe's, is no wider than its window, has figures that are seen whole and whose words are large
    /// enough to be read, and is kept as a picture.
    /// </summary>
    public async Task LookAsync(string name)
    {
        if (Browser.Screenshots is { } folder)
            await PictureAsync(Path.Combine(folder, $"{name}-{_device}.png"));
        var found = await Page.RunAxe();
        Assert.Empty(found.Violations.Select(violation => $"{name}: {violation.Id}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}"));
        int[] widths = await Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.clientWidth]");
        Assert.True(widths[0] <= widths[1], $"{name} is {widths[0]} wide in a window of {widths[1]}");
        Assert.Empty((await Page.EvaluateAsync<string[]>(FiguresThatCannotBeRead)).Select(figure => $"{name}: {figure}"));
    }

    // As in a window that is as high as the page: what stays at the window's lower edge would stand in the middle of a picture otherwise.
    private async Task PictureAsync(string path)
    {
        var window = Page.ViewportSize!;
        int height = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(window.Width, Math.Max(height, window.Height));
        await Page.ScreenshotAsync(new() { Path = path });
        await Page.SetViewportSizeAsync(window.Width, window.Height);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
    }
}
