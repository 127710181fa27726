using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>The whole way in a real browser: from the client's redirect to the introspected id.</summary>
public sealed class WalkThroughTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task From_the_clients_redirect_to_the_introspected_id()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.SignInAsync(Demo.User);

        await Page.SeeAsync("Signed in to the application");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(Demo.Subject);
        var answer = await Host.Tokens.IntrospectAsync(await Host.Tokens.ResourceServerTokenAsync(), RelyingParty.LastSignIn.AccessToken);
        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
    }
}
