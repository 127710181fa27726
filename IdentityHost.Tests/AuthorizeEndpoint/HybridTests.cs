using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>The hybrid flow with response_type=code id_token (OpenID Connect Core 3.3).</summary>
public sealed class HybridTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string Nonce = "a-nonce";
    private const string OnDuende = "Duende shows errors that the user can't mend on the error page.";

    [Theory]
    [InlineData("code id_token", null)]
    [InlineData("id_token code", null)]
    [InlineData("code id_token", "fragment")]
    public async Task OpenIdConnectCore_3_3_2_11_The_ID_token_in_the_fragment_vouches_for_the_code(string responseType, string? mode)
    {
        var client = await AddAsync();
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(Url(client, ("response_type", responseType), ("response_mode", mode)));

        var answer = browser.LeftTo!.AnswerIn("fragment");
        answer["state"].ShouldBe(AuthorizeRequests.State);
        answer["iss"].ShouldBe(AuthorizeRequests.IssuerOf(host));
        answer.Keys.ShouldNotContain("access_token");
        var token = Jwt.Read(answer["id_token"]).Payload;
        token.GetProperty("c_hash").GetString().ShouldBe(Jwt.LeftHalfSha256(answer["code"]));
        token.GetProperty("nonce").GetString().ShouldBe(Nonce);
        token.GetProperty("aud").GetString().ShouldBe(client);
        token.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        token.GetProperty("sid").GetString().ShouldNotBeNullOrEmpty();
        token.GetProperty("auth_time").GetInt64().ShouldBePositive();
        token.TryGetProperty("at_hash", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task OpenIdConnectCore_3_3_3_6_The_code_is_redeemed_for_an_ID_token_of_the_same_sign_in()
    {
        var client = await AddAsync();
        using var browser = await host.SignedInAsync();
        var verifier = Pkce.NewVerifier();
        await browser.GoAsync(Url(client, ("code_challenge", Pkce.Challenge(verifier))));
        var front = browser.LeftTo!.AnswerIn("fragment");

        var tokens = await host.Tokens.RedeemCodeAsync(
            new AuthorizationAnswer(front["code"], verifier, client, TestClients.RedirectUri, front), TestClients.Secret);

        var first = Jwt.Read(front["id_token"]).Payload;
        var second = Jwt.Read(tokens.GetProperty("id_token").GetString()!).Payload;
        foreach (var claim in (string[])["iss", "sub", "aud", "nonce", "auth_time", "sid"])
            second.GetProperty(claim).ToString().ShouldBe(first.GetProperty(claim).ToString());
        second.GetProperty("at_hash").GetString().ShouldBe(Jwt.LeftHalfSha256(tokens.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task FormPost_A_form_may_hold_both()
    {
        var client = await AddAsync();
        using var browser = await host.SignedInAsync();

        await browser.GoAsync(Url(client, ("response_mode", "form_post")));

        browser.Page!.QuerySelectorAll("input[type=hidden]").Select(field => field.GetAttribute("name"))
            .ShouldBe(["code", "id_token", "state", "iss", "session_state"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("nonce", null, "invalid_request")]
    [InlineData("nonce", "", "invalid_request")]
    [InlineData("scope", "messages.read", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    // OAuth 2.0 Multiple Response Type Encoding Practices 3: a token never stands in a query.
    [InlineData("response_mode", "query", "invalid_request")]
    [InlineData("response_type", "code", "unauthorized_client")]
    [EngineDifference(OnDuende)]
    public async Task OpenIdConnectCore_3_3_2_1_A_request_without_what_the_flow_needs_is_refused(string name, string? value, string error)
    {
        var client = await AddAsync();

        var target = await host.RedirectOfAsync(Url(client, (name, value)));

        target.AnswerIn(name == "response_type" ? "query" : "fragment")["error"].ShouldBe(error);
    }

    [Fact]
    public async Task OpenIdConnectCore_3_3_2_6_An_error_stands_in_the_fragment()
    {
        var client = await AddAsync();

        var target = await host.RedirectOfAsync(Url(client, ("prompt", "none")));

        target.AnswerIn("fragment")["error"].ShouldBe("login_required");
    }

    private static string Url(string client, params (string Name, string? Value)[] changes) => AuthorizeRequests.Url(
    [
        ("client_id", client), ("redirect_uri", TestClients.RedirectUri), ("scope", "openid messages.read"),
        ("response_type", "code id_token"), ("nonce", Nonce), .. changes,
    ]);

    private async Task<string> AddAsync()
    {
        var client = "hybrid-" + Pkce.NewVerifier();
        await host.Database.AddClientAsync(client, grants: ["hybrid"], scopes: ["openid", "messages.read"]);
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientRedirectUris" ("RedirectUri", "ClientId") SELECT $1, "Id" FROM "Clients" WHERE "ClientId" = $2""",
            TestClients.RedirectUri, client);
        return client;
    }
}
