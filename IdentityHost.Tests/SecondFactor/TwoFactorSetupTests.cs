using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Reauthentication;

namespace IdentityHost.Tests.SecondFactor;

/// <summary>A person sets up an authenticator app, renews the recovery codes, and switches it off.</summary>
public sealed class TwoFactorSetupTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task A_secret_counts_once_a_code_confirmed_it()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        var secret = await PrepareAsync(browser);

        (await IsAskedAsync(browser)).ShouldBeFalse();
        await ConfirmAsync(browser, "000000");
        browser.Page!.QuerySelector("#code-error").ShouldNotBeNull();
        (await IsAskedAsync(browser)).ShouldBeFalse();

        await browser.GoConfirmedAsync("/Manage/TwoFactor");
        SecretOn(browser).ShouldBe(secret);
        await ConfirmAsync(browser, SecondFactors.CodeOf(secret));
        browser.Location.AbsolutePath.ShouldBe("/Manage/RecoveryCodes");
        (await IsAskedAsync(browser)).ShouldBeTrue();
    }

    [Fact]
    public async Task RFC6238_5_2_The_code_that_confirmed_does_not_sign_in_as_well()
    {
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);
        var secret = await PrepareAsync(browser);
        var code = SecondFactors.CodeOf(secret);
        await ConfirmAsync(browser, code);

        using var other = await host.AtSecondStepAsync(user);
        await other.TypeAsync(code);

        other.IsSignedIn().ShouldBeFalse();
    }

    [Fact]
    public async Task The_secret_is_there_as_text_and_as_an_image_that_says_so()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        var secret = await PrepareAsync(browser);

        var image = browser.Page!.QuerySelector("svg[role=img]")!;
        image.GetAttribute("aria-label").ShouldNotBeNullOrWhiteSpace();
        image.QuerySelector("path")!.GetAttribute("d")!.Length.ShouldBeGreaterThan(500);
        var address = browser.Page.QuerySelector("a[href^='otpauth:']")!.GetAttribute("href")!;
        address.ShouldStartWith("otpauth://totp/127.0.0.1:factor");
        address.ShouldContain("secret=" + secret);
        address.ShouldContain("issuer=127.0.0.1");
    }

    [Fact]
    public async Task Recovery_codes_are_shown_once()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        var secret = await PrepareAsync(browser);
        await ConfirmAsync(browser, SecondFactors.CodeOf(secret));
        CodesOn(browser).Count.ShouldBe(10);

        await browser.GoConfirmedAsync("/Manage/RecoveryCodes");

        CodesOn(browser).ShouldBeEmpty();
    }

    [Fact]
    public async Task New_recovery_codes_end_the_old_ones()
    {
        var (user, secret, old) = await host.NewUserWithAppAsync();
        using var browser = await SignedInAsync(user, secret);

        await browser.GoConfirmedAsync("/Manage/RecoveryCodes");
        await browser.SubmitAsync(browser.Form("main form"), []);
        var made = CodesOn(browser);

        made.Count.ShouldBe(10);
        made.Intersect(old).ShouldBeEmpty();
        (await SignsInByAsync(user, old[0])).ShouldBeFalse();
        (await SignsInByAsync(user, made[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task Switching_off_forgets_everything()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await SignedInAsync(user, secret);

        await browser.GoConfirmedAsync("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=TurnOff]"), []);

        (await IsAskedAsync(browser)).ShouldBeFalse();
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "UserTokens" WHERE "UserId" = $1""", user)).ShouldBe(0);
    }

    [Fact]
    public async Task Secret_and_codes_are_encrypted_and_bound_to_their_row()
    {
        var (user, secret, codes) = await host.NewUserWithAppAsync();
        var (other, _, _) = await host.NewUserWithAppAsync();
        foreach (var name in (string[])["AuthenticatorKey", "RecoveryCodes"])
        {
            var stored = await host.Database.ScalarAsync<string>(
                """SELECT "Value" FROM "UserTokens" WHERE "UserId" = $1 AND "Name" = $2""", user, name);
            stored.ShouldStartWith("CfDJ8");
            stored.ShouldNotContain(secret);
            stored.ShouldNotContain(codes[0]);
        }

        await host.Database.ExecuteAsync(
            """UPDATE "UserTokens" SET "Value" = (SELECT "Value" FROM "UserTokens" WHERE "UserId" = $1 AND "Name" = 'AuthenticatorKey') WHERE "UserId" = $2 AND "Name" = 'AuthenticatorKey'""",
            user,
            other);

        using var browser = await host.AtSecondStepAsync(other);
        await browser.TypeAsync(SecondFactors.CodeOf(secret));
        // Unreadable is an outage, never a wrong code.
        ((int)browser.Status).ShouldBe(503);
    }

    [Fact]
    public async Task No_secret_or_code_is_logged()
    {
        var (user, secret, codes) = await host.NewUserWithAppAsync();
        using var browser = await SignedInAsync(user, secret);
        var code = SecondFactors.CodeOf(secret, steps: 1);
        using var next = await host.AtSecondStepAsync(user);
        await next.TypeAsync(code);
        (await SignsInByAsync(user, codes[0])).ShouldBeTrue();

        host.Host.Logs.ShouldNotContain(secret, codes[0], codes[0].Replace("-", "", StringComparison.Ordinal));
    }

    private async Task<Browser> SignedInAsync(string user, string? secret = null)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        if (secret is not null)
            await browser.TypeAsync(SecondFactors.CodeOf(secret));
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }

    private static async Task<string> PrepareAsync(Browser browser)
    {
        await browser.GoConfirmedAsync("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=Prepare]"), []);
        return SecretOn(browser);
    }

    private static string SecretOn(Browser browser) => browser.Page!.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    private static Task ConfirmAsync(Browser browser, string code) => browser.SubmitAsync(browser.Form("#confirm-form"), new() { ["Code"] = code });

    private static List<string> CodesOn(Browser browser) => [.. browser.Page!.QuerySelectorAll(".codes code").Select(code => code.TextContent)];

    /// <summary>Whether sign-in asks for a second factor.</summary>
    private async Task<bool> IsAskedAsync(Browser whose)
    {
        await whose.GoConfirmedAsync("/Manage/TwoFactor");
        var user = await host.Database.ScalarAsync<string>(
            """SELECT "Id" FROM "Users" WHERE "UserName" = $1""", whose.Page!.QuerySelector(".who")!.TextContent.Trim());
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user!, Demo.Password);
        return browser.Location.AbsolutePath == "/Account/TwoFactor";
    }

    private async Task<bool> SignsInByAsync(string user, string recoveryCode)
    {
        using var browser = await host.AtSecondStepAsync(user);
        await browser.GoAsync("/Account/RecoveryCode");
        await browser.TypeAsync(recoveryCode);
        return browser.IsSignedIn();
    }
}
