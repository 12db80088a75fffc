using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>What stands before the pages: who may connect, by which name, how much may be sent, who it is, and what is written about
/// it.</summary>
internal static class SafeServer
{
    /// <summary>The largest request, but for uploads, which say of themselves what they take: a form of a page.</summary>
    public const long MaxFormBytes = 1024 * 1024;

    /// <summary>Refuses a start that would open the log to others than those who may see it.</summary>
    /// <exception cref="RefusedException">It would.</exception>
    public static void Check(WebOptions options, TimeProvider clock)
    {
        using var journal = JournalStore.Open(options.DataFolder, clock);
        if (ListenRules.Refusal(options, journal.HasAccounts()) is { } refusal)
            throw new RefusedException(refusal);
        RunnerArchive.Clean(options.DataFolder, clock);
    }

    /// <summary>Listens where it should, with TLS where there is a certificate.</summary>
    public static void Listen(KestrelServerOptions server, WebOptions options)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = MaxFormBytes;
        server.Limits.MaxConcurrentConnections = 1000;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        var certificate = options.Exposure.Certificate is { } file ? ReadCertificate(file, options.Exposure.CertificateKey) : null;
        server.Listen(options.Address, options.Port, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        });
    }

    /// <summary>What is written: neither addresses with their values, nor anything of the framework's that could hold them.</summary>
    public static void Log(ILoggingBuilder logging, WebOptions options)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        // The keys are the owner's alone by their file's mode, as the log itself is.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Whatever goes wrong is written by FaultLog, without its words.
        logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Critical);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        // A start that fails is said once, for people.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        if (ListenRules.IsExposed(options))
            logging.AddFilter(typeof(FaultLog).FullName, LogLevel.Information);
    }

    /// <summary>The services that it needs.</summary>
    public static void Add(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton<FaultLog>();
        services.AddExceptionHandler<FaultLog>();
        services.Configure<HostFilteringOptions>(hosts =>
            (hosts.AllowedHosts, hosts.AllowEmptyHosts) = (ListenRules.AllowedHosts(options), false));
        if (options.Exposure.Proxies is { } proxies)
            services.Configure<ForwardedHeadersOptions>(forwarded => ProxyRules.Configure(forwarded, proxies));
        SignInServices.Add(services, options);
    }

    /// <summary>What comes before the route is known.</summary>
    public static void UseFirst(WebApplication app, WebOptions options)
    {
        app.Use(SafeHeaders.RunAsync);
        app.Use(app.Services.GetRequiredService<FaultLog>().RunAsync);
        if (options.Exposure.Proxies is null)
        {
            app.Use(ProxyRules.RequireNoneAsync);
        }
        else
        {
            app.UseForwardedHeaders();
            app.Use(ProxyRules.RequireTlsAsync);
        }
        app.UseHostFiltering();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            StatusCodeSelector = FaultLog.StatusOf,
            SuppressDiagnosticsCallback = _ => true,
        });
    }

    /// <summary>What comes between the route and its page, in this order: who it is, whether anybody may come, whether our page asked, and
    /// whose page it is.</summary>
    public static void UseBeforePages(WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(OwnRequests.RunAsync);
        app.Use(RunnerAccess.RunAsync);
        app.UseAntiforgery();
    }

    private static X509Certificate2 ReadCertificate(string file, string? key)
    {
        try
        {
            using var read = X509Certificate2.CreateFromPemFile(file, key);
            // Windows takes no key for TLS that was only ever in memory.
            return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException
            or ArgumentException)
        {
            throw new RefusedException(
                $"the certificate {file} cannot be read: {exception.Message.TrimEnd('.')}. "
                + "It has to be PEM, and its key too, without a password.");
        }
    }
}
