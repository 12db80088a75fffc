using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using PostpartumRun.Journal;
using PostpartumRun.Web.Pages;

namespace PostpartumRun.Web;

/// <summary>Makes the server of the page.</summary>
public static class PageServer
{
    /// <summary>The largest request: a folder of activities at once.</summary>
    internal const long MaxRequestBytes = 512L * 1024 * 1024;

    /// <summary>A server that has not started yet. It owns the log that it opens.</summary>
    /// <exception cref="JournalException">The log cannot be opened.</exception>
    public static WebApplication Build(WebOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        // Nothing is read from where it was started: neither settings nor files to serve.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = MaxRequestBytes;
            server.Listen(options.Address, options.Port);
        });
        AddServices(builder.Services, options, clock);
        var app = builder.Build();
        app.Services.GetRequiredService<JournalStore>().GetOrAddRunner(options.Runner);
        Use(app);
        return app;
    }

    private static void AddServices(IServiceCollection services, WebOptions options, TimeProvider clock)
    {
        services.AddSingleton(options);
        services.AddSingleton(clock);
        services.AddSingleton(_ => JournalStore.Open(options.DataFolder, clock));
        services.AddSingleton<StyleAndScripts>();
        services.AddSingleton<RunnerAccess>();
        services.AddScoped<CurrentRunner>();
        services.AddScoped<ExportService>();
        services.AddScoped<UploadImport>();
        services.AddSingleton<WatchFolders>();
        services.AddHttpContextAccessor();
        services.AddRazorComponents();
        services.AddAntiforgery();
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = MaxRequestBytes;
            form.ValueCountLimit = 4096;
        });
        // A page of another site could have its own name lead here, and would then be let in by the browser.
        services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = ["localhost", "127.0.0.1", "[::1]"]);
    }

    private static void Use(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        // What was posted is not posted again to the page that says so: a forged form would be read there after all.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        app.Use(RunnerAccess.RunAsync);
        app.UseAntiforgery();
        Endpoints.Map(app);
        app.MapRazorComponents<App>();
    }
}
