using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace IdentityHost.Bench.LoadBench.Tokens;

/// <summary>The table of grants, seen from beside the host.</summary>
internal sealed class GrantTable(NpgsqlDataSource dataSource)
{
    private const string Copy =
        """
        COPY "PersistedGrants" ("Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Expiration", "ConsumedTime", "Data")
        FROM STDIN (FORMAT BINARY)
        """;

    /// <summary>What a token is stored under.</summary>
    public static string KeyOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{token}:reference_token")));

    /// <summary>The table for the ceiling of issuance, of the same shape and with the same indexes, and statistics for all.</summary>
    public Task PrepareAsync(CancellationToken ct) => ExecuteAsync(
        """
        DROP SCHEMA IF EXISTS bench CASCADE;
        CREATE SCHEMA bench;
        CREATE TABLE bench."Grants" (LIKE "PersistedGrants" INCLUDING ALL);
        """,
        ct);

    /// <summary>What is to be done after much was written, so that nobody pays for it later.</summary>
    public Task SettleAsync(CancellationToken ct) => ExecuteAsync("""VACUUM ANALYZE "PersistedGrants" """, ct);

    public async Task<string> DataOfAsync(string token, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand("""SELECT "Data" FROM "PersistedGrants" WHERE "Key" = $1""");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = KeyOf(token) });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>More tokens like that one: new handles with what is stored for it.</summary>
    public async Task<string[]> MultiplyAsync(string token, int count, CancellationToken ct)
    {
        var data = await DataOfAsync(token, ct);
        var tokens = new string[count];
        for (var i = 0; i < count; i++)
            tokens[i] = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)) + "-1";
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var rows = await connection.BeginBinaryImportAsync(Copy, ct);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var handle in tokens)
            await WriteAsync(rows, KeyOf(handle), "4", now, now.AddHours(1), data, ct);
        await rows.CompleteAsync(ct);
        return tokens;
    }

    /// <summary>Grants that nobody asks for, with short payloads.</summary>
    public async Task FillAsync(int count, TimeSpan lifetime, CancellationToken ct)
    {
        var indexes = await IndexesAsync(ct);
        foreach (var (name, _) in indexes)
            await ExecuteAsync($"DROP INDEX \"{name}\"", ct);
        await CopyAsync(count, lifetime, ct);
        await ExecuteAsync($"SET maintenance_work_mem = '1GB'; {string.Join("; ", indexes.Select(index => index.Definition))}", ct);
    }

    /// <summary>Grants that have expired, beside those that are there.</summary>
    public Task AddExpiredAsync(int count, CancellationToken ct) => CopyAsync(count, TimeSpan.FromHours(-2), ct);

    private async Task CopyAsync(int count, TimeSpan lifetime, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var rows = await connection.BeginBinaryImportAsync(Copy, ct);
        rows.Timeout = TimeSpan.FromHours(1);
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var key = new byte[32];
        for (var i = 0; i < count; i++)
        {
            RandomNumberGenerator.Fill(key);
            // Spread over an hour, as issuance would have done it.
            var created = now.AddMilliseconds(-3_600_000.0 * i / count);
            await WriteAsync(rows, Convert.ToHexString(key), "4", created, created + lifetime, "{}", ct);
        }

        await rows.CompleteAsync(ct);
    }

    private async Task<List<(string Name, string Definition)>> IndexesAsync(CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(
            """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'PersistedGrants' AND schemaname = 'public' AND indexname NOT LIKE 'PK%' """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var indexes = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        return indexes;
    }

    public async Task<long> CountAsync(string condition, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand($"""SELECT count(*) FROM "PersistedGrants" WHERE {condition}""");
        command.CommandTimeout = 300;
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task WriteAsync(
        NpgsqlBinaryImporter rows, string key, string client, DateTime created, DateTime expires, string data, CancellationToken ct)
    {
        await rows.StartRowAsync(ct);
        await rows.WriteAsync(key, NpgsqlDbType.Varchar, ct);
        await rows.WriteAsync("reference_token", NpgsqlDbType.Varchar, ct);
        await rows.WriteNullAsync(ct);
        await rows.WriteNullAsync(ct);
        await rows.WriteAsync(client, NpgsqlDbType.Varchar, ct);
        await rows.WriteNullAsync(ct);
        await rows.WriteAsync(created, NpgsqlDbType.TimestampTz, ct);
        await rows.WriteAsync(expires, NpgsqlDbType.TimestampTz, ct);
        await rows.WriteNullAsync(ct);
        await rows.WriteAsync(data, NpgsqlDbType.Varchar, ct);
    }
}
