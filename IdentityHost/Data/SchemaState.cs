using Npgsql;

namespace IdentityHost.Data;

/// <summary>Whether the database has the schema that this host needs; a newer one does as well.</summary>
internal static class SchemaState
{
    private const string Sql = """SELECT EXISTS (SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = $1)""";

    /// <exception cref="InvalidOperationException">A migration is pending.</exception>
    public static async Task RequireAsync(NpgsqlDataSource dataSource, CancellationToken ct)
    {
        bool applied;
        try
        {
            applied = await dataSource.ScalarAsync(Sql, ct, SqlParameters.Text(RequiredSchema.MigrationId)) is true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            applied = false;
        }

        if (!applied)
            throw new InvalidOperationException($"Migration {RequiredSchema.MigrationId} is pending: run the migrations program with 'up'.");
    }
}
