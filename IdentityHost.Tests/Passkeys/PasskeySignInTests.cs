using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.SecondFactor;

namespace IdentityHost.Tests.Passkeys;

/// <summary>A person signs in by a passkey alone (Web Authentication 7.2).</summary>
public sealed class PasskeySignInTests(HostFixture host) : IClassFixture<HostFixture>, IDisposable
{
    private readonly SoftwareAuthenticator _authenticator = new(host.Host.BaseAddress);

    public void Dispose() => _authenticator.Dispose();

    [Theory]
    [InlineData(false, "hwk")]
    [InlineData(true, "swk")]
    public async Task RFC8176_A_passkey_is_two_factors_and_the_client_is_told(bool synchronizes, string key)
    {
        _authenticator.Synchronizes = synchronizes;
        await AddToNewUserAsync();
        var (url, verifier) = SecondFactors.AuthorizationRequest();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(url);

        await browser.SignInAsync(_authenticator);

        (await host.MethodsToldAsync(browser, verifier)).ShouldBe([key, "mfa", "user"], ignoreOrder: true);
    }

    [Fact]
    public async Task WebAuthn_5_5_No_name_is_asked_for_and_no_passkey_of_anybody_s_is_told()
    {
        using var browser = await AtLoginAsync();

        var options = await browser.OptionsAsync();

        options.GetProperty("userVerification").GetString().ShouldBe("required");
        options.GetProperty("rpId").GetString().ShouldBe(host.Host.BaseAddress.Host);
        if (options.TryGetProperty("allowCredentials", out var allowed))
            allowed.GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_person_with_an_authenticator_app_is_asked_for_no_code_besides()
    {
        var user = await AddToNewUserAsync();
        await host.Database.ExecuteAsync("""UPDATE "Users" SET "TwoFactorEnabled" = true WHERE "Id" = $1""", user);

        (await SignsInAsync()).ShouldBeTrue();
    }

    public static TheoryData<string> Lies => [.. s_lies.Keys];

    private static readonly Dictionary<string, Action<SoftwareAuthenticator>> s_lies = new()
    {
        ["another origin"] = key => key.Origin = "https://evil.example",
        ["another port"] = key => key.Origin += "1",
        ["in a frame of another origin"] = key => key.CrossOrigin = true,
        ["another relying party"] = key => key.RelyingParty = "evil.example",
        ["another challenge"] = key => key.Challenge = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        ["nobody verified"] = key => key.Verifies = false,
        ["a forged signature"] = key => key.Forges = true,
        ["another user"] = key => key.UserHandle = "MQ",
        ["a user that there is not"] = key => key.UserHandle = "bm9ib2R5",
        ["no user"] = key => key.UserHandle = null,
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task WebAuthn_7_2_An_answer_to_something_else_signs_nobody_in(string lie)
    {
        await AddToNewUserAsync();
        s_lies[lie](_authenticator);

        (await SignsInAsync()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA","userHandle":"MQ"},"clientExtensionResults":{}}""")]
    public async Task Nonsense_signs_nobody_in(string credential)
    {
        using var browser = await AtLoginAsync();
        await browser.OptionsAsync();

        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });

        ShouldBeRefused(browser);
    }

