using System.Security.Cryptography;
using IdentityHost.Migrations.Database;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Migrations.Users;

/// <summary>
/// What an operator changes of one person, whose row is locked. Another security stamp ends what is under way: links in mails, a sign-in between
/// password and second step.
/// </summary>
internal static class UserChanges
{
    private const string Unlock =
        """UPDATE "Users" SET "AccessFailedCount" = 0, "LockoutEnd" = NULL, "ConcurrencyStamp" = $2 WHERE "Id" = $1""";

    // Of strangers, and of browsers that the person used before.
    private const string ForgetAttempts = """DELETE FROM "SignInAttempts" WHERE "UserId" = $1""";

    private const string SwitchSecondFactorOff =
        """UPDATE "Users" SET "TwoFactorEnabled" = false, "SecurityStamp" = $2, "ConcurrencyStamp" = $2 WHERE "Id" = $1""";

    // The secret of the authenticator app and the recovery codes.
    private const string RemoveSecondFactor = """DELETE FROM "UserTokens" WHERE "UserId" = $1 AND "LoginProvider" = '[AspNetUserStore]'""";

    private const string RemovePasskeys = """DELETE FROM "UserPasskeys" WHERE "UserId" = $1""";

    private const string SetPassword =
        """UPDATE "Users" SET "PasswordHash" = $3, "SecurityStamp" = $2, "ConcurrencyStamp" = $2 WHERE "Id" = $1""";

    private const string NewStamp = """UPDATE "Users" SET "SecurityStamp" = $2, "ConcurrencyStamp" = $2 WHERE "Id" = $1""";

    // As an expired session is: it counts no more from now on, which the triggers announce, and the hosts' next removal tells its applications
    // (OpenID Connect Back-Channel Logout 1.0). A new key keeps a request that read it before from prolonging it. Rows are locked in the order
    // in which the hosts lock them.
    private const string EndSessions =
        """
        UPDATE "ServerSideSessions" SET "Expires" = now() - interval '1 second', "Key" = gen_random_uuid()::text
        WHERE "Id" = ANY(ARRAY(SELECT "Id" FROM "ServerSideSessions"
          WHERE "SubjectId" = $1 AND ("Expires" IS NULL OR "Expires" > now()) ORDER BY "Id" FOR UPDATE))
        """;

    // The codes before the families: whoever redeems one at this moment either finds it gone, or has begun a family that ends below.
    private const string RemoveGrants =
        """
        DELETE FROM "PersistedGrants" WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "PersistedGrants" WHERE "SubjectId" = $1 AND "Type" <> 'user_consent' ORDER BY "Id" FOR UPDATE))
        """;

    private const string RemoveDeviceCodes =
        """
        DELETE FROM "DeviceCodes" WHERE "UserCode" = ANY(ARRAY(
          SELECT "UserCode" FROM "DeviceCodes" WHERE "SubjectId" = $1 ORDER BY "UserCode" FOR UPDATE))
        """;

    private const string RevokeFamilies =
        """
        UPDATE "GrantFamilies" SET "RevokedTime" = now() WHERE "Id" = ANY(ARRAY(
          SELECT "Id" FROM "GrantFamilies" WHERE "SubjectId" = $1 AND "RevokedTime" IS NULL ORDER BY "Id" FOR UPDATE))
        """;

    // After the families are locked: whoever was issuing a token to one of them has either written it by now, or sees that it is revoked.
    private const string RevokeJwts =
        """
        INSERT INTO "RevokedTokenIds" ("TokenId", "Expiration")
        SELECT m."Key", m."Expiration" FROM "GrantFamilyMembers" m JOIN "GrantFamilies" f ON f."Id" = m."FamilyId"
        WHERE f."SubjectId" = $1 AND m."Type" = 'jwt' AND m."Expiration" > now() ON CONFLICT DO NOTHING
        """;

    private static readonly PasswordHasher<UserRecord> Hasher = new();

    internal static async Task UnlockAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(Unlock, cancellationToken, Sql.Value(user.Subject), Sql.Value(Stamp()));
        await connection.ExecuteAsync(ForgetAttempts, cancellationToken, Sql.Value(user.Subject));
    }

    internal static async Task ResetSecondFactorAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(SwitchSecondFactorOff, cancellationToken, Sql.Value(user.Subject), Sql.Value(Stamp()));
        await connection.ExecuteAsync(RemoveSecondFactor, cancellationToken, Sql.Value(user.Subject));
    }

    internal static async Task RemovePasskeysAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(RemovePasskeys, cancellationToken, Sql.Value(user.Subject));
        // One that is being added at this moment is not, for it meets another stamp.
        await connection.ExecuteAsync(NewStamp, cancellationToken, Sql.Value(user.Subject), Sql.Value(Stamp()));
    }

    /// <summary>Sets a password, and signs the person out everywhere: whoever knew the old one leaves.</summary>
    internal static async Task SetPasswordAsync(
        NpgsqlConnection connection, UserRecord user, string password, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(
            SetPassword, cancellationToken, Sql.Value(user.Subject), Sql.Value(Stamp()), Sql.Value(Hasher.HashPassword(user, password)));
        await EndAccessAsync(connection, user, cancellationToken);
    }

    /// <summary>Ends every session, and revokes every token. What the person consented to stays.</summary>
    internal static async Task SignOutAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(NewStamp, cancellationToken, Sql.Value(user.Subject), Sql.Value(Stamp()));
        await EndAccessAsync(connection, user, cancellationToken);
    }

    private static async Task EndAccessAsync(NpgsqlConnection connection, UserRecord user, CancellationToken cancellationToken)
    {
        foreach (var statement in (string[])[EndSessions, RemoveGrants, RemoveDeviceCodes, RevokeFamilies, RevokeJwts, RemoveGrants])
            await connection.ExecuteAsync(statement, cancellationToken, Sql.Value(user.Subject));
    }

    private static string Stamp() => RandomNumberGenerator.GetHexString(40);
}
