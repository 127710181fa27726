using System.Net;
using System.Security.Claims;
using System.Text.Json;
using IdentityHost.Tests.Infrastructure;

namespace IdentityHost.Tests.TokenEndpoint;

[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    [Fact]
    public async Task OIDC_11_offline_access_brings_a_refresh_token_that_brings_another_access_token()
    {
        var first = await fixture.SignInAsync();
        first.RefreshToken.ShouldMatch("^[0-9A-F]{64}-1$");
        first.Scopes.ShouldBe(["openid", "messages.read", "user.read", "offline_access"], ignoreOrder: true);

        using var response = await fixture.PostRefreshAsync(first.RefreshToken);
        response.Headers.CacheControl.ShouldNotBeNull().NoStore.ShouldBeTrue();
        var second = new Issued(await TokenClient.ReadAsync(response));

        second.AccessToken.ShouldNotBe(first.AccessToken);
        second.Json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        second.Json.GetProperty("expires_in").GetInt32().ShouldBe(3600);
        second.Scopes.ShouldBe(first.Scopes, ignoreOrder: true);
        (await fixture.IsActiveAsync(first.AccessToken)).ShouldBeTrue();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        var issued = await fixture.SignInAsync(change: code => code.RequestedScopes = ["openid", "messages.read"]);
        issued.Json.TryGetProperty("refresh_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_client_that_may_not_gets_none_for_a_code_that_asks_for_one()
    {
        using var response = await fixture.PostCodeAsync(await fixture.StoreCodeAsync(RefreshTokenFixture.OnlineClientId), RefreshTokenFixture.OnlineClientId);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
    }

    [Fact]
    public async Task RFC6749_4_4_3_client_credentials_bring_none()
    {
        await fixture.Host.Database.AddClientAsync("machine", new { AllowOfflineAccess = true });
        using var refused = await fixture.Host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials("messages.read offline_access"), TokenClient.Basic("machine", TestClients.Secret));
        await refused.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
        using var granted = await fixture.Host.PostAsync(
            Requests.TokenPath, Requests.ClientCredentials(), TokenClient.Basic("machine", TestClients.Secret));
        (await TokenClient.ReadAsync(granted)).TryGetProperty("refresh_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task RFC9700_4_14_2_a_refresh_token_is_good_once_and_replaced()
    {
        var first = await fixture.SignInAsync();
        var second = await fixture.RefreshAsync(first.RefreshToken);
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        var third = await fixture.RefreshAsync(second.RefreshToken);
        third.RefreshToken.ShouldNotBe(second.RefreshToken);
    }

    [Fact]
    public async Task RFC6749_6_a_public_client_refreshes_with_its_client_id()
    {
        var code = StoredGrants.CodeForm(await fixture.StoreCodeAsync(RefreshTokenFixture.PublicClientId));
        code["client_id"] = RefreshTokenFixture.PublicClientId;
        using var redeemed = await fixture.Host.PostAsync(Requests.TokenPath, code);
        var issued = new Issued(await TokenClient.ReadAsync(redeemed));
        using var response = await fixture.Host.PostAsync(
            Requests.TokenPath,
            new()
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = issued.RefreshToken,
                ["client_id"] = RefreshTokenFixture.PublicClientId,
            });
        new Issued(await TokenClient.ReadAsync(response)).RefreshToken.ShouldNotBe(issued.RefreshToken);
    }

    [Fact]
    public async Task RFC6749_6_another_clients_refresh_token_is_invalid_grant_and_stays_good_for_its_owner()
    {
        var issued = await fixture.SignInAsync();
        await fixture.ShouldBeRefusedAsync(issued.RefreshToken, RefreshTokenFixture.OtherClientId);
        await fixture.RefreshAsync(issued.RefreshToken);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000-1")]
    [InlineData("a.b.c")]
    public async Task RFC6749_5_2_an_unknown_refresh_token_is_invalid_grant(string token) => await fixture.ShouldBeRefusedAsync(token);

    [Fact]
    public async Task RFC6749_5_2_an_access_token_or_a_code_is_no_refresh_token()
    {
        await fixture.ShouldBeRefusedAsync((await fixture.SignInAsync()).AccessToken);
        await fixture.ShouldBeRefusedAsync(await fixture.StoreCodeAsync());
    }

    [Fact]
    public async Task RFC6749_5_2_a_missing_refresh_token_is_invalid_request()
    {
        using var response = await fixture.Host.PostAsync(
            Requests.TokenPath,
            new() { ["grant_type"] = "refresh_token" },
            TokenClient.Basic(RefreshTokenFixture.ClientId, TestClients.Secret));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_request");
    }

    [Fact]
    public async Task An_over_long_refresh_token_is_unknown()
    {
        using var response = await fixture.PostRefreshAsync(new string('A', 101));
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
    }

    [Fact]
    [EngineDifference("it does not read scope in a refresh request")]
    public async Task RFC6749_6_fewer_scopes_narrow_this_access_token_and_not_the_next()
    {
        var first = await fixture.SignInAsync();
        var narrow = await fixture.RefreshAsync(first.RefreshToken, scope: "messages.read");
        narrow.Scopes.ShouldBe(["messages.read"]);
        narrow.Json.TryGetProperty("id_token", out _).ShouldBeFalse();
        (await ScopesOfAsync(narrow.AccessToken)).ShouldBe(["messages.read"]);

        var whole = await fixture.RefreshAsync(narrow.RefreshToken);
        whole.Scopes.ShouldBe(first.Scopes, ignoreOrder: true);
        (await ScopesOfAsync(whole.AccessToken)).ShouldBe(["messages.read", "user.read"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("messages.read profile")]
    [InlineData("introspect")]
    [EngineDifference("it does not read scope in a refresh request")]
    public async Task RFC6749_6_a_scope_that_was_not_granted_is_invalid_scope_and_the_token_stays_good(string scope)
    {
        var issued = await fixture.SignInAsync();
        using var response = await fixture.PostRefreshAsync(issued.RefreshToken, scope: scope);
        await response.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_scope");
        await fixture.RefreshAsync(issued.RefreshToken);
    }

    [Fact]
    public async Task OIDC_12_2_the_ID_token_of_a_refresh_has_the_first_sign_in_and_no_nonce()
    {
        var first = await fixture.SignInAsync();
        var second = await fixture.RefreshAsync(first.RefreshToken);
        var (_, before) = Jwt.Read(first.IdentityToken);
        var (_, after) = Jwt.Read(second.IdentityToken);
        foreach (var claim in new[] { "iss", "sub", "aud", "auth_time", "sid", "amr" })
            after.GetProperty(claim).GetRawText().ShouldBe(before.GetProperty(claim).GetRawText(), claim);
        after.TryGetProperty("nonce", out _).ShouldBeFalse();
        after.GetProperty("iat").GetInt64().ShouldBeGreaterThanOrEqualTo(before.GetProperty("iat").GetInt64());
        after.GetProperty("at_hash").GetString().ShouldBe(Jwt.LeftHalfSha256(second.AccessToken));
    }

    [Fact]
    public async Task Without_openid_a_refresh_brings_no_ID_token()
    {
        var issued = await fixture.SignInAsync(change: code =>
        {
            code.IsOpenId = false;
            code.RequestedScopes = ["messages.read", "offline_access"];
        });
        (await fixture.RefreshAsync(issued.RefreshToken)).Json.TryGetProperty("id_token", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_who_was_disabled_refreshes_nothing_and_loses_nothing_if_enabled_again()
    {
        await fixture.Host.Database.ExecuteAsync(
            """
            INSERT INTO "Users" ("Id", "UserName", "EmailConfirmed", "PhoneNumberConfirmed", "TwoFactorEnabled", "LockoutEnabled", "AccessFailedCount")
            VALUES ('leaver', 'leaver', false, false, false, true, 0)
            """);
        var issued = await fixture.SignInAsync(change: code => code.Subject = new ClaimsPrincipal(new ClaimsIdentity(
            [new("sub", "leaver"), new("idp", "local"), new("amr", "pwd"), new("auth_time", "1700000000")], "test")));
        await fixture.Host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = 'leaver'""");
        await fixture.ShouldBeRefusedAsync(issued.RefreshToken);
        await fixture.Host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = false WHERE "Id" = 'leaver'""");
        await fixture.RefreshAsync(issued.RefreshToken);
    }

    [Fact]
    public async Task A_client_that_may_have_none_any_more_refreshes_nothing()
    {
        await fixture.AddClientAsync("was-allowed");
        var issued = await fixture.SignInAsync("was-allowed");
        await fixture.Host.Database.ExecuteAsync("""UPDATE "Clients" SET "AllowOfflineAccess" = false WHERE "ClientId" = 'was-allowed'""");
        await Eventually.TrueAsync(async () =>
        {
            using var response = await fixture.PostCodeAsync(await fixture.StoreCodeAsync("was-allowed"), "was-allowed");
            return response.StatusCode == HttpStatusCode.BadRequest;
        });
        await fixture.ShouldBeRefusedAsync(issued.RefreshToken, "was-allowed");
    }

    [Fact]
    public async Task No_refresh_token_is_logged()
    {
        var first = await fixture.SignInAsync();
        var second = await fixture.RefreshAsync(first.RefreshToken);
        await fixture.ShouldBeRefusedAsync(first.RefreshToken);
        fixture.Host.Host.Logs.ShouldNotContain(first.RefreshToken);
        fixture.Host.Host.Logs.ShouldNotContain(second.RefreshToken);
    }

    private async Task<string[]> ScopesOfAsync(string accessToken)
    {
        JsonElement json = await fixture.Host.Tokens.StandardIntrospectAsync(Demo.ApiResource, Demo.ApiResourceSecret, accessToken);
        return json.GetProperty("scope").GetString()!.Split(' ');
    }
}
