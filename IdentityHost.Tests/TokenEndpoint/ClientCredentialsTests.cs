using System.Net;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class ClientCredentialsTests(HostFixture host) : IClassFixture<HostFixture>
{
    [Fact]
    public async Task RFC6749_5_1_the_response_has_token_type_and_lifetime_and_scope_and_is_not_cached()
    {
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        var json = await TokenClient.ReadAsync(response);
        json.GetProperty("access_token").GetString().ShouldNotBeNullOrEmpty();
        json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        json.GetProperty("expires_in").GetInt32().ShouldBeGreaterThan(0);
        json.GetProperty("scope").GetString().ShouldBe("messages.read");
        json.TryGetProperty("refresh_token", out _).ShouldBeFalse();
        json.TryGetProperty("id_token", out _).ShouldBeFalse();
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        response.Headers.Pragma.ToString().ShouldBe("no-cache");
    }

    [Fact]
    public async Task RFC6749_3_3_without_scope_the_client_gets_all_API_scopes_that_it_may_have()
    {
        await host.Database.AddClientAsync("defaults", scopes: ["openid", "messages.read", "user.read"]);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(null), TokenClient.Basic("defaults", TestClients.Secret));
        var scope = (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString();
        scope!.Split(' ').ShouldBe(["messages.read", "user.read"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("introspect")]
    [InlineData("messages.read unknown")]
    [InlineData("messages.read introspect")]
    [InlineData("Messages.Read")]
    [InlineData("messages.read\tuser.read")]
    public async Task RFC6749_5_2_a_scope_that_is_unknown_or_not_allowed_is_invalid_scope(string scope)
    {
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(scope), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task RFC6749_5_2_an_error_has_a_description_only_where_there_is_something_to_say()
    {
        using var silent = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials("unknown"), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));

        (await silent.Content.ReadAsStringAsync()).ShouldBe("""{"error":"invalid_scope"}""");
        host.Host.Logs.ShouldNotContain("(null)");
    }

    [Theory]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\u2003")]
    [InlineData("messages.read \u00a0")]
    [EngineDifference("It trims the parameter as any text.")]
    public async Task RFC6749_3_3_white_space_that_is_no_space_is_no_scope(string scope)
    {
        using var response = await host.Tokens.PostFormAsync(
            Requests.TokenPath, Requests.ClientCredentials(scope), TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task A_scope_about_a_user_is_invalid_scope_without_a_user()
    {
        await host.Database.AddClientAsync("no-user", scopes: ["openid", "messages.read"]);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials("openid messages.read"), TokenClient.Basic("no-user", TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task A_client_without_any_scope_is_invalid_scope()
    {
        await host.Database.AddClientAsync("scopeless", scopes: []);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(null), TokenClient.Basic("scopeless", TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task A_scope_asked_twice_is_granted_once()
    {
        using var response = await host.PostAsync(
            Requests.TokenPath,
            Requests.ClientCredentials("messages.read  messages.read"),
            TokenClient.Basic(Demo.PlainClientId, Demo.PlainClientSecret));
        (await TokenClient.ReadAsync(response)).GetProperty("scope").GetString().ShouldBe("messages.read");
    }

    [Fact]
    public async Task RFC6749_5_2_a_grant_type_that_the_client_may_not_use_is_unauthorized_client()
    {
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic(Demo.WebAppId, Demo.WebAppSecret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    [EngineDifference("a client without a secret may use client credentials")]
    public async Task RFC6749_4_4_a_public_client_is_unauthorized_client()
    {
        await host.Database.AddClientAsync("public-cc", new { RequireClientSecret = false });
        var form = Requests.ClientCredentials();
        form["client_id"] = "public-cc";
        using var response = await host.PostAsync(Requests.TokenPath, form);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    public async Task A_scope_that_is_disabled_is_invalid_scope()
    {
        await host.Database.AddScopeAsync("disabled.scope", enabled: false);
        await host.Database.AddClientAsync("of-disabled", scopes: ["disabled.scope", "messages.read"]);
        using var response = await host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials("disabled.scope"), TokenClient.Basic("of-disabled", TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }
}
