using IdentityHost.Coherence;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>Ids (<c>jti</c>) of JWT access tokens that were revoked before they expired.</summary>
internal sealed class RevokedTokenIds(NpgsqlDataSource dataSource, RevocationBarrier barrier)
{
    private const string Insert = """INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") VALUES ($1, $2) ON CONFLICT DO NOTHING""";

    private const string Exists = """SELECT EXISTS (SELECT 1 FROM "RevokedTokenIds" WHERE "TokenId" = $1)""";

    public async Task AddAsync(string id, DateTime expiration, CancellationToken ct)
    {
        await dataSource.ExecuteAsync(Insert, ct, SqlParameters.Text(id), SqlParameters.Timestamp(expiration));
        await barrier.AccessRevokedAsync();
    }

    public async Task<bool> ContainsAsync(string id, CancellationToken ct) => await dataSource.ScalarAsync(Exists, ct, SqlParameters.Text(id)) is true;
}
