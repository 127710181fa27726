using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>Passkeys (Web Authentication), with an authenticator that the browser plays.</summary>
public sealed class PasskeyTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task WebAuthn_A_passkey_is_added_signs_in_without_name_or_password_and_when_removed_no_more()
    {
        await VirtualAuthenticator.PlugInAsync(Page);
        var user = await Host.NewUserAsync();
        await Page.GotoAsync("/Manage/Passkeys");
        await Page.SignInAsync(user);
        await Page.ConfirmAsync();
        await Page.SeeAsync("Passkeys");
        await PageInspection.InspectAsync(Page, "passkeys-none");
        await Page.FillInAsync("Name", "My laptop");
        await Page.PressAsync("Add a passkey");
        await Assertions.Expect(Page.GetByText("My laptop", new() { Exact = true })).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "passkeys");

        await SignInAsync();
        await Page.SeeAsync("Signed in to the application");
        await Assertions.Expect(Page.Locator("#text")).ToHaveTextAsync(user);
        RelyingParty.LastSignIn.IdToken!.Claims.Where(claim => claim.Type == "amr").Select(claim => claim.Value)
            .Order(StringComparer.Ordinal).ShouldBe(["hwk", "mfa", "user"]);

        await Page.GotoAsync("/Manage/Passkeys");
        await Page.SeeAsync("Is it you?");
        await PageInspection.InspectAsync(Page, "confirm-passkey");
        await Page.PressAsync("Use a passkey");
        await Page.GetByRole(AriaRole.Button, new() { Name = "Remove “My laptop”" }).ClickAsync();
        await Assertions.Expect(Page.GetByText("You have none yet.")).ToBeVisibleAsync();
        await SignInAsync();
        await Page.SeeAsync("This passkey was not accepted");
        await PageInspection.InspectAsync(Page, "passkey-refused");
    }

    private async Task SignInAsync()
    {
        await Page.Context.ClearCookiesAsync();
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.PressAsync("Sign in with a passkey");
    }
}
