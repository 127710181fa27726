using IdentityHost.Migrations.Database;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>A table of plain texts that belong to a row. Texts that stay keep their rows.</summary>
/// <param name="Delete">Removes what isn't in the list: $1 is the owner, $2 the list.</param>
/// <param name="Insert">Adds what is new, in the order of the list.</param>
internal sealed record ListTable(string Delete, string Insert)
{
    internal async Task ReplaceAsync(NpgsqlConnection connection, int owner, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(Delete, cancellationToken, Sql.Value(owner), Sql.Value(values.ToArray()));
        await connection.ExecuteAsync(Insert, cancellationToken, Sql.Value(owner), Sql.Value(values.ToArray()));
    }
}
