using IdentityHost.Data;
using IdentityHost.Memory;
using IdentityHost.Outcomes;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Authorization codes. Removing one consumes it: a single <c>DELETE … RETURNING</c> decides who of several redeemers at once gets the
/// tokens. RFC 6749 4.1.2: a code is used once, and one that is used again revokes every token that it led to. A session that is over has no
/// new codes.
/// </summary>
internal sealed class AuthorizationCodeStore(
    NpgsqlDataSource dataSource,
    PersistedGrantStore grants,
    GrantLineage lineage,
    GrantFamilies families,
    IPersistentGrantSerializer serializer,
    StoredChallenge challenge,
    IHandleGenerationService handles) : IAuthorizationCodeStore
{
    // Somebody who asks without pause has a request under way whenever their session is ended. The lock on the session has the two wait for
    // each other: either its end comes first, and nothing is stored, or the code is there when that end revokes what the session led to.
    private const string Insert =
        """
        WITH session AS (
          SELECT 1 FROM "ServerSideSessions" WHERE "SubjectId" = $2 AND "SessionId" = $3 ORDER BY "Id" LIMIT 1 FOR KEY SHARE)
        INSERT INTO "PersistedGrants" ("Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Expiration", "Data")
        SELECT $1, 'authorization_code', $2, $3, $4, $5, $6, $7, $8 WHERE $3::text IS NULL OR EXISTS (SELECT 1 FROM session)
        """;

    public async Task<string> StoreAuthorizationCodeAsync(AuthorizationCode code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var handle = await handles.GenerateAsync(ct) + GrantKey.HandleSuffix;
        code.CodeChallenge = challenge.Of(code.CodeChallenge)!;
        await dataSource.ExecuteAsync(
            Insert,
            ct,
            SqlParameters.Text(GrantKey.Of(handle, PersistedGrantTypes.AuthorizationCode)),
            SqlParameters.Text(code.Subject?.FindFirst("sub")?.Value),
            SqlParameters.Text(code.SessionId),
            SqlParameters.Text(code.ClientId),
            SqlParameters.Text(code.Description),
            SqlParameters.Timestamp(code.CreationTime),
            SqlParameters.Timestamp(code.CreationTime.AddSeconds(code.Lifetime)),
            SqlParameters.Text(serializer.Serialize(code)));
        return handle;
    }

    public async Task<AuthorizationCode?> GetAuthorizationCodeAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode);
        var grant = await grants.GetAsync(key, ct);
        if (grant is { Type: PersistedGrantTypes.AuthorizationCode })
            return StoredPayload.Read<AuthorizationCode>(serializer, grant);
        if (lineage.TokenClientId is { } client)
            await families.RevokeReplayedAsync(key, client, ct);
        return null;
    }

    /// <exception cref="GrantConsumedException">The code is gone: another request consumed it. Its tokens are revoked.</exception>
    public async Task RemoveAuthorizationCodeAsync(string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var key = GrantKey.Of(code, PersistedGrantTypes.AuthorizationCode);
        if (await lineage.ConsumeCodeAsync(key, ct))
            return;
        await families.RevokeReplayedAsync(key, ct);
        throw new GrantConsumedException();
    }
}
