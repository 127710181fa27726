using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Reauthentication;

namespace IdentityHost.Tests.Pages;

/// <summary>The applications that may use a person's account, and how access is taken away from them.</summary>
public sealed class ApplicationsTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task An_application_with_a_token_is_listed_with_what_it_may_do_and_access_taken_away_ends_at_once()
    {
        await TestUsers.AddAsync(host.Database, "grantor");
        using var browser = new Browser(host.Host.BaseAddress);
        var reference = await TokenAsync(browser, "grantor", Demo.WebAppId, Demo.WebAppSecret, Demo.WebAppRedirectUri, "user.read");
        var jwt = await TokenAsync(browser, "grantor", Demo.JwtAppId, Demo.JwtAppSecret, Demo.JwtAppRedirectUri, "openid user.read offline_access");
        await browser.GoAsync("/Manage/Applications");
        Listed(browser).ShouldBe(["JWT app", "Web App"]);
        browser.Page!.QuerySelector(".list > li:has([value='9'])")!.TextContent.ShouldContain("Access while you are away");

        await RevokeAsync(browser, Demo.JwtAppId);
        Listed(browser).ShouldBe(["Web App"]);
        (await IsActiveAsync(jwt)).ShouldBeFalse();
        (await IsActiveAsync(reference)).ShouldBeTrue();
        await RevokeAsync(browser, Demo.WebAppId);
        Listed(browser).ShouldBeEmpty();
        (await IsActiveAsync(reference)).ShouldBeFalse();
    }

    [Fact]
    public async Task Nobody_sees_or_takes_away_what_is_somebody_else_s()
    {
        await TestUsers.AddAsync(host.Database, "owner");
        await TestUsers.AddAsync(host.Database, "stranger");
        using var owner = new Browser(host.Host.BaseAddress);
        var token = await TokenAsync(owner, "owner", Demo.WebAppId, Demo.WebAppSecret, Demo.WebAppRedirectUri, "user.read");
        using var stranger = new Browser(host.Host.BaseAddress);
        var other = await TokenAsync(stranger, "stranger", Demo.JwtAppId, Demo.JwtAppSecret, Demo.JwtAppRedirectUri, "user.read offline_access");
        await stranger.GoAsync("/Manage/Applications");
        Listed(stranger).ShouldBe(["JWT app"]);

        await stranger.SubmitAsync(stranger.Form("form[action*=Revoke]"), new() { ["ClientId"] = Demo.WebAppId });

        (await IsActiveAsync(token)).ShouldBeTrue();
        (await IsActiveAsync(other)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_forged_form_takes_nothing_away()
    {
        await TestUsers.AddAsync(host.Database, "forged");
        using var browser = new Browser(host.Host.BaseAddress);
        var token = await TokenAsync(browser, "forged", Demo.WebAppId, Demo.WebAppSecret, Demo.WebAppRedirectUri, "user.read");
        await browser.GoAsync("/Manage/Applications");

        await browser.SubmitAsync(browser.Form("form[action*=Revoke]"), new() { [Forms.Token] = "" });

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await IsActiveAsync(token)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/Manage/Applications")]
    [InlineData("/Manage/Passkeys")]
    [InlineData("/Manage/RecoveryCodes")]
    [InlineData("/Manage/TwoFactor")]
    public async Task A_person_s_own_pages_are_shown_to_nobody_else_and_to_no_disabled_user(string page)
    {
        var user = "gone" + page[8..];
        await TestUsers.AddAsync(host.Database, user);
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(page);
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        if (browser.IsAsked())
            await browser.ConfirmAsync(Demo.Password);
        browser.Location.AbsolutePath.ShouldBe(page == "/Manage/RecoveryCodes" ? "/Manage/TwoFactor" : page);

        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", user);
        await browser.GoAsync(page);

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
    }

    private async Task<string> TokenAsync(Browser browser, string user, string clientId, string secret, string redirectUri, string scope)
    {
        var answer = await TokenClient.SignInAndAuthorizeAsync(browser, user, Demo.Password, clientId, redirectUri, scope);
        return (await host.Tokens.RedeemCodeAsync(answer, secret)).GetProperty("access_token").GetString()!;
    }

    private async Task<bool> IsActiveAsync(string token) =>
        (await host.Tokens.IntrospectAsync(await host.Tokens.ResourceServerTokenAsync(), token)).GetProperty("active").GetBoolean();

    private static Task RevokeAsync(Browser browser, string clientId) =>
        browser.SubmitAsync(browser.Form($"form[action*=Revoke]:has([value='{clientId}'])"), []);

    private static IEnumerable<string> Listed(Browser browser)
    {
        browser.Location.AbsolutePath.ShouldBe("/Manage/Applications");
        return browser.Page!.QuerySelectorAll(".list .title").Select(title => title.TextContent);
    }
}
