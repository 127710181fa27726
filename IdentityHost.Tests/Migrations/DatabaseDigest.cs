using System.Globalization;
using Npgsql;

namespace IdentityHost.Tests.Migrations;

/// <summary>Everything in a database as one text: two that are equal hold the same rows in the same tables.</summary>
public static class DatabaseDigest
{
    public static async Task<string> ReadAsync(string connectionString)
    {
        await using var dataSource = NpgsqlDataSource.Create(connectionString);
        var tables = new List<string>();
        await using (var command = dataSource.CreateCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"))
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
                tables.Add(reader.GetString(0));
        }

        var lines = new List<string>();
        foreach (var table in tables)
        {
#pragma warning disable CA2100 // Names from the catalog.
            await using var command = dataSource.CreateCommand(
                $"""SELECT count(*), md5(coalesce(string_agg(row::text, '|' ORDER BY row::text), '')) FROM "{table}" row""");
#pragma warning restore CA2100
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{table} {reader.GetInt64(0)} {reader.GetString(1)}"));
        }

        return string.Join('\n', lines);
    }
}
