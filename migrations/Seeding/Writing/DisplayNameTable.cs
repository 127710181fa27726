using IdentityHost.Migrations.Database;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>Names in other languages than English: rows of a table of properties, of which the others are not touched.</summary>
/// <param name="Delete">Removes names that aren't in the list: $1 is the owner, $2 the keys.</param>
/// <param name="Insert">Adds or changes names: $2 the keys, $3 the values.</param>
internal sealed record DisplayNameTable(string Delete, string Insert)
{
    /// <summary>Before the language, in the key of the row.</summary>
    private const string Prefix = "display_name:";

    internal async Task ReplaceAsync(
        NpgsqlConnection connection, int owner, IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        var keys = names.Keys.Select(language => Prefix + language).ToArray();
        await connection.ExecuteAsync(Delete, cancellationToken, Sql.Value(owner), Sql.Value(keys));
        await connection.ExecuteAsync(Insert, cancellationToken, Sql.Value(owner), Sql.Value(keys), Sql.Value(names.Values.ToArray()));
    }
}
