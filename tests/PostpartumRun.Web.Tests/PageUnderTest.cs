using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Journal;
using PostpartumRun.Plans;
using PostpartumRun.Watch;
using Xunit;

namespace PostpartumRun.Web.Tests;

/// <summary>The page on a log of its own, at a free port of this machine; its clock stands at a morning.</summary>
public sealed class PageUnderTest : IAsyncDisposable
{
    /// <summary>When its clock begins: a Wednesday morning.</summary>
    public static readonly DateTimeOffset Now = new(2026, 9, 9, 8, 0, 0, TimeSpan.Zero);

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

    /// <summary>The folder that a watch is plugged in at, once <see cref="PlugIn"/> has been called.</summary>
    public string WatchFolder => Path.Combine(_folder, "media", "FENIX");

    public static async Task<PageUnderTest> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("pprun-web-").FullName;
        var clock = new FakeTimeProvider(Now);
        var options = new WebOptions { DataFolder = Path.Combine(folder, "log"), Port = 0, WatchPlaces = [Path.Combine(folder, "media", "*")] };
        var app = PageServer.Build(options, clock);
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

    /// <summary>Posts a page's form as a browser without JavaScript would: with what is filled in, and with what is chosen here.</summary>
    /// <param name="page">The page that holds it.</param>
    /// <param name="form">The form, by a selector.</param>
    /// <param name="values">Names and values, in place of what is filled in under these names.</param>
    public Task<HttpResponseMessage> PostAsync(string page, string form, params (string Name, string Value)[] values) =>
        PostAsync(page, form, [], values);

    /// <summary>The same with files.</summary>
    public async Task<HttpResponseMessage> PostAsync(string page, string form, IEnumerable<(string Name, byte[] Bytes)> files, params (string Name, string Value)[] values)
    {
        var document = await GetAsync(page);
        var element = document.QuerySelector<IHtmlFormElement>(form) ?? throw new InvalidOperationException($"{page} has no form {form}.");
        var fields = element.Elements.OfType<IHtmlInputElement>()
            .Where(input => input.Name is not null && input.Type != "file" && (input.Type is not ("radio" or "checkbox") || input.IsChecked))
            .Select(input => (input.Name!, input.Value))
            .Where(field => values.All(value => value.Name != field.Item1))
            .Concat(values)
            .ToList();
        string action = element.GetAttribute("action") ?? (page.StartsWith('/') ? page : PagePath.Of(Me, page));
        HttpContent content;
        if (element.GetAttribute("enctype") == "multipart/form-data")
        {
            var multipart = new MultipartFormDataContent();
            foreach (var (name, value) in fields)
                multipart.Add(new StringContent(value), name);
            foreach (var (name, bytes) in files)
                multipart.Add(new ByteArrayContent(bytes), element.QuerySelector("input[type=file]")!.GetAttribute("name")!, name);
            content = multipart;
        }
        else
        {
            content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        }
        using (content)
            return await Http.PostAsync(new Uri(action, UriKind.Relative), content, TestContext.Current.CancellationToken);
    }

    /// <summary>The page that an answer holds.</summary>
    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response)
    {
        using (response)
            return await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Fills in who she is: a birth 20 weeks ago, cleared, at week 4 of the plan.</summary>
    public void Introduce(bool isReady = true, JournalRunner? whom = null)
    {
        var runner = whom ?? Me;
        var care = new RunnerCare(Journal, runner, TrainingPlan.BuiltIn, Clock);
        var given = new Dictionary<string, string>
        {
            [RunnerSettings.BirthDate] = "2026-04-20",
            [RunnerSettings.BirthMode] = "vaginal",
            [RunnerSettings.Start] = "2026-08-10",
            [RunnerSettings.Days] = "mon,wed,sat",
            [RunnerSettings.Cleared] = "2026-06-10",
            [PolicySetting.FirstWeek.Name] = "4",
        };
        Assert.NotNull(care.Set(given, null, out _, out _));
        if (isReady)
            Journal.SaveAnswers(runner, [.. care.Readiness().Items.Select(state => new ScreenAnswer(state.Item.Id, true, new(2026, 9, 1)))]);
    }

    /// <summary>A run of a session as a watch would have recorded it, yesterday morning, and those of higher seeds before one another.</summary>
    public static byte[] Run(string session, int seed = 1, params (Deviation Deviation, int N)[] deviations) => new SimulatedActivity
    {
        Workout = SessionWorkouts.Of(TrainingPlan.BuiltIn, TrainingPlan.BuiltIn.TryFindSession(session, out var found, out _) ? found : throw new ArgumentException(session, nameof(session)), "me"),
        Start = Now.AddDays(-1).AddHours(-1) - TimeSpan.FromHours(2) * (seed - 1),
        Seed = seed,
        Deviations = deviations.ToDictionary(entry => entry.Deviation, entry => entry.N),
    }.ToBytes();

    /// <summary>Imports files as the form does that needs no JavaScript.</summary>
    public async Task<IHtmlDocument> ImportAsync(params (string Name, byte[] Bytes)[] files) => await ReadAsync(await PostAsync("import", "form[data-import]", files));

    /// <summary>Plugs in a watch.</summary>
    public void PlugIn() => Directory.CreateDirectory(Path.Combine(WatchFolder, "GARMIN", "NewFiles"));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
