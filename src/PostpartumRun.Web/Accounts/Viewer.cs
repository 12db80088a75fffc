using System.Security.Claims;
using PostpartumRun.Journal;

namespace PostpartumRun.Web;

/// <summary>Who looks: an account that signed in, or, where there are no accounts, whoever sits at this machine.</summary>
/// <param name="Account">The account; null for whoever sits at this machine.</param>
/// <param name="KeySha256">Which of its sign-ins this is; null without an account.</param>
internal sealed record Viewer(Account? Account, string? KeySha256)
{
    /// <summary>Whoever sits at this machine: she sees the whole log, as the command shows it to her.</summary>
    public static Viewer OfThisMachine { get; } = new(null, null);

    /// <summary>Who looks here; null for nobody known.</summary>
    public static Viewer? Of(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? context.Features.Get<Viewer>() : null;

    /// <summary>Whether a log is the viewer's own to give away or to end.</summary>
    public bool Owns(JournalRunner runner) => Account is null || Account.RunnerId == runner.Id;

    /// <summary>A name that somebody typed as hers, with the account that typed it: what stays in the log for ever says who it
    /// was.</summary>
    /// <param name="context">The request.</param>
    /// <param name="runner">In whose log it is kept.</param>
    /// <param name="typed">What was typed; null or blank for nothing.</param>
    /// <returns>The name; null for the runner herself.</returns>
    public static string? Signed(HttpContext context, JournalRunner runner, string? typed)
    {
        typed = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        if (Of(context) is not { Account: { } account } viewer)
            return typed;
        if (typed is null)
            return viewer.Owns(runner) ? null : account.Name;
        string signed = $"{typed} ({account.Name})";
        return signed.Length <= JournalRunner.MaxNameLength ? signed : account.Name;
    }

    /// <summary>What the browser's cookie says of her.</summary>
    /// <param name="account">The account.</param>
    /// <param name="key">The key of this sign-in.</param>
    public static ClaimsPrincipal Principal(Account account, string key) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, account.Name),
            new(SignIns.KeyClaim, key),
        ],
        SignIns.CookieScheme));
}
