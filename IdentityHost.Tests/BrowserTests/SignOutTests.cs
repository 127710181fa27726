using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>Sign-out that an application asks for, heard by applications through the browser and behind it.</summary>
public sealed class SignOutTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task RP_initiated_logout_reaches_the_application_by_both_channels_and_ends_its_tokens()
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.Photos));
        await Page.SignInAsync(user);
        await Page.PressAsync("Allow");
        await Page.SeeAsync("Signed in to the application");
        var signIn = RelyingParty.LastSignIn;
        var session = signIn.IdToken!.GetClaim("sid").Value;

        var told = new TaskCompletionSource();
        RelyingParty.FrontChannelLogoutMayEnd = told.Task;
        await Page.GotoAsync(RelyingParty.SignOutUrl, new() { WaitUntil = WaitUntilState.Commit });

        await Page.SeeAsync("You are signed out");
        await PageInspection.InspectAsync(Page, "signed-out-of-application");
        await Assertions.Expect(Page.GetByRole(AriaRole.Link, new() { Name = "Back to Photos" })).ToBeVisibleAsync();
        RelyingParty.FrontChannelLogouts.ShouldNotContain(logout => logout.SessionId == session);
        told.SetResult();

        // By itself, and not before the application has heard of it.
        await Page.SeeAsync("Signed out of the application");
        Page.Url.ShouldEndWith("?state=signed-out-state");
        RelyingParty.FrontChannelLogouts.Single(logout => logout.SessionId == session).Issuer.ShouldBe(signIn.IdToken.Issuer);
        var logoutToken = RelyingParty.BackChannelLogouts.Single(token => token.Subject == user);
        logoutToken.GetClaim("sid").Value.ShouldBe(session);
        (await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), signIn.AccessToken))
            .GetProperty("active").GetBoolean().ShouldBeFalse();

        // Nobody is signed in any more.
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.Photos));
        await Page.SeeAsync("Sign in");
    }

    [Fact]
    public async Task Session_Management_3_The_frame_says_when_the_session_is_another()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync("Signed in to the application");
        await Page.GotoAsync(RelyingParty.SessionUrl);
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync("unchanged");

        await Page.GotoAsync("/Account/Logout");
        await Page.PressAsync("Sign out");
        await Page.SeeAsync("You are signed out");
        await Page.GotoAsync(RelyingParty.SessionUrl);
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync("changed");
    }
}
