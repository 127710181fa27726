using System.Net;
using IdentityHost.Tests.AuthorizeEndpoint;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.AspNetCore.WebUtilities;

namespace IdentityHost.Tests.Limits;

/// <summary>A long authorization request gets through every page, and RFC 6749 4.1.2.1: its state comes back, whatever its length and the answer.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LongRequestTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string OnDuende = "Duende shows errors that the user can't mend on the error page.";

    // ASP.NET Core's state of a deep link of 1,500 characters has some 2,500; the last fills what an authorization request may have.
    public static TheoryData<string> States => new(Letters(2_600), Letters(8_000), Letters(31_000), new string('/', 10_000), new string('\u00e4', 5_000));

    [Theory]
    [MemberData(nameof(States))]
    public async Task It_survives_sign_in(string state)
    {
        using var browser = new Browser(host.Host.BaseAddress);
        await browser.GoAsync(AuthorizeRequests.Url(("state", state), ("prompt", "login")));
        await browser.SignInAsync(Demo.User, "wrong");
        browser.Status.ShouldBe(HttpStatusCode.OK);

        await browser.SignInAsync(Demo.User, Demo.Password);

        var answer = browser.LeftParameters(Demo.WebAppRedirectUri);
        answer["state"].ShouldBe(state);
        answer.Keys.ShouldContain("code");
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task It_survives_consent(string state)
    {
        var client = $"consent-{Guid.CreateVersion7():N}";
        await host.Database.AddClientAsync(client, new { RequireConsent = true }, ["authorization_code"]);
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(AuthorizeRequests.Url(
            ("client_id", client), ("redirect_uri", TestClients.RedirectUri), ("scope", "messages.read"), ("state", state)));

        await browser.SubmitAsync(browser.Form("main form"), new() { ["Scopes"] = "messages.read", ["decision"] = "allow" });

        var answer = browser.LeftParameters(TestClients.RedirectUri);
        answer["state"].ShouldBe(state);
        answer.Keys.ShouldContain("code");
    }

    [Fact]
    [EngineDifference("Duende keeps the answer of the consent page in one cookie.")]
    public async Task Consent_to_many_scopes_counts_though_no_cookie_holds_their_names()
    {
        var scopes = Enumerable.Range(0, 150).Select(i => $"a.rather.long.name.of.a.scope.{i:000}").ToArray();
        foreach (var scope in scopes)
            await host.Database.AddScopeAsync(scope);
        await host.Database.AddClientAsync("many-scopes", new { RequireConsent = true }, ["authorization_code"], scopes);
        using var browser = await host.SignedInAsync();
        await browser.GoAsync(AuthorizeRequests.Url(
            ("client_id", "many-scopes"), ("redirect_uri", TestClients.RedirectUri), ("scope", string.Join(' ', scopes))));

        await browser.SubmitAsync(browser.Form("main form"), new() { ["decision"] = "allow" });

        browser.LeftParameters(TestClients.RedirectUri).Keys.ShouldContain("code");
        browser.CookieHeaders.ShouldAllBe(cookie => cookie.Length <= 4096);
    }

    [Fact]
    public async Task A_scope_that_this_server_issued_is_taken_back()
    {
        var scopes = Enumerable.Range(0, 100).Select(i => $"orders.and.invoices.of.the.region.{i:000}").ToArray();
        foreach (var scope in scopes)
            await host.Database.AddScopeAsync(scope);
        await host.Database.AddClientAsync("many", new { RequireConsent = false, AllowOfflineAccess = true }, ["client_credentials", "authorization_code"], scopes);

        // Without scope all are issued (RFC 6749 3.3); the answer's scope asks for the same.
        using var all = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(scope: null), TokenClient.Basic("many", TestClients.Secret));
        var issued = (await TokenClient.ReadAsync(all)).GetProperty("scope").GetString()!;
        issued.Length.ShouldBeGreaterThan(3_000);
        using var again = await host.PostAsync(Requests.TokenPath, Requests.ClientCredentials(issued), TokenClient.Basic("many", TestClients.Secret));
        (await TokenClient.ReadAsync(again)).GetProperty("scope").GetString().ShouldBe(issued);

        var answer = await host.Tokens.SignInAndAuthorizeAsync(
            Demo.User, Demo.Password, "many", TestClients.RedirectUri, issued + " offline_access");
        var tokens = await host.Tokens.RedeemCodeAsync(answer, TestClients.Secret);
        using var refreshed = await host.PostAsync(
            Requests.TokenPath,
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = tokens.GetProperty("refresh_token").GetString()!,
                ["scope"] = tokens.GetProperty("scope").GetString()!,
            },
            TokenClient.Basic("many", TestClients.Secret));
        await TokenClient.ReadAsync(refreshed);
    }

    [Theory]
    [InlineData("response_type", "nonsense", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("scope", "unknown", "invalid_scope")]
    [InlineData("scope", null, "invalid_scope")]
    [InlineData("code_challenge", "x", "invalid_request")]
    [InlineData("max_age", "x", "invalid_request")]
    [InlineData("resource", "https://nowhere.example", "invalid_target")]
    [InlineData("request", "x", "request_not_supported")]
    [EngineDifference(OnDuende)]
    public Task RFC6749_4_1_2_1_The_state_is_in_every_error(string name, string? value, string error) =>
        ShouldBeToldWithStateAsync(error, Letters(30_000), (name, value));

    [Fact]
    public Task RFC6749_4_1_2_1_The_state_is_in_an_error_of_prompt_none() =>
        ShouldBeToldWithStateAsync("login_required", Letters(20_000), ("prompt", "none"));

    [Fact, EngineDifference(OnDuende)]
    public Task RFC6749_4_1_2_1_The_state_is_in_the_error_of_a_request_that_is_too_long_too() =>
        ShouldBeToldWithStateAsync("invalid_request", Letters(40_000));

    private async Task ShouldBeToldWithStateAsync(string error, string state, params (string, string?)[] changes)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url([("state", state), .. changes]));

        target.GetLeftPart(UriPartial.Path).ShouldBe(Demo.WebAppRedirectUri);
        var answer = QueryHelpers.ParseQuery(target.Query);
        answer["error"].ToString().ShouldBe(error);
        answer["state"].ToString().ShouldBe(state);
    }

    private static string Letters(int length) => string.Concat(Enumerable.Repeat("abcdefghijklmnopqrstuvwxyz-_0123", length / 32 + 1))[..length];
}
