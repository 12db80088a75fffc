using System.Net;
using PostpartumRun.Journal;
using Xunit;

namespace PostpartumRun.Web.Tests.Safety;

public sealed class SignInTest
{
    [Fact]
    public async Task A_runner_signs_in_and_sees_herself_and_a_coach_the_list()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("EVA");
        Assert.Equal(PagePath.Of(page.Eva), (await eva.GetAsync("/")).Location);
        Assert.Contains("Today", (await eva.GetAsync(PagePath.Of(page.Eva))).Text, StringComparison.Ordinal);
        using var ada = await page.SignedInAsync("ada");
        Assert.Equal("/runners", (await ada.GetAsync("/")).Location);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(PagePath.Of(page.Eva))).Status);
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_answered_as_a_password_that_is_wrong()
    {
        await using var page = await SafePage.StartAsync();
        using var browser = page.Browser();
        var wrong = await browser.SignInAsync("eva", "something else");
        var unknown = await browser.SignInAsync("nobody", "something else");
        Assert.Equal((wrong.Status, wrong.Location, wrong.Text), (unknown.Status, unknown.Location, unknown.Text));
        Assert.Equal("/sign-in?why=wrong&to=%2F", wrong.Location);
        Assert.Contains("do not go together", (await browser.GetAsync(wrong.Location!)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pprun", browser.Cookies.Keys);
    }

    [Fact]
    public async Task Too_many_attempts_are_refused_the_right_one_too_and_after_a_while_taken_again()
    {
        await using var page = await SafePage.StartAsync();
        using var browser = page.Browser();
        for (int i = 0; i < SignInLimits.PerAccount; i++)
            Assert.Contains("why=wrong", (await browser.SignInAsync("eva", "something else")).Location, StringComparison.Ordinal);
        Assert.Contains("why=often", (await browser.SignInAsync("Eva")).Location, StringComparison.Ordinal);
        Assert.Equal("/", (await browser.SignInAsync("mia")).Location);
        page.Clock.Advance(SignInLimits.Window);
        Assert.Equal("/", (await browser.SignInAsync("eva")).Location);
    }

    [Fact]
    public void An_address_has_so_many_attempts_whatever_the_names_and_a_network_of_IPv6_is_one()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var limits = new SignInLimits(clock);
        for (int i = 0; i < SignInLimits.PerAddress; i++)
            Assert.True(limits.Count($"name{i}", IPAddress.Parse($"2001:db8::{i + 1:x}")));
        Assert.False(limits.Count("another", IPAddress.Parse("2001:db8::ffff")));
        Assert.True(limits.Count("another", IPAddress.Parse("2001:db9::1")));
        Assert.True(limits.Count("another", IPAddress.Parse("::ffff:192.0.2.1")));
        clock.Advance(SignInLimits.Window);
        Assert.True(limits.Count("another", IPAddress.Parse("2001:db8::ffff")));
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task Nobody_is_led_to_another_site_after_signing_in(string to)
    {
        await using var page = await SafePage.StartAsync();
        using var browser = page.Browser();
        var form = await browser.GetAsync($"/sign-in?to={Uri.EscapeDataString(to)}");
        Assert.Contains("name=\"to\" value=\"/\"", form.Text, StringComparison.Ordinal);
        var answer = await browser.PostAsync("/sign-in/password", ("name", "eva"), ("password", SafePage.Password), ("to", to));
        Assert.Equal("/", answer.Location);
    }

    [Fact]
    public async Task A_cookie_that_was_forged_or_altered_is_nobodys()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        string cookie = eva.Cookies["pprun"], path = PagePath.Of(page.Eva);
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync(path)).Status);
        char[] altered = cookie.ToCharArray();
        altered[cookie.Length / 2] = altered[cookie.Length / 2] == 'A' ? 'B' : 'A';
        await using var other = await SafePage.StartAsync();
        using var elsewhere = await other.SignedInAsync("eva");
        foreach (string forged in new[] { new string(altered), cookie[..^8], "eva", "1", "", Convert.ToBase64String("{\"name\":\"eva\"}"u8), elsewhere.Cookies["pprun"] })
        {
            using var forger = page.Browser();
            forger.Cookies["pprun"] = forged;
            Assert.Equal(HttpStatusCode.Redirect, (await forger.GetAsync(path)).Status);
        }
    }

    [Fact]
    public async Task Signing_out_ends_it_for_a_copy_of_the_cookie_too()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var thief = page.Browser();
        thief.Cookies["pprun"] = eva.Cookies["pprun"];
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync(PagePath.Of(page.Eva))).Status);
        Assert.Equal("/sign-in?why=out", (await eva.PostAsync("/sign-out")).Location);
        Assert.DoesNotContain("pprun", eva.Cookies.Keys);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync(PagePath.Of(page.Eva))).Status);
    }

    [Fact]
    public async Task A_sign_in_ends_after_hours_without_a_look_and_when_the_account_does()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        page.Clock.Advance(SignIns.Life.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync(PagePath.Of(page.Eva))).Status);
        page.Clock.Advance(SignIns.Life.Idle - TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync(PagePath.Of(page.Eva))).Status);
        page.Clock.Advance(SignIns.Life.Idle);
        Assert.Equal(HttpStatusCode.Redirect, (await eva.GetAsync(PagePath.Of(page.Eva))).Status);
        using var mia = await page.SignedInAsync("mia");
        page.Journal.RemoveAccount(page.Journal.FindAccount("mia")!);
        Assert.Equal(HttpStatusCode.Redirect, (await mia.GetAsync(PagePath.Of(page.Mia))).Status);
    }

    [Fact]
    public async Task A_runner_that_was_taken_from_a_coach_is_gone_at_once()
    {
        await using var page = await SafePage.StartAsync();
        using var ada = await page.SignedInAsync("ada");
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(PagePath.Of(page.Eva))).Status);
        page.Journal.TakeRunner(page.Journal.FindAccount("ada")!, page.Eva);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync(PagePath.Of(page.Eva))).Status);
    }

    [Fact]
    public async Task Another_password_needs_the_old_one_and_signs_out_everywhere_else()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        using var phone = await page.SignedInAsync("eva");
        Assert.Equal("/password?why=wrong", (await eva.PostAsync("/password/change", ("old", "something else"), ("password", "another four words"))).Location);
        Assert.Equal("/password?why=weak", (await eva.PostAsync("/password/change", ("old", SafePage.Password), ("password", "short"))).Location);
        Assert.Equal("/password?why=done", (await eva.PostAsync("/password/change", ("old", SafePage.Password), ("password", "another four words"))).Location);
        Assert.Equal(HttpStatusCode.OK, (await eva.GetAsync("/password")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await phone.GetAsync("/password")).Status);
        using var again = page.Browser();
        Assert.Contains("why=wrong", (await again.SignInAsync("eva")).Location, StringComparison.Ordinal);
        Assert.Equal("/", (await again.SignInAsync("eva", "another four words")).Location);
    }

    [Fact]
    public async Task The_first_account_asks_for_a_sign_in_at_once()
    {
        await using var page = await SafePage.StartAsync(withAccounts: false);
        using var browser = page.Browser();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagePath.Of(page.Eva))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(PagePath.Of(page.Mia))).Status);
        page.Journal.AddAccount("eva", AccountRole.Runner, page.Eva, new Passwords(1000).Hash(SafePage.Password));
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(PagePath.Of(page.Eva))).Status);
        // Its hash was a weak one, and is made anew.
        string weak = page.Journal.FindAccount("eva")!.PasswordHash!;
        Assert.Equal("/", (await browser.SignInAsync("eva")).Location);
        Assert.NotEqual(weak, page.Journal.FindAccount("eva")!.PasswordHash);
    }

    [Fact]
    public async Task The_cookie_is_for_our_own_pages_and_no_script()
    {
        await using var page = await SafePage.StartAsync();
        using var eva = page.Browser();
        await eva.SignInAsync("eva");
        string cookie = Assert.Single(eva.SetCookies, one => one.StartsWith("pprun=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task The_keys_of_cookies_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        await using var page = await SafePage.StartAsync();
        using var eva = await page.SignedInAsync("eva");
        string keys = Path.Combine(page.Folder, "page-keys");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(keys));
        Assert.All(Directory.GetFiles(keys), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.NotEmpty(Directory.GetFiles(keys));
    }
}
