using System.Net;

namespace PostpartumRun.Web;

/// <summary>What was asked for cannot be, or would open the log to people who have no business with it: wrong usage.</summary>
/// <param name="message">What is missing, and what to do, for people.</param>
internal sealed class RefusedException(string message) : Exception(message);

/// <summary>What has to be true of a page that others than this machine can reach.</summary>
internal static class ListenRules
{
    /// <summary>Whether other machines can reach it, by themselves or through a proxy.</summary>
    public static bool IsExposed(WebOptions options) => !IPAddress.IsLoopback(options.Address) || options.Exposure.Proxies is not null;

    /// <summary>Whether it asks for a sign-in whatever the log says.</summary>
    public static bool AlwaysSignIn(WebOptions options) =>
        options.Exposure.SignIn || options.Exposure.OpenId is not null || IsExposed(options);

    /// <summary>Why it must not start, and what to do; null where it may.</summary>
    /// <param name="options">How it would be served.</param>
    /// <param name="hasAccounts">Whether the log has accounts.</param>
    public static string? Refusal(WebOptions options, bool hasAccounts)
    {
        var exposure = options.Exposure;
        if (IsExposed(options) && !exposure.IsTls)
        {
            return $"other machines reach {options.Address}, and without TLS anybody on the way could read along. "
                + "Give it a certificate with --certificate FILE --certificate-key FILE; or say --behind-proxy, "
                + "where a proxy before it has one; or leave --listen out, and this machine alone reaches the page.";
        }
        if (IsExposed(options) && exposure.Hosts.Count == 0)
            return "say with --host NAME under which name browsers reach it, such as --host run.example.org: "
                + "requests to any other name are refused.";
        if (AlwaysSignIn(options) && !hasAccounts)
            return "nobody could sign in, since the log has no account. Add one first: 'pprun-web account add NAME --runner RUNNER'.";
        return null;
    }

    /// <summary>The names that a request may ask for: others lead here by another site's doing.</summary>
    public static IList<string> AllowedHosts(WebOptions options) =>
        IsExposed(options) ? [.. options.Exposure.Hosts] : ["localhost", "127.0.0.1", "[::1]", .. options.Exposure.Hosts];
}
