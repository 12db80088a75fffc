using System.Net;

namespace PostpartumRun.Web;

/// <summary>Who can reach the page, and how it is kept from all others.</summary>
public sealed record Exposure
{
    /// <summary>The names that browsers reach it by, beside those of this machine: <c>run.example.org</c>.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The file of its certificate, in PEM; null for none.</summary>
    public string? Certificate { get; init; }

    /// <summary>The file of the certificate's key, in PEM; null where it stands in the same file.</summary>
    public string? CertificateKey { get; init; }

    /// <summary>Where the proxy that has the TLS speaks from; null where none does.</summary>
    public IReadOnlyList<IPNetwork>? Proxies { get; init; }

    /// <summary>Whether everybody has to sign in, on this machine too. A log with accounts asks for it by itself.</summary>
    public bool SignIn { get; init; }

    /// <summary>The OpenID Connect provider that people can sign in with; null for passwords alone.</summary>
    public OpenIdProvider? OpenId { get; init; }

    /// <summary>Whether browsers speak TLS with it, or with the proxy before it.</summary>
    public bool IsTls => Certificate is not null || Proxies is not null;
}

/// <summary>An OpenID Connect provider, and what this page is to it.</summary>
/// <param name="Authority">Its address.</param>
/// <param name="ClientId">What it calls this page.</param>
/// <param name="ClientSecret">What this page shows it; null for none.</param>
public sealed record OpenIdProvider(Uri Authority, string ClientId, string? ClientSecret);
