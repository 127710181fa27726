using IdentityHost.Data;
using IdentityHost.Engine;
using Npgsql;

namespace IdentityHost.SigningKeys;

/// <summary>
/// Lets the database decide which of several nodes makes a new signing key: a key is stored only if there is none yet of its algorithm that
/// is young enough to do. Whoever comes second finds the other one when it reads the keys again.
/// </summary>
internal sealed class SharedSigningKeyStore(Inner<ISigningKeyStore> inner, NpgsqlDataSource dataSource, IdentityServerOptions options)
    : ISigningKeyStore
{
    // One at a time: otherwise two would not see each other's key.
    private const string Lock = "SELECT pg_advisory_xact_lock(7220315491024402)";

    private const string Insert =
        """
        INSERT INTO "Keys" ("Id", "Version", "Created", "Use", "Algorithm", "IsX509Certificate", "DataProtected", "Data")
        SELECT $1, $2, $3, 'signing', $4, $5, $6, $7
        WHERE NOT EXISTS (SELECT 1 FROM "Keys" WHERE "Use" = 'signing' AND "Algorithm" = $4 AND "Created" > $8)
        """;

    public Task<IReadOnlyCollection<SerializedKey>> LoadKeysAsync(CancellationToken ct) => inner.Get().LoadKeysAsync(ct);

    public async Task StoreKeyAsync(SerializedKey key, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(key);
        var keys = options.KeyManagement;
        await using var connection = await dataSource.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(Lock, ct);
        await connection.ExecuteAsync(
            Insert,
            ct,
            SqlParameters.Text(key.Id),
            SqlParameters.Integer(key.Version),
            SqlParameters.Timestamp(key.Created),
            SqlParameters.Text(key.Algorithm),
            SqlParameters.Boolean(key.IsX509Certificate),
            SqlParameters.Boolean(key.DataProtected),
            SqlParameters.Text(key.Data),
            SqlParameters.Timestamp(key.Created - (keys.RotationInterval - keys.PropagationTime)));
        await transaction.CommitAsync(ct);
    }

    public Task DeleteKeyAsync(string id, CancellationToken ct) => inner.Get().DeleteKeyAsync(id, ct);
}
