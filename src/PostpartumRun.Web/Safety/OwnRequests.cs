using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace PostpartumRun.Web;

/// <summary>
/// Lets through what changes something only where our own page asked for it: by the browser's word, and by the antiforgery token. It holds for
/// every address, those to come too.
/// </summary>
internal static class OwnRequests
{
    /// <summary>Refuses what came from elsewhere, with 400.</summary>
    public static async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        // A refusal's own page comes here again, with the request that was refused.
        bool isRefusal = context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
        if (IsReading(context.Request.Method) || context.GetEndpoint() is null || isRefusal)
        {
            await next(context).ConfigureAwait(false);
            return;
        }
        int status = IsFromElsewhere(context.Request) ? StatusCodes.Status400BadRequest : await CheckTokenAsync(context).ConfigureAwait(false);
        if (status == StatusCodes.Status200OK)
            await next(context).ConfigureAwait(false);
        else
            context.Response.StatusCode = status;
    }

    /// <summary>Whether a method changes nothing.</summary>
    public static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

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
            return await antiforgery.IsRequestValidAsync(context).ConfigureAwait(false) ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        }
        catch (Exception exception) when (exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
            || exception.InnerException is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return StatusCodes.Status413PayloadTooLarge;
        }
        // A form that is cut off, or too long by its number of values: the token stands in it.
        catch (Exception exception) when (exception is AntiforgeryValidationException or InvalidDataException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
