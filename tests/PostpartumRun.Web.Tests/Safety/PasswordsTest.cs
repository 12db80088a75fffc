using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class PasswordsTest
{
    private static readonly Account _eva = new() { Id = 1, Name = "eva", Role = AccountRole.Runner };

    [Fact]
    public async Task A_password_is_right_for_its_own_hash_alone_and_each_hash_is_another()
    {
        var passwords = new Passwords();
        string hash = passwords.Hash(SafePage.Password);
        Assert.NotEqual(hash, passwords.Hash(SafePage.Password));
        var account = _eva with { PasswordHash = hash };
        var cancellation = TestContext.Current.CancellationToken;
        Assert.Equal((true, false), await passwords.CheckAsync(account, SafePage.Password, cancellation));
        Assert.False((await passwords.CheckAsync(account, SafePage.Password + " ", cancellation)).IsRight);
        Assert.False((await passwords.CheckAsync(null, SafePage.Password, cancellation)).IsRight);
        Assert.False((await passwords.CheckAsync(_eva, "", cancellation)).IsRight);
        Assert.Equal((true, true), await passwords.CheckAsync(_eva with { PasswordHash = new Passwords(1000).Hash(SafePage.Password) }, SafePage.Password, cancellation));
    }

    [Theory]
    [InlineData("eleven char", false)]
    [InlineData("aaaaaaaaaaaaaaaa", false)]
    [InlineData("my name is Eva, dear", false)]
    [InlineData("four words do well", true)]
    public void A_password_that_is_easily_guessed_is_not_taken(string password, bool isTaken) => Assert.Equal(isTaken, Passwords.Refusal(password, "eva") is null);
}
