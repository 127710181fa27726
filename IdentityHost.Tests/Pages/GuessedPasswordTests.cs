using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Tests.SecondFactor;

namespace IdentityHost.Tests.Pages;

/// <summary>Strangers who guess at somebody's password lock out strangers, and not the person.</summary>
public sealed class GuessedPasswordTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const int AllowedAttempts = 5;

    [Fact]
    public async Task After_five_failures_of_strangers_the_right_password_does_not_help_a_stranger_until_the_pause_is_over()
    {
        await TestUsers.AddAsync(host.Database, "paused");
        await GuessAsync("paused");

        (await IsSignedInAsync("paused")).ShouldBeFalse();

        await host.Database.ExecuteAsync("""UPDATE "SignInAttempts" SET "Ends" = now() - interval '1 second' WHERE "UserId" = 'paused'""");
        (await IsSignedInAsync("paused")).ShouldBeTrue();
        (await host.Database.ScalarAsync<int>("""SELECT "Count" FROM "SignInAttempts" WHERE "UserId" = 'paused'""")).ShouldBe(0);
    }

    [Fact]
    public async Task The_right_password_forgets_the_failures_before_it()
    {
        await TestUsers.AddAsync(host.Database, "forgetful");
        for (var round = 0; round < 2; round++)
        {
            await GuessAsync("forgetful", AllowedAttempts - 1);

            (await IsSignedInAsync("forgetful")).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Guesses_sent_at_once_are_counted_one_by_one()
    {
        await TestUsers.AddAsync(host.Database, "raced");

        await Task.WhenAll(Enumerable.Range(0, 4 * AllowedAttempts).Select(_ => GuessAsync("raced", 1)));

        // All allowed ones were used up, and the rest was not looked at.
        (await host.Database.ScalarAsync<int>("""SELECT "Count" FROM "SignInAttempts" WHERE "UserId" = 'raced'""")).ShouldBe(AllowedAttempts);
        (await IsSignedInAsync("raced")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_browser_that_the_person_used_before_is_not_locked_out_by_strangers()
    {
        await TestUsers.AddAsync(host.Database, "owner");
        using var browser = await KnownBrowserAsync("owner");

        await GuessAsync("owner");

        (await IsSignedInAsync("owner")).ShouldBeFalse();
        await SignInAsync(browser, "owner", Demo.Password);
        browser.Location.AbsolutePath.ShouldBe("/Manage");
    }

    [Fact]
    public async Task A_known_browser_has_so_many_failures_of_its_own_and_strangers_are_not_locked_out_by_it()
    {
        await TestUsers.AddAsync(host.Database, "shared");
        using var browser = await KnownBrowserAsync("shared");
        for (var i = 0; i < AllowedAttempts; i++)
            await SignInAsync(browser, "shared", "Wrong-1234");

        await SignInAsync(browser, "shared", Demo.Password);

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        (await IsSignedInAsync("shared")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_browser_is_known_for_those_who_signed_in_there_and_for_nobody_else()
    {
        await TestUsers.AddAsync(host.Database, "husband");
        await TestUsers.AddAsync(host.Database, "wife");
        await TestUsers.AddAsync(host.Database, "neighbour");
        using var browser = await KnownBrowserAsync("husband");
        await SignInAsync(browser, "wife", Demo.Password);
        await SignOutAsync(browser);
        foreach (var user in (string[])["husband", "wife", "neighbour"])
            await GuessAsync(user);

        foreach (var (user, isKnown) in ((string, bool)[])[("husband", true), ("wife", true), ("neighbour", false)])
        {
            await SignInAsync(browser, user, Demo.Password);
            browser.Location.AbsolutePath.ShouldBe(isKnown ? "/Manage" : "/Account/Login", user);
            if (isKnown)
                await SignOutAsync(browser);
        }
    }

    [Theory]
    [InlineData("""UPDATE "Users" SET "SecurityStamp" = 'another' WHERE "Id" = 'changed'""")]
    [InlineData("")]
    public async Task After_another_password_or_with_a_forged_cookie_a_browser_is_a_stranger_s(string change)
    {
        await TestUsers.AddAsync(host.Database, "changed");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "SecurityStamp" = 'changed' WHERE "Id" = 'changed'""");
        using var browser = await KnownBrowserAsync("changed");
        if (change.Length > 0)
            await host.Database.ExecuteAsync(change);
        else
            browser.Cookies.GetCookies(host.Host.BaseAddress)["idsrv.browser"]!.Value += "x";
        await GuessAsync("changed");

        await SignInAsync(browser, "changed", Demo.Password);

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await host.Database.ExecuteAsync("""DELETE FROM "SignInAttempts" WHERE "UserId" = 'changed'; DELETE FROM "Users" WHERE "Id" = 'changed'""");
    }

    [Fact]
    public async Task The_browser_in_which_the_password_was_changed_stays_known()
    {
        await TestUsers.AddAsync(host.Database, "changer");
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Manage/Password");
        await browser.SignInAsync("changer", Demo.Password);
        await browser.SubmitAsync(browser.Form(), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = "correct horse battery" });
        await SignOutAsync(browser);
        await GuessAsync("changer");

        await SignInAsync(browser, "changer", "correct horse battery");

        browser.Location.AbsolutePath.ShouldBe("/Manage");
    }

    [Fact]
    public async Task A_passkey_is_never_locked_by_passwords()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var user = await host.NewUserAsync();
        using (var owner = new Browser(host.Host.BaseAddress))
        {
            await SignInAsync(owner, user, Demo.Password);
            await owner.AddPasskeyAsync(authenticator);
        }

        await GuessAsync(user);
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");

        await browser.SignInAsync(authenticator);

        browser.IsSignedIn().ShouldBeTrue();
    }

    [Fact]
    public async Task A_lockout_that_an_administrator_set_holds_in_a_known_browser_too_and_is_not_lifted_by_anything_here()
    {
        await TestUsers.AddAsync(host.Database, "banned");
        using var browser = await KnownBrowserAsync("banned");
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnd" = now() + interval '1 year' WHERE "Id" = 'banned'""");

        await SignInAsync(browser, "banned", Demo.Password);

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        (await IsSignedInAsync("banned")).ShouldBeFalse();
        (await host.Database.ScalarAsync<bool>("""SELECT "LockoutEnd" > now() + interval '364 days' FROM "Users" WHERE "Id" = 'banned'"""))
            .ShouldBeTrue();
    }

    [Fact]
    public async Task What_is_remembered_of_a_user_goes_with_the_user()
    {
        await TestUsers.AddAsync(host.Database, "leaver");
        await GuessAsync("leaver", 1);

        await host.Database.ExecuteAsync("""DELETE FROM "Users" WHERE "Id" = 'leaver'""");

        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "SignInAttempts" WHERE "UserId" = 'leaver'""")).ShouldBe(0);
    }

    [Fact]
    public async Task RFC6265_4_1_2_the_cookie_is_hidden_from_scripts_and_tells_nobody_s_name()
    {
        await TestUsers.AddAsync(host.Database, "hidden");
        using var browser = await KnownBrowserAsync("hidden");

        var cookie = browser.CookieHeaders.Last(header => header.StartsWith("idsrv.browser=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldContain("max-age=15552000", Case.Insensitive);
        cookie.ShouldNotContain("hidden");
    }

    private async Task GuessAsync(string user, int times = AllowedAttempts)
    {
        for (var i = 0; i < times; i++)
        {
            using var browser = new Browser(host.Host.BaseAddress);
            await SignInAsync(browser, user, "Wrong-1234");
            browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        }
    }

    private async Task<Browser> KnownBrowserAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await SignInAsync(browser, user, Demo.Password);
        browser.Location.AbsolutePath.ShouldBe("/Manage");
        await SignOutAsync(browser);
        return browser;
    }

    private static async Task SignOutAsync(Browser browser)
    {
        await browser.GoAsync("/Account/Logout");
        await browser.SubmitAsync(browser.Form(), []);
    }

    private static async Task SignInAsync(Browser browser, string user, string password)
    {
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
    }

    private async Task<bool> IsSignedInAsync(string user)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await SignInAsync(browser, user, Demo.Password);
        return browser.Location.AbsolutePath == "/Manage";
    }
}
