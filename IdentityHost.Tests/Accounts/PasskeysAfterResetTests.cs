using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Users.Links;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Accounts;

/// <summary>
/// What a password that was reset does to passkeys: they go with it, unless the person keeps them. Whoever knew the old password may have made one.
/// </summary>
public sealed class PasskeysAfterResetTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    private const string NewPassword = "correct horse battery";

    [Fact]
    public async Task They_are_removed_and_page_and_mail_say_so()
    {
        using var planted = NewAuthenticator();
        var address = await WithPasskeyAsync("invaded", planted, "<b>Phone");
        using var browser = await FollowLinkAsync("invaded");
        browser.Page!.QuerySelector<IHtmlInputElement>("#remove-passkeys")!.IsChecked.ShouldBeTrue();
        browser.Page!.QuerySelector("#remove-passkeys-hint")!.TextContent.ShouldContain("<b>Phone");

        await ChooseAsync(browser, new() { ["NewPassword"] = NewPassword });

        browser.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Your passkeys were removed.");
        (await mail.NextMailAsync(address)).ShouldContain("your passkeys were removed");
        (await SignsInAsync(planted)).ShouldBeFalse();
    }

    [Fact]
    public async Task Who_keeps_them_signs_in_with_them()
    {
        using var own = NewAuthenticator();
        var address = await WithPasskeyAsync("keeping", own, "Phone");
        using var browser = await FollowLinkAsync("keeping");
        browser.Page!.QuerySelector<IHtmlInputElement>("#remove-passkeys")!.IsChecked = false;

        await ChooseAsync(browser, new() { ["NewPassword"] = "short" });
        browser.Page!.QuerySelector<IHtmlInputElement>("#remove-passkeys")!.IsChecked.ShouldBeFalse();
        await ChooseAsync(browser, new() { ["NewPassword"] = NewPassword });

        browser.Page!.QuerySelector("[role=status]")!.TextContent.ShouldNotContain("removed");
        (await mail.NextMailAsync(address)).ShouldContain("Passkeys and two-step sign-in are as they were.");
        (await SignsInAsync(own)).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_was_made_while_the_page_was_open_goes_as_well()
    {
        using var planted = NewAuthenticator();
        await mail.AddUserAsync("raced");
        using var browser = await FollowLinkAsync("raced");
        await WithPasskeyAsync("raced", planted, "Planted", isNew: false);

        await ChooseAsync(browser, new() { ["NewPassword"] = NewPassword });

        (await SignsInAsync(planted)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_link_that_was_used_removes_none()
    {
        using var own = NewAuthenticator();
        await mail.AddUserAsync("later");
        using var first = await FollowLinkAsync("later");
        using var second = await FollowLinkAsync("later");
        await ChooseAsync(first, new() { ["NewPassword"] = NewPassword });
        await WithPasskeyAsync("later", own, "New", isNew: false, NewPassword);

        await ChooseAsync(second, new() { ["NewPassword"] = NewPassword });

        second.Page!.QuerySelector("h1")!.TextContent.ShouldBe("This link no longer works");
        (await SignsInAsync(own)).ShouldBeTrue();
    }

    [Fact]
    public async Task The_page_says_that_two_step_sign_in_stays_where_it_is_on()
    {
        await mail.AddUserAsync("twosteps");
        using var without = await FollowLinkAsync("twosteps");
        without.Page!.QuerySelector("form")!.TextContent.ShouldNotContain("Two-step sign-in stays on");
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "TwoFactorEnabled" = true WHERE "Id" = 'twosteps'""");

        using var with = await FollowLinkAsync("twosteps");

        with.Page!.QuerySelector("form")!.TextContent.ShouldContain("Two-step sign-in stays on");
    }

    private static SoftwareAuthenticator NewAuthenticator() =>
        new(new Uri(MailHostFixture.Issuer));

    private async Task<string> WithPasskeyAsync(
        string user, SoftwareAuthenticator authenticator, string name, bool isNew = true, string password = Demo.Password)
    {
        var address = isNew ? await mail.AddUserAsync(user) : user + "@example.com";
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, password);
        await browser.AddPasskeyAsync(authenticator, name, password);
        browser.PasskeyNames().ShouldBe([name]);
        await mail.NextMailAsync(address);
        mail.CountUnread(address);
        return address;
    }

    private async Task<Browser> FollowLinkAsync(string user)
    {
        var links = new AccountLinks(mail.Host.Services.GetRequiredService<IDataProtectionProvider>(), TimeProvider.System);
        var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/ResetPassword?token=" + links.Create(AccountLinks.ResetPurpose, user, user, null));
        return browser;
    }

    private static Task ChooseAsync(Browser browser, Dictionary<string, string> filled) => browser.SubmitAsync(browser.Form(), filled);

    private async Task<bool> SignsInAsync(SoftwareAuthenticator authenticator)
    {
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(authenticator);
        return browser.Location.AbsolutePath == "/Manage";
    }
}
