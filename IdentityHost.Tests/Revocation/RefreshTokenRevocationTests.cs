using System.Net;
using System.Net.Http.Headers;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Revocation;

[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenRevocationTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    [Theory]
    [InlineData(RefreshTokenFixture.ClientId, null)]
    [InlineData(RefreshTokenFixture.ClientId, "refresh_token")]
    [InlineData(RefreshTokenFixture.ClientId, "access_token")]
    [InlineData(RefreshTokenFixture.JwtClientId, null)]
    public async Task RFC7009_2_1_with_a_refresh_token_go_the_access_tokens_of_the_same_grant(string clientId, string? hint)
    {
        var first = await fixture.SignInAsync(clientId);
        var second = await fixture.RefreshAsync(first.RefreshToken, clientId);
        var bystander = await fixture.SignInAsync(clientId);

        using var response = await RevokeAsync(second.RefreshToken, clientId, hint);

        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await fixture.IsActiveAsync(first.AccessToken)).ShouldBeFalse();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(second.RefreshToken, clientId);
        (await fixture.IsActiveAsync(bystander.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7009_2_1_a_refresh_token_that_was_replaced_revokes_its_family_too()
    {
        var first = await fixture.SignInAsync();
        var second = await fixture.RefreshAsync(first.RefreshToken);
        using var response = await RevokeAsync(first.RefreshToken);
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(second.RefreshToken);
    }

    [Fact]
    public async Task RFC7009_2_1_another_clients_refresh_token_is_refused_and_stays_good()
    {
        var issued = await fixture.SignInAsync();
        using var response = await RevokeAsync(issued.RefreshToken, RefreshTokenFixture.OtherClientId);
        await response.ShouldBeRefusedAsync("invalid_grant");
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeTrue();
        await fixture.RefreshAsync(issued.RefreshToken);
    }

    [Fact]
    public async Task RFC7009_2_1_a_revoked_reference_token_leaves_the_refresh_token_good()
    {
        var issued = await fixture.SignInAsync();
        using var response = await RevokeAsync(issued.AccessToken);
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
        (await fixture.IsActiveAsync((await fixture.RefreshAsync(issued.RefreshToken)).AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_revoked_JWT_is_inactive_everywhere_and_its_siblings_are_not()
    {
        var first = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        var second = await fixture.RefreshAsync(first.RefreshToken, RefreshTokenFixture.JwtClientId);
        using var response = await RevokeAsync(first.AccessToken, RefreshTokenFixture.JwtClientId);
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await fixture.IsActiveAsync(first.AccessToken)).ShouldBeFalse();
        (await fixture.Host.Tokens.IntrospectAsync(await fixture.Host.Tokens.ResourceServerTokenAsync(), first.AccessToken))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeTrue();

        using var again = await RevokeAsync(first.AccessToken, RefreshTokenFixture.JwtClientId);
        await again.ShouldBeStatusAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task RFC6750_3_1_userinfo_refuses_a_revoked_JWT()
    {
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        using var before = await UserInfoAsync(issued.AccessToken);
        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var response = await RevokeAsync(issued.AccessToken, RefreshTokenFixture.JwtClientId);
        using var after = await UserInfoAsync(issued.AccessToken);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_JWT_does_not_open_the_Passport_endpoint()
    {
        await fixture.Host.Database.AddClientAsync("jwt-caller", new { AccessTokenType = 0 }, scopes: ["introspect"]);
        await fixture.Host.Database.ExecuteAsync(
            """INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT "Id", 'can_introspect', 'true' FROM "Clients" WHERE "ClientId" = 'jwt-caller'""");
        var issued = await fixture.SignInAsync();
        var caller = await fixture.Host.Tokens.ClientCredentialsAsync("jwt-caller", TestClients.Secret);
        await Eventually.TrueAsync(async () => (await fixture.Host.Tokens.PostIntrospectAsync(caller, issued.AccessToken)).IsSuccessStatusCode);
        using var response = await RevokeAsync(caller, "jwt-caller");
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        using var refused = await fixture.Host.Tokens.PostIntrospectAsync(caller, issued.AccessToken);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task RFC7009_2_1_another_clients_JWT_is_refused_and_stays_active()
    {
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        using var response = await RevokeAsync(issued.AccessToken);
        await response.ShouldBeRefusedAsync("invalid_grant");
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7009_2_2_1_a_JWT_without_an_id_is_unsupported_token_type_rather_than_a_lie()
    {
        await fixture.Host.Database.AddClientAsync("nameless-jwt", new { AccessTokenType = 0, IncludeJwtId = false });
        var token = await fixture.Host.Tokens.ClientCredentialsAsync("nameless-jwt", TestClients.Secret);
        using var response = await RevokeAsync(token, "nameless-jwt");
        await response.ShouldBeRefusedAsync("unsupported_token_type");
        (await fixture.IsActiveAsync(token)).ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7009_2_1_a_JWT_that_is_revoked_while_its_user_is_disabled_stays_revoked()
    {
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        await fixture.Host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = true WHERE "Id" = $1""", Demo.Subject);
        try
        {
            using var response = await RevokeAsync(issued.AccessToken, RefreshTokenFixture.JwtClientId);
            await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        }
        finally
        {
            await fixture.Host.Database.ExecuteAsync("""UPDATE "Users" SET "Disabled" = false WHERE "Id" = $1""", Demo.Subject);
        }

        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task RFC7009_2_2_a_tampered_JWT_is_unknown_and_revokes_nothing()
    {
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        var tampered = issued.AccessToken[..^4] + (issued.AccessToken.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA");
        using var response = await RevokeAsync(tampered, RefreshTokenFixture.JwtClientId);
        await response.ShouldBeStatusAsync(HttpStatusCode.OK);
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeTrue();
    }

    private async Task<HttpResponseMessage> UserInfoAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await fixture.Host.Client.SendAsync(request);
    }

    private Task<HttpResponseMessage> RevokeAsync(string token, string clientId = RefreshTokenFixture.ClientId, string? hint = null)
    {
        var form = new Dictionary<string, string> { ["token"] = token };
        if (hint is not null)
            form["token_type_hint"] = hint;
        return fixture.Host.PostAsync(Requests.RevocationPath, form, TokenClient.Basic(clientId, TestClients.Secret));
    }
}
