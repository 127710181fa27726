using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// The family to which the tokens of this request belong: begun when a code or device code is consumed, or continued by a refresh token.
/// A token that the client asks for itself (RFC 6749 4.4) has none.
/// </summary>
public sealed class GrantLineage(NpgsqlDataSource dataSource, ILogger<GrantLineage> logger)
{
    // Of all who consume a grant at once, one deletes it, and the same statement begins the family. It lasts a while even if
    // nothing comes of it, and then as long as its tokens.
    private const string BeginFamily =
        """
        INSERT INTO "GrantFamilies" ("Id", "Key", "SubjectId", "SessionId", "ClientId", "Expiration")
        SELECT $1, "Key", "SubjectId", "SessionId", "ClientId", greatest("Expiration", now() + interval '1 hour') FROM consumed
        RETURNING "Id"
        """;

    private const string ConsumeCode =
        $"""
        WITH consumed AS (
          DELETE FROM "PersistedGrants" WHERE "Key" = $2 AND "Type" = 'authorization_code'
          RETURNING "Key", "SubjectId", "SessionId", "ClientId", "Expiration")
        {BeginFamily}
        """;

    private const string ConsumeDeviceCode =
        $"""
        WITH consumed AS (
          DELETE FROM "DeviceCodes" WHERE "DeviceCode" = $2
          RETURNING "DeviceCode" AS "Key", "SubjectId", "SessionId", "ClientId", "Expiration")
        {BeginFamily}
        """;

    // Taking the family's row makes a revocation wait, or shows that one came first: then there is no family, and nothing is stored.
    private const string Family =
        """
        WITH family AS (
          UPDATE "GrantFamilies" SET "Expiration" = greatest("Expiration", $2) WHERE "Id" = $1 AND "RevokedTime" IS NULL RETURNING "Id")
        """;

    private const string StoreGrant =
        $"""
        {Family},
        member AS (INSERT INTO "GrantFamilyMembers" ("Key", "FamilyId", "Type", "Expiration") SELECT $3, "Id", $4, $2 FROM family)
        INSERT INTO "PersistedGrants" ("Expiration", "Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Data")
        SELECT $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM family
        """;

    private const string RegisterGrant =
        $"""
        {Family}
        INSERT INTO "GrantFamilyMembers" ("Key", "FamilyId", "Type", "Expiration") SELECT $3, "Id", $4, $2 FROM family
        """;

    // A JWT is alive without being stored, so in a revoked family its id is revoked at once.
    private const string RegisterJwt =
        $"""
        {Family},
        member AS (INSERT INTO "GrantFamilyMembers" ("Key", "FamilyId", "Type", "Expiration") SELECT $3, "Id", 'jwt', $2 FROM family)
        INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration") SELECT $3, $2 WHERE NOT EXISTS (SELECT 1 FROM family)
        """;

    private const string FindFamily = """SELECT "FamilyId" FROM "GrantFamilyMembers" WHERE "Key" = $1""";

    // Of several who see it first at once, one begins its family, and the others find that. One that was removed meanwhile begins none.
    private const string AdoptGrant =
        """
        WITH grant_there AS (
          SELECT "Key", "SubjectId", "SessionId", "ClientId", "Type", "Expiration" FROM "PersistedGrants" WHERE "Key" = $2 FOR KEY SHARE),
        family AS (
          INSERT INTO "GrantFamilies" ("Id", "Key", "SubjectId", "SessionId", "ClientId", "Expiration")
          SELECT $1, "Key", "SubjectId", "SessionId", "ClientId", "Expiration" FROM grant_there
          ON CONFLICT ("Key") DO NOTHING RETURNING "Id")
        INSERT INTO "GrantFamilyMembers" ("Key", "FamilyId", "Type", "Expiration")
        SELECT g."Key", f."Id", g."Type", g."Expiration" FROM grant_there g, family f
        """;

    // The first use counts, so that no repetition makes the overlap longer.
    private const string ConsumeRefreshToken =
        """
        UPDATE "PersistedGrants" SET "ConsumedTime" = coalesce("ConsumedTime", $2), "Data" = $4
        WHERE "Key" = $1 AND "Type" = 'refresh_token' AND ("ConsumedTime" IS NULL OR "ConsumedTime" > $3)
        """;

    // The family's row first, as everywhere.
    private const string Extend =
        $"""
        {Family},
        member AS (UPDATE "GrantFamilyMembers" SET "Expiration" = $2 FROM family WHERE "Key" = $3)
        UPDATE "PersistedGrants" SET "Expiration" = $2, "Data" = $4 FROM family WHERE "Key" = $3 AND "ConsumedTime" IS NULL
        """;

    private Guid? _family;

    /// <summary>The client that authenticated at the token endpoint; null in any other request.</summary>
    internal string? TokenClientId { get; set; }

    /// <summary>Whether tokens of this request belong to a family.</summary>
    internal bool HasFamily => _family is not null;

