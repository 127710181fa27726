using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Tests.Reauthentication;
using IdentityHost.Tests.SecondFactor;

namespace IdentityHost.Tests.Accounts;

/// <summary>The owner of an account hears by mail of every change of how they sign in: what, when, from where, and what to do.</summary>
public sealed class SecurityNoticeTests(MailHostFixture mail) : IClassFixture<MailHostFixture>
{
    [Fact]
    public async Task Of_two_step_sign_in_switched_on_and_off_and_of_new_recovery_codes()
    {
        var address = await mail.AddUserAsync("careful");
        using var browser = await SignedInAsync("careful");
        await browser.GoConfirmedAsync("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=Prepare]"), []);
        var secret = browser.Page!.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        mail.CountUnread(address).ShouldBe(0);
        await browser.SubmitAsync(browser.Form("#confirm-form"), new() { ["Code"] = SecondFactors.CodeOf(secret) });

        var on = await mail.NextMailAsync(address);
        on.ShouldContain("Subject: Two-step sign-in is on");
        on.ShouldContain("Hello careful,");
        on.ShouldMatch(@"When: \w+, \w+ \d+, \d{4} (at )?\d\d?:\d\d.[AP]M UTC");
        on.ShouldContain("From: Firefox on Linux, address 127.0.0.1");
        on.ShouldContain(MailHostFixture.Issuer + "/Account/ForgotPassword?ui_locales=en");
        on.ShouldNotContain(secret);

        await browser.GoAsync("/Manage/RecoveryCodes");
        await browser.SubmitAsync(browser.Form("main form"), []);
        (await mail.NextMailAsync(address)).ShouldContain("Subject: New recovery codes");
        await browser.GoAsync("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=TurnOff]"), []);
        (await mail.NextMailAsync(address)).ShouldContain("Subject: Two-step sign-in is off");
    }

    [Fact]
    public async Task Of_a_recovery_code_that_signed_somebody_in()
    {
        var address = await mail.AddUserAsync("recovering");
        var codes = await SetUpAsync("recovering", address);
        using var browser = new Browser(mail.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync("recovering", Demo.Password);
        await browser.GoAsync("/Account/RecoveryCode");

        await browser.TypeAsync("AAAAA-AAAAA");
        mail.CountUnread(address).ShouldBe(0);
        await browser.TypeAsync(codes[0]);

        browser.IsSignedIn().ShouldBeTrue();
        var used = await mail.NextMailAsync(address);
        used.ShouldContain("Subject: A recovery code was used");
        used.ShouldNotContain(codes[0]);
    }

    [Fact]
    public async Task Of_a_passkey_added_and_removed_in_the_language_that_is_theirs_and_not_the_browser_s()
    {
        using var authenticator = new SoftwareAuthenticator(mail.Host.BaseAddress) { Origin = MailHostFixture.Issuer, RelyingParty = "localhost" };
        var address = await mail.AddUserAsync("deutsch");
        await mail.Database.ExecuteAsync("""INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue") VALUES ('deutsch', 'locale', 'de-AT')""");
        using var browser = await SignedInAsync("deutsch");

        await browser.GoConfirmedAsync("/Manage/Passkeys");
        await browser.AddPasskeyAsync(authenticator);
        browser.PasskeyNames().Count().ShouldBe(1);
        var added = await mail.NextMailAsync(address);
        added.ShouldContain("Guten Tag deutsch,");
        added.ShouldContain("Ihrem Konto wurde ein Passkey hinzugefügt.");
        added.ShouldContain("Firefox auf Linux, Adresse 127.0.0.1");
        added.ShouldContain("ui_locales=de");
        await browser.SubmitAsync(browser.Form("form[action*=Remove]"), []);
        (await mail.NextMailAsync(address)).ShouldContain("Von Ihrem Konto wurde ein Passkey entfernt.");
    }

    [Fact]
    public async Task A_link_to_a_new_password_comes_in_that_language_too()
    {
        var address = await mail.AddUserAsync("vergesslich");
        await mail.Database.ExecuteAsync("""INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue") VALUES ('vergesslich', 'locale', 'de')""");

        using var asked = await mail.ForgetAsync(address);

        var link = await mail.NextMailAsync(address);
        link.ShouldContain("Guten Tag vergesslich,");
        MailHostFixture.LinkIn(link)!.ShouldContain("ui_locales=de");
    }

    [Fact]
    public async Task Who_has_no_confirmed_address_gets_none()
    {
        var address = await mail.AddUserAsync("unproven");
        await mail.Database.ExecuteAsync("""UPDATE "Users" SET "EmailConfirmed" = false WHERE "Id" = 'unproven'""");
        using var browser = await SignedInAsync("unproven");
        await browser.GoAsync("/Manage/Password");
        await browser.SubmitAsync(
            browser.Form("form:has(#new-password)"), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = "correct horse battery" });
        browser.Page!.QuerySelector("[role=status]").ShouldNotBeNull();

        // One that came later has come, so it would have as well.
        var other = await mail.AddUserAsync("proven");
        using var asked = await mail.ForgetAsync(other);
        await mail.NextMailAsync(other);
        mail.CountUnread(address).ShouldBe(0);
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = new Browser(mail.Host.BaseAddress, userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }

    private async Task<List<string>> SetUpAsync(string user, string address)
    {
        using var browser = await SignedInAsync(user);
        await browser.GoConfirmedAsync("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=Prepare]"), []);
        var secret = browser.Page!.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await browser.SubmitAsync(browser.Form("#confirm-form"), new() { ["Code"] = SecondFactors.CodeOf(secret) });
        await mail.NextMailAsync(address);
        return [.. browser.Page.QuerySelectorAll(".codes code").Select(code => code.TextContent)];
    }
}
