using IdentityHost.Data;
using IdentityHost.Outcomes;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Device codes (RFC 8628) in the table <c>DeviceCodes</c>, on Npgsql; both codes come here hashed. One conditional statement decides who of
/// several people answers a device, and which of several polls gets the tokens.
/// </summary>
public sealed class DeviceFlowStore(
    NpgsqlDataSource dataSource, GrantLineage lineage, IClientStore clients, IPersistentGrantSerializer serializer, IdentityServerOptions options)
    : IDeviceFlowStore
{
    // A user code is free again once its request has expired. One that is still in use makes the statement fail: the device asks again.
    private const string Insert =
        """
        WITH expired AS (DELETE FROM "DeviceCodes" WHERE "UserCode" = $2 AND "Expiration" <= now() RETURNING "UserCode"),
        stored AS (
          INSERT INTO "DeviceCodes" ("DeviceCode", "UserCode", "ClientId", "CreationTime", "Expiration", "Data")
          SELECT $1, $2, $3, $4, $5, $6 FROM (SELECT count(*) FROM expired) AS first
          RETURNING "DeviceCode")
        INSERT INTO "DeviceCodePolls" ("DeviceCode", "LastPoll", "Interval") SELECT "DeviceCode", timestamptz '-infinity', $7 FROM stored
        """;

    private const string SelectByDeviceCode = """SELECT "Data" FROM "DeviceCodes" WHERE "DeviceCode" = $1""";

    // An answered code is nobody's to answer any more.
    private const string SelectByUserCode =
        """SELECT "Data" FROM "DeviceCodes" WHERE "UserCode" = $1 AND "SubjectId" IS NULL AND "Expiration" > now()""";

    // In a session that is over nobody allows anything: as with codes (AuthorizationCodeStore).
    private const string Answer =
        """
        WITH session AS (
          SELECT 1 FROM "ServerSideSessions" WHERE "SubjectId" = $2 AND "SessionId" = $3 ORDER BY "Id" LIMIT 1 FOR KEY SHARE)
        UPDATE "DeviceCodes" SET "SubjectId" = $2, "SessionId" = $3, "Description" = $4, "Data" = $5
        WHERE "UserCode" = $1 AND "SubjectId" IS NULL AND "Expiration" > now() AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM session))
        """;

    public async Task StoreDeviceAuthorizationAsync(string deviceCode, string userCode, DeviceCode data, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(data);
        var client = await clients.FindClientByIdAsync(data.ClientId, ct);
        await dataSource.ExecuteAsync(
            Insert,
            ct,
            SqlParameters.Text(deviceCode),
            SqlParameters.Text(userCode),
            SqlParameters.Text(data.ClientId),
            SqlParameters.Timestamp(data.CreationTime),
            SqlParameters.Timestamp(data.CreationTime.AddSeconds(data.Lifetime)),
            SqlParameters.Text(serializer.Serialize(data)),
            SqlParameters.Integer(client?.PollingInterval ?? options.DeviceFlow.Interval));
    }

    public Task<DeviceCode?> FindByUserCodeAsync(string userCode, CancellationToken ct) => FindAsync(SelectByUserCode, userCode, ct);

    public Task<DeviceCode?> FindByDeviceCodeAsync(string deviceCode, CancellationToken ct) => FindAsync(SelectByDeviceCode, deviceCode, ct);

    /// <exception cref="GrantConsumedException">Somebody else has answered, or the session of who answers is over.</exception>
    public async Task UpdateByUserCodeAsync(string userCode, DeviceCode data, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(data);
        var answered = await dataSource.ExecuteAsync(
            Answer,
            ct,
            SqlParameters.Text(userCode),
            SqlParameters.Text(data.Subject?.FindFirst("sub")?.Value),
            SqlParameters.Text(data.SessionId),
            SqlParameters.Text(data.Description),
            SqlParameters.Text(serializer.Serialize(data)));
        if (answered == 0)
            throw new GrantConsumedException();
    }

    /// <exception cref="GrantConsumedException">Another poll got the tokens.</exception>
    public async Task RemoveByDeviceCodeAsync(string deviceCode, CancellationToken ct)
    {
        if (!await lineage.ConsumeDeviceCodeAsync(deviceCode, ct))
            throw new GrantConsumedException();
    }

    private async Task<DeviceCode?> FindAsync(string sql, string code, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(code);
        var rows = await dataSource.QueryAsync(sql, row => row.GetString(0), ct, SqlParameters.Text(code));
        if (rows.Count == 0)
            return null;
        var grant = new PersistedGrant { Type = PersistedGrantTypes.DeviceCode, Data = rows[0] };
        return StoredPayload.Read<DeviceCode>(serializer, grant);
    }
}
