using System.CommandLine;
using System.Net;

namespace PostpartumRun.Web;

/// <summary>The options of the command line that say who can reach the page.</summary>
internal sealed class ExposureOptions
{
    /// <summary>The secret that this page shows to the OpenID Connect provider: every process of the machine sees the arguments of
    /// another.</summary>
    public const string SecretVariable = "PPRUN_OPENID_SECRET";

    private readonly Option<string> _listen = new("--listen")
    {
        Description = "The address to listen at. Any other than this machine's own needs TLS and a sign-in.",
        HelpName = "ADDRESS",
        DefaultValueFactory = _ => "127.0.0.1",
    };

    private readonly Option<string[]> _hosts = new("--host")
    {
        Description = "A name that browsers reach the page by. Others are refused.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "The certificate for TLS, with those that it is signed by, in PEM.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _key = new("--certificate-key")
    {
        Description = "The certificate's key in PEM, where it is not in the same file.",
        HelpName = "FILE",
    };

    private readonly Option<string[]> _proxy = new("--behind-proxy")
    {
        Description = "A proxy before the page has the TLS; it speaks from this address or network. "
            + "[default, without an address: this machine]",
        HelpName = "ADDRESS",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _signIn = new("--sign-in")
    {
        Description = "Ask for a sign-in on this machine too. With an account in the log it is asked for anyhow.",
    };

    private readonly Option<string?> _authority = new("--openid")
    {
        Description = $"The OpenID Connect provider to sign in with; the secret is taken from ${SecretVariable}.",
        HelpName = "URL",
    };

    private readonly Option<string?> _client = new("--openid-client")
    {
        Description = "What the provider calls this page.",
        HelpName = "ID",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _listen, _hosts, _certificate, _key, _proxy, _signIn, _authority, _client })
            command.Options.Add(option);
    }

    /// <summary>What they say.</summary>
    /// <exception cref="RefusedException">One of them cannot be.</exception>
    public (IPAddress Address, Exposure Exposure) Read(ParseResult result) => (AddressOf(result.GetValue(_listen)!), new()
    {
        Hosts = [.. result.GetValue(_hosts)!.Select(HostOf)],
        Certificate = ExistingFile(_certificate.Name, result.GetValue(_certificate)),
        CertificateKey = ExistingFile(_key.Name, result.GetValue(_key)),
        Proxies = result.GetResult(_proxy) is null ? null : ProxiesOf(result.GetValue(_proxy)!),
        SignIn = result.GetValue(_signIn),
        OpenId = ProviderOf(result.GetValue(_authority), result.GetValue(_client)),
    });

    private static IPAddress AddressOf(string text) => text == "localhost"
        ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new RefusedException($"--listen takes an address, such as 127.0.0.1 or 0.0.0.0, and not \"{text}\".");

    private static string HostOf(string text) =>
        Uri.CheckHostName(text) is UriHostNameType.Dns or UriHostNameType.IPv4 && !text.Contains('*', StringComparison.Ordinal)
        ? text
        : throw new RefusedException($"--host takes a name, such as run.example.org, without https:// and port, and not \"{text}\".");

    private static string? ExistingFile(string option, string? path) => path is null || File.Exists(path)
        ? path
        : throw new RefusedException($"{option}: there is no file {path}, or it may not be read.");

    private static IReadOnlyList<IPNetwork> ProxiesOf(string[] texts) => texts.Length == 0
        ? [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]
        : [.. texts.Select(text => IPNetwork.TryParse(text, out var network)
            ? network
            : IPAddress.TryParse(text, out var address)
                ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
                : throw new RefusedException(
                    $"--behind-proxy takes the proxy's address or network, such as 10.0.0.5 or 10.0.0.0/24, and not \"{text}\"."))];

    private static OpenIdProvider? ProviderOf(string? authority, string? client)
    {
        if (authority is null)
            return client is null ? null : throw new RefusedException("--openid-client needs --openid URL, the provider.");
        if (client is null)
            throw new RefusedException("--openid needs --openid-client ID, what the provider calls this page.");
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            throw new RefusedException($"--openid takes the provider's address, which begins with https://, and not \"{authority}\".");
        return new(uri, client, Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret ? secret : null);
    }
}
