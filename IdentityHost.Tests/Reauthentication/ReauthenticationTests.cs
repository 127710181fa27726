using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Passkeys;
using IdentityHost.Tests.SecondFactor;
using IdentityHost.Users.Accounts;
using IdentityHost.Users.Reauthentication;

namespace IdentityHost.Tests.Reauthentication;

/// <summary>Who finds a session open changes nothing about how its owner signs in: the password, or a passkey, is asked for once more.</summary>
public sealed class ReauthenticationTests(HostFixture host) : IClassFixture<HostFixture>
{
    public static TheoryData<string> Pages => ["/Manage/TwoFactor", "/Manage/RecoveryCodes", "/Manage/Passkeys"];

    /// <summary>Each form by which a credential is changed.</summary>
    public static TheoryData<string> Changes =>
    [
        "/Manage/TwoFactor?handler=Prepare", "/Manage/TwoFactor?handler=Confirm", "/Manage/TwoFactor?handler=TurnOff", "/Manage/RecoveryCodes",
        "/Manage/Passkeys?handler=Add", "/Manage/Passkeys?handler=Remove", "/Manage/Passkeys?handler=Rename",
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_on_which_credentials_are_changed_asks_first_and_comes_back(string page)
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());

        await browser.GoAsync(page);
        browser.IsAsked().ShouldBeTrue();
        await browser.ConfirmAsync("Wrong-1234");
        browser.Page!.QuerySelector("#password-error").ShouldNotBeNull();
        await browser.ConfirmAsync("");
        browser.Page.QuerySelector("#password-error").ShouldNotBeNull();
        await browser.ConfirmAsync(Demo.Password);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Location.PathAndQuery.ShouldBe(page == "/Manage/RecoveryCodes" ? "/Manage/TwoFactor" : page);
        foreach (var other in (string[])["/Manage/TwoFactor", "/Manage/Passkeys"])
        {
            await browser.GoAsync(other);
            browser.Location.AbsolutePath.ShouldBe(other);
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task No_form_changes_a_credential_without_it(string address)
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var (user, secret, _) = await host.NewUserWithAppAsync();
        using (var owner = await SignedInAsync(user, secret))
            await owner.AddPasskeyAsync(authenticator);
        var before = await CredentialsAsync(user);
        using var stranger = await SignedInAsync(user, secret, steps: 1);
        await stranger.GoAsync("/Manage/TwoFactor");
        stranger.IsAsked().ShouldBeTrue();
        var token = stranger.Page!.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await stranger.PostAsync(address, new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token,
            ["Id"] = authenticator.Id,
            ["Name"] = "Mine now",
            ["Code"] = SecondFactors.CodeOf(secret),
        });

