using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.Passport;

/// <summary>passport.md, "Success" and "Whose tokens", and the three places of the parameter.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ActiveTokenTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private TestHost Host => fixture.Host;

    [Fact]
    public async Task A_users_token_is_answered_with_exactly_passports_members_in_passports_order()
    {
        var token = await StoredToken.StoreAsync(Host, subject: Demo.Subject, ageSeconds: 10);
        var before = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Form(token));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var body = await response.Content.ReadAsStringAsync();
        var issued = JsonDocument.Parse(body).RootElement.GetProperty("iat").GetInt64();
        issued.ShouldBeInRange(before - 12, before - 9);
        body.ShouldBe(
            $$"""
            {"active":true,"scope":"user.read messages.read","client_id":3,"token_type":"access_token","exp":{{issued + 3600}},"iat":{{issued}},"nbf":{{issued}},"sub":1,"aud":3,"jti":"{{StoredToken.JwtId}}","id":"{{Demo.IntrospectionId}}"}
            """);
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task A_client_credentials_token_has_neither_sub_nor_id()
    {
        var caller = await CallerAsync();

        var answer = await fixture.Tokens.IntrospectAsync(caller, caller);

        answer.EnumerateObject().Select(m => m.Name)
            .ShouldBe(["active", "scope", "client_id", "token_type", "exp", "iat", "nbf", "aud", "jti"]);
        answer.GetProperty("client_id").GetInt64().ShouldBe(2);
        answer.GetProperty("aud").GetInt64().ShouldBe(2);
        answer.GetProperty("jti").GetString()!.ShouldMatch("^[0-9a-f]{80}$");
    }

    [Fact]
    public async Task The_parameter_may_be_in_the_query_string()
    {
        var token = await StoredToken.StoreAsync(Host);

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), $"?token={token}");

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_parameter_may_be_in_a_form_body()
    {
        var token = await StoredToken.StoreAsync(Host);

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Form(token));

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_parameter_may_be_in_postmans_multipart_form()
    {
        var token = await StoredToken.StoreAsync(Host);
        using var content = new MultipartFormDataContent { { new StringContent(token), "token" } };

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: content);

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_parameter_may_be_in_a_json_body()
    {
        var token = await StoredToken.StoreAsync(Host);

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), content: PassportRequest.Json($$"""{"token":"{{token}}"}"""));

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("nonsense")]
    public async Task The_hint_is_only_a_hint(string hint)
    {
        var token = await StoredToken.StoreAsync(Host);

        using var response = await PassportRequest.SendAsync(Host, await CallerAsync(), $"?token={token}&token_type_hint={hint}");

        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Every_clients_tokens_are_seen_whichever_scopes_they_have()
    {
        var token = await StoredToken.StoreAsync(Host, Demo.PlainClientId, scopes: ["messages.read"]);

        var answer = await fixture.Tokens.IntrospectAsync(await CallerAsync(), token);

        answer.GetProperty("client_id").GetInt64().ShouldBe(4);
        answer.GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task A_token_without_a_jti_gets_80_hex_digits_made_of_it()
    {
        var token = await StoredToken.StoreAsync(Host, jwtId: null);
        var caller = await CallerAsync();

        var first = (await fixture.Tokens.IntrospectAsync(caller, token)).GetProperty("jti").GetString();
        var again = (await fixture.Tokens.IntrospectAsync(caller, token)).GetProperty("jti").GetString();

        first!.ShouldMatch("^[0-9a-f]{80}$");
        again.ShouldBe(first);
        token.ShouldNotContain(first!);
    }

    [Theory]
    [InlineData("alpha", "\"alpha\"")]
    [InlineData("007", "\"007\"")]
    [InlineData("9007199254740991", "9007199254740991")]
    [InlineData("9007199254740992", "\"9007199254740992\"")]
    public async Task Only_a_canonical_integer_in_the_safe_range_is_a_number(string clientId, string json)
    {
        await ClientCopy.AddAsync(fixture.Database, Demo.PlainClientId, clientId);
        var token = await StoredToken.StoreAsync(Host, clientId);

        var answer = await fixture.Tokens.IntrospectAsync(await CallerAsync(), token);

        answer.GetProperty("client_id").GetRawText().ShouldBe(json);
        answer.GetProperty("aud").GetRawText().ShouldBe(json);
    }

    [Fact]
    public async Task A_jwt_is_answered_the_same_way()
    {
        await ClientCopy.AddAsync(fixture.Database, Demo.PlainClientId, "jwt-client", accessTokenType: AccessTokenType.Jwt);
        var token = await fixture.Tokens.ClientCredentialsAsync("jwt-client", Demo.PlainClientSecret, "messages.read");
        token.Split('.').Length.ShouldBe(3);

        var answer = await fixture.Tokens.IntrospectAsync(await CallerAsync(), token);

        answer.GetProperty("active").GetBoolean().ShouldBeTrue();
        answer.GetProperty("client_id").GetString().ShouldBe("jwt-client");
        answer.GetProperty("scope").GetString().ShouldBe("messages.read");
        answer.TryGetProperty("sub", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task The_scope_star_stands_for_all_scopes_that_the_client_may_have()
    {
        using var response = await fixture.Tokens.PostFormAsync(
            "/oauth/token",
            new() { ["grant_type"] = "client_credentials", ["scope"] = "*" },
            TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));

        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task The_standard_endpoint_adds_id_for_a_user_and_not_without_one()
    {
        var users = await StoredToken.StoreAsync(Host, subject: Demo.Subject);
        var clients = await StoredToken.StoreAsync(Host);

        var withUser = await fixture.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, users);
        var without = await fixture.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, clients);

        withUser.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
        without.GetProperty("active").GetBoolean().ShouldBeTrue();
        without.TryGetProperty("id", out _).ShouldBeFalse();
    }

    private Task<string> CallerAsync() => fixture.Tokens.ResourceServerTokenAsync();
}
