using IdentityHost.Tests.Infrastructure;
using Microsoft.Playwright;

namespace IdentityHost.Tests.BrowserTests;

/// <summary>Accounts and passwords, by mail where it takes one.</summary>
public sealed class AccountTests(BrowserHost host) : BrowserTest(host)
{
    private const string NewPassword = "four words in a row";

    [Fact]
    public async Task Who_signs_up_confirms_the_address_and_goes_on_to_the_application()
    {
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await FollowAsync("Create an account");
        await PageInspection.InspectAsync(Page, "sign-up");
        await Page.FillInAsync("Email address", "newcomer@example.com");
        await Page.PressAsync("Send the link");
        await Page.SeeAsync("Check your mail");
        await PageInspection.InspectAsync(Page, "sign-up-mail");

        await Page.GotoAsync(await Host.Mail.TakeLinkAsync("newcomer@example.com"));
        await Page.SeeAsync("Create an account");
        // The token left the address, so that neither history nor Referer has it.
        Page.Url.ShouldNotContain("token=");
        await PageInspection.InspectAsync(Page, "sign-up-account");
        await Page.FillInAsync("Your name", "Nina Newcomer");
        await Page.FillInAsync("New password", NewPassword);
        await Page.PressAsync("Create the account");

        await Page.SeeAsync("Signed in to the application");
        RelyingParty.LastSignIn.IdToken!.Subject.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_a_link_that_works_once()
    {
        var user = await Host.NewUserAsync();
        await Page.GotoAsync(RelyingParty.SignInUrl(DemoClients.WebApp));
        await FollowAsync("Forgot your password?");
        await PageInspection.InspectAsync(Page, "forgotten-password");
        await Page.FillInAsync("Email address", $"{user}@example.com");
        await Page.PressAsync("Send the link");
        await Page.SeeAsync("Check your mail");

        var link = await Host.Mail.TakeLinkAsync($"{user}@example.com");
        await Page.GotoAsync(link);
        await Page.SeeAsync("Choose a new password");
        await PageInspection.InspectAsync(Page, "new-password");
        await Page.FillInAsync("New password", "short");
        await Page.PressAsync("Change the password");
        await Assertions.Expect(Page.GetByText("This password is too short.")).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "new-password-too-short");
        await Page.FillInAsync("New password", NewPassword);
        await Page.PressAsync("Change the password");
        await Page.SeeAsync("Your password was changed");
        await PageInspection.InspectAsync(Page, "new-password-done");
        await FollowAsync("Sign in");
        await Page.SignInAsync(user, NewPassword);
        await Page.SeeAsync("Signed in to the application");

        await Page.GotoAsync(link);
        await Page.SeeAsync("This link no longer works");
        await PageInspection.InspectAsync(Page, "link-used");
    }

    [Fact]
    public async Task A_password_that_is_reset_takes_the_passkeys_with_it_and_says_so()
    {
        await VirtualAuthenticator.PlugInAsync(Page);
        var user = await Host.NewUserAsync();
        await Page.GotoAsync("/Manage/Passkeys");
        await Page.SignInAsync(user);
        await Page.ConfirmAsync();
        await Page.FillInAsync("Name", "My laptop");
        await Page.PressAsync("Add a passkey");
        await Assertions.Expect(Page.GetByText("My laptop", new() { Exact = true })).ToBeVisibleAsync();
        (await Host.Mail.TakeLinkAsync($"{user}@example.com")).ShouldContain("/Account/ForgotPassword");
        await Page.GotoAsync("/Account/ForgotPassword");
        await Page.FillInAsync("Email address", $"{user}@example.com");
        await Page.PressAsync("Send the link");
        await Page.SeeAsync("Check your mail");

        await Page.GotoAsync(await Host.Mail.TakeLinkAsync($"{user}@example.com"));
        await Page.SeeAsync("Choose a new password");
        await Assertions.Expect(Page.GetByLabel("Remove my passkeys as well")).ToBeCheckedAsync();
        await PageInspection.InspectAsync(Page, "new-password-passkeys");
        await Page.FillInAsync("New password", NewPassword);
        await Page.PressAsync("Change the password");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your passkeys were removed.");
        await PageInspection.InspectAsync(Page, "new-password-passkeys-done");
    }

    [Fact]
    public async Task An_address_to_which_no_mail_can_be_sent_is_refused_at_once()
    {
        await Page.GotoAsync("/Account/Register");
        await Page.FillInAsync("Email address", "\u2600@example.com");
        await Page.PressAsync("Send the link");
        await Assertions.Expect(Page.GetByText("We can’t send mail to an address with these characters")).ToBeVisibleAsync();
        await PageInspection.InspectAsync(Page, "sign-up-out-of-reach");
    }

    [Fact]
    public async Task A_changed_password_ends_the_sessions_in_other_browsers()
    {
        var user = await Host.NewUserAsync();
        var other = await Visitor.ArriveAsync(Host);
        await other.Page.GotoAsync("/Manage");
        await other.Page.SignInAsync(user);
        await other.Page.SeeAsync("Your account");

        await Page.GotoAsync("/Manage/Password");
        await Page.SignInAsync(user);
        await Page.FillInAsync("Current password", Demo.Password);
        await Page.FillInAsync("New password", NewPassword);
        await Page.PressAsync("Change the password");
        await Assertions.Expect(Page.GetByRole(AriaRole.Status)).ToContainTextAsync("Your password was changed.");
        await PageInspection.InspectAsync(Page, "password-changed");

        await other.Page.GotoAsync("/Manage");
        await other.Page.SeeAsync("Sign in");
        await other.LeaveAsync();
        await Page.GotoAsync("/Manage");
        await Page.SeeAsync("Your account");
    }

    private Task FollowAsync(string link) => Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();
}
