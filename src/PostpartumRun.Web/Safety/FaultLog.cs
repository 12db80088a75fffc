using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Routing;

namespace PostpartumRun.Web;

/// <summary>
/// What is written about requests and faults: places in the code and forms of addresses. Neither a query, a body, a runner's number nor a
/// fault's own words are, which could hold what she wrote.
/// </summary>
internal sealed partial class FaultLog(ILogger<FaultLog> logger, TimeProvider clock) : IExceptionHandler
{
    /// <summary>Writes where a fault came from; the answer is made by the page of faults.</summary>
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not (BadHttpRequestException or OperationCanceledException))
            Fault(exception.GetType().FullName, httpContext.Request.Method, FormOf(httpContext),
                Environment.NewLine + exception.StackTrace);
        return ValueTask.FromResult(false);
    }

    /// <summary>Writes a line for each request.</summary>
    public async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        long start = clock.GetTimestamp();
        await next(context).ConfigureAwait(false);
        Answered(context.Request.Method, FormOf(context), context.Response.StatusCode, (long)clock.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>The status that a fault is answered with.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException refused => refused.StatusCode,
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    /// <summary>The route's own text, in which names stand for values.</summary>
    private static string FormOf(HttpContext context)
    {
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        return (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "(no page)";
    }

    [LoggerMessage(LogLevel.Error, "{Type} in {Method} {Form}:{Stack}")]
    private partial void Fault(string? type, string method, string form, string stack);

    [LoggerMessage(LogLevel.Information, "{Method} {Form} {Status} in {Milliseconds} ms")]
    private partial void Answered(string method, string form, int status, long milliseconds);
}
