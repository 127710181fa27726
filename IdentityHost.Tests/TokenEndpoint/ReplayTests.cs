using System.Net;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.StoredFormats;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.TokenEndpoint;

/// <summary>What is used a second time revokes everything that came of the same authorization, and nothing else.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ReplayTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    [Theory]
    [InlineData(RefreshTokenFixture.ClientId)]
    [InlineData(RefreshTokenFixture.JwtClientId)]
    public async Task RFC6749_4_1_2_a_replayed_code_revokes_every_token_that_it_led_to(string clientId)
    {
        var code = await fixture.StoreCodeAsync(clientId);
        using var redeemed = await fixture.PostCodeAsync(code, clientId);
        var first = new Issued(await TokenClient.ReadAsync(redeemed));
        var second = await fixture.RefreshAsync(first.RefreshToken, clientId);
        var bystander = await fixture.SignInAsync(clientId);
        (await fixture.IsActiveAsync(first.AccessToken)).ShouldBeTrue();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeTrue();

        using var replay = await fixture.PostCodeAsync(code, clientId);

        await replay.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        fixture.Host.Host.Logs.Lines.ShouldContain(line => line.Message.StartsWith("An authorization code was used again", StringComparison.Ordinal));
        (await fixture.IsActiveAsync(first.AccessToken)).ShouldBeFalse();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(second.RefreshToken, clientId);
        (await fixture.IsActiveAsync(bystander.AccessToken)).ShouldBeTrue();
        await fixture.RefreshAsync(bystander.RefreshToken, clientId);
    }

    [Theory]
    [InlineData(RefreshTokenFixture.ClientId)]
    [InlineData(RefreshTokenFixture.JwtClientId)]
    public async Task RFC9700_4_14_2_a_refresh_token_that_is_used_again_revokes_the_whole_family(string clientId)
    {
        var first = await fixture.SignInAsync(clientId);
        var second = await fixture.RefreshAsync(first.RefreshToken, clientId);
        var third = await fixture.RefreshAsync(second.RefreshToken, clientId);
        var bystander = await fixture.SignInAsync(clientId);

        await fixture.ShouldBeRefusedAsync(first.RefreshToken, clientId);

        foreach (var issued in new[] { first, second, third })
            (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(third.RefreshToken, clientId);
        (await fixture.IsActiveAsync(bystander.AccessToken)).ShouldBeTrue();
        await fixture.RefreshAsync(bystander.RefreshToken, clientId);
    }

    [Fact]
    public async Task Passports_endpoint_sees_a_revoked_JWT_as_inactive_too()
    {
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        var caller = await fixture.Host.Tokens.ResourceServerTokenAsync();
        (await fixture.Host.Tokens.IntrospectAsync(caller, issued.AccessToken)).GetProperty("active").GetBoolean().ShouldBeTrue();
        await fixture.RefreshAsync(issued.RefreshToken, RefreshTokenFixture.JwtClientId);
        await fixture.ShouldBeRefusedAsync(issued.RefreshToken, RefreshTokenFixture.JwtClientId);
        (await fixture.Host.Tokens.IntrospectAsync(caller, issued.AccessToken)).GetProperty("active").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_mixed_up_client_with_a_used_code_or_refresh_token_revokes_nothing()
    {
        var code = await fixture.StoreCodeAsync();
        using var redeemed = await fixture.PostCodeAsync(code);
        var first = new Issued(await TokenClient.ReadAsync(redeemed));
        var second = await fixture.RefreshAsync(first.RefreshToken);

        using var foreignCode = await fixture.PostCodeAsync(code, RefreshTokenFixture.OtherClientId);
        await foreignCode.ShouldBeErrorAsync(HttpStatusCode.BadRequest, "invalid_grant");
        await fixture.ShouldBeRefusedAsync(first.RefreshToken, RefreshTokenFixture.OtherClientId);

        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeTrue();
        await fixture.RefreshAsync(second.RefreshToken);
    }

    [Fact]
    public async Task A_used_refresh_token_is_told_from_a_good_one_only_at_the_token_endpoint()
    {
        var first = await fixture.SignInAsync();
        var second = await fixture.RefreshAsync(first.RefreshToken);
        await fixture.Host.Database.ExecuteAsync(
            """
            INSERT INTO "ClientProperties" ("ClientId", "Key", "Value") SELECT "Id", 'can_introspect', 'true' FROM "Clients" WHERE "ClientId" = $1
            ON CONFLICT DO NOTHING
            """,
            RefreshTokenFixture.ClientId);
        await Eventually.TrueAsync(async () =>
        {
            using var response = await fixture.Host.PostAsync(
                Requests.IntrospectionPath, new() { ["token"] = first.RefreshToken }, TokenClient.Basic(RefreshTokenFixture.ClientId, TestClients.Secret));
            return response.IsSuccessStatusCode;
        });
        (await fixture.Host.Tokens.StandardIntrospectAsync(RefreshTokenFixture.ClientId, TestClients.Secret, first.RefreshToken))
            .GetProperty("active").GetBoolean().ShouldBeFalse();
        (await fixture.IsActiveAsync(second.AccessToken)).ShouldBeTrue();
        await fixture.RefreshAsync(second.RefreshToken);
    }

    [Fact]
    public async Task A_refresh_token_without_lineage_gets_a_family_at_its_first_use()
    {
        var first = await fixture.SignInAsync();
        await fixture.Host.Database.ExecuteAsync(
            """DELETE FROM "GrantFamilies" WHERE "Id" = (SELECT "FamilyId" FROM "GrantFamilyMembers" WHERE "Key" = $1)""",
            StoredGrant.Key(first.RefreshToken, "refresh_token"));

        var second = await fixture.RefreshAsync(first.RefreshToken);
        var third = await fixture.RefreshAsync(second.RefreshToken);
        await fixture.ShouldBeRefusedAsync(first.RefreshToken);

        foreach (var issued in new[] { second, third })
            (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(third.RefreshToken);
    }

    [Fact]
    public async Task Removing_a_users_refresh_tokens_ends_what_was_issued_with_them_JWTs_included()
    {
        await fixture.AddClientAsync("removed", new { AllowOfflineAccess = true, AccessTokenType = 0 });
        var removed = await fixture.SignInAsync("removed");
        var other = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId);
        await using (var scope = fixture.Host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IRefreshTokenStore>().RemoveRefreshTokensAsync(Demo.Subject, "removed", default);
        }

        (await fixture.IsActiveAsync(removed.AccessToken)).ShouldBeFalse();
        await fixture.ShouldBeRefusedAsync(removed.RefreshToken, "removed");
        (await fixture.IsActiveAsync(other.AccessToken)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("reference_token", true)]
    [InlineData("refresh_token", false)]
    [InlineData(null, false)]
    public async Task Removing_grants_of_a_session_takes_its_JWTs_where_refresh_tokens_are_meant(string? type, bool staysActive)
    {
        var session = $"session-{type}";
        var issued = await fixture.SignInAsync(RefreshTokenFixture.JwtClientId, code => code.SessionId = session);
        await using (var scope = fixture.Host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<IPersistedGrantStore>().RemoveAllAsync(
                new PersistedGrantFilter { SessionId = session, Type = type }, default);
        }

        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBe(staysActive);
    }

    [Fact]
    public async Task Client_credentials_tokens_have_no_family()
    {
        await fixture.Host.Database.AddClientAsync("no-family");
        var before = await FamiliesAsync();
        await fixture.Host.Tokens.ClientCredentialsAsync("no-family", TestClients.Secret);
        (await FamiliesAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_family_lasts_as_long_as_the_longest_lived_of_its_tokens()
    {
        var issued = await fixture.SignInAsync();
        var key = StoredGrant.Key(issued.RefreshToken, "refresh_token");
        (await fixture.Host.Database.ScalarAsync<DateTime>(
            """
            SELECT f."Expiration" FROM "GrantFamilies" f JOIN "GrantFamilyMembers" m ON m."FamilyId" = f."Id" WHERE m."Key" = $1
            """,
            key)).ShouldBe(await fixture.ExpirationAsync(issued.RefreshToken));
    }

    private Task<long> FamiliesAsync() => fixture.Host.Database.ScalarAsync<long>("""SELECT count(*) FROM "GrantFamilies" """);
}
