using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace PostpartumRun.Web;

/// <summary>
/// Lets through what changes something only where our own page asked for it: by the browser's word, and by the antiforgery token. It holds
/// for every address, those to come too.
/// </summary>
internal static class OwnRequests
{
    /// <summary>Refuses what came from elsewhere, with 400.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // A refusal's own page comes here again, with the request that was refused.
        bool isRefusal = context.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (IsReading(context.Request.Method) || context.GetEndpoint() is null || isRefusal)
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        int status = IsTooLong(context)
            ? StatusCodes.Status413PayloadTooLarge
            : IsFromElsewhere(context.Request) ? StatusCodes.Status400BadRequest : await CheckTokenAsync(context).ConfigureAwait(false);
        if (status == StatusCodes.Status200OK)
            await next(context).ConfigureAwait(false);
        else
            await RefuseAsync(context, status).ConfigureAwait(false);
    }

    // Words of its own, and no page: a page would read the form again.
    private static Task RefuseAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(
            status == StatusCodes.Status413PayloadTooLarge
                ? "That is more than this page takes at once. Nothing was changed. Go back, and send less."
                : "This form did not come from a page of ours, or the page is an old one. Nothing was changed. "
                    + "Go back, load the page again, and send it again.",
            context.RequestAborted);
    }

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsTooLong(HttpContext context) =>
        context.Request.ContentLength > context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    private static bool IsFromElsewhere(HttpRequest request)
    {
        string origin = request.Headers.Origin.ToString(), site = request.Headers["Sec-Fetch-Site"].ToString();
        return (origin.Length > 0 && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            || (site.Length > 0 && site is not ("same-origin" or "none"));
    }

    private static async Task<int> CheckTokenAsync(HttpContext context)
    {
        try
        {
            var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
            bool isOurs = await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false);
            return isOurs ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        }
        // A form that is cut off or has too many values: the token stands in it.
        catch (Exception exception) when (exception is AntiforgeryValidationException or InvalidDataException or IOException)
        {
            return (exception as BadHttpRequestException ?? exception.InnerException as BadHttpRequestException)?.StatusCode
                ?? StatusCodes.Status400BadRequest;
        }
    }
}
