using Npgsql;

namespace IdentityHost.Migrations.Seeding.Files;

/// <summary>A seed that the database has.</summary>
internal sealed record AppliedSeed(int Number, string Name, string Checksum, DateTimeOffset AppliedAt);

/// <summary>The table <c>SeedHistory</c>.</summary>
internal static class SeedHistory
{
    /// <summary>In the order of the numbers; empty when the schema isn't there yet.</summary>
    internal static async Task<IReadOnlyList<AppliedSeed>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var applied = new List<AppliedSeed>();
        if (!await ExistsAsync(connection, cancellationToken))
            return applied;

        await using var command = new NpgsqlCommand(
            """SELECT "Number", "Name", "Checksum", "AppliedAt" FROM "SeedHistory" ORDER BY "Number" """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(new AppliedSeed(
                reader.GetInt32(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3)));
        }

        return applied;
    }

    internal static async Task<bool> ExistsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""SELECT to_regclass('"SeedHistory"') IS NOT NULL""", connection);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    internal static async Task AddAsync(NpgsqlConnection connection, SeedFile file, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """INSERT INTO "SeedHistory" ("Number", "Name", "Checksum", "AppliedAt") VALUES ($1, $2, $3, $4)""", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = file.Number });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = file.Name });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = file.Checksum });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
