using IdentityHost.Coherence;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Stores;

/// <summary>
/// Grants in the table <c>PersistedGrants</c>, on Npgsql. Every method lets the exceptions of the database through: an outage is not "no
/// grant".
/// </summary>
internal sealed class PersistedGrantStore(NpgsqlDataSource dataSource, GrantWriter writer, GrantFamilies families, RevocationBarrier barrier) : IPersistedGrantStore
{
    private const string Columns =
        """ "Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Expiration", "ConsumedTime", "Data" """;

    private const string SelectByKey = $"""SELECT {Columns} FROM "PersistedGrants" WHERE "Key" = $1""";

    private const string SelectByFilter = $"""SELECT {Columns} FROM "PersistedGrants" WHERE """;

    private const string DeleteByKey = """DELETE FROM "PersistedGrants" WHERE "Key" = $1""";

    // Rows are locked in one order, so that two removals at once (a sign-out on two nodes) can't deadlock.
    private const string DeleteByFilter = """DELETE FROM "PersistedGrants" WHERE "Id" = ANY(ARRAY(SELECT "Id" FROM "PersistedGrants" WHERE """;

    // A device that was allowed something and has not fetched it yet: it holds what a code holds.
    private const string DeleteAnswersByFilter =
        """DELETE FROM "DeviceCodes" WHERE "UserCode" = ANY(ARRAY(SELECT "UserCode" FROM "DeviceCodes" WHERE """;

    public Task StoreAsync(PersistedGrant grant, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return writer.StoreAsync(grant, ct);
    }

    public async Task<PersistedGrant?> GetAsync(string key, CancellationToken ct)
    {
        var rows = await dataSource.QueryAsync(SelectByKey, Read, ct, SqlParameters.Text(key));
        return rows.Count == 0 ? null : rows[0];
    }

    public async Task<IReadOnlyCollection<PersistedGrant>> GetAllAsync(PersistedGrantFilter filter, CancellationToken ct)
    {
        var (conditions, parameters) = Matching(filter);
        return await dataSource.QueryAsync($"""{SelectByFilter}{conditions} ORDER BY "Id" """, Read, ct, parameters);
    }

    public async Task RemoveAsync(string key, CancellationToken ct)
    {
        await dataSource.ExecuteAsync(DeleteByKey, ct, SqlParameters.Text(key));
        await barrier.AccessRevokedAsync();
    }

    /// <summary>
    /// Removes what matches. Where refresh tokens are meant, what was issued with them goes too, JWTs included, and what a device was allowed.
    /// </summary>
    public async Task RemoveAllAsync(PersistedGrantFilter filter, CancellationToken ct)
    {
        var (conditions, parameters) = Matching(filter);
        // The codes before the families: whoever redeems one at this moment either finds it gone, or has begun the family that ends below.
        await dataSource.ExecuteAsync($"""{DeleteByFilter}{conditions} ORDER BY "Id" FOR UPDATE))""", ct, parameters);
        if (Types(filter)?.Contains(PersistedGrantTypes.RefreshToken) ?? true)
            await RevokeFamiliesAsync(filter, ct);
        else
            await barrier.AccessRevokedAsync();
    }

    private async Task RevokeFamiliesAsync(PersistedGrantFilter filter, CancellationToken ct)
    {
        var whose = Whose(filter);
        var condition = whose.Conditions.Count > 0 ? string.Join(" AND ", whose.Conditions) : "TRUE";
        await dataSource.ExecuteAsync(
            $"""{DeleteAnswersByFilter}"SubjectId" IS NOT NULL AND {condition} ORDER BY "UserCode" FOR UPDATE))""", ct, [.. whose.Parameters]);
        await families.RevokeMatchingAsync(condition, ct, [.. Whose(filter).Parameters]);
    }

    // Only the conditions that are asked for: one that says "$1 IS NULL OR ..." keeps a prepared statement's plan from using an index.
    private static (string Conditions, NpgsqlParameter[] Parameters) Matching(PersistedGrantFilter filter)
    {
        var (conditions, parameters) = Whose(filter);
        if (Types(filter) is { } types)
        {
            parameters.Add(SqlParameters.TextArray(types));
            conditions.Add($"\"Type\" = ANY (${parameters.Count})");
        }

        return conditions.Count > 0
            ? (string.Join(" AND ", conditions), [.. parameters])
            : throw new ArgumentException("A filter without a condition would match every grant.", nameof(filter));
    }

    /// <summary>The conditions that a family can fulfil as well as a grant.</summary>
    private static (List<string> Conditions, List<NpgsqlParameter> Parameters) Whose(PersistedGrantFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var conditions = new List<string>();
        var parameters = new List<NpgsqlParameter>();
        if (FilterCondition.Text(filter.SubjectId, nameof(filter.SubjectId)) is { } subject)
            Add("\"SubjectId\" = ", SqlParameters.Text(subject));
        if (FilterCondition.Text(filter.SessionId, nameof(filter.SessionId)) is { } session)
            Add("\"SessionId\" = ", SqlParameters.Text(session));
        if (FilterCondition.AnyOf(filter.ClientId, filter.ClientIds, nameof(filter.ClientId)) is { } clients)
            Add("\"ClientId\" = ANY ", SqlParameters.TextArray(clients));
        return (conditions, parameters);

        void Add(string condition, NpgsqlParameter parameter)
        {
            parameters.Add(parameter);
            conditions.Add($"{condition}(${parameters.Count})");
        }
    }

    private static string[]? Types(PersistedGrantFilter filter) => FilterCondition.AnyOf(filter.Type, filter.Types, nameof(filter.Type));

    private static PersistedGrant Read(NpgsqlDataReader row) => new()
    {
        Key = Text(row, 0),
        Type = row.GetString(1),
        SubjectId = Text(row, 2),
        SessionId = Text(row, 3),
        ClientId = row.GetString(4),
        Description = Text(row, 5),
        CreationTime = row.GetDateTime(6),
        Expiration = row.IsDBNull(7) ? null : row.GetDateTime(7),
        ConsumedTime = row.IsDBNull(8) ? null : row.GetDateTime(8),
        Data = row.GetString(9),
    };

    private static string Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null! : row.GetString(column);
}
