using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class OpenIdTest
{
    [Fact]
    public async Task Somebody_whom_the_provider_knows_and_the_log_too_is_signed_in()
    {
        await using var provider = await Provider.StartAsync("subject-of-nora");
        await using var page = await StartAsync(provider);
        using var browser = page.Browser();
        var answer = await SignInAsync(page, browser, provider);
        Assert.Equal(PagePath.Of(page.Eva, "privacy"), new Uri(page.Address, answer.Location).AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagePath.Of(page.Eva, "privacy"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(PagePath.Of(page.Mia, "privacy"))).Status);
        await browser.PostAsync("/sign-out");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(PagePath.Of(page.Eva, "privacy"))).Status);
    }

    [Fact]
    public async Task Somebody_whom_the_log_does_not_know_is_not_signed_in()
    {
        await using var provider = await Provider.StartAsync("subject-of-a-stranger");
        await using var page = await StartAsync(provider);
        using var browser = page.Browser();
        Assert.Equal("/sign-in?why=provider", (await SignInAsync(page, browser, provider)).Location);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(PagePath.Of(page.Eva))).Status);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in()
    {
        await using var provider = await Provider.StartAsync("subject-of-nora");
        await using var page = await StartAsync(provider);
        using var nora = page.Browser();
        using var victim = page.Browser();
        string callback = await AskAsync(page, nora, provider);
        // What one browser asked for is led to another.
        Assert.Equal("/sign-in?why=provider", (await victim.GetAsync(callback)).Location);
        Assert.Equal("/sign-in?why=provider", (await victim.GetAsync($"{SignInServices.CallbackPath}?code=made-up&state=made-up")).Location);
        Assert.DoesNotContain("pprun", victim.Cookies.Keys);
    }

    [Fact]
    public async Task An_account_of_the_provider_has_no_password()
    {
        await using var provider = await Provider.StartAsync("subject-of-nora");
        await using var page = await StartAsync(provider);
        using var browser = page.Browser();
        foreach (string password in new[] { "", SafePage.Password })
            Assert.Contains("why=wrong", (await browser.SignInAsync("nora", password)).Location, StringComparison.Ordinal);
    }

    private static async Task<SafePage> StartAsync(Provider provider)
    {
        var page = await SafePage.StartAsync(exposure: new() { OpenId = new(provider.Address, "pprun", "a secret") });
        page.Journal.AddAccount("nora", AccountRole.Runner, page.Eva, null, "subject-of-nora");
        return page;
    }

    private static async Task<Answer> SignInAsync(SafePage page, Browser browser, Provider provider) => await browser.GetAsync(await AskAsync(page, browser, provider));

    /// <summary>Goes to the provider and back.</summary>
    /// <returns>The path that it leads back to.</returns>
    private static async Task<string> AskAsync(SafePage page, Browser browser, Provider provider)
    {
        var asked = await browser.GetAsync($"/sign-in/openid?to={PagePath.Of(page.Eva, "privacy")}");
        Assert.StartsWith(provider.Address.ToString(), asked.Location, StringComparison.Ordinal);
        Assert.Contains("code_challenge=", asked.Location, StringComparison.Ordinal);
        using var there = new Browser(provider.Address);
        return new Uri((await there.GetAsync(asked.Location!)).Location!).PathAndQuery;
    }

    /// <summary>A provider that knows one person, and asks her nothing.</summary>
    private sealed class Provider(WebApplication app, RSA key) : IAsyncDisposable
    {
        public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

        public static async Task<Provider> StartAsync(string subject)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            var key = RSA.Create(2048);
            var provider = new Provider(app, key);
            var asked = new ConcurrentDictionary<string, (string Nonce, string Challenge)>();
            app.MapGet("/.well-known/openid-configuration", () => new Dictionary<string, object>
            {
                ["issuer"] = provider.Address.ToString(),
                ["authorization_endpoint"] = new Uri(provider.Address, "authorize").ToString(),
                ["token_endpoint"] = new Uri(provider.Address, "token").ToString(),
                ["jwks_uri"] = new Uri(provider.Address, "keys").ToString(),
            });
            app.MapGet("/keys", () =>
            {
                var shown = key.ExportParameters(includePrivateParameters: false);
                return new { keys = new[] { new { kty = "RSA", use = "sig", kid = "1", alg = "RS256", n = WebEncoders.Base64UrlEncode(shown.Modulus!), e = WebEncoders.Base64UrlEncode(shown.Exponent!) } } };
            });
            app.MapGet("/authorize", (string redirect_uri, string state, string nonce, string code_challenge) =>
            {
                string code = Guid.NewGuid().ToString("N");
                asked[code] = (nonce, code_challenge);
                return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
            });
            app.MapPost("/token", async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                bool isKnown = asked.TryRemove(form["code"].ToString(), out var one) && form["client_secret"] == "a secret"
                    && WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == one.Challenge;
                return isKnown ? Results.Json(new { access_token = "none", token_type = "Bearer", id_token = provider.TokenOf(subject, one.Nonce) }) : Results.BadRequest();
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return provider;
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            key.Dispose();
        }

        // The protocol's library goes by the machine's clock.
        private string TokenOf(string subject, string nonce) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Address.ToString(),
            Audience = "pprun",
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["nonce"] = nonce },
            IssuedAt = DateTime.UtcNow,
            NotBefore = DateTime.UtcNow.AddMinutes(-1),
            Expires = DateTime.UtcNow.AddMinutes(5),
            SigningCredentials = new(new RsaSecurityKey(key) { KeyId = "1" }, SecurityAlgorithms.RsaSha256),
        });
    }
}
