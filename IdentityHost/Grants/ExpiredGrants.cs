using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Grants;

/// <summary>
/// The statements that remove what has expired, a batch at a time. Rows that another node is removing are skipped,
/// not waited for, so any number of nodes may run this at once. In no order: a planner that believes that few have
/// expired, as it does after each round, would read and sort all of them for every batch. The database's clock
/// decides, since it is one and the nodes' are many.
/// </summary>
internal sealed class ExpiredGrants(NpgsqlDataSource dataSource)
{
    internal const string PersistedGrants =
        """
        DELETE FROM "PersistedGrants" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "PersistedGrants" WHERE "Expiration" < now() LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string DeviceCodes =
        """
        DELETE FROM "DeviceCodes" WHERE "UserCode" = ANY(ARRAY(
          SELECT "UserCode" FROM "DeviceCodes" WHERE "Expiration" < now() LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string PushedAuthorizationRequests =
        """
        DELETE FROM "PushedAuthorizationRequests" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "PushedAuthorizationRequests" WHERE "ExpiresAtUtc" < now() LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>Removes one batch from each table.</summary>
    /// <returns>Rows removed, by table.</returns>
    public async Task<ExpiredGrantsRemoved> RemoveBatchAsync(int size, CancellationToken ct) =>
        new(
            await dataSource.ExecuteAsync(PersistedGrants, ct, SqlParameters.Integer(size)),
            await dataSource.ExecuteAsync(DeviceCodes, ct, SqlParameters.Integer(size)),
            await dataSource.ExecuteAsync(PushedAuthorizationRequests, ct, SqlParameters.Integer(size)));
}

internal sealed record ExpiredGrantsRemoved(int Grants, int DeviceCodes, int PushedRequests)
{
    public int Most => Math.Max(Grants, Math.Max(DeviceCodes, PushedRequests));
}
