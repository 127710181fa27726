using Npgsql;

namespace IdentityHost.Data;

/// <summary>Whether the database has a schema on which this host can run: the one that it needs, or a newer one that still serves it.</summary>
internal static class SchemaState
{
    // Ids begin with a time, and their order is that of their bytes, whatever the database's collation.
    private const string Sql = """
        SELECT h."MigrationId", coalesce(c."OldestHost" COLLATE "C" <= $1, false)
        FROM "__EFMigrationsHistory" h LEFT JOIN "SchemaCompatibility" c ON c."MigrationId" = h."MigrationId"
        WHERE h."MigrationId" COLLATE "C" >= $1
        ORDER BY 1
        """;

    /// <exception cref="InvalidOperationException">A migration is pending, or the schema is too new for this host.</exception>
    public static async Task RequireAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        var required = RequiredSchema.MigrationId;
        var applied = await ReadAsync(dataSource, ct);
        if (!applied.Exists(m => string.Equals(m.Id, required, StringComparison.Ordinal)))
            throw new InvalidOperationException($"Migration {required} is pending: run the migrations program with 'up'.");

        var newer = applied.Find(m => !m.ServesThisHost && !string.Equals(m.Id, required, StringComparison.Ordinal));
        if (newer.Id is not null)
        {
            throw new InvalidOperationException(
                $"The database of ConnectionStrings:IdentityHost has schema migration {newer.Id}, which is too new for this host "
                + $"(made for {required}): deploy a newer host.");
        }
    }

    private static async Task<List<(string Id, bool ServesThisHost)>> ReadAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        try
        {
            return await dataSource.QueryAsync(
                Sql, static row => (row.GetString(0), row.GetBoolean(1)), ct, SqlParameters.Text(RequiredSchema.MigrationId));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return [];
        }
    }
}
