using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Reauthentication;
using IdentityHost.Tests.SecondFactor;
using IdentityHost.Users.Reauthentication;

namespace IdentityHost.Tests.Passkeys;

/// <summary>A person adds, renames and removes passkeys (Web Authentication 7.1).</summary>
public sealed class PasskeyManagementTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task WebAuthn_5_4_A_passkey_is_asked_for_that_needs_no_name_and_verifies_its_holder()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoConfirmedAsync("/Manage/Passkeys");

        var options = await browser.OptionsAsync();

        options.GetProperty("rp").GetProperty("id").GetString().ShouldBe(host.Host.BaseAddress.Host);
        var selection = options.GetProperty("authenticatorSelection");
        selection.GetProperty("residentKey").GetString().ShouldBe("required");
        selection.GetProperty("userVerification").GetString().ShouldBe("required");
        options.GetProperty("challenge").GetString()!.Length.ShouldBeGreaterThanOrEqualTo(43);
    }

    [Fact]
    public async Task A_passkey_is_added_renamed_and_removed()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var browser = await SignedInAsync(await host.NewUserAsync());

        await browser.AddPasskeyAsync(authenticator, " My phone ");
        browser.PasskeyNames().ShouldBe(["My phone"]);
        await browser.GoConfirmedAsync("/Manage/Passkeys?Rename=" + authenticator.Id);
        await browser.SubmitAsync(browser.Form("form[action*=Rename]:has(#name)"), new() { ["Name"] = "<b>Old phone" });
        browser.PasskeyNames().ShouldBe(["<b>Old phone"]);
        await browser.SubmitAsync(browser.Form("form[action*=Remove]"), []);
        browser.PasskeyNames().ShouldBeEmpty();
    }

    [Fact]
    public async Task WebAuthn_5_4_3_What_the_person_has_already_is_excluded()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.AddPasskeyAsync(authenticator);

        var excluded = (await browser.OptionsAsync()).GetProperty("excludeCredentials");

        excluded.EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(authenticator.Id);
    }

    [Fact]
    public async Task Nobody_who_took_over_a_session_makes_a_passkey_without_a_proof()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        var user = await host.NewUserAsync();
        using var browser = await SignedInAsync(user);
        await browser.GoConfirmedAsync("/Manage/Passkeys");
        var options = await browser.OptionsAsync();
        browser.Cookies.GetCookies(host.Host.BaseAddress)[RecentProof.CookieName]!.Expired = true;

        using var refused = await browser.PostOptionsAsync(withToken: true);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await browser.SubmitAsync(
            browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Name"] = "Planted", ["Credential"] = authenticator.Create(options) });

        browser.IsAsked().ShouldBeTrue();
        (await host.Database.ScalarAsync<long>("""SELECT count(*) FROM "UserPasskeys" WHERE "UserId" = $1""", user)).ShouldBe(0);
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
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task WebAuthn_7_1_An_answer_to_something_else_adds_nothing(string lie)
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        s_lies[lie](authenticator);
        using var browser = await SignedInAsync(await host.NewUserAsync());

        await browser.AddPasskeyAsync(authenticator);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Page!.QuerySelector("[role=alert]:not([hidden])").ShouldNotBeNull();
        browser.PasskeyNames().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"AAAA","attestationObject":"AAAA"},"clientExtensionResults":{}}""")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"oA"},"clientExtensionResults":{}}""")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"other","response":null}""")]
    public async Task Nonsense_adds_nothing(string credential)
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoConfirmedAsync("/Manage/Passkeys");
        await browser.OptionsAsync();

        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Name"] = "Key", ["Credential"] = credential });

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.PasskeyNames().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_challenge_of_one_person_adds_no_passkey_to_another()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoConfirmedAsync("/Manage/Passkeys");
        var credential = authenticator.Create(await browser.OptionsAsync());

        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "idsrv").Expired = true;
        var other = await host.NewUserAsync();
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(other, Demo.Password);
        await browser.GoConfirmedAsync("/Manage/Passkeys");
        await browser.SubmitAsync(browser.Form(PasskeyBrowser.PasskeyForm), new() { ["Name"] = "Key", ["Credential"] = credential });

        browser.PasskeyNames().ShouldBeEmpty();
    }

    [Fact]
    public async Task WebAuthn_7_1_A_passkey_belongs_to_one_person()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var first = await SignedInAsync(await host.NewUserAsync());
        await first.AddPasskeyAsync(authenticator);
        using var second = await SignedInAsync(await host.NewUserAsync());

        authenticator.UserHandle = null;
        await second.AddPasskeyAsync(authenticator);

        second.PasskeyNames().ShouldBeEmpty();
        await first.GoAsync("/Manage/Passkeys");
        first.PasskeyNames().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Another_person_s_passkey_is_neither_renamed_nor_removed()
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var other = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var owner = await SignedInAsync(await host.NewUserAsync());
        await owner.AddPasskeyAsync(authenticator, "Mine");
        using var thief = await SignedInAsync(await host.NewUserAsync());
        await thief.AddPasskeyAsync(other, "Other");

        await thief.SubmitAsync(thief.Form("form[action*=Remove]"), new() { ["Id"] = authenticator.Id });
        await thief.GoAsync("/Manage/Passkeys?Rename=" + other.Id);
        await thief.SubmitAsync(thief.Form("form[action*=Rename]:has(#name)"), new() { ["Id"] = authenticator.Id, ["Name"] = "Stolen" });
        thief.Page!.QuerySelector(".error-summary").ShouldNotBeNull();

        await owner.GoAsync("/Manage/Passkeys");
        owner.PasskeyNames().ShouldBe(["Mine"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public async Task WCAG_3_3_1_A_passkey_needs_a_name(string name)
    {
        using var authenticator = new SoftwareAuthenticator(host.Host.BaseAddress);
        using var browser = await SignedInAsync(await host.NewUserAsync());

        await browser.AddPasskeyAsync(authenticator, name);

        browser.Page!.QuerySelector("#new-name-error").ShouldNotBeNull();
        browser.PasskeyNames().ShouldBeEmpty();
    }

    [Fact]
    public async Task Options_need_the_form_s_token_and_a_session()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoConfirmedAsync("/Manage/Passkeys");
        using (var forged = await browser.PostOptionsAsync(withToken: false))
            forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        browser.Cookies.GetAllCookies().Single(cookie => cookie.Name == "idsrv").Expired = true;
        using var stranger = await browser.PostOptionsAsync(withToken: true);
        stranger.StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_script_the_page_says_why_nothing_can_be_added()
    {
        using var browser = await SignedInAsync(await host.NewUserAsync());
        await browser.GoConfirmedAsync("/Manage/Passkeys");

        browser.Page!.QuerySelector("noscript")!.TextContent.ShouldContain("JavaScript");
        foreach (var part in browser.Page.QuerySelectorAll("form[data-passkey] .field, form[data-passkey] .actions"))
            part.HasAttribute("hidden").ShouldBeTrue();
        browser.Page.QuerySelectorAll("script").Single().GetAttribute("src").ShouldStartWith("/js/passkeys.js?v=");
    }

    private async Task<Browser> SignedInAsync(string user)
    {
        var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync(user, Demo.Password);
        browser.IsSignedIn().ShouldBeTrue();
        return browser;
    }
}