    /// <summary>Consumes an authorization code and begins its family.</summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False if somebody else consumed it.</returns>
    internal Task<bool> ConsumeCodeAsync(string key, CancellationToken ct) => BeginAsync(ConsumeCode, key, ct);

    /// <summary>Consumes a device code and begins its family.</summary>
    /// <param name="key">What stands in the column DeviceCode.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False if somebody else consumed it.</returns>
    internal Task<bool> ConsumeDeviceCodeAsync(string key, CancellationToken ct) => BeginAsync(ConsumeDeviceCode, key, ct);

    /// <summary>
    /// What is issued from now on belongs to the family of this refresh token. One that another engine issued, without lineage, begins its
    /// family now.
    /// </summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False if it was revoked just now.</returns>
    internal async Task<bool> ContinueAsync(string key, CancellationToken ct)
    {
        _family = await FindFamilyAsync(key, ct);
        if (_family is null)
        {
            await dataSource.ExecuteAsync(AdoptGrant, ct, SqlParameters.Uuid(Guid.CreateVersion7()), SqlParameters.Text(key));
            _family = await FindFamilyAsync(key, ct);
        }

        return _family is not null;
    }

    /// <summary>Changes a stored token of the family, unless it was revoked or consumed.</summary>
    /// <returns>False if it was.</returns>
    internal async Task<bool> ExtendAsync(string key, DateTime expiration, string data, CancellationToken ct)
    {
        var changed = await dataSource.ExecuteAsync(
            Extend,
            ct,
            SqlParameters.Uuid(_family ?? await FindFamilyAsync(key, ct) ?? Guid.Empty),
            SqlParameters.Timestamp(expiration),
            SqlParameters.Text(key),
            SqlParameters.Text(data));
        return changed > 0;
    }

    /// <summary>Marks a refresh token as consumed; its family goes on.</summary>
    /// <param name="key">The key of its grant.</param>
    /// <param name="time">When it is used.</param>
    /// <param name="overlapStart">It may have been used after this.</param>
    /// <param name="data">What the grant then holds.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False if it was used before, or revoked.</returns>
    internal async Task<bool> ConsumeRefreshTokenAsync(string key, DateTime time, DateTime overlapStart, string data, CancellationToken ct)
    {
        var consumed = await dataSource.ExecuteAsync(
            ConsumeRefreshToken,
            ct,
            SqlParameters.Text(key),
            SqlParameters.Timestamp(time),
            SqlParameters.Timestamp(overlapStart),
            SqlParameters.Text(data));
        return consumed > 0;
    }

    /// <summary>
    /// Stores a token of the family. If the family was revoked meanwhile, it is not stored: to the client that is the same as a revocation
    /// right after the answer.
    /// </summary>
    internal async Task StoreAsync(PersistedGrant grant, CancellationToken ct)
    {
        var stored = await dataSource.ExecuteAsync(
            StoreGrant,
            ct,
            SqlParameters.Uuid(_family!.Value),
            SqlParameters.Timestamp(grant.Expiration),
            SqlParameters.Text(grant.Key),
            SqlParameters.Text(grant.Type),
            SqlParameters.Text(grant.SubjectId),
            SqlParameters.Text(grant.SessionId),
            SqlParameters.Text(grant.ClientId),
            SqlParameters.Text(grant.Description),
            SqlParameters.Timestamp(grant.CreationTime),
            SqlParameters.Text(grant.Data));
        if (stored == 0)
            logger.FamilyWasRevoked(grant.ClientId);
    }

    /// <summary>Notes a token of the family that a deployer's own store holds.</summary>
    /// <returns>False if the family was revoked meanwhile: then it is not to stay there.</returns>
    internal async Task<bool> RegisterAsync(PersistedGrant grant, CancellationToken ct)
    {
        var registered = await dataSource.ExecuteAsync(
            RegisterGrant,
            ct,
            SqlParameters.Uuid(_family!.Value),
            SqlParameters.Timestamp(grant.Expiration),
            SqlParameters.Text(grant.Key),
            SqlParameters.Text(grant.Type));
        if (registered == 0)
            logger.FamilyWasRevoked(grant.ClientId);
        return registered > 0;
    }

    /// <summary>Notes the id of a JWT, so that it can be revoked with the family.</summary>
    internal Task RegisterJwtAsync(string id, DateTime expiration, CancellationToken ct) =>
        dataSource.ExecuteAsync(
            RegisterJwt, ct, SqlParameters.Uuid(_family!.Value), SqlParameters.Timestamp(expiration), SqlParameters.Text(id));

    private async Task<bool> BeginAsync(string sql, string key, CancellationToken ct)
    {
        var family = Guid.CreateVersion7();
        if (await dataSource.ScalarAsync(sql, ct, SqlParameters.Uuid(family), SqlParameters.Text(key)) is null)
            return false;
        _family = family;
        return true;
    }

    private async Task<Guid?> FindFamilyAsync(string key, CancellationToken ct) =>
        await dataSource.ScalarAsync(FindFamily, ct, SqlParameters.Text(key)) is Guid family ? family : null;
}