    [Fact]
    public async Task WebAuthn_13_4_3_An_answer_is_accepted_once()
    {
        await AddToNewUserAsync();
        using var browser = await AtLoginAsync();
        var credential = _authenticator.Get(await browser.OptionsAsync());
        var challenge = new CookieContainer();
        challenge.Add(browser.Cookies.GetAllCookies());
        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });
        browser.IsSignedIn().ShouldBeTrue();

        using var thief = await AtLoginAsync();
        thief.Cookies.Add(challenge.GetAllCookies().Single(cookie => cookie.Name == "idsrv.passkey"));
        await thief.SubmitAsync(thief.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });

        ShouldBeRefused(thief);
    }

    [Fact]
    public async Task Of_20_at_once_with_one_answer_exactly_one_signs_in()
    {
        await AddToNewUserAsync();
        using var browser = await AtLoginAsync();
        var credential = _authenticator.Get(await browser.OptionsAsync());

        (await host.SendAtOnceAsync(browser, PasskeyBrowser.PasskeyForm, "Credential", credential)).ShouldBe(1);
    }

    [Fact]
    public async Task WebAuthn_7_2_A_counter_that_did_not_rise_is_a_copied_passkey()
    {
        _authenticator.Counter = 5;
        await AddToNewUserAsync();
        (await SignsInAsync(counter: 5)).ShouldBeFalse();
        (await SignsInAsync(counter: 6)).ShouldBeTrue();
        (await SignsInAsync(counter: 6)).ShouldBeFalse();
        (await SignsInAsync(counter: 0)).ShouldBeFalse();
        (await SignsInAsync(counter: 7)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""DELETE FROM "UserPasskeys" WHERE "UserId" = $1""")]
    [InlineData("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""")]
    [InlineData("""UPDATE "Users" SET "LockoutEnd" = now() + interval '1 year' WHERE "Id" = $1""")]
    [InlineData("""DELETE FROM "Users" WHERE "Id" = $1""")]
    public async Task Whoever_changed_before_the_answer_is_not_signed_in(string change)
    {
        var user = await AddToNewUserAsync();
        using var browser = await AtLoginAsync();
        var credential = _authenticator.Get(await browser.OptionsAsync());

        await host.Database.ExecuteAsync(change, user);
        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });

        ShouldBeRefused(browser);
    }

    [Fact]
    public async Task Without_a_challenge_of_this_browser_s_nobody_is_signed_in()
    {
        await AddToNewUserAsync();
        using var other = await AtLoginAsync();
        var credential = _authenticator.Get(await other.OptionsAsync());
        using var browser = await AtLoginAsync();

        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Credential"] = credential });

        ShouldBeRefused(browser);
    }

    [Fact]
    public async Task A_removed_passkey_signs_nobody_in_and_the_page_offers_the_other_ways()
    {
        var user = await AddToNewUserAsync();
        await host.Database.ExecuteAsync("""DELETE FROM "UserPasskeys" WHERE "UserId" = $1""", user);
        var (url, _) = SecondFactors.AuthorizationRequest();
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(url);

        await browser.SignInAsync(_authenticator);

        ShouldBeRefused(browser);
        browser.Form(PasskeyBrowser.PasskeyForm).ShouldNotBeNull();
        await browser.GoAsync(browser.Page!.QuerySelector("a.primary")!.GetAttribute("href")!);
        await browser.SignInAsync(user, Demo.Password);
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Options_need_the_form_s_token()
    {
        using var browser = await AtLoginAsync();
        using var forged = await browser.PostOptionsAsync(withToken: false);

        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task RFC9700_4_11_A_return_url_of_another_server_is_refused()
    {
        await AddToNewUserAsync();
        using var browser = await AtLoginAsync();
        var form = browser.Form(PasskeyBrowser.PasskeyForm);
        var credential = _authenticator.Get(await browser.OptionsAsync());

        form.SetAttribute("action", "/Account/Passkey?ReturnUrl=https://evil.example");
        await browser.SubmitAsync(form, new() { ["Credential"] = credential });

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.LeftTo.ShouldBeNull();
    }

    [Fact]
    public async Task The_script_is_served_as_such_and_may_run_on_no_page_that_does_not_need_it()
    {
        using var login = await host.Client.GetAsync("/Account/Login");
        login.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("; script-src 'self'; connect-src 'self'; ");
        using var other = await host.Client.GetAsync("/Account/Logout");
        other.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("script-src");

        using var script = await host.Client.GetAsync("/js/passkeys.js");
        script.Content.Headers.ContentType!.MediaType.ShouldBe("text/javascript");
        script.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    private async Task<string> AddToNewUserAsync()
    {
        var user = await host.NewUserAsync();
        using var browser = await AtLoginAsync();
        await browser.SignInAsync(user, Demo.Password);
        await browser.AddPasskeyAsync(_authenticator);
        browser.PasskeyNames().Count().ShouldBe(1, browser.Page!.DocumentElement.OuterHtml);
        return user;
    }

    private async Task<Browser> AtLoginAsync()
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        return browser;
    }

    private async Task<bool> SignsInAsync(uint counter = 0)
    {
        _authenticator.Counter = counter;
        using var browser = await AtLoginAsync();
        await browser.SignInAsync(_authenticator);
        if (!browser.IsSignedIn())
            ShouldBeRefused(browser);
        return browser.IsSignedIn();
    }

    private static void ShouldBeRefused(Browser browser)
    {
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Location.AbsolutePath.ShouldBe("/Account/Passkey");
        browser.Page!.QuerySelector("h1")!.TextContent.ShouldBe("This passkey was not accepted");
        browser.Cookies.GetAllCookies().ShouldNotContain(cookie => cookie.Name == "idsrv");
    }
}
