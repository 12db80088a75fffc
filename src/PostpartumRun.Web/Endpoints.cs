// Where everything is:
//
//   /                          leads to the page of the runner that the server was started for
//   /runners                   all runners that may be seen, those who need a look first
//   /r/{runner}/…              all about one runner; {runner} is her number in the log, so that no address, history or proxy's log has her name.
//                              RunnerAccess decides who may see her, and fills CurrentRunner; otherwise the answer is 404.
//     (nothing)                today
//     plan, plan/{week}        the plan
//     activities, activities/{id}
//     forms                    a session or a week for services, calendars and other watches
//     checkin  progress  import  ready  settings  refused
//     export (POST)            a session or a week: a file, a zip, or onto a watch; through the safety gate
//     import/file (POST)       one activity file, answered in JSON lines for the page's script
//     privacy                  who looked; the way to:
//     export.zip  forget       all of hers, to take along and to delete
//   /sign-in  /sign-out  /password   where there are accounts
//   /assets/{hash}/{name}      style sheet and scripts, kept by browsers for ever: another content has another address
//
// A page's forms are posted to the page's own address; what gives a file stands in this file. All that changes anything is POST,
// and OwnRequests has made sure that our own page sent it.
using Microsoft.AspNetCore.Mvc;

namespace PostpartumRun.Web;

/// <summary>What is no page: see the top of this file.</summary>
internal static class Endpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ([FromServices] RunnerAccess access, HttpContext context) => Results.Redirect(access.Home(context)));
        routes.MapPost("/r/{runner:long}/export",
            async ([FromServices] ExportService exports, [FromServices] CurrentRunner current, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            string by = form["by"].ToString();
            return exports.Send(ExportRequest.Of(name => form[name]), form["reason"].ToString(),
                Viewer.Signed(context, current.Runner, by) ?? "");
        });
        routes.MapPost("/r/{runner:long}/import/file", async ([FromServices] UploadImport uploads, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false);
            return Results.Json(await uploads.RunAsync(form.Files, context.RequestAborted).ConfigureAwait(false));
        }).WithMetadata(new RequestSizeLimitAttribute(PageServer.MaxRequestBytes));
        routes.MapGet("/assets/{hash}/{name}", ([FromServices] StyleAndScripts assets, string hash, string name, HttpContext context) =>
            assets.Send(context, hash, name)).AllowAnonymous();
        AccountEndpoints.Map(routes);
    }
}
