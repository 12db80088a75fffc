// Where everything is:
//
//   /                          leads to the page of the runner that the server was started for
//   /runners                   all runners that may be seen, those who need a look first
//   /r/{runner}/…              all about one runner; {runner} is her number in the log, so that no address, history or proxy's log has her name.
//                              RunnerAccess decides who may see her, and fills CurrentRunner; otherwise the answer is 404.
//     (nothing)                today
//     plan, plan/{week}        the plan
//     activities, activities/{id}
//     checkin  progress  import  ready  settings  refused
//     export (POST)            a session or a week: a file, a zip, or onto a watch; through the safety gate
//     import/file (POST)       one activity file, answered in JSON lines for the page's script
//   /assets/{hash}/{name}      style sheet and scripts, kept by browsers for ever: another content has another address
//
// A page's forms are posted to the page's own address; what gives a file stands in this file. All that changes anything is POST and antiforgery.
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>What is no page: see the top of this file.</summary>
internal static class Endpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (JournalStore journal, WebOptions options) => Results.Redirect(PagePath.Of(journal.GetOrAddRunner(options.Runner))));
        var runner = routes.MapGroup("/r/{runner:long}").AddEndpointFilter(OnlyFromOwnFormsAsync).WithMetadata(new RequireAntiforgeryTokenAttribute());
        runner.MapPost("/export", async ([FromServices] ExportService exports, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            return exports.Send(ExportRequest.Of(name => form[name]), form["reason"].ToString(), form["by"].ToString());
        });
        runner.MapPost("/import/file", async ([FromServices] UploadImport uploads, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            return Results.Json(await uploads.RunAsync(form.Files, context.RequestAborted).ConfigureAwait(false));
        });
        routes.MapGet("/assets/{hash}/{name}", ([FromServices] StyleAndScripts assets, string hash, string name, HttpContext context) => assets.Send(context, hash, name));
    }

    /// <summary>A form of another site has no token of ours: the request ends before anything of it is read.</summary>
    private static async ValueTask<object?> OnlyFromOwnFormsAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false }
            ? Results.StatusCode(StatusCodes.Status400BadRequest)
            : await next(context).ConfigureAwait(false);
}
