using System.Net;
using IdentityHost.Tests.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Sessions;

/// <summary>OpenID Connect RP-Initiated Logout 1.0.</summary>
public sealed class EndSessionTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string State = "a b&c=d";

    [Fact]
    public async Task Section_2_a_valid_hint_of_the_current_session_signs_out_without_asking_and_leads_back_with_the_state()
    {
        var (browser, client, user) = await StartAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync(Url(tokens.Text("id_token"), SessionClients.PostLogoutUri, State));

        browser.LeftParameters(SessionClients.PostLogoutUri)["state"].ShouldBe(State);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Section_2_a_hint_whose_time_is_over_is_as_good()
    {
        var (browser, _, user) = await StartAsync();
        var shortLived = await host.Database.AddAppAsync(new { IdentityTokenLifetime = 1 });
        var tokens = await browser.UseAsync(host.Host, shortLived, user);
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        await browser.GoAsync(Url(tokens.Text("id_token"), SessionClients.PostLogoutUri));

        browser.LeftTo.ShouldBe(new Uri(SessionClients.PostLogoutUri));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(4_000)]
    [InlineData(20_000)]
    public async Task Section_3_the_state_comes_back_whatever_its_length(int length)
    {
        var (browser, client, user) = await StartAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);
        var state = new string('s', length);

        await browser.GoAsync(Url(tokens.Text("id_token"), SessionClients.PostLogoutUri, state));

        browser.LeftParameters(SessionClients.PostLogoutUri)["state"].ShouldBe(state);
    }

    [Theory]
    [InlineData("https://client.example/signed-out/")]
    [InlineData("https://client.example/signed-out?x=1")]
    [InlineData("https://client.example/Signed-out")]
    [InlineData("https://evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Section_3_an_address_that_is_not_exactly_a_registered_one_leads_nowhere(string address)
    {
        var (browser, client, user) = await StartAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync(Url(tokens.Text("id_token"), address, State));

        browser.LeftTo.ShouldBeNull();
        browser.Page!.Body!.TextContent.ShouldContain("You are signed out");
        browser.Page.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldNotContain(href => href!.Contains("example"));
    }

    [Fact]
    public async Task Section_2_without_a_hint_the_person_is_asked_and_may_stay()
    {
        var (browser, client, user) = await StartAsync();
        await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync($"/connect/endsession?client_id={client}&post_logout_redirect_uri={SessionClients.PostLogoutUri}");

        browser.LeftTo.ShouldBeNull();
        browser.Page!.Body!.TextContent.ShouldContain("Do you want to sign out?");
        var form = browser.Form();
        (await browser.IsSignedInAsync()).ShouldBeTrue();
        await browser.SubmitAsync(form, []);
        browser.LeftTo.ShouldBe(new Uri(SessionClients.PostLogoutUri));
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Section_2_a_hint_of_another_users_session_does_not_sign_out_without_asking()
    {
        var (victim, client, user) = await StartAsync();
        await victim.UseAsync(host.Host, client, user);
        using var attacker = new Browser(host.Host.BaseAddress);
        var hint = (await attacker.UseAsync(host.Host, client, await host.Database.AddUserAsync())).Text("id_token");

        await victim.GoAsync(Url(hint, SessionClients.PostLogoutUri));

        victim.LeftTo.ShouldBeNull();
        (await victim.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Section_2_the_sign_out_page_of_one_session_ends_no_other()
    {
        var (victim, client, user) = await StartAsync();
        await victim.UseAsync(host.Host, client, user);
        using var attacker = new Browser(host.Host.BaseAddress);
        var hint = (await attacker.UseAsync(host.Host, client, user)).Text("id_token");
        using var answer = await host.Client.GetAsync(Url(hint));

        await victim.GoAsync(answer.Headers.Location!.ToString());

        (await victim.IsSignedInAsync()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")]
    public async Task Section_2_a_hint_that_is_not_ours_proves_nothing(string hint)
    {
        var (browser, client, user) = await StartAsync();
        await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync(Url(hint, SessionClients.PostLogoutUri) + "&client_id=" + client);

        browser.LeftTo.ShouldBeNull();
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Section_2_an_access_token_is_no_hint()
    {
        var (browser, _, user) = await StartAsync();
        var client = await host.Database.AddAppAsync(new { AccessTokenType = 0 });
        var tokens = await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync(Url(tokens.Text("access_token"), SessionClients.PostLogoutUri));

        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    [EngineDifference("a client_id that is not the hint's audience leaves the hint good")]
    public async Task Section_2_a_client_id_that_is_not_the_hints_audience_makes_the_hint_void()
    {
        var (browser, client, user) = await StartAsync();
        var other = await host.Database.AddAppAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync(Url(tokens.Text("id_token"), SessionClients.PostLogoutUri) + "&client_id=" + other);

        browser.LeftTo.ShouldBeNull();
        (await browser.IsSignedInAsync()).ShouldBeTrue();
    }

    [Fact]
    [EngineDifference("it looks for the session before the page, where the cookie is missing, and so asks")]
    public async Task Section_2_a_form_of_another_site_which_brings_no_cookie_works_as_well()
    {
        var (browser, client, user) = await StartAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);
        using var answer = await host.Tokens.PostFormAsync("/connect/endsession", new()
        {
            ["id_token_hint"] = tokens.Text("id_token"),
            ["post_logout_redirect_uri"] = SessionClients.PostLogoutUri,
            ["state"] = State,
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await browser.GoAsync(answer.Headers.Location!.ToString());

        browser.LeftParameters(SessionClients.PostLogoutUri)["state"].ShouldBe(State);
        (await browser.IsSignedInAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Section_2_ui_locales_chooses_the_language_of_the_page()
    {
        var (browser, client, user) = await StartAsync();
        await browser.UseAsync(host.Host, client, user);

        await browser.GoAsync("/connect/endsession?ui_locales=de%20en");

        browser.Page!.Body!.TextContent.ShouldContain("Möchten Sie sich abmelden?");
    }

    [Fact]
    public async Task Section_4_who_is_not_signed_in_any_more_is_led_back_at_once()
    {
        var (browser, client, user) = await StartAsync();
        var tokens = await browser.UseAsync(host.Host, client, user);
        using var other = new Browser(host.Host.BaseAddress);

        await other.GoAsync(Url(tokens.Text("id_token"), SessionClients.PostLogoutUri));

        other.LeftTo.ShouldBe(new Uri(SessionClients.PostLogoutUri));
    }

    [Theory]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    public async Task Section_2_only_GET_and_POST_are_answered(string method, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connect/endsession");
        using var response = await host.Client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Discovery_names_the_endpoints_and_both_channels()
    {
        using var response = await host.Client.GetAsync("/.well-known/openid-configuration");
        var document = await TokenClient.ReadAsync(response);

        document.Text("end_session_endpoint").ShouldEndWith("/connect/endsession");
        document.Text("check_session_iframe").ShouldEndWith("/connect/checksession");
        foreach (var member in new[] { "frontchannel_logout_supported", "frontchannel_logout_session_supported", "backchannel_logout_supported", "backchannel_logout_session_supported" })
            document.GetProperty(member).GetBoolean().ShouldBeTrue(member);
    }

    private static string Url(string hint, string? target = null, string? state = null) => QueryHelpers.AddQueryString(
        "/connect/endsession",
        new Dictionary<string, string?> { ["id_token_hint"] = hint, ["post_logout_redirect_uri"] = target, ["state"] = state }
            .Where(parameter => parameter.Value is not null));

    private async Task<(Browser Browser, string Client, string User)> StartAsync() =>
        (new Browser(host.Host.BaseAddress), await host.Database.AddAppAsync(), await host.Database.AddUserAsync());
}
