using IdentityHost.Stores;
using IdentityHost.Tests.Infrastructure;
using IdentityHost.Tests.StoredFormats;
using IdentityHost.Tests.TokenEndpoint;
using Microsoft.Extensions.DependencyInjection;

namespace IdentityHost.Tests.Stores;

/// <summary>A family that is revoked in the middle of issuance: whatever comes late is not alive.</summary>
[Collection(PostgresCollection.Name)]
public sealed class GrantLineageTests(RefreshTokenFixture fixture) : IClassFixture<RefreshTokenFixture>
{
    [Fact]
    public async Task A_token_that_is_stored_after_its_family_was_revoked_is_not_active()
    {
        var code = await fixture.StoreCodeAsync();
        await using var scope = fixture.Host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IAuthorizationCodeStore>().RemoveAuthorizationCodeAsync(code, default);

        await fixture.Host.Services.GetRequiredService<GrantFamilies>().RevokeReplayedAsync(StoredGrant.Key(code, "authorization_code"), default);

        var reference = await scope.ServiceProvider.GetRequiredService<IReferenceTokenStore>()
            .StoreReferenceTokenAsync(StoredGrants.AccessToken(fixture.Host, RefreshTokenFixture.ClientId), default);
        (await fixture.IsActiveAsync(reference)).ShouldBeFalse();
        var jwt = await scope.ServiceProvider.GetRequiredService<ITokenCreationService>().CreateTokenAsync(
            StoredGrants.AccessToken(fixture.Host, RefreshTokenFixture.JwtClientId, token => token.AccessTokenType = AccessTokenType.Jwt), default);
        (await fixture.IsActiveAsync(jwt)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_that_is_being_stored_is_waited_for_and_revoked()
    {
        var issued = await fixture.SignInAsync();
        await using var connection = new Npgsql.NpgsqlConnection(fixture.Host.Database.ConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var key = StoredGrant.Key(issued.RefreshToken, "refresh_token");
        // As the statement that stores a member of the family leaves it until it commits.
        await using (var command = new Npgsql.NpgsqlCommand(
            """
            UPDATE "GrantFamilies" SET "Expiration" = "Expiration" WHERE "Id" = (SELECT "FamilyId" FROM "GrantFamilyMembers" WHERE "Key" = $1);
            """,
            connection,
            transaction))
        {
            command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = key });
            await command.ExecuteNonQueryAsync();
        }

        await using (var command = new Npgsql.NpgsqlCommand(
            """
            INSERT INTO "GrantFamilyMembers" SELECT 'late', "FamilyId", 'jwt', now() + interval '1 hour' FROM "GrantFamilyMembers" WHERE "Key" = $1
            """,
            connection,
            transaction))
        {
            command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = key });
            await command.ExecuteNonQueryAsync();
        }

        var revoking = fixture.Host.Services.GetRequiredService<GrantFamilies>().RevokeOfMemberAsync(key, default);
        await Task.Delay(300);
        revoking.IsCompleted.ShouldBeFalse();
        await transaction.CommitAsync();
        await revoking;

        (await fixture.Host.Database.ScalarAsync<long>("""SELECT count(*) FROM "RevokedTokenIds" WHERE "TokenId" = 'late'""")).ShouldBe(1);
        (await fixture.IsActiveAsync(issued.AccessToken)).ShouldBeFalse();
    }

    [Fact]
    public async Task Of_several_nodes_that_see_a_refresh_token_without_lineage_first_one_begins_its_family()
    {
        await fixture.AddClientAsync("adopted", new { AllowOfflineAccess = true, RefreshTokenUsage = 0 });
        var issued = await fixture.SignInAsync("adopted");
        var key = StoredGrant.Key(issued.RefreshToken, "refresh_token");
        await fixture.Host.Database.ExecuteAsync(
            """DELETE FROM "GrantFamilies" WHERE "Id" = (SELECT "FamilyId" FROM "GrantFamilyMembers" WHERE "Key" = $1)""", key);

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => fixture.RefreshAsync(issued.RefreshToken, "adopted"))));

        (await fixture.Host.Database.ScalarAsync<long>("""SELECT count(*) FROM "GrantFamilies" WHERE "Key" = $1""", key)).ShouldBe(1);
        (await fixture.Host.Database.ScalarAsync<long>(
            """SELECT count(*) FROM "GrantFamilyMembers" WHERE "FamilyId" = (SELECT "Id" FROM "GrantFamilies" WHERE "Key" = $1)""", key))
            .ShouldBe(all.Length + 1);
    }
}
