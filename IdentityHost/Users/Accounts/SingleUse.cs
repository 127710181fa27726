using System.Security.Cryptography;
using System.Text;
using IdentityHost.Data;
using Npgsql;

namespace IdentityHost.Users.Accounts;

/// <summary>
/// Lets a proof of a user's be accepted once: a one-time password (RFC 6238 5.2), the challenge of a passkey. One INSERT decides, for
/// any number of nodes.
/// </summary>
internal sealed class SingleUse(NpgsqlDataSource dataSource, TimeProvider time)
{
    // The user's expired rows go in passing: what is remembered stays as short as what a person does.
    private const string UseSql =
        """
        WITH gone AS (DELETE FROM "UsedOneTimePasswords" WHERE "UserId" = $1 AND "Expiration" <= $4)
        INSERT INTO "UsedOneTimePasswords" ("UserId", "Hash", "Expiration")
        SELECT "Id", $2, $3 FROM "Users" WHERE "Id" = $1
        ON CONFLICT DO NOTHING
        """;

    /// <summary>True for the first who asks; false for everybody after that, and where there is no such user.</summary>
    /// <param name="userId">Whose proof it is.</param>
    /// <param name="proof">Tells this proof from every other of the user's. Only its hash is stored.</param>
    /// <param name="lifetime">How long the proof would be accepted without this.</param>
    /// <param name="ct">Cancels.</param>
    internal async Task<bool> TryUseAsync(string userId, string proof, TimeSpan lifetime, CancellationToken ct)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var rows = await dataSource.ExecuteAsync(
            UseSql,
            ct,
            SqlParameters.Text(userId),
            SqlParameters.Text(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(proof)))),
            SqlParameters.Timestamp(now + lifetime),
            SqlParameters.Timestamp(now));
        return rows > 0;
    }
}
