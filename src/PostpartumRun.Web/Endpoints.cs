// Where everything is:
//
//   /                          leads to the page of the runner that the server was started for
//   /runners                   all runners that may be seen, those who need a look first
//   /r/{runner}/…              all about one runner; {runner} is her number in the log, so that no address, history or proxy's log has her name.
//                              RunnerAccess decides who may see her, and fills CurrentRunner; otherwise the answer is 404.
//     (nothing)                today
//     plan, plan/{week}        the plan
//     activities, activities/{id}
//     checkin  progress  import  ready  settings
//   /assets/{hash}/{name}      style sheet and scripts, kept by browsers for ever: another content has another address
//
// A page's forms are posted to the page's own address; what gives a file stands in this file. All that changes anything is POST and antiforgery.
using Microsoft.AspNetCore.Mvc;

namespace PostpartumRun.Web;

/// <summary>What is no page: see the top of this file.</summary>
internal static class Endpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ([FromServices] RunnerAccess access, HttpContext context) => Results.Redirect(access.Home(context)));
        routes.MapGet("/assets/{hash}/{name}", ([FromServices] StyleAndScripts assets, string hash, string name, HttpContext context) => assets.Send(context, hash, name)).AllowAnonymous();
        AccountEndpoints.Map(routes);
    }
}
