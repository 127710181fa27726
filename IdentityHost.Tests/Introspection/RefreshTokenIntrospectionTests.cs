using System.Text.Json;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.TokenEndpoint;

namespace IdentityHost.Tests.Introspection;

/// <summary>RFC 7662 of refresh tokens: their own client may ask about them, and asking changes nothing.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RefreshTokenIntrospectionTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>, IAsyncLifetime
{
    private const string Asker = "asking";

    public async Task InitializeAsync()
    {
        if (await fixture.Host.Database.ScalarAsync<long>("""SELECT count(*) FROM "Clients" WHERE "ClientId" = $1""", Asker) > 0)
            return;
        await fixture.AddClientAsync(Asker);
        foreach (var client in new[] { Asker, RefreshTokenFixture.OtherClientId })
        {
            await fixture.Host.Database.ExecuteAsync(
                """INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT "Id", 'can_introspect', 'true' FROM "Clients" WHERE "ClientId" = $1""",
                client);
        }

        await Eventually.TrueAsync(async () =>
        {
            using var response = await fixture.Host.PostAsync(
                Requests.IntrospectionPath, new() { ["token"] = "x" }, TokenClient.Basic(RefreshTokenFixture.OtherClientId, TestClients.Secret));
            return response.IsSuccessStatusCode;
        });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(null)]
    [InlineData("refresh_token")]
    [InlineData("access_token")]
    [InlineData("nonsense")]
    public async Task RFC7662_2_1_its_own_client_sees_it_whatever_the_hint_and_however_often(string? hint)
    {
        var issued = await fixture.SignInAsync(Asker);
        for (var i = 0; i < 2; i++)
        {
            var json = await AskAsync(issued.RefreshToken, Asker, hint);
            json.GetProperty("active").GetBoolean().ShouldBeTrue();
            json.GetProperty("client_id").GetString().ShouldBe(Asker);
            json.GetProperty("sub").GetString().ShouldBe(Demo.Subject);
            json.GetProperty("scope").GetString()!.Split(' ').ShouldBe(issued.Scopes, ignoreOrder: true);
            json.GetProperty("exp").GetInt64().ShouldBeGreaterThan(json.GetProperty("iat").GetInt64());
        }

        await fixture.RefreshAsync(issued.RefreshToken, Asker);
    }

    [Theory]
    [InlineData("access_token")]
    [InlineData("refresh_token")]
    public async Task RFC7662_2_1_an_access_token_is_found_whatever_the_hint(string hint)
    {
        var issued = await fixture.SignInAsync(Asker);
        (await AskAsync(issued.AccessToken, Asker, hint)).GetProperty("active").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task RFC7662_2_2_to_another_client_and_to_an_API_it_is_inactive()
    {
        var issued = await fixture.SignInAsync(Asker);
        (await AskAsync(issued.RefreshToken, RefreshTokenFixture.OtherClientId)).GetProperty("active").GetBoolean().ShouldBeFalse();
        (await fixture.IsActiveAsync(issued.RefreshToken)).ShouldBeFalse();
        (await fixture.Host.Tokens.IntrospectAsync(await fixture.Host.Tokens.ResourceServerTokenAsync(), issued.RefreshToken))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task RFC7662_2_2_a_used_an_expired_and_a_revoked_one_are_inactive()
    {
        var used = await fixture.SignInAsync(Asker);
        await fixture.RefreshAsync(used.RefreshToken, Asker);
        (await AskAsync(used.RefreshToken, Asker)).GetProperty("active").GetBoolean().ShouldBeFalse();

        var expired = await fixture.SignInAsync(Asker);
        await fixture.ChangeAsync(expired.RefreshToken, token => token.CreationTime = token.CreationTime.AddSeconds(-token.Lifetime));
        (await AskAsync(expired.RefreshToken, Asker)).GetProperty("active").GetBoolean().ShouldBeFalse();

        var revoked = await fixture.SignInAsync(Asker);
        using var response = await fixture.Host.PostAsync(
            Requests.RevocationPath, new() { ["token"] = revoked.RefreshToken }, TokenClient.Basic(Asker, TestClients.Secret));
        (await AskAsync(revoked.RefreshToken, Asker)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    private async Task<JsonElement> AskAsync(string token, string clientId, string? hint = null)
    {
        var form = new Dictionary<string, string> { ["token"] = token };
        if (hint is not null)
            form["token_type_hint"] = hint;
        using var response = await fixture.Host.PostAsync(Requests.IntrospectionPath, form, TokenClient.Basic(clientId, TestClients.Secret));
        return await TokenClient.ReadAsync(response);
    }
}
