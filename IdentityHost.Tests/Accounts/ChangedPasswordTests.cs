using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Sessions;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Accounts;

/// <summary>The signed-in person's own pages: who gets there, and changing the password.</summary>
public sealed class ChangedPasswordTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Theory]
    [InlineData("/Manage")]
    [InlineData("/manage/password")]
    public async Task Who_is_not_signed_in_is_sent_to_sign_in_and_back(string page)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(page);
        browser.Location.ShouldBeTheSignInPage(host);

        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Location.AbsolutePath.ShouldBe(page);
        browser.Page!.QuerySelector("nav [aria-current=page]").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("//Manage")]
    [InlineData("/Manage/../Account/Logout")]
    [InlineData("/Manage/%2e%2e/x")]
    [InlineData("/Manage//evil.example")]
    [InlineData("/Manage\\evil.example")]
    [InlineData("/Manage@evil.example")]
    [InlineData("/Manager")]
    [InlineData("/Manage/Password/x")]
    [InlineData("/Manage#@evil.example")]
    [InlineData("https://evil.example/Manage")]
    [InlineData("/Device.evil.example")]
    [InlineData("/Manage\r\n")]
    public async Task RFC9700_4_11_A_return_url_that_only_looks_like_one_of_these_pages_is_refused(string returnUrl)
    {
        using var browser = new Browser(host.Host.BaseAddress);

        await browser.GoAsync("/Account/Login?ReturnUrl=" + Uri.EscapeDataString(returnUrl));

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_changed_password_ends_the_other_sessions_and_keeps_this_one()
    {
        await TestUsers.AddAsync(host.Database, "changer");
        using var browser = await OpenAsync("changer");
        using var other = await OpenAsync("changer");

        await ChangeAsync(browser, Demo.Password, NewPassword);

        browser.Page!.QuerySelector("[role=status]")!.TextContent.ShouldContain("Your password was changed");
        await browser.GoAsync("/Manage");
        browser.Location.AbsolutePath.ShouldBe("/Manage");
        await other.GoAsync("/Manage");
        other.Location.ShouldBeTheSignInPage(host);
        await other.SignInAsync("changer", Demo.Password);
        other.Location.ShouldBeTheSignInPage(host);
        await other.SignInAsync("changer", NewPassword);
        other.Location.AbsolutePath.ShouldBe("/Manage");
    }

    [Fact]
    public async Task RFC9700_4_14_2_a_changed_password_revokes_refresh_tokens_of_sessions_that_were_over_and_keeps_those_of_this_one()
    {
        await TestUsers.AddAsync(host.Database, "keeper");
        var client = await host.Database.AddAppAsync(new { AllowOfflineAccess = true });
        using var thief = await OpenAsync("keeper");
        var stolen = await TokensAsync(thief, client);
        await thief.GoAsync("/Account/Logout");
        await thief.SubmitAsync(thief.Form(), []);
        using var browser = await OpenAsync("keeper");
        var own = await TokensAsync(browser, client);

        await browser.GoAsync("/Manage/Password");
        await ChangeAsync(browser, Demo.Password, NewPassword);

        browser.Page!.QuerySelector("[role=status]")!.TextContent.ShouldContain("Your password was changed");
        (await RefreshAsync(stolen, client)).ShouldBe(HttpStatusCode.BadRequest);
        (await RefreshAsync(own, client)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_current_password_counts_like_one_at_sign_in()
    {
        await TestUsers.AddAsync(host.Database, "guesser");
        using var browser = await OpenAsync("guesser");
        for (var i = 0; i < 5; i++)
        {
            await ChangeAsync(browser, "Wrong-1234", NewPassword);
            browser.Page!.QuerySelector("#current-password-error")!.TextContent.ShouldContain("wrong");
        }

        await ChangeAsync(browser, Demo.Password, NewPassword);

        browser.Page!.QuerySelector("#current-password-error").ShouldNotBeNull();
        (await host.Database.ScalarAsync<bool>("""SELECT "Count" = 5 FROM "SignInAttempts" WHERE "UserId" = 'guesser' AND "Browser" <> ''""")).ShouldBeTrue();
        host.Host.Logs.ShouldNotContain(NewPassword, "Wrong-1234");
    }

    [Fact]
    public async Task A_new_password_that_will_not_do_is_named_and_nothing_is_checked()
    {
        await TestUsers.AddAsync(host.Database, "weakling");
        using var browser = await OpenAsync("weakling");

        await ChangeAsync(browser, Demo.Password, "12345678");

        browser.Page!.QuerySelector("#new-password-error")!.TextContent.ShouldContain("easy to guess");
        using var again = await OpenAsync("weakling");
        again.Location.AbsolutePath.ShouldBe("/Manage/Password");
    }

    [Theory]
    [InlineData("leaver", """DELETE FROM "Users" WHERE "Id" = 'leaver'""")]
    [InlineData("banned", """UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'banned'""")]
    public async Task Who_was_deleted_or_disabled_meanwhile_is_signed_out(string user, string change)
    {
        await TestUsers.AddAsync(host.Database, user);
        using var browser = await OpenAsync(user);
        await host.Database.ExecuteAsync(change);

        await ChangeAsync(browser, Demo.Password, NewPassword);

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await browser.GoAsync("/Manage");
        browser.Location.ShouldBeTheSignInPage(host);
    }

    [Theory]
    [InlineData("/Account/ForgotPassword")]
    [InlineData("/Account/ResetPassword")]
    [InlineData("/Account/Register")]
    [InlineData("/Account/ConfirmEmail")]
    public async Task What_is_not_switched_on_has_no_page_and_no_link(string page)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        browser.Page!.QuerySelectorAll("a").ShouldNotContain(link => link.GetAttribute("href")!.Contains(page));

        await browser.GoAsync(page);

        browser.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> TokensAsync(Browser browser, string client)
    {
        var answer = await TokenClient.SignInAndAuthorizeAsync(
            browser, "keeper", Demo.Password, client, TestClients.RedirectUri, SessionClients.Scopes + " offline_access");
        return (await host.Tokens.RedeemCodeAsync(answer, TestClients.Secret)).Text("refresh_token");
    }

    private async Task<HttpStatusCode> RefreshAsync(string refreshToken, string client)
    {
        using var response = await host.Tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken },
            TokenClient.Basic(client, TestClients.Secret));
        return response.StatusCode;
    }

    private async Task<Browser> OpenAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Manage/Password");
        await browser.SignInAsync(user, Demo.Password);
        return browser;
    }

    private static Task ChangeAsync(Browser browser, string current, string password) =>
        browser.SubmitAsync(browser.Form(), new() { ["CurrentPassword"] = current, ["NewPassword"] = password });
}
