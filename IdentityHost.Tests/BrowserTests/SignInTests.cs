using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>Sign-in with name and password, in other ways than by mouse, in English, with scripts.</summary>
public sealed class SignInTests(BrowserHost host) : BrowserTest(host)
{
    [Fact]
    public async Task WCAG_2_1_1_By_keyboard_only()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        // The first field has the focus already.
        await Page.Keyboard.TypeAsync(await Host.NewUserAsync());
        await Page.TabToAsync(Page.GetByLabel("Password", new() { Exact = true }));
        await Page.Keyboard.TypeAsync(Demo.Password);
        await Page.Keyboard.PressAsync("Enter");

        await Page.SeeAsync("Signed in to the application");
    }

    [Fact]
    public async Task A_wrong_password_is_said_on_the_page_and_the_right_one_goes_on_from_there()
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.SignInAsync(user, "Wrong-1234");
        await Assertions.Expect(Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The user name or the password is wrong.");
        await Assertions.Expect(Page.GetByLabel("User name or email address")).ToHaveValueAsync(user);
        await PageInspection.InspectAsync(Page, "sign-in-wrong");

        await Page.SignInAsync(user);
        await Page.SeeAsync("Signed in to the application");
    }

    [Fact]
    public async Task Who_cancels_is_back_at_the_application_which_is_told()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await Page.PressAsync("Cancel");

        await Page.SeeAsync("Not signed in");
        RelyingParty.LastSignIn.Parameters["error"].ShouldBe("access_denied");
    }

    [Fact]
    public async Task The_language_is_that_of_ui_locales()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp, ("ui_locales", "de")));

        (await Page.Locator("html").GetAttributeAsync("lang")).ShouldBe("de");
        await Assertions.Expect(Page.GetByLabel("Benutzername oder E-Mail-Adresse")).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "sign-in-german");
    }

    [Fact]
    public async Task Without_ui_locales_the_language_is_the_browsers_and_no_script_is_needed()
    {
        var user = await Host.NewUserAsync();
        var german = await Visitor.ArriveAsync(Host, new() { Locale = "de-AT", JavaScriptEnabled = false });
        await german.Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await german.Page.FillInAsync("Benutzername oder E-Mail-Adresse", user);
        await german.Page.FillInAsync("Passwort", Demo.Password);
        await german.Page.PressAsync("Anmelden");

        await german.Page.SeeAsync("Signed in to the application");
        await german.LeaveAsync();
    }
}
