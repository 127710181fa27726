using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Grants;

/// <summary>
/// The statements that remove what has expired, a batch at a time. Rows that another node is removing are skipped,
/// not waited for, so any number of nodes may run this at once. In no order: a planner that believes that few have
/// expired, as it does after each round, would read and sort all of them for every batch. The database's clock
/// decides, since it is one and the nodes' are many. What expired less than five minutes ago stays: a node whose clock is behind may still take
/// it for current, so its removal would have to be announced (migrations/Schema/Sql/0003_announcements.sql), and transactions that announce
/// something commit one at a time.
/// </summary>
internal sealed class ExpiredGrants(NpgsqlDataSource dataSource)
{
    internal const string PersistedGrants =
        """
        DELETE FROM "PersistedGrants" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "PersistedGrants" WHERE "Expiration" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string DeviceCodes =
        """
        DELETE FROM "DeviceCodes" WHERE "UserCode" = ANY(ARRAY(
          SELECT "UserCode" FROM "DeviceCodes" WHERE "Expiration" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string PushedAuthorizationRequests =
        """
        DELETE FROM "PushedAuthorizationRequests" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "PushedAuthorizationRequests" WHERE "ExpiresAtUtc" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>A family's row lasts as long as one of its tokens, and takes the rows of its members with it.</summary>
    internal const string GrantFamilies =
        """
        DELETE FROM "GrantFamilies" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "GrantFamilies" WHERE "Expiration" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string GrantFamilyMembers =
        """
        DELETE FROM "GrantFamilyMembers" WHERE "Key" = ANY(ARRAY(
          SELECT "Key" FROM "GrantFamilyMembers" WHERE "Expiration" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    /// <summary>Late: a node whose clock is behind the database's still takes the JWT for current.</summary>
    internal const string RevokedTokenIds =
        """
        DELETE FROM "RevokedTokenIds" WHERE "TokenId" = ANY(ARRAY(
          SELECT "TokenId" FROM "RevokedTokenIds" WHERE "Expiration" < now() - interval '1 hour' LIMIT $1 FOR UPDATE SKIP LOCKED))
        """;

    internal const string UsedOneTimePasswords =
        """
        DELETE FROM "UsedOneTimePasswords" WHERE ("UserId", "Hash") IN (
          SELECT "UserId", "Hash" FROM "UsedOneTimePasswords" WHERE "Expiration" < now() - interval '5 minutes' LIMIT $1 FOR UPDATE SKIP LOCKED)
        """;

    // A batch of a large table on a slow disk.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly (string Kind, string Sql)[] Kinds =
    [
        (Kind: "grant", PersistedGrants),
        (Kind: "device_code", DeviceCodes),
        (Kind: "pushed_request", PushedAuthorizationRequests),
        (Kind: "family", GrantFamilies),
        (Kind: "family_member", GrantFamilyMembers),
        (Kind: "revoked_token_id", RevokedTokenIds),
        (Kind: "one_time_password", UsedOneTimePasswords),
    ];

    /// <summary>Removes one batch of each kind. A table that can't be cleaned, because a right is missing or it is locked, lets no other grow.</summary>
    public async Task<IReadOnlyList<RemovedRows>> RemoveBatchAsync(int size, CancellationToken ct)
    {
        var removed = new List<RemovedRows>(Kinds.Length);
        foreach (var (kind, sql) in Kinds)
        {
            try
            {
                removed.Add(new RemovedRows(kind, await dataSource.ExecuteAsync(sql, Patience, ct, SqlParameters.Integer(size))));
            }
            catch (PostgresException e)
            {
                removed.Add(new RemovedRows(kind, Rows: 0, e));
            }
        }

        return removed;
    }
}

/// <param name="Kind">What it was, as the metric names it.</param>
/// <param name="Rows">How many.</param>
/// <param name="Failure">Why there are none, if the database refused it.</param>
internal sealed record RemovedRows(string Kind, int Rows, PostgresException? Failure = null);
