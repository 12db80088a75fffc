using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Xunit;

namespace PostpartumRun.EndToEnd.Tests;

/// <summary><c>pprun serve</c> as a process: the page of the same log, and an end within two seconds.</summary>
public sealed partial class ServeTest
{
    [Theory]
    [InlineData((int)Signal.Interrupt)]
    [InlineData((int)Signal.Terminate)]
    public async Task It_serves_the_log_that_the_command_keeps_and_ends_at_a_signal(int signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no signals.");
        using var pprun = new PprunProcess();
        pprun.MakeReady().Simulate("run.fit", "week:4");
        pprun.Run("import", "run.fit").Done();
        using var serving = Serve(pprun, "--port", "0");
        using var browser = new HttpClient(new HttpClientHandler { CheckCertificateRevocationList = true }) { BaseAddress = await AddressOf(serving) };
        string today = await browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("Last activity", today, StringComparison.Ordinal);
        // The page is another process: what the command changes shows there at once.
        pprun.Run("checkin", "--when", "today", "--symptom", "leaking", "--fatigue", "none").Done();
        string changed = await browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("decision stop", today, StringComparison.Ordinal);
        Assert.Contains("decision stop", changed, StringComparison.Ordinal);
        var clock = Stopwatch.StartNew();
        PprunProcess.Send(serving, (Signal)signal);
        Assert.True(serving.WaitForExit(TimeSpan.FromMinutes(1)), "It does not end.");
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 2);
        // Being stopped is how it ends.
        Assert.Equal(0, serving.ExitCode);
        Assert.Equal("", await serving.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => browser.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken));
        pprun.Run("log", "check").Done();
    }

    [Fact]
    public void A_port_in_use_is_named_with_what_to_do()
    {
        using var pprun = new PprunProcess();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        var refused = pprun.Run("serve", "--port", $"{port}");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("", refused.Output);
        Assert.Contains($"port {port} is in use", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Contains("--port 0", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port takes 0 to 65535", "--port", "99999")]
    [InlineData("--port takes a whole number", "--port", "eighty")]
    [InlineData("no option '--prot'", "--prot", "1")]
    [InlineData("no option '--nonsense'", "--", "--nonsense")]
    [InlineData("'elsewhere' is one word too many", "elsewhere")]
    [InlineData("without TLS anybody on the way could read along", "--", "--listen", "0.0.0.0")]
    public void What_it_does_not_know_is_refused_in_a_line(string says, params string[] options)
    {
        using var pprun = new PprunProcess();
        var refused = pprun.Run(["serve", .. options]);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal("", refused.Output);
        Assert.Contains(says, Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
    }

    private static Process Serve(PprunProcess pprun, params string[] options) => pprun.StartProcess(["serve", .. options]);

    private static async Task<Uri> AddressOf(Process serving)
    {
        string line = await serving.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException(await serving.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return new(Address().Match(line).Value);
    }

    [GeneratedRegex("http://[^ ]+")]
    private static partial Regex Address();
}
