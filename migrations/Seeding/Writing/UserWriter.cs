using System.Security.Cryptography;
using IdentityHost.Migrations.Database;
using IdentityHost.Migrations.Seeding.State;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
using Shared;

namespace IdentityHost.Migrations.Seeding.Writing;

/// <summary>Writes users as ASP.NET Core Identity stores them.</summary>
internal static class UserWriter
{
    private const string Insert = """
        INSERT INTO "Users" (
            "Id", "UserName", "NormalizedUserName", "Email", "NormalizedEmail", "EmailConfirmed", "DisplayName", "Disabled", "ConcurrencyStamp",
            "IntrospectionId", "PhoneNumber", "PhoneNumberConfirmed", "SecurityStamp", "PasswordHash", "TwoFactorEnabled", "LockoutEnabled",
            "AccessFailedCount")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, coalesce($10, gen_random_uuid()), $11, $12, $13, $14, false, true, 0)
        """;

    // A new stamp makes an administrator's page that is open on the old row fail instead of writing it back.
    private const string Update = """
        UPDATE "Users" SET
            "UserName" = $2, "NormalizedUserName" = $3, "Email" = $4, "NormalizedEmail" = $5, "EmailConfirmed" = $6, "DisplayName" = $7,
            "Disabled" = $8, "ConcurrencyStamp" = $9, "IntrospectionId" = coalesce($10, "IntrospectionId"),
            "PhoneNumber" = $11, "PhoneNumberConfirmed" = $12
        WHERE "Id" = $1
        """;

    // The stamp invalidates sessions that were opened with the old password; the lockout was for the old password as well.
    private const string UpdatePassword = """
        UPDATE "Users" SET "SecurityStamp" = $2, "PasswordHash" = $3, "AccessFailedCount" = 0, "LockoutEnd" = NULL WHERE "Id" = $1
        """;

    private const string ForgetAttempts = """DELETE FROM "SignInAttempts" WHERE "UserId" = $1""";

    private const string Delete = """DELETE FROM "Users" WHERE "Id" = $1""";

    // Somebody who later gets the same subject must not find the tokens and sessions of the one before.
    private const string DeleteGrants = """DELETE FROM "PersistedGrants" WHERE "SubjectId" = $1""";
    private const string DeleteDeviceCodes = """DELETE FROM "DeviceCodes" WHERE "SubjectId" = $1""";
    private const string DeleteSessions = """DELETE FROM "ServerSideSessions" WHERE "SubjectId" = $1""";

    private const string DeleteClaims = """DELETE FROM "UserClaims" WHERE "UserId" = $1""";
    private const string InsertClaims =
        """INSERT INTO "UserClaims" ("UserId", "ClaimType", "ClaimValue") SELECT $1, * FROM unnest($2::text[], $3::text[])""";

    private static readonly PasswordHasher<UserState> _hasher = new();

    internal static async Task WriteAsync(NpgsqlConnection connection, UserState user, bool isNew, CancellationToken cancellationToken)
    {
        List<NpgsqlParameter> parameters =
        [
            Sql.Value(user.Subject), Sql.Value(user.UserName), Sql.Value(UserState.Normalize(user.UserName)),
            Sql.Text(user.Email), Sql.Text(user.Email is null ? null : UserNames.NormalizeEmail(user.Email)), Sql.Value(user.EmailVerified),
            Sql.Text(user.DisplayName), Sql.Value(!user.Enabled), Sql.Value(Guid.CreateVersion7().ToString("D")),
            new NpgsqlParameter { Value = (object?)user.IntrospectionId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid },
            Sql.Text(user.PhoneNumber), Sql.Value(user.PhoneNumberVerified),
        ];
        if (isNew)
            parameters.AddRange([Sql.Value(NewStamp()), Sql.Text(HashOf(user))]);
        await connection.ExecuteAsync(isNew ? Insert : Update, cancellationToken, [.. parameters]);
        if (!isNew && user.NewPassword is not null)
        {
            await connection.ExecuteAsync(
                UpdatePassword, cancellationToken, Sql.Value(user.Subject), Sql.Value(NewStamp()), Sql.Text(HashOf(user)));
            await connection.ExecuteAsync(ForgetAttempts, cancellationToken, Sql.Value(user.Subject));
        }

        await connection.ExecuteAsync(DeleteClaims, cancellationToken, Sql.Value(user.Subject));
        await connection.ExecuteAsync(
            InsertClaims, cancellationToken, Sql.Value(user.Subject),
            Sql.Value(user.Claims.Select(claim => claim.Type).ToArray()), Sql.Value(user.Claims.Select(claim => claim.Value).ToArray()));
    }

    internal static async Task RemoveAsync(NpgsqlConnection connection, UserState user, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(Delete, cancellationToken, Sql.Value(user.Subject));
        await connection.ExecuteAsync(DeleteGrants, cancellationToken, Sql.Value(user.Subject));
        await connection.ExecuteAsync(DeleteDeviceCodes, cancellationToken, Sql.Value(user.Subject));
        await connection.ExecuteAsync(DeleteSessions, cancellationToken, Sql.Value(user.Subject));
    }

    private static string? HashOf(UserState user) => user.NewPassword is null ? null : _hasher.HashPassword(user, user.NewPassword);

    private static string NewStamp() => RandomNumberGenerator.GetHexString(40);
}
