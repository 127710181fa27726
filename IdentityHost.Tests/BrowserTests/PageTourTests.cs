using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>The pages that no other browser test comes by: accessible in both colour schemes, and whole on a screen of 360 pixels.</summary>
public sealed class PageTourTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task Pages_before_sign_in()
    {
        await Page.GotoAsync("/");
        await PageInspection.InspectAsync(Page, "start");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Page.SeeAsync("Sign in");
        await PageInspection.InspectAsync(Page, "sign-in");
        await Page.PressAsync("Sign in");
        await PageInspection.InspectAsync(Page, "sign-in-empty");
        await Page.GotoAsync("/Account/Logout");
        await PageInspection.InspectAsync(Page, "signed-out");
        await Page.GotoAsync("/Account/Login?ReturnUrl=https://evil.example");
        await PageInspection.InspectAsync(Page, "error-refused");
        await Page.GotoAsync("/connect/authorize?client_id=unknown&redirect_uri=https://evil.example");
        await PageInspection.InspectAsync(Page, "error");
    }

    [Fact]
    public async Task Every_page_of_the_signed_in_persons_own_is_in_the_navigation()
    {
        await Page.GotoAsync("/Manage");
        await Page.SignInAsync(await Host.NewUserAsync());
        await Page.SeeAsync("Your account");
        await PageInspection.InspectAsync(Page, "account");
        var addresses = await Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).EvaluateAllAsync<string[]>("links => links.map(link => link.pathname)");
        addresses.ShouldBe(
            ["/Manage", "/Manage/Password", "/Manage/TwoFactor", "/Manage/Passkeys", "/Manage/Applications", "/Manage/Sessions"]);
        foreach (var address in addresses)
        {
            await Page.GotoAsync(address);
            if (await Page.GetByRole(AriaRole.Heading, new() { Name = "Is it you?" }).IsVisibleAsync())
                await Page.ConfirmAsync();
            await Assertions.Expect(Page.GetByRole(AriaRole.Navigation).Locator("[aria-current=page]")).ToHaveCountAsync(1);
            await PageInspection.InspectAsync(Page, "account" + address[7..].Replace('/', '-'));
        }

        await Page.GotoAsync("/");
        await PageInspection.InspectAsync(Page, "start-signed-in");
        await Page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();
        await Page.SeeAsync("Your account");
        await Page.GotoAsync("/Account/Logout");
        await PageInspection.InspectAsync(Page, "sign-out");
    }
}