        stranger.IsAsked().ShouldBeTrue();
        (await CredentialsAsync(user)).ShouldBe(before);
    }

    [Fact]
    public async Task A_passkey_will_do_as_well_also_for_who_has_no_password()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var user = await NewUserWithPasskeyAloneAsync(authenticator);
        using var browser = await SignedInAsync(authenticator);
        await browser.GoAsync("/Manage/TwoFactor");
        browser.Page!.QuerySelector(Confirmations.PasswordForm).ShouldBeNull();

        await ConfirmAsync(browser, authenticator);
        browser.Location.AbsolutePath.ShouldBe("/Manage/TwoFactor");
        await browser.SubmitAsync(browser.Form("form[action*=Prepare]"), []);

        browser.Page.QuerySelector("#secret").ShouldNotBeNull(user);
    }

    [Fact]
    public async Task Somebody_else_s_passkey_proves_nothing()
    {
        using var own = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var strangers = new SoftwareAuthenticator(host.Host.BaseAddress);
        await NewUserWithPasskeyAloneAsync(own);
        await NewUserWithPasskeyAloneAsync(strangers);
        using var browser = await SignedInAsync(own);
        await browser.GoAsync("/Manage/TwoFactor");

        await ConfirmAsync(browser, strangers);

        browser.IsAsked().ShouldBeTrue();
        browser.Page!.QuerySelector(".error-summary").ShouldNotBeNull();
        await browser.GoAsync("/Manage/TwoFactor");
        browser.IsAsked().ShouldBeTrue();
    }

    [Fact]
    public async Task The_last_passkey_of_who_has_no_password_stays()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        await NewUserWithPasskeyAloneAsync(authenticator);
        using var browser = await SignedInAsync(authenticator);
        await browser.GoAsync("/Manage/Passkeys");
        await ConfirmAsync(browser, authenticator);

        await browser.SubmitAsync(browser.Form("form[action*=Remove]"), []);

        browser.Page!.QuerySelector(".error-summary").ShouldNotBeNull();
        browser.PasskeyNames().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_proof_is_worth_nothing_in_another_session_or_for_somebody_else()
    {
        var user = await host.NewUserAsync();
        using var first = await SignedInAsync(user);
        await first.GoConfirmedAsync("/Manage/TwoFactor");
        var proof = first.Cookies.GetCookies(host.Host.BaseAddress)[RecentProof.CookieName]!;
        using var second = await SignedInAsync(user);
        using var other = await SignedInAsync(await host.NewUserAsync());

        foreach (var browser in (Browser[])[second, other])
        {
            browser.Cookies.Add(new Cookie(proof.Name, proof.Value, "/", proof.Domain));
            await browser.GoAsync("/Manage/TwoFactor");
            browser.IsAsked().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task The_proof_ends_with_the_password_that_it_was()
    {
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);
        await browser.GoConfirmedAsync("/Manage/TwoFactor");

        await browser.GoAsync("/Manage/Password");
        await browser.SubmitAsync(
            browser.Form("form:has(#new-password)"), new() { ["CurrentPassword"] = Demo.Password, ["NewPassword"] = "correct horse battery" });
        await browser.GoAsync("/Manage/TwoFactor");

        browser.IsAsked().ShouldBeTrue();
    }

    [Fact]
    public async Task RFC6265_4_1_2_The_proof_is_hidden_short_lived_and_says_nothing()
    {
        InterimCookie.Lifetime.ShouldBe(TimeSpan.FromMinutes(5));
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);

        await browser.GoConfirmedAsync("/Manage/TwoFactor");

        var cookie = browser.CookieHeaders.Single(header => header.StartsWith(RecentProof.CookieName + "=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=lax", Case.Insensitive);
        cookie.ShouldNotContain(user);
    }

    [Fact]
    public async Task Wrong_passwords_on_the_page_that_asks_count_toward_the_lockout()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoAsync("/Manage/TwoFactor");

        for (var i = 0; i < 5; i++)
            await browser.ConfirmAsync("Wrong-1234");
        await browser.ConfirmAsync(Demo.Password);

        browser.IsAsked().ShouldBeTrue();
        browser.Page!.QuerySelector("#password-error").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("../Account/Logout")]
    [InlineData("Password")]
    [InlineData("")]
    public async Task RFC9700_4_11_It_leads_on_to_a_page_of_ours_only(string next)
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoAsync($"{Confirmations.Page}?Next={Uri.EscapeDataString(next)}");

        await browser.ConfirmAsync(Demo.Password);

        browser.Location.PathAndQuery.ShouldBe("/Manage");
    }

    [Fact]
    public async Task Without_script_a_passkey_can_not_be_asked_for_and_the_page_says_so()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        await NewUserWithPasskeyAloneAsync(authenticator);
        using var browser = await SignedInAsync(authenticator);

        await browser.GoAsync("/Manage/TwoFactor");

        browser.Page!.QuerySelector("noscript")!.TextContent.ShouldContain("JavaScript");
        browser.Page.QuerySelector("form[data-passkey] .actions")!.HasAttribute("hidden").ShouldBeTrue();
    }

    private async Task<Browser> SignedInAsync(string user, string? secret = null, int steps = 0)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        if (secret is not null)
            await browser.TypeAsync(SecondFactors.CodeOf(secret, steps));
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }

    private async Task<Browser> SignedInAsync(SoftwareAuthenticator authenticator)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(authenticator);
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }

    private static async Task ConfirmAsync(Browser browser, SoftwareAuthenticator authenticator)
    {
        var credential = authenticator.Get(await browser.OptionsAsync());
        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });
    }

    private async Task<string> NewUserWithPasskeyAloneAsync(SoftwareAuthenticator authenticator)
    {
        var user = await host.NewUserAsync();
        using (var browser = await SignedInAsync(user))
            await browser.AddPasskeyAsync(authenticator);
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "PasswordHash" = NULL WHERE "Id" = $1""", user);
        return user;
    }

    /// <summary>Everything by which a person signs in.</summary>
    private Task<string?> CredentialsAsync(string user) => host.Database.ScalarAsync<string>(
        """
        SELECT concat_ws('|', u."PasswordHash", u."TwoFactorEnabled",
          (SELECT string_agg(t."Name" || t."Value", ',' ORDER BY t."Name") FROM "UserTokens" t WHERE t."UserId" = u."Id"),
          (SELECT string_agg(p."Data" ->> 'Name', ',' ORDER BY p."CredentialId") FROM "UserPasskeys" p WHERE p."UserId" = u."Id"))
        FROM "Users" u WHERE u."Id" = $1
        """,
        user);
}
