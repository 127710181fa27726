using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;

namespace IdentityHost.Bench.Ceilings;

/// <summary>I: one prepared INSERT of a row of the size of a reference token's into a table of the shape of the grants', and a constant.</summary>
internal sealed class InsertGrant(NpgsqlDataSource dataSource, string data, byte[] answer)
{
    private const string Sql =
        """
        INSERT INTO bench."Grants" ("Key", "Type", "SubjectId", "SessionId", "ClientId", "Description", "CreationTime", "Expiration", "ConsumedTime", "Data")
        VALUES ($1, 'reference_token', NULL, NULL, $2, NULL, now(), now() + interval '1 hour', NULL, $3)
        """;

    public async Task AnswerAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = NewKey(), NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "4", NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = data, NpgsqlDbType = NpgsqlDbType.Text });
        await command.PrepareAsync(ct);
        await command.ExecuteNonQueryAsync(ct);
        await Json.AnswerAsync(context, answer);
    }

    private static string NewKey()
    {
        Span<byte> key = stackalloc byte[SHA256.HashSizeInBytes];
        RandomNumberGenerator.Fill(key);
        return Convert.ToHexString(key);
    }
}
