using IdentityHost.Coherence;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>Ids (<c>jti</c>) of JWT access tokens that were revoked before they expired.</summary>
internal sealed class RevokedTokenIds(NpgsqlDataSource dataSource, RevocationBarrier barrier)
{
    private const string Insert = """INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ($1, $2) ON CONFLICT DO NOTHING""";

    private const string InsertIssued =
        """
        INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration")
        SELECT m."Key", m."Expiration" FROM "GrantFamilyMembers" m JOIN "GrantFamilies" f ON f."Id" = m."FamilyId"
        WHERE m."Key" = $1 AND m."Type" = 'jwt' AND f."ClientId" = $2
        ON CONFLICT DO NOTHING
        """;

    private const string Exists = """SELECT EXISTS (SELECT 1 FROM "RevokedTokenIds" WHERE "TokenId" = $1)""";

    public async Task AddAsync(string id, DateTime expiration, CancellationToken ct)
    {
        await dataSource.ExecuteAsync(Insert, ct, SqlParameters.Text(id), SqlParameters.Timestamp(expiration));
        await barrier.AccessRevokedAsync();
    }

    /// <summary>Adds the id of a token that was issued to this client for a user, as the lineage has it; any other is left alone.</summary>
    public async Task<bool> AddIssuedAsync(string id, string clientId, CancellationToken ct)
    {
        var added = await dataSource.ExecuteAsync(InsertIssued, ct, SqlParameters.Text(id), SqlParameters.Text(clientId));
        await barrier.AccessRevokedAsync();
        return added > 0;
    }

    public async Task<bool> ContainsAsync(string id, CancellationToken ct) => await dataSource.ScalarAsync(Exists, ct, SqlParameters.Text(id)) is true;
}
