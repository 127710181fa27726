using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.Pages;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>When the user has to appear at the sign-in page (OpenID Connect Core 3.1.2.1 and 3.1.2.3).</summary>
public sealed class InteractionTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task Without_a_session_the_user_is_sent_to_the_sign_in_page()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url());

        target.ShouldBeTheSignInPage(host);
        QueryHelpers.ParseQuery(target.Query)["ReturnUrl"].ToString().ShouldStartWith("/connect/authorize/callback?");
    }

    [Fact]
    public async Task With_a_session_no_page_is_shown()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url());

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Prompt_none_without_a_session_is_login_required()
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("prompt", "none")));

        target.ShouldTellTheClient("login_required", host);
    }

    [Fact]
    public async Task Prompt_none_with_a_session_is_answered()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("prompt", "none")));

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("prompt", "select_account")]
    [InlineData("max_age", "0")]
    public async Task A_fresh_sign_in_is_asked_for_once(string name, string value)
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url((name, value)));
        browser.Location.ShouldBeTheSignInPage(host);
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Theory]
    [InlineData("prompt", "login")]
    [InlineData("max_age", "0")]
    [EngineDifference("Duende takes the way back to the callback for a sign-in.")]
    public async Task A_fresh_sign_in_can_t_be_skipped_by_going_back_without_it(string name, string value)
    {
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(AuthorizeRequests.Url((name, value)));

        await browser.GoAsync(ReturnUrlOf(browser));

        browser.LeftTo.ShouldBeNull();
        browser.Location.ShouldBeTheSignInPage(host);
    }

    [Fact, EngineDifference("Duende has no such proof.")]
    public async Task The_proof_of_one_request_is_none_for_another()
    {
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(AuthorizeRequests.Url(("prompt", "login")));
        var proof = QueryHelpers.ParseQuery(ReturnUrlOf(browser))["fresh_sign_in"].ToString();
        await browser.SignInAsync(Demo.User, Demo.Password);

        var other = AuthorizeRequests.Url(("prompt", "login"), ("state", "another request")) + "&fresh_sign_in=" + Uri.EscapeDataString(proof);
        await browser.GoAsync(other);
        browser.Location.ShouldBeTheSignInPage(host);
        await browser.GoAsync(other.Replace("/connect/authorize?", "/connect/authorize/callback?", StringComparison.Ordinal));
        browser.Location.ShouldBeTheSignInPage(host);
    }

    [Fact]
    public async Task A_request_as_long_as_allowed_survives_the_way_over_the_sign_in_page()
    {
        // Every character is three when it is sent, and five within the return URL.
        var state = new string('/', 1150);
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("state", state), ("prompt", "login")));

        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(Demo.WebAppRedirectUri)["state"].ShouldBe(state);
    }

    [Fact]
    public async Task Max_age_that_is_not_reached_asks_for_nothing()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("max_age", "3600")));

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task Max_age_and_prompt_none_together_are_login_required_when_it_is_reached()
    {
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(("max_age", "0"), ("prompt", "none")));

        browser.LeftParameters(Demo.WebAppRedirectUri)["error"].ShouldBe("login_required");
    }

    [Fact]
    public async Task RFC6749_4_1_2_1_A_user_who_cancels_is_access_denied()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url());
        var cancel = browser.Page!.QuerySelector("button[formaction]")!;
        var form = browser.Form();
        form.SetAttribute("action", cancel.GetAttribute("formaction")!);

        await browser.SubmitAsync(form, []);

        var answer = browser.LeftParameters(Demo.WebAppRedirectUri);
        answer["error"].ShouldBe("access_denied");
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
    }

    [Fact]
    public async Task A_cancelled_request_is_cancelled_once()
    {
        using var browser = new Browser(host.Host.BaseAddress);
        var url = AuthorizeRequests.Url();
        await browser.GoAsync(url);
        var form = browser.Form();
        form.SetAttribute("action", browser.Page!.QuerySelector("button[formaction]")!.GetAttribute("formaction")!);
        await browser.SubmitAsync(form, []);

        await browser.GoAsync(url);
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");
    }

    [Fact, EngineDifference("Duende keeps the answer under another name.")]
    public async Task Cancelling_one_request_cancels_no_other()
    {
        using var redirect = await host.Client.GetAsync(AuthorizeRequests.Url());
        using var page = await host.Client.GetAsync(AuthorizeRequests.Target(redirect, host));
        using var cancelled = await Forms.PostAsync(host, page, [], handler: "Cancel");
        var callback = AuthorizeRequests.Target(cancelled, host);
        var other = new Uri(callback.AbsoluteUri.Replace("state=", "state=other", StringComparison.Ordinal));

        (await WithAnswerAsync(other)).ShouldBeTheSignInPage(host);
        (await WithAnswerAsync(callback)).ShouldTellTheClient("access_denied", host);

        async Task<Uri> WithAnswerAsync(Uri address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", Forms.CookiesOf(cancelled));
            using var response = await host.Client.SendAsync(request);
            return AuthorizeRequests.Target(response, host);
        }
    }

    [Fact]
    public async Task A_user_who_was_disabled_has_to_sign_in_and_can_t()
    {
        await TestUsers.AddAsync(host.Database, "dora");
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync("/Account/Login");
        await browser.SignInAsync("dora", Demo.Password);
        await browser.GoAsync(AuthorizeRequests.Url());
        browser.LeftParameters(Demo.WebAppRedirectUri).Keys.ShouldContain("code");

        await host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'dora'""");

        await browser.GoAsync(AuthorizeRequests.Url(("prompt", "none")));
        browser.LeftParameters(Demo.WebAppRedirectUri)["error"].ShouldBe("login_required");
        await browser.GoAsync(AuthorizeRequests.Url());
        browser.Location.ShouldBeTheSignInPage(host);
        await browser.SignInAsync("dora", Demo.Password);
        browser.LeftTo.ShouldBeNull();
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OpenIdConnectCore_3_1_2_6_Prompt_none_where_consent_is_needed_is_consent_required()
    {
        await host.Database.AddClientAsync("consent", new { RequireConsent = true }, ["authorization_code"]);
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(
            ("client_id", "consent"), ("redirect_uri", TestClients.RedirectUri), ("scope", "messages.read"), ("prompt", "none")));

        browser.LeftParameters(TestClients.RedirectUri)["error"].ShouldBe("consent_required");
    }

    [Fact]
    public async Task A_client_s_own_limit_on_the_session_s_age_asks_for_a_fresh_sign_in()
    {
        await host.Database.AddClientAsync("short-sso", new { UserSsoLifetime = 1 }, ["authorization_code"]);
        using var browser = await host.SignedInAsync();
        var url = AuthorizeRequests.Url(
            ("client_id", "short-sso"), ("redirect_uri", TestClients.RedirectUri), ("scope", "messages.read"));
        await Task.Delay(TimeSpan.FromSeconds(2.1));

        await browser.GoAsync(url);
        browser.Location.ShouldBeTheSignInPage(host);
        await browser.SignInAsync(Demo.User, Demo.Password);

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
    }

    [Fact]
    public async Task A_client_that_takes_no_passwords_of_this_server_gets_no_form()
    {
        await host.Database.AddClientAsync("elsewhere", new { EnableLocalLogin = false }, ["authorization_code"]);
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(AuthorizeRequests.Url(
            ("client_id", "elsewhere"), ("redirect_uri", TestClients.RedirectUri), ("scope", "messages.read")));

        browser.Location.ShouldBeTheSignInPage(host);
        browser.Page!.QuerySelector("form").ShouldBeNull();
        browser.Page.QuerySelector("[role=alert]").ShouldNotBeNull();
    }

    private static string ReturnUrlOf(Browser browser) =>
        QueryHelpers.ParseQuery(browser.Location.Query)["ReturnUrl"].ToString();
}
