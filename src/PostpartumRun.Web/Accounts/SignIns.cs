using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>Who is signed in: the browser's cookie names a sign-in, and the log says whether it holds.</summary>
internal sealed class SignIns(JournalStore journal, WebOptions options, Passwords passwords, SignInLimits limits)
{
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>The scheme by which whoever sits at this machine is let in.</summary>
    public const string LocalScheme = "this-machine";

    /// <summary>The scheme that chooses between the two.</summary>
    public const string Scheme = "pprun";

    /// <summary>Where the cookie holds the key.</summary>
    public const string KeyClaim = "pprun:key";

    /// <summary>A working day without a look, and two weeks in all.</summary>
    public static readonly SignInLife Life = new(TimeSpan.FromHours(8), TimeSpan.FromDays(14));

    /// <summary>Whether somebody has to sign in. The first account in the log asks for it, at once.</summary>
    public bool IsNeeded => ListenRules.AlwaysSignIn(options) || journal.HasAccounts();

    /// <summary>Checks a name and a password.</summary>
    /// <returns>The account; null with whether there were too many attempts. Which of name and password was wrong is not told.</returns>
    public async Task<(Account? Account, bool IsTooOften)> CheckAsync(string name, string password, HttpContext context)
    {
        name = name.Length > Account.MaxNameLength ? "" : name;
        if (!limits.Count(name, context.Connection.RemoteIpAddress))
            return (null, true);
        var account = journal.FindAccount(name);
        string tried = password.Length > Passwords.MaxLength ? "" : password;
        var (isRight, isOld) = await passwords.CheckAsync(account, tried, context.RequestAborted).ConfigureAwait(false);
        if (isRight && isOld)
            journal.RenewHash(account!, passwords.Hash(password));
        return (isRight ? account : null, false);
    }

    /// <summary>Begins a sign-in.</summary>
    /// <returns>What the browser's cookie is to say.</returns>
    public ClaimsPrincipal Start(Account account)
    {
        string key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        journal.StartSignIn(account, Sha256(key), Life);
        return Viewer.Principal(account, key);
    }

    /// <summary>Ends a sign-in, whatever cookies of it are left.</summary>
    public void End(Viewer viewer)
    {
        if (viewer.KeySha256 is { } key)
            journal.EndSignIn(key);
    }

    /// <summary>Says who looks, if the sign-in that a cookie names holds; otherwise the cookie is nobody's.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var journal = context.HttpContext.RequestServices.GetRequiredService<JournalStore>();
        string? key = context.Principal?.FindFirst(KeyClaim)?.Value;
        if (key is not null && journal.FindSignIn(Sha256(key), Life) is { } account)
        {
            context.HttpContext.Features.Set(new Viewer(account, Sha256(key)));
            return;
        }
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(CookieScheme).ConfigureAwait(false);
    }

    private static string Sha256(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));
}

/// <summary>Lets in whoever sits at this machine.</summary>
internal sealed class ThisMachine(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        Context.Features.Set(Viewer.OfThisMachine);
        var principal = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, SignIns.LocalScheme)], SignIns.LocalScheme));
        return Task.FromResult(AuthenticateResult.Success(new(principal, SignIns.LocalScheme)));
    }
}
