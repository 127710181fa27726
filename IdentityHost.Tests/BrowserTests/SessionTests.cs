using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>A person's own sessions: seen, and ended from another browser.</summary>
public sealed class SessionTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task A_session_ended_from_another_browser_is_over_at_once_with_the_tokens_tied_to_it()
    {
        var user = await Host.NewUserAsync();
        var other = await Visitor.ArriveAsync(Host);
        await other.Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.Photos));
        await other.Page.SignInAsync(user);
        await other.Page.PressAsync("Allow");
        await other.Page.SeeAsync("Signed in to the application");
        var signIn = RelyingParty.LastSignIn;

        await Page.GotoAsync("/Manage/Sessions");
        await Page.SignInAsync(user);
        await Page.SeeAsync("Sessions");
        await Assertions.Expect(Page.GetByText("Used: Photos")).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "sessions");
        await Page.GetByRole(AriaRole.Button, new() { Name = "End the session in" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("Used: Photos")).ToHaveCountAsync(0);

        (await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), signIn.AccessToken))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
        RelyingParty.BackChannelLogouts.ShouldContain(token => token.Subject == user);
        await other.Page.GotoAsync("/Manage");
        await other.Page.SeeAsync("Sign in");
        await other.LeaveAsync();
    }
}
