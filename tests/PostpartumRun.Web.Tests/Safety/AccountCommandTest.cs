using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;
using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class AccountCommandTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pprun-account-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Accounts_are_added_listed_given_and_removed_and_a_password_comes_by_standard_input()
    {
        using (var journal = Open())
            journal.GetOrAddRunner("Mia");
        Assert.Equal((0, "Added eva. From now on the page asks everybody to sign in.\n"), await RunAsync("four words do well\n", "add", "Eva", "--runner", "Eva"));
        Assert.Equal(2, (await RunAsync("four words do well\n", "add", "EVA", "--runner", "Eva")).Code);
        Assert.Equal(2, (await RunAsync("short\n", "add", "zoe", "--runner", "Zoe")).Code);
        Assert.Equal(0, (await RunAsync("five words do even better\n", "add", "ada", "--coach")).Code);
        Assert.Equal(0, (await RunAsync("", "add", "nora", "--coach", "--subject", "subject-1")).Code);
        Assert.Equal(0, (await RunAsync("", "give", "ada", "Mia")).Code);
        Assert.Equal(2, (await RunAsync("", "give", "ada", "Nobody")).Code);
        Assert.Equal(
            (0, "ada\tcoach\tpassword\tMia\neva\trunner\tpassword\tEva\nnora\tcoach\tOpenID Connect\t\n"),
            await RunAsync("", "list"));
        Assert.Equal(0, (await RunAsync("", "take", "ada", "Mia")).Code);
        Assert.Equal(0, (await RunAsync("another four words\n", "password", "eva")).Code);
        using (var journal = Open())
        {
            using var passwords = new Passwords();
            Assert.True((await passwords.CheckAsync(journal.FindAccount("eva"), "another four words", TestContext.Current.CancellationToken)).IsRight);
            Assert.Empty(journal.ListVisible(journal.FindAccount("ada")!.Id));
            Assert.Null(journal.FindRunner("Zoe"));
        }
        Assert.Equal(0, (await RunAsync("", "remove", "eva")).Code);
        using (var journal = Open())
            Assert.NotNull(journal.FindRunner("Eva"));
    }

    private JournalStore Open() => JournalStore.Open(_folder, new FakeTimeProvider());

    private async Task<(int Code, string Out)> RunAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in new[] { typeof(PageServer).Assembly.Location, "account" }.Concat(arguments).Concat(["--data", _folder]))
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
        return (process.ExitCode, output.ReplaceLineEndings("\n"));
    }
}
