using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.AuthorizeEndpoint;

/// <summary>What is wrong with a request whose redirect URI is proven is told to the client there (RFC 6749 4.1.2.1).</summary>
public sealed class ErrorResponseTests(HostFixture host) : IClassFixture<HostFixture>
{
    private const string OnDuende = "Duende shows errors that the user can't mend on the error page.";

    [Theory]
    [InlineData("token", "unsupported_response_type")]
    [InlineData("id_token", "unsupported_response_type")]
    [InlineData("code token", "unsupported_response_type")]
    [InlineData("code id_token token", "unsupported_response_type")]
    [InlineData("code code", "unsupported_response_type")]
    [InlineData("code id_token", "unauthorized_client")]
    [InlineData("CODE", "unsupported_response_type")]
    [InlineData("none", "unsupported_response_type")]
    [InlineData("", "invalid_request")]
    [InlineData(null, "invalid_request")]
    [EngineDifference(OnDuende)]
    public Task RFC6749_3_1_1_A_response_type_that_is_missing_unknown_or_not_allowed_is_told(string? responseType, string error) =>
        ShouldBeToldAsync(error, ("response_type", responseType));

    [Theory]
    [InlineData("unknown.scope", "invalid_scope")]
    [InlineData("user.read unknown.scope", "invalid_scope")]
    [InlineData("introspect", "invalid_scope")]
    [InlineData("offline_access user.read", "invalid_scope")]
    [InlineData("user.read \u00a0", "invalid_scope")]
    [InlineData("user.read \u2003", "invalid_scope")]
    [InlineData("profile", "invalid_scope")]
    [InlineData("", "invalid_scope")]
    [InlineData(" ", "invalid_scope")]
    [InlineData(null, "invalid_scope")]
    [EngineDifference(OnDuende)]
    public Task RFC6749_3_3_A_scope_that_is_missing_unknown_or_not_allowed_is_invalid_scope(string? scope, string error) =>
        ShouldBeToldAsync(error, ("scope", scope));

    [Fact]
    public async Task A_scope_with_NUL_is_refused_by_the_host_in_front_of_the_engine()
    {
        using var response = await host.Client.GetAsync(AuthorizeRequests.Url(("scope", "user.read\u0000")));

        ((int)response.StatusCode).ShouldBe(400);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(9000)]
    [EngineDifference(OnDuende)]
    public Task An_over_long_scope_is_unknown(int length) =>
        ShouldBeToldAsync("invalid_scope", ("scope", "user.read " + new string('x', length)));

    [Theory]
    // Missing, though this client has to use PKCE.
    [InlineData(null, null)]
    [InlineData(null, "S256")]
    [InlineData("", "S256")]
    // RFC 7636 4.3: without a method it is plain.
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", null)]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "plain")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "s256")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "S512")]
    // Too short, too long, padded, not base64url.
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "S256")]
    [InlineData("x", "S256")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMx", "S256")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "S256")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "S256")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw~cM", "S256")]
    [EngineDifference(OnDuende)]
    public Task RFC7636_4_4_1_A_challenge_that_is_missing_plain_or_malformed_is_invalid_request(string? challenge, string? method) =>
        ShouldBeToldAsync("invalid_request", ("code_challenge", challenge), ("code_challenge_method", method));

    [Theory]
    [InlineData("request", "eyJhbGciOiJub25lIn0.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://app.example/request.jwt", "request_uri_not_supported")]
    [EngineDifference(OnDuende)]
    public Task OpenIdConnectCore_3_1_2_6_Request_objects_are_not_supported(string name, string value, string error) =>
        ShouldBeToldAsync(error, (name, value));

    [Theory]
    [InlineData("response_mode", "jwt")]
    [InlineData("response_mode", "QUERY")]
    [InlineData("prompt", "whatever")]
    [InlineData("prompt", "LOGIN")]
    [InlineData("prompt", "none login")]
    [InlineData("prompt", "create")]
    [InlineData("max_age", "soon")]
    [InlineData("max_age", "-1")]
    [InlineData("max_age", "+1")]
    [InlineData("max_age", "1.5")]
    [InlineData("max_age", "99999999999999999999")]
    [EngineDifference(OnDuende)]
    public Task OpenIdConnectCore_3_1_2_1_A_value_without_meaning_is_invalid_request(string name, string value) =>
        ShouldBeToldAsync("invalid_request", (name, value));

    [Theory]
    [InlineData("nonce", 2049)]
    [InlineData("an_unknown_parameter", 32_768)]
    [EngineDifference(OnDuende)]
    public Task An_over_long_value_is_invalid_request(string name, int length) =>
        ShouldBeToldAsync("invalid_request", (name, new string('x', length)));

    [Theory]
    [InlineData("login_hint", 2049)]
    [InlineData("ui_locales", 2049)]
    [InlineData("acr_values", 2049)]
    [EngineDifference(OnDuende)]
    public async Task OpenIdConnectCore_3_1_2_1_An_over_long_hint_is_no_error(string name, int length) =>
        (await host.RedirectOfAsync(AuthorizeRequests.Url((name, new string('x', length))))).ShouldBeTheSignInPage(host);

    [Theory]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "S256", "43 characters of A-Z a-z 0-9 - _ without padding")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "S256", "43 characters of A-Z a-z 0-9 - _ without padding")]
    [InlineData("x", "S256", "43 characters of A-Z a-z 0-9 - _ without padding")]
    [EngineDifference(OnDuende)]
    public async Task RFC7636_4_2_What_is_wrong_with_a_challenge_is_said(string challenge, string method, string description)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("code_challenge", challenge), ("code_challenge_method", method)));

        target.AnswerIn("query")["error_description"].ShouldContain(description);
    }

    [Fact, EngineDifference(OnDuende)]
    public async Task RFC6749_4_1_2_1_A_client_without_the_grant_type_is_unauthorized_client()
    {
        await host.Database.AddClientAsync("no-code", grants: ["client_credentials"]);
        await host.Database.ExecuteAsync(
            """INSERT INTO "ClientRedirectUris" ("RedirectUri", "ClientId") SELECT $1, "Id" FROM "Clients" WHERE "ClientId" = 'no-code'""",
            Demo.WebAppRedirectUri);

        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", "no-code")));

        target.ShouldTellTheClient("unauthorized_client", host);
    }

    [Fact]
    public async Task A_disabled_client_is_told_at_the_error_page()
    {
        await host.Database.AddClientAsync("off", new { Enabled = false }, ["authorization_code"]);

        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(("client_id", "off"), ("redirect_uri", TestClients.RedirectUri)));

        target.ShouldBeTheErrorPage(host);
    }

    private async Task ShouldBeToldAsync(string error, params (string Name, string? Value)[] changes)
    {
        var target = await host.RedirectOfAsync(AuthorizeRequests.Url(changes));

        target.ShouldTellTheClient(error, host);
    }
}
