using IdentityHost.Tests.BrowserTests;
using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserApplications;

/// <summary>npm's oidc-client-ts in Chromium, on another origin than the host's.</summary>
public sealed class OidcClientTests(BrowserHost host, BrowserApplication application) : BrowserTest(host), IClassFixture<BrowserApplication>
{
    [Fact]
    public async Task Sign_in_by_redirect_with_claims_from_userinfo()
    {
        var user = await SignInAsync("Sign in");

        (await UserAsync("profile.sub")).ShouldBe(user);
        (await UserAsync("profile.name")).ShouldBe(char.ToUpperInvariant(user[0]) + user[1..]);
        (await IsActiveAsync(await UserAsync("access_token"))).ShouldBeTrue();
        // With a header of the application's own, so that the browser asks beforehand.
        await Page.PressAsync("Ask for claims");
        await Page.SeeAsync("Claims");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(user);
    }

    /// <summary>The window tells the page that opened it: no page in between may sever the two (Cross-Origin-Opener-Policy).</summary>
    [Fact]
    public async Task Sign_in_and_sign_out_by_a_window()
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(application.SameSite);

        var window = await Page.RunAndWaitForPopupAsync(() => Page.PressAsync("Sign in by window"));
        await window.SignInAsync(user);
        await Page.SeeAsync("Signed in");
        (await UserAsync("profile.sub")).ShouldBe(user);

        await Page.RunAndWaitForPopupAsync(() => Page.PressAsync("Sign out by window"));
        await Page.SeeAsync("Signed out by window");
        (await UserAsync("profile.sub")).ShouldBeNull();
        await Page.GotoAsync("/Manage");
        await Page.SeeAsync("Sign in");
    }

    [Fact]
    public async Task Silent_renewal_by_refresh_token()
    {
        await SignInAsync("Sign in");
        var (access, refresh) = (await UserAsync("access_token"), await UserAsync("refresh_token"));

        await Page.PressAsync("Renew");

        await Page.SeeAsync("Renewed");
        (await UserAsync("access_token")).ShouldNotBe(access);
        (await UserAsync("refresh_token")).ShouldNotBe(refresh);
        (await IsActiveAsync(await UserAsync("access_token"))).ShouldBeTrue();
    }

    /// <summary>OpenID Connect Core 3.1.2.1: prompt=none, in a frame on the host's own site.</summary>
    [Fact]
    public async Task Silent_renewal_by_frame()
    {
        await SignInAsync("Sign in without refresh token");
        (await UserAsync("refresh_token")).ShouldBeNull();
        var access = await UserAsync("access_token");

        await Page.PressAsync("Renew");

        await Page.SeeAsync("Renewed");
        (await UserAsync("access_token")).ShouldNotBe(access);
    }

    /// <summary>The session's cookie is SameSite=Lax, so that pages of other sites do nothing in a person's name: their frame finds nobody.</summary>
    [Fact]
    public async Task On_another_site_renewal_is_by_refresh_token_and_not_by_frame()
    {
        await SignInAsync("Sign in", application.OtherSite);
        await Page.PressAsync("Renew");
        await Page.SeeAsync("Renewed");

        await Page.GotoAsync(application.OtherSite);
        await Page.EvaluateAsync("() => manager.removeUser()");
        await Page.PressAsync("Renew");

        await Page.SeeAsync("Failed");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync("login_required");
    }

    [Fact]
    public async Task Revocation_of_both_tokens()
    {
        await SignInAsync("Sign in");
        var (access, refresh) = (await UserAsync("access_token"), await UserAsync("refresh_token"));

        await Page.PressAsync("Revoke");

        await Page.SeeAsync("Revoked");
        (await IsActiveAsync(access)).ShouldBeFalse();
        using var response = await Host.Tokens.PostFormAsync(
            "/connect/token",
            new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh!, ["client_id"] = BrowserApplication.ClientId });
        ((int)response.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task Sign_out_by_redirect()
    {
        await SignInAsync("Sign in");

        await Page.PressAsync("Sign out");

        await Page.SeeAsync("Signed out");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync("left");
        await Page.GotoAsync("/Manage");
        await Page.SeeAsync("Sign in");
    }

    /// <summary>OpenID Connect Session Management 1.0, 3: the frame says changed, prompt=none says login_required.</summary>
    [Fact]
    public async Task Session_monitoring_notices_a_sign_out_in_another_tab()
    {
        await SignInAsync("Sign in");
        var tab = await Page.Context.NewPageAsync();

        await tab.GotoAsync("/Account/Logout");
        await tab.PressAsync("Sign out");
        await tab.SeeAsync("You are signed out");

        await Page.SeeAsync("Signed out elsewhere");
    }

    /// <summary>In a browser of its own, whose complaints are expected.</summary>
    [Fact]
    public async Task Errors_can_be_read_and_an_origin_that_is_not_registered_reads_discovery_only()
    {
        const string Ask = """
            async ([url, form]) => {
              try {
                const answer = await fetch(url, form ? { method: "POST", body: new URLSearchParams(form), headers: { "X-Trace": "1" } } : {});
                return [answer.status, (await answer.json()).error ?? "no error", answer.headers.get("X-Correlation-ID")?.length ?? 0].join(" ");
              } catch (error) {
                return error.name;
              }
            }
            """;
        object[] refresh = [$"{Host.Address}connect/token", "grant_type=refresh_token&refresh_token=x&client_id=browser-application"];
        object?[] discovery = [$"{Host.Address}.well-known/openid-configuration", null];
        await using var context = await Host.Chromium.NewContextAsync(new());
        var page = await context.NewPageAsync();

        await page.GotoAsync(application.SameSite);
        (await page.EvaluateAsync<string>(Ask, refresh)).ShouldBe("400 invalid_grant 32");
        (await page.EvaluateAsync<string>(Ask, discovery)).ShouldStartWith("200 no error");

        await page.GotoAsync($"{RelyingParty.Address}signed-out");
        (await page.EvaluateAsync<string>(Ask, refresh)).ShouldBe("TypeError");
        (await page.EvaluateAsync<string>(Ask, discovery)).ShouldStartWith("200 no error");
    }

    /// <summary>A new person signs in by a button of the application.</summary>
    private async Task<string> SignInAsync(string button, string? origin = null)
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(origin ?? application.SameSite);
        await Page.PressAsync(button);
        await Page.SignInAsync(user);
        await Page.SeeAsync("Signed in");
        return user;
    }

    /// <summary>What the library knows of the user.</summary>
    private Task<string?> UserAsync(string member) =>
        Page.EvaluateAsync<string?>("async path => path.split('.').reduce((value, name) => value?.[name], await manager.getUser()) ?? null", member);

    private async Task<bool> IsActiveAsync(string? token) =>
        (await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), token!)).GetProperty("active").GetBoolean();
}
