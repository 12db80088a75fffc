using Microsoft.AspNetCore.HttpOverrides;

namespace PostpartumRun.Web;

/// <summary>What a proxy before the page has to say, and that there is none where nobody said so.</summary>
internal static class ProxyRules
{
    private static readonly string[] _marks = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded"];

    /// <summary>Believes the proxy, and nobody else, about where a browser is and whether it speaks TLS.</summary>
    public static void Configure(ForwardedHeadersOptions forwarded, IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        forwarded.ForwardLimit = 1;
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var network in proxies)
            forwarded.KnownIPNetworks.Add(network);
    }

    /// <summary>Behind a proxy, a browser has to come by TLS.</summary>
    public static Task RequireTlsAsync(HttpContext context, RequestDelegate next) => context.Request.IsHttps
        ? next(context)
        : RefuseAsync(
            context,
            "The proxy did not say that this came by https. Have it send X-Forwarded-Proto, and from an address that --behind-proxy names.");

    /// <summary>A page for this machine alone, which a proxy has opened to others by mistake, answers none of them.</summary>
    public static Task RequireNoneAsync(HttpContext context, RequestDelegate next) => _marks.Any(context.Request.Headers.ContainsKey)
        ? RefuseAsync(context, "This came through a proxy, and the page was started for this machine alone. Start it with --behind-proxy.")
        : next(context);

    private static Task RefuseAsync(HttpContext context, string why)
    {
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(why, context.RequestAborted);
    }
}
