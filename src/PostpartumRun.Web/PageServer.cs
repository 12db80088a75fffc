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
    /// <exception cref="RefusedException">It would be open to people who have no business with it.</exception>
    public static WebApplication Build(WebOptions options, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        SafeServer.Check(options, clock);
        // Nothing is read from where it was started: neither settings nor files to serve. And nobody is shown how the code runs.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        SafeServer.Log(builder.Logging, options);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(server => SafeServer.Listen(server, options));
        AddServices(builder.Services, options, clock);
        var app = builder.Build();
        // With accounts, a runner is one that somebody was added for.
        if (!app.Services.GetRequiredService<SignIns>().IsNeeded)
            app.Services.GetRequiredService<JournalStore>().GetOrAddRunner(options.Runner);
        Use(app, options);
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
        services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = MaxRequestBytes;
            form.ValueCountLimit = 4096;
        });
        SafeServer.Add(services, options);
    }

    private static void Use(WebApplication app, WebOptions options)
    {
        SafeServer.UseFirst(app, options);
        // What was posted is not posted again to the page that says so: a forged form would be read there after all.
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseRouting();
        SafeServer.UseBeforePages(app);
        Endpoints.Map(app);
        app.MapRazorComponents<App>();
    }
}
