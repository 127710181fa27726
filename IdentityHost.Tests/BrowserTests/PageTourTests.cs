using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>Every page in its states: accessible in both colour schemes, and whole on a screen of 360 pixels.</summary>
public sealed class PageTourTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task Pages_before_sign_in()
    {
        await Page.GotoAsync("/Account/Login");
        await PageInspection.InspectAsync(Page, "sign-in");
        await Page.GotoAsync("/Account/Logout");
        await PageInspection.InspectAsync(Page, "signed-out");
    }
}
