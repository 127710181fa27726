using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Users.TwoFactor;

namespace IdentityHost.Tests.SecondFactor;

/// <summary>The second step of signing in.</summary>
public sealed class TwoFactorSignInTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC8176_Password_and_code_are_told_to_the_client()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        var (url, verifier) = SecondFactors.AuthorizationRequest();
        using var browser = await host.AtSecondStepAsync(user, url);

        await browser.TypeAsync(SecondFactors.CodeOf(secret));

        (await host.MethodsToldAsync(browser, verifier)).ShouldBe(["mfa", "otp", "pwd"]);
    }

    [Fact]
    public async Task The_password_alone_signs_nobody_in()
    {
        var (user, _, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        browser.CookieHeaders.ShouldNotContain(cookie => cookie.StartsWith("idsrv=", StringComparison.Ordinal));

        await browser.GoAsync("/Manage");

        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
    }

    [Theory]
    [InlineData("000000")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("not a code")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234567890")]
    public async Task A_wrong_code_is_asked_for_again(string code)
    {
        var (user, _, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);

        await browser.TypeAsync(code);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page!.QuerySelector("#code-error[role=alert]").ShouldNotBeNull();
        browser.Page.QuerySelector("#code")!.GetAttribute("aria-describedby").ShouldBe("code-error");
    }

    [Fact]
    public async Task RFC6238_5_2_A_code_is_accepted_once()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        var code = SecondFactors.CodeOf(secret);
        using var first = await host.AtSecondStepAsync(user);
        await first.TypeAsync(code);
        first.IsSignedIn().ShouldBeTrue();

        using var second = await host.AtSecondStepAsync(user);
        await second.TypeAsync(code);

        second.IsSignedIn().ShouldBeFalse();
    }

    [Fact]
    public async Task RFC6238_5_2_Of_20_at_once_with_one_code_exactly_one_signs_in()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        // Without lockout every one of them is looked at.
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "LockoutEnabled" = false WHERE "Id" = $1""", user);
        using var browser = await host.AtSecondStepAsync(user);

        (await host.SendAtOnceAsync(browser, "form:has(#code)", "Code", SecondFactors.CodeOf(secret))).ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_codes_count_toward_the_lockout_and_the_right_password_in_between_forgets_none()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        for (var i = 0; i < 2; i++)
        {
            using var guesser = await host.AtSecondStepAsync(user);
            await guesser.TypeAsync("000000");
        }

        using var browser = await host.AtSecondStepAsync(user);
        await browser.TypeAsync(SecondFactors.CodeOf(secret));

        browser.IsSignedIn().ShouldBeFalse();
        (await host.Database.ScalarAsync<int>("""SELECT "Count" FROM "SignInAttempts" WHERE "UserId" = $1 AND "Browser" = ''""", user)).ShouldBe(5);
    }

    [Fact]
    public async Task Guesses_sent_at_once_are_no_more_than_the_allowed_few()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        (await host.SendAtOnceAsync(browser, "form:has(#code)", "Code", "000000")).ShouldBe(0);

        await browser.TypeAsync(SecondFactors.CodeOf(secret));

        browser.IsSignedIn().ShouldBeFalse();
    }

    [Fact]
    public async Task The_right_code_forgets_the_failures_before_it()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        await browser.TypeAsync("000000");
        await browser.TypeAsync(SecondFactors.CodeOf(secret));

        browser.IsSignedIn().ShouldBeTrue();
        (await host.Database.ScalarAsync<int>("""SELECT "Count" FROM "SignInAttempts" WHERE "UserId" = $1""", user)).ShouldBe(0);
    }

    [Theory]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "PasswordHash" = 'another' WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "SecurityStamp" = 'another' WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "TwoFactorEnabled" = false WHERE "Id" = $1""")]
    public async Task Whoever_changed_between_the_steps_starts_again(string change)
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        var form = browser.Form("form:has(#code)");

        await host.Database.ExecuteAsync(change, user);
        await browser.SubmitAsync(form, new() { ["Code"] = SecondFactors.CodeOf(secret) });

        await ShouldHaveToStartAgainAsync(browser);
    }

    [Fact]
    public async Task The_state_is_bound_to_the_return_url_that_the_password_was_given_for()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        var (url, _) = SecondFactors.AuthorizationRequest();
        using var asked = await host.Client.GetAsync(url);
        var returnUrl = new Uri(host.Host.BaseAddress, asked.Headers.Location!).Query;

        await browser.GoAsync("/Account/TwoFactor" + returnUrl);

        await ShouldHaveToStartAgainAsync(browser);
        _ = secret;
    }

    [Theory]
    [InlineData("/Account/TwoFactor")]
    [InlineData("/Account/RecoveryCode")]
    public async Task Without_the_first_step_there_is_no_second(string page)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(page);

        await ShouldHaveToStartAgainAsync(browser);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("CfDJ8AAAA")]
    public async Task A_tampered_state_is_none(string value)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        browser.Cookies.Add(host.Host.BaseAddress, new Cookie(SecondStep.CookieName, value));

        await browser.GoAsync("/Account/TwoFactor");

        await ShouldHaveToStartAgainAsync(browser);
    }

    [Fact]
    public async Task A_return_url_of_another_server_is_refused()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/TwoFactor?ReturnUrl=https://evil.example");

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page!.DocumentElement.OuterHtml.ShouldNotContain("evil.example");
    }

    [Fact]
    public async Task RFC6265_4_1_2_The_state_s_cookie_is_hidden_and_gone_after_the_second_step()
    {
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using var browser = await host.AtSecondStepAsync(user);
        var cookie = browser.CookieHeaders.Single(header => header.StartsWith(SecondStep.CookieName + "=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain("expires", Case.Insensitive);
        cookie.ShouldNotContain(user);

        await browser.TypeAsync(SecondFactors.CodeOf(secret));

        browser.Cookies.GetCookies(host.Host.BaseAddress)[SecondStep.CookieName].ShouldBeNull();
    }

    private static async Task ShouldHaveToStartAgainAsync(Browser browser)
    {
        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("Please sign in again");
        await browser.GoAsync(browser.Page.QuerySelector("a.primary")!.GetAttribute("href")!);
        browser.Location.AbsolutePath.ShouldBe("/Account/Login");
        browser.Form("form:has(#password)").ShouldNotBeNull();
    }
}
