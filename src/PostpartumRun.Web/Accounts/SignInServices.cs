using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>Puts together how people sign in.</summary>
internal static class SignInServices
{
    private const string KeysFolder = "page-keys";

    public static void Add(IServiceCollection services, WebOptions options)
    {
        services.AddSingleton<Passwords>(_ => new());
        services.AddSingleton<SignInLimits>();
        services.AddSingleton<SignIns>();
        var authentication = services.AddAuthentication(SignIns.Scheme)
            .AddPolicyScheme(SignIns.Scheme, null, scheme => scheme.ForwardDefaultSelector =
                context => context.RequestServices.GetRequiredService<SignIns>().IsNeeded ? SignIns.CookieScheme : SignIns.LocalScheme)
            .AddScheme<AuthenticationSchemeOptions, ThisMachine>(SignIns.LocalScheme, null)
            .AddCookie(SignIns.CookieScheme, cookie =>
            {
                Configure(cookie.Cookie, options, "pprun");
                // A provider's answer is another site's doing, and the page after it would not know who came.
                cookie.Cookie.SameSite = options.Exposure.OpenId is null ? SameSiteMode.Strict : SameSiteMode.Lax;
                cookie.ExpireTimeSpan = SignIns.Life.Longest;
                cookie.SlidingExpiration = false;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "to";
                cookie.Events.OnValidatePrincipal = SignIns.ValidateAsync;
                // There is no page that is forbidden: what is not hers is not there.
                cookie.Events.OnRedirectToAccessDenied = context =>
                {
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return Task.CompletedTask;
                };
            });
        if (options.Exposure.OpenId is { } provider)
            authentication.AddOpenIdConnect(openId => Configure(openId, provider, options));
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddAntiforgery(antiforgery => Configure(antiforgery.Cookie, options, "pprun-form"));
        ProtectKeys(services, options);
    }

    /// <summary>Where OpenID Connect comes back to.</summary>
    public const string CallbackPath = "/sign-in/openid/callback";

    private static void Configure(CookieBuilder cookie, WebOptions options, string name)
    {
        // A cookie of that beginning can be set by this host alone, over TLS, for all of it.
        cookie.Name = options.Exposure.IsTls ? $"__Host-{name}" : name;
        cookie.SecurePolicy = options.Exposure.IsTls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.IsEssential = true;
    }

    private static void Configure(OpenIdConnectOptions openId, OpenIdProvider provider, WebOptions options)
    {
        openId.SignInScheme = SignIns.CookieScheme;
        openId.Authority = provider.Authority.ToString();
        openId.RequireHttpsMetadata = !provider.Authority.IsLoopback;
        openId.ClientId = provider.ClientId;
        openId.ClientSecret = provider.ClientSecret;
        openId.CallbackPath = CallbackPath;
        openId.ResponseType = OpenIdConnectResponseType.Code;
        openId.ResponseMode = OpenIdConnectResponseMode.Query;
        openId.UsePkce = true;
        openId.MapInboundClaims = false;
        openId.SaveTokens = false;
        openId.Scope.Clear();
        openId.Scope.Add("openid");
        foreach (var cookie in new[] { openId.CorrelationCookie, openId.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = options.Exposure.IsTls ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
        }
        openId.Events.OnTokenValidated = context =>
        {
            string subject = context.Principal?.FindFirst("sub")?.Value ?? "";
            var services = context.HttpContext.RequestServices;
            if (services.GetRequiredService<JournalStore>().FindAccountOfSubject(subject) is { } account)
            {
                context.Principal = services.GetRequiredService<SignIns>().Start(account);
                context.Properties = new() { RedirectUri = context.Properties?.RedirectUri };
            }
            else
            {
                context.Fail("There is no account of that subject.");
            }
            return Task.CompletedTask;
        };
        openId.Events.OnRemoteFailure = context =>
        {
            context.HandleResponse();
            context.Response.Redirect("/sign-in?why=provider");
            return Task.CompletedTask;
        };
    }

    // Who has these keys could make cookies of anybody; but for the sign-in in the log, which they would lack.
    private static void ProtectKeys(IServiceCollection services, WebOptions options)
    {
        string folder = Path.Combine(options.DataFolder, KeysFolder);
        OwnersFolder.Create(folder);
        services.AddDataProtection().SetApplicationName("pprun-web").PersistKeysToFileSystem(new(folder));
    }
}
