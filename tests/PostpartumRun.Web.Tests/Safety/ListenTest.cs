using System.Net;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class ListenTest
{
    private static readonly WebOptions _local = new() { DataFolder = "log" };
    private static readonly WebOptions _everywhere = _local with { Address = IPAddress.Any };
    private static readonly Exposure _proxied = new() { Proxies = [IPNetwork.Parse("10.0.0.5/32")], Hosts = ["run.example.org"] };
    private static readonly Exposure _certified = new() { Certificate = "cert.pem", Hosts = ["run.example.org"] };

    [Fact]
    public void This_machine_alone_needs_nothing()
    {
        Assert.Null(ListenRules.Refusal(_local, hasAccounts: false));
        Assert.Null(ListenRules.Refusal(_local with { Address = IPAddress.IPv6Loopback }, hasAccounts: false));
        Assert.True(new WebOptions { DataFolder = "log" }.Address.Equals(IPAddress.Loopback));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.7")]
    public void Another_address_needs_TLS_a_name_and_an_account(string address)
    {
        var options = _local with { Address = IPAddress.Parse(address) };
        Assert.Contains("--certificate", ListenRules.Refusal(options, hasAccounts: true), StringComparison.Ordinal);
        Assert.Contains("--behind-proxy", ListenRules.Refusal(options, hasAccounts: true), StringComparison.Ordinal);
        Assert.Contains("--host", ListenRules.Refusal(options with { Exposure = _certified with { Hosts = [] } }, hasAccounts: true), StringComparison.Ordinal);
        Assert.Contains("account add", ListenRules.Refusal(options with { Exposure = _certified }, hasAccounts: false), StringComparison.Ordinal);
        Assert.Null(ListenRules.Refusal(options with { Exposure = _certified }, hasAccounts: true));
        Assert.Null(ListenRules.Refusal(options with { Exposure = _proxied }, hasAccounts: true));
    }

    [Fact]
    public void A_proxy_needs_a_name_and_an_account_though_the_page_listens_at_this_machine()
    {
        Assert.Contains("--host", ListenRules.Refusal(_local with { Exposure = _proxied with { Hosts = [] } }, hasAccounts: true), StringComparison.Ordinal);
        Assert.Contains("account add", ListenRules.Refusal(_local with { Exposure = _proxied }, hasAccounts: false), StringComparison.Ordinal);
        Assert.Contains("account add", ListenRules.Refusal(_local with { Exposure = new() { SignIn = true } }, hasAccounts: false), StringComparison.Ordinal);
        Assert.Null(ListenRules.Refusal(_local with { Exposure = _proxied }, hasAccounts: true));
        Assert.DoesNotContain("localhost", ListenRules.AllowedHosts(_everywhere with { Exposure = _proxied }));
    }

    [Theory]
    [InlineData("--listen", "0.0.0.0")]
    [InlineData("--listen", "::", "--host", "run.example.org")]
    [InlineData("--listen", "everywhere")]
    [InlineData("--behind-proxy", "--host", "run.example.org")]
    [InlineData("--behind-proxy", "the-proxy")]
    [InlineData("--host", "https://run.example.org")]
    [InlineData("--host", "*")]
    [InlineData("--sign-in")]
    [InlineData("--certificate", "nowhere.pem")]
    [InlineData("--openid", "http://id.example.org", "--openid-client", "pprun")]
    [InlineData("--openid", "https://id.example.org")]
    [InlineData("--openid-client", "pprun")]
    [InlineData("account", "add", "eva")]
    [InlineData("account", "remove", "eva")]
    [InlineData("account", "give", "ada", "Eva")]
    public async Task What_would_be_open_or_cannot_be_does_not_start(params string[] arguments)
    {
        string folder = Directory.CreateTempSubdirectory("pprun-listen-").FullName;
        Assert.Equal(2, await WebCommandLine.RunAsync([.. arguments, "--data", folder, .. arguments[0] == "account" ? Array.Empty<string>() : ["--port", "0"]], new FakeTimeProvider()));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_server_itself_refuses_whoever_makes_it()
    {
        string folder = Directory.CreateTempSubdirectory("pprun-listen-").FullName;
        Assert.Throws<RefusedException>(() => PageServer.Build(_everywhere with { DataFolder = folder }, new FakeTimeProvider()));
        Directory.Delete(folder, recursive: true);
    }
}
