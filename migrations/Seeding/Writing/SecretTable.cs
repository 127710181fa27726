using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Seeding.State;
using Npgsql;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>A table of secrets that belong to a row.</summary>
/// <param name="Delete">Removes all but those that stay: $1 is the owner, $2 the ids that stay.</param>
internal sealed record SecretTable(string Delete, string Insert)
{
    internal async Task ReplaceAsync(
        NpgsqlConnection connection, int owner, IReadOnlyList<SecretState> secrets, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = secrets.Where(secret => secret.Id is not null).Select(secret => secret.Id!.Value).ToArray();
        await connection.ExecuteAsync(Delete, cancellationToken, Sql.Value(owner), Sql.Value(kept));
        foreach (var secret in secrets.Where(secret => secret.Id is null))
        {
            await connection.ExecuteAsync(
                Insert, cancellationToken,
                Sql.Value(owner), Sql.Value(secret.Hash), Sql.Value(secret.Type), Sql.Text(secret.Description), Sql.Instant(secret.Expires), Sql.Instant(now));
        }
    }
}
