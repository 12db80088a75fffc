using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Mvc;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>
/// Signing in and out, another password; a runner's export, and her end. Pages show the forms, and these do what they ask for. The antiforgery
/// token is checked before any of them (<see cref="OwnRequests"/>).
/// </summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-in/password", SignInAsync).AllowAnonymous();
        routes.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
        routes.MapPost("/password/change", ChangePasswordAsync);
        routes.MapGet("/r/{runner:long}/export.zip", RunnerArchive.SendAsync);
        routes.MapPost("/r/{runner:long}/forget/everything", Forget);
        var openId = routes.ServiceProvider.GetRequiredService<WebOptions>().Exposure.OpenId;
        if (openId is not null)
            routes.MapGet("/sign-in/openid", (string? to) =>
                Results.Challenge(new() { RedirectUri = LocalPath(to) }, [OpenIdConnectDefaults.AuthenticationScheme])).AllowAnonymous();
    }

    /// <summary>A path of this page, and of no other site; the first page for anything else.</summary>
    public static string LocalPath(string? path) =>
        path is ['/', ..] and not (['/', '/' or '\\', ..]) && !path.Any(char.IsControl) ? path : "/";

    private static async Task<IResult> SignInAsync(
        HttpContext context, [FromServices] SignIns signIns, [FromForm] string? name, [FromForm] string? password, [FromForm] string? to)
    {
        var (account, isTooOften) = await signIns.CheckAsync(name ?? "", password ?? "", context).ConfigureAwait(false);
        if (account is null)
            return Results.LocalRedirect($"/sign-in?why={(isTooOften ? "often" : "wrong")}&to={Uri.EscapeDataString(LocalPath(to))}");
        await context.SignInAsync(SignIns.CookieScheme, signIns.Start(account)).ConfigureAwait(false);
        return Results.LocalRedirect(LocalPath(to));
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromServices] SignIns signIns)
    {
        if (Viewer.Of(context) is { } viewer)
            signIns.End(viewer);
        await context.SignOutAsync(SignIns.CookieScheme).ConfigureAwait(false);
        return Results.LocalRedirect("/sign-in?why=out");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, [FromServices] SignIns signIns, [FromServices] Passwords passwords, [FromServices] JournalStore journal,
        [FromForm] string? old, [FromForm] string? password)
    {
        if (Viewer.Of(context)?.Account is not { PasswordHash: not null } account)
            return Results.NotFound();
        var (known, isTooOften) = await signIns.CheckAsync(account.Name, old ?? "", context).ConfigureAwait(false);
        if (known is null)
            return Results.LocalRedirect($"/password?why={(isTooOften ? "often" : "wrong")}");
        if (Passwords.Refusal(password ?? "", account.Name) is not null)
            return Results.LocalRedirect("/password?why=weak");
        journal.SetPassword(account, passwords.Hash(password!));
        await context.SignInAsync(SignIns.CookieScheme, signIns.Start(account)).ConfigureAwait(false);
        return Results.LocalRedirect("/password?why=done");
    }

    private static async Task<IResult> Forget(HttpContext context, [FromServices] CurrentRunner current)
    {
        var viewer = Viewer.Of(context);
        if (viewer?.Owns(current.Runner) != true)
            return Results.NotFound();
        current.Journal.Forget(current.Runner);
        if (viewer.Account is { Role: AccountRole.Runner })
            await context.SignOutAsync(SignIns.CookieScheme).ConfigureAwait(false);
        return Results.LocalRedirect("/forgotten");
    }
}
