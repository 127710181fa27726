using System.Net;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

[Collection(PostgresCollection.Name)]
public sealed class IntrospectionTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC7662_2_2_an_API_resource_sees_a_token_that_has_one_of_its_scopes()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await AskAsync(token);
        var json = await TokenClient.ReadAsync(response);
        json.GetProperty("active").GetBoolean().ShouldBeTrue();
        json.GetProperty("client_id").GetString().ShouldBe(Demo.PlainClientId);
        json.GetProperty("scope").GetString().ShouldBe("messages.read");
        json.GetProperty("aud").GetString().ShouldBe(Demo.ApiResource);
        json.GetProperty("iss").GetString().ShouldBe(host.Host.BaseAddress.GetLeftPart(UriPartial.Authority));
        json.GetProperty("exp").GetInt64().ShouldBeGreaterThan(json.GetProperty("iat").GetInt64());
        json.GetProperty("nbf").GetInt64().ShouldBe(json.GetProperty("iat").GetInt64());
        json.TryGetProperty("sub", out _).ShouldBeFalse();
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        ShouldNotBeCached(response);
    }

    [Fact]
    public async Task RFC7662_2_2_a_JWT_of_ours_is_introspected_as_well()
    {
        await host.Database.AddClientAsync("jwt", new { AccessTokenType = 0 });
        var token = await host.Tokens.ClientCredentialsAsync("jwt", TestClients.Secret);
        token.ShouldContain('.');
        using var response = await AskAsync(token);
        var json = await TokenClient.ReadAsync(response);
        json.GetProperty("active").GetBoolean().ShouldBeTrue();
        json.GetProperty("client_id").GetString().ShouldBe("jwt");
        json.GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task An_API_resource_sees_of_the_scopes_only_its_own()
    {
        await host.Database.AddApiAsync("user-api", "user-api-secret", "user.read");
        await host.Database.AddClientAsync("two-scopes", scopes: ["messages.read", "user.read", "introspect"]);
        var token = await host.Tokens.ClientCredentialsAsync("two-scopes", TestClients.Secret);
        using var response = await AskAsync(token, "user-api", "user-api-secret");
        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString().ShouldBe("user.read");
    }

    [Fact]
    public async Task To_an_API_resource_without_any_of_the_scopes_the_token_is_inactive()
    {
        await host.Database.AddApiAsync("other-api", "other-api-secret", "introspect");
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await AskAsync(token, "other-api", "other-api-secret");
        await response.ShouldBeInactiveAsync();
    }

    [Fact]
    public async Task A_client_sees_its_own_tokens_and_no_others()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var own = await AskAsync(token, Demo.PlainClientId, Demo.PlainClientSecret);
        (await TokenClient.ReadAsync(own)).GetProperty("scope").GetString().ShouldBe("messages.read");
        using var others = await AskAsync(token, Demo.ResourceServerId, Demo.ResourceServerSecret);
        await others.ShouldBeInactiveAsync();
        ShouldNotBeCached(others);
    }

    [Fact]
    public async Task RFC7662_2_1_credentials_in_the_body_are_accepted()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await host.PostAsync(
            Requests.IntrospectionPath,
            new() { ["token"] = token, ["client_id"] = Demo.ApiResource, ["client_secret"] = Demo.ApiResourceSecret });
        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7662_2_1_without_authentication_it_is_401_with_a_challenge_and_no_body()
    {
        using var response = await host.PostAsync(Requests.IntrospectionPath, new() { ["token"] = "x" });
        await ShouldBeRefusedAsync(response);
    }

    [Theory]
    [InlineData(Demo.ApiResource, "wrong")]
    [InlineData(Demo.PlainClientId, "wrong")]
    [InlineData("nobody", "wrong")]
    public async Task RFC7662_2_3_wrong_credentials_are_401_without_a_body(string caller, string secret)
    {
        using var response = await AskAsync("x", caller, secret);
        await ShouldBeRefusedAsync(response);
    }

    [Fact]
    public async Task RFC7662_2_1_a_public_client_proves_nothing_and_is_401()
    {
        await host.Database.AddClientAsync("public", new { RequireClientSecret = false });
        using var response = await host.PostAsync(Requests.IntrospectionPath, new() { ["token"] = "x", ["client_id"] = "public" });
        await ShouldBeRefusedAsync(response);
    }

    [Fact]
    public async Task A_bearer_token_does_not_authenticate_at_the_standard_endpoint()
    {
        var token = await host.Tokens.ResourceServerTokenAsync();
        using var response = await host.PostAsync(
            Requests.IntrospectionPath, new() { ["token"] = token }, new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token));
        await ShouldBeRefusedAsync(response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("token=")]
    [InlineData("token_type_hint=access_token")]
    public async Task A_missing_token_is_400_missing_token(string form)
    {
        using var response = await host.PostRawAsync(
            Requests.IntrospectionPath,
            form,
            authorization: TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret).ToString());
        var body = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
        body.ShouldBe("""{"error":"missing_token"}""");
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    [InlineData("id_token")]
    [InlineData("nonsense")]
    public async Task RFC7662_2_1_the_hint_never_hides_a_token(string hint)
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var response = await host.PostAsync(
            Requests.IntrospectionPath,
            new() { ["token"] = token, ["token_type_hint"] = hint },
            TokenClient.Basic(Demo.ApiResource, Demo.ApiResourceSecret));
        (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_users_token_tells_who_signed_in_and_how()
    {
        await host.Database.AddClientAsync("web", grants: ["authorization_code"]);
        var json = await TokenClient.ReadAsync(await AskAsync(await UserTokenAsync("web")));
        json.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
        json.GetProperty("sid").GetString().ShouldBe("session-1");
        json.GetProperty("idp").GetString().ShouldBe("local");
        json.GetProperty("auth_time").ValueKind.ShouldBe(JsonValueKind.Number);
        json.GetProperty("id").GetString().ShouldBe(Demo.IntrospectionId);
    }

    [Fact]
    public async Task A_token_is_active_as_long_as_its_user_is_not_disabled_and_its_client_is_enabled()
    {
        await host.Database.AddClientAsync("switched", grants: ["authorization_code"]);
        var token = await UserTokenAsync("switched");
        await SetAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = '1' """, """UPDATE "Users" SET "Disabled" = false WHERE "Id" = '1' """);
        await SetAsync(
            """UPDATE "Clients" SET "Enabled" = false WHERE "ClientId" = 'switched' """,
            """UPDATE "Clients" SET "Enabled" = true WHERE "ClientId" = 'switched' """);

        async Task SetAsync(string off, string on)
        {
            await host.Database.ExecuteAsync(off);
            await ShouldBecomeAsync(token, active: false);
            await host.Database.ExecuteAsync(on);
            await ShouldBecomeAsync(token, active: true);
        }
    }

    [Fact]
    public async Task Introspection_consumes_and_removes_nothing()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        for (var i = 0; i < 3; i++)
        {
            using var response = await AskAsync(token);
            (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean().ShouldBeTrue();
        }
    }

    [Fact]
    public async Task No_introspected_token_is_logged()
    {
        var token = await host.Tokens.ClientCredentialsAsync(Demo.PlainClientId, Demo.PlainClientSecret);
        using var known = await AskAsync(token);
        using var unknown = await AskAsync("a-token-that-nobody-issued");
        await unknown.ShouldBeInactiveAsync();
        host.Host.Logs.ShouldNotContain(token, "a-token-that-nobody-issued", Demo.ApiResourceSecret);
    }

    private Task<HttpResponseMessage> AskAsync(string token, string caller = Demo.ApiResource, string secret = Demo.ApiResourceSecret) =>
        host.PostAsync(Requests.IntrospectionPath, new() { ["token"] = token }, TokenClient.Basic(caller, secret));

    private async Task<string> UserTokenAsync(string clientId)
    {
        var code = await host.StoreCodeAsync(clientId);
        using var response = await host.PostAsync(
            Requests.TokenPath, StoredGrants.CodeForm(code), TokenClient.Basic(clientId, TestClients.Secret));
        return (await TokenClient.ReadAsync(response)).GetProperty("access_token").GetString()!;
    }

    /// <summary>Within the second in which a running host sees a change of the configuration.</summary>
    private async Task ShouldBecomeAsync(string token, bool active)
    {
        var deadline = TimeProvider.System.GetUtcNow().AddSeconds(5);
        bool seen;
        do
        {
            using var response = await AskAsync(token);
            seen = (await TokenClient.ReadAsync(response)).GetProperty("active").GetBoolean();
        }
        while (seen != active && TimeProvider.System.GetUtcNow() < deadline);
        seen.ShouldBe(active);
    }

    private static async Task ShouldBeRefusedAsync(HttpResponseMessage response)
    {
        await response.ShouldBeStatusAsync(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    private static void ShouldNotBeCached(HttpResponseMessage response)
    {
        var cache = response.Headers.CacheControl.ShouldNotBeNull();
        cache.NoStore.ShouldBeTrue();
        cache.NoCache.ShouldBeTrue();
        cache.MaxAge.ShouldBe(TimeSpan.Zero);
        response.Headers.Pragma.ToString().ShouldBe("no-cache");
    }
}
