using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Import;
using PostpartumRun.Journal;
using PostpartumRun.Testing;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

/// <summary>
/// The page on a log of two runners, Eva and Mia, each with an activity and an account of her own; and a coach, Ada, who was given Eva. Without
/// accounts there is no sign-in.
/// </summary>
internal sealed class SafePage : IAsyncDisposable
{
    public const string Password = "four words do well";

    private static readonly Lazy<string> _hash = new(() => new Passwords().Hash(Password));

    private readonly WebApplication _app;

    private SafePage(WebApplication app, string folder, FakeTimeProvider clock) => (_app, Folder, Clock) = (app, folder, clock);

    public string Folder { get; }

    public FakeTimeProvider Clock { get; }

    public JournalStore Journal => _app.Services.GetRequiredService<JournalStore>();

    public IServiceProvider Services => _app.Services;

    public JournalRunner Eva => Journal.FindRunner("Eva")!.Value;

    public JournalRunner Mia => Journal.FindRunner("Mia")!.Value;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>All addresses that the server answers.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Starts it.</summary>
    /// <param name="withAccounts">Whether there are accounts.</param>
    /// <param name="exposure">Who can reach it.</param>
    /// <param name="change">Changes the server before it starts.</param>
    /// <param name="fill">Puts something into the data folder first.</param>
    public static async Task<SafePage> StartAsync(bool withAccounts = true, Exposure? exposure = null, Action<WebApplication>? change = null, Action<string>? fill = null)
    {
        string folder = Directory.CreateTempSubdirectory("pprun-safe-").FullName;
        var clock = new FakeTimeProvider(new(2026, 9, 9, 8, 0, 0, TimeSpan.Zero));
        using (var journal = JournalStore.Open(folder, clock))
            await FillAsync(journal, withAccounts);
        fill?.Invoke(folder);
        var app = PageServer.Build(new WebOptions { DataFolder = folder, Runner = "Eva", Port = 0, Exposure = exposure ?? new() }, clock);
        change?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app, folder, clock);
    }

    public Browser Browser() => new(Address);

    public async Task<Browser> SignedInAsync(string name)
    {
        var browser = Browser();
        Assert.Equal("/", (await browser.SignInAsync(name)).Location);
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task FillAsync(JournalStore journal, bool withAccounts)
    {
        var eva = journal.GetOrAddRunner("Eva");
        var mia = journal.GetOrAddRunner("Mia");
        foreach (var runner in new[] { eva, mia })
        {
            string file = Path.Combine(Repository.Root, "fixtures", runner == eva ? "week-4-as-planned.fit" : "week-5-buggy.fit");
            await new ActivityImporter(journal, runner).ImportAsync(file, TestContext.Current.CancellationToken);
            journal.SaveNote(runner, journal.ListActivities(runner)[0].Id, $"A note of {runner.Name} alone");
        }
        if (!withAccounts)
            return;
        journal.AddAccount("eva", AccountRole.Runner, eva, _hash.Value);
        journal.AddAccount("mia", AccountRole.Runner, mia, _hash.Value);
        var ada = journal.AddAccount("ada", AccountRole.Coach, null, _hash.Value);
        journal.GiveRunner(ada, eva);
    }
}
