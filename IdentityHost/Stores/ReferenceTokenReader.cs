using System.Data;
using IdentityHost.TokenCache;
using Npgsql;
using NpgsqlTypes;

namespace IdentityHost.Stores;

/// <summary>Reads reference tokens with what an introspection has to know of their users, in one round trip.</summary>
internal sealed class ReferenceTokenReader(NpgsqlDataSource dataSource)
{
    /// <summary>Characters: what is longer is no handle of either engine.</summary>
    internal const int LongestHandle = 100;

    private const string Select =
        """
        SELECT g."Type", g."Expiration", g."Data", g."SubjectId", u."IntrospectionId", u."Disabled", g."Key"
        FROM "PersistedGrants" g LEFT JOIN "Users" u ON u."Id" = g."SubjectId" WHERE g."Key"
        """;

    private const string SelectOne = Select + " = $1";

    private const string SelectTwo = Select + " IN ($1, $2)";

    public async Task<StoredReferenceToken?> ReadAsync(string key, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(SelectOne, connection);
        command.Parameters.Add(Text(key));
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(CommandBehavior.SingleRow, ct);
        return await row.ReadAsync(ct) ? Read(row) : null;
    }

    /// <summary>Both with one statement, since a request that needs both waits for them only once.</summary>
    public async Task<(StoredReferenceToken? First, StoredReferenceToken? Second)> ReadAsync(string first, string second, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(SelectTwo, connection);
        command.Parameters.Add(Text(first));
        command.Parameters.Add(Text(second));
        await command.PrepareAsync(ct);
        await using var row = await command.ExecuteReaderAsync(ct);
        (StoredReferenceToken? First, StoredReferenceToken? Second) found = default;
        while (await row.ReadAsync(ct))
        {
            if (string.Equals(row.GetString(6), first, StringComparison.Ordinal))
                found.First = Read(row);
            else
                found.Second = Read(row);
        }

        return found;
    }

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static StoredReferenceToken Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1),
        row.GetString(2),
        row.IsDBNull(3) ? null : ReadUser(row));

    private static UserOfRequest ReadUser(NpgsqlDataReader row)
    {
        var isActive = !row.IsDBNull(5) && !row.GetBoolean(5);
        return new UserOfRequest(row.GetString(3), isActive, isActive ? row.GetGuid(4).ToString("D") : null);
    }
}
