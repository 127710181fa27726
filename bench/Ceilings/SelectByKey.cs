using System.Text;
using Npgsql;

namespace IdentityHost.Bench.Ceilings;

/// <summary>S: one prepared SELECT by the key, which stands in the body where the token stands otherwise, and a constant.</summary>
internal sealed class SelectByKey(NpgsqlDataSource dataSource, byte[] answer)
{
    private const int KeyLength = 64;

    private const string Sql = """SELECT "Type", "ClientId", "Expiration", "Data" FROM "PersistedGrants" WHERE "Key" = $1""";

    private static readonly int KeyStart = "token=".Length;

    public async Task AnswerAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = await ReadKeyAsync(context) });
        await command.PrepareAsync(ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (await reader.ReadAsync(ct) && reader.GetDateTime(2) > DateTime.UnixEpoch && reader.GetString(3).Length > 0)
            await Json.AnswerAsync(context, answer);
        else
            await Json.NotFound(context);
    }

    private static async ValueTask<string> ReadKeyAsync(HttpContext context)
    {
        var body = (await context.Request.BodyReader.ReadAtLeastAsync(KeyStart + KeyLength, context.RequestAborted)).Buffer;
        var key = body.Length < KeyStart + KeyLength ? "" : Encoding.ASCII.GetString(body.Slice(KeyStart, KeyLength));
        context.Request.BodyReader.AdvanceTo(body.End);
        return key;
    }
}
