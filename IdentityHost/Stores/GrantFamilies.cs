using IdentityHost.Coherence;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Revokes families of grants: everything that one authorization led to. The row of the family is locked first, in a statement of its own,
/// so that whoever is issuing a token to the family at that moment either is seen by the clean-up or sees the revocation.
/// </summary>
public sealed class GrantFamilies(
    NpgsqlDataSource dataSource, DeployersGrantStore deployers, RevocationBarrier barrier, ILogger<GrantFamilies> logger)
{
    // Rows are locked in one order, so that two revocations at once can't deadlock.
    private const string Revoke =
        """
        UPDATE "GrantFamilies" SET "RevokedTime" = now() WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "GrantFamilies" WHERE "RevokedTime" IS NULL AND
        """;

    private const string RevokeEnd = """ ORDER BY "Id" FOR UPDATE)) RETURNING "Id" """;

    private const string ByFirstKey = Revoke + """ "Key" = $1 """ + RevokeEnd;

    private const string ByFirstKeyAndClient = Revoke + """ "Key" = $1 AND "ClientId" = $2 """ + RevokeEnd;

    private const string ByMember = Revoke + """ "Id" = (SELECT "FamilyId" FROM "GrantFamilyMembers" WHERE "Key" = $1) """ + RevokeEnd;

    private const string RevokeMembers =
        """
        WITH jwts AS (
          INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration")
          SELECT "Key", "Expiration" FROM "GrantFamilyMembers" WHERE "FamilyId" = ANY($1) AND "Type" = 'jwt'
          ON CONFLICT DO NOTHING)
        DELETE FROM "PersistedGrants" WHERE "Id" = ANY(ARRAY(
          SELECT g."Id" FROM "PersistedGrants" g JOIN "GrantFamilyMembers" m ON m."Key" = g."Key"
          WHERE m."FamilyId" = ANY($1) ORDER BY g."Id" FOR UPDATE OF g))
        """;

    private const string StoredMembers = """SELECT "Key" FROM "GrantFamilyMembers" WHERE "FamilyId" = ANY($1) AND "Type" = 'reference_token' """;

    /// <summary>A code was used again: revokes the family that began with it.</summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task RevokeReplayedAsync(string key, CancellationToken ct)
    {
        if (await RevokeAsync(ByFirstKey, ct, SqlParameters.Text(key)))
            logger.CodeUsedAgain();
    }

    /// <summary>As <see cref="RevokeReplayedAsync(string, CancellationToken)"/>, if the code was that client's.</summary>
    internal async Task RevokeReplayedAsync(string key, string clientId, CancellationToken ct)
    {
        if (await RevokeAsync(ByFirstKeyAndClient, ct, SqlParameters.Text(key), SqlParameters.Text(clientId)))
            logger.CodeUsedAgain();
    }

    /// <summary>A refresh token was used again: revokes its family.</summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task RevokeReusedAsync(string key, CancellationToken ct)
    {
        if (await RevokeAsync(ByMember, ct, SqlParameters.Text(key)))
            logger.RefreshTokenUsedAgain();
    }

    /// <summary>Revokes the family to which a token belongs.</summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="ct">Cancels.</param>
    internal Task RevokeOfMemberAsync(string key, CancellationToken ct) => RevokeAsync(ByMember, ct, SqlParameters.Text(key));

    /// <summary>Revokes the families that match.</summary>
    /// <param name="conditions">SQL on the columns SubjectId, SessionId and ClientId, with parameters $1, $2 and so on.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="parameters">The values of the conditions.</param>
    internal Task RevokeMatchingAsync(string conditions, CancellationToken ct, params NpgsqlParameter[] parameters) =>
        RevokeAsync(Revoke + conditions + RevokeEnd, ct, parameters);

    /// <returns>Whether there was a family that was not revoked yet.</returns>
    private async Task<bool> RevokeAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        var revoked = await TryRevokeAsync(sql, parameters, ct);
        await barrier.AccessRevokedAsync();
        return revoked;
    }

    private async Task<bool> TryRevokeAsync(string sql, NpgsqlParameter[] parameters, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var families = await connection.QueryAsync(sql, row => row.GetGuid(0), ct, parameters);
        if (families.Count > 0)
        {
            await connection.ExecuteAsync(RevokeMembers, ct, SqlParameters.UuidArray([.. families]));
            // Before the commit: if it fails, the family is not taken for revoked.
            if (deployers.IsThere)
            {
                var keys = await connection.QueryAsync(StoredMembers, row => row.GetString(0), ct, SqlParameters.UuidArray([.. families]));
                await deployers.RemoveAsync(keys, ct);
            }
        }

        await transaction.CommitAsync(ct);
        return families.Count > 0;
    }
}
