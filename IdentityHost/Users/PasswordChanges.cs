using System.Security.Cryptography;
using IdentityHost.Data;
using Microsoft.AspNetCore.Identity;
using Npgsql;

namespace IdentityHost.Users;

/// <summary>
/// Gives a user another password. One conditional statement decides whether it happens: it holds the security stamp that was current when
/// the old password, or a link, was proven, and makes another. So of two who try with the same one, one succeeds.
/// </summary>
internal sealed class PasswordChanges(
    NpgsqlDataSource dataSource, IPasswordHasher<ApplicationUser> hasher, TimeProvider time, ILogger<PasswordChanges> logger)
{
    private const int StampBytes = 20;

    private const string ChangeSql =
        """
        UPDATE "Users" SET "PasswordHash" = $3, "SecurityStamp" = $4, "ConcurrencyStamp" = $4
        WHERE "Id" = $1 AND coalesce("SecurityStamp", '') = $2 AND NOT "Disabled"
        """;

    // The new password was not guessed at, so the lockout of the old one ends; one that an administrator set, which lasts longer, does not.
    // Nor does one where codes are guessed at as well: whoever reads somebody's mail would try them without end.
    private const string ResetSql =
        """
        WITH changed AS (
          UPDATE "Users" SET "PasswordHash" = $3, "SecurityStamp" = $4, "ConcurrencyStamp" = $4,
            "AccessFailedCount" = CASE WHEN "TwoFactorEnabled" THEN "AccessFailedCount" ELSE 0 END,
            "LockoutEnd" = CASE WHEN "LockoutEnd" <= $5 AND NOT "TwoFactorEnabled" THEN NULL ELSE "LockoutEnd" END
          WHERE "Id" = $1 AND coalesce("SecurityStamp", '') = $2 AND NOT "Disabled"
          RETURNING "Id"),
        passkeys AS (DELETE FROM "UserPasskeys" p USING changed c WHERE p."UserId" = c."Id" AND $6)
        SELECT count(*) FROM changed
        """;

    private static readonly ApplicationUser Nobody = new();

    /// <summary>For a user who has just shown the old password. False: the user was changed or disabled meanwhile.</summary>
    internal async Task<bool> ChangeAsync(ApplicationUser user, string password, CancellationToken ct)
    {
        var rows = await dataSource.ExecuteAsync(ChangeSql, ct, [.. Parameters(user.Id, user.SecurityStamp, password)]);
        if (rows > 0)
            Log.PasswordChanged(logger, user.Id);
        return rows > 0;
    }

    /// <summary>For a user who followed a link. False: the link was used, or the user was changed or disabled since.</summary>
    /// <param name="removePasskeys">Whether the user's passkeys go with the old password.</param>
    internal async Task<bool> ResetAsync(string userId, string? securityStamp, string password, bool removePasskeys, CancellationToken ct)
    {
        var lockoutOfOurs = SqlParameters.Timestamp(time.GetUtcNow().UtcDateTime + UsersRegistration.LockoutDuration);
        var changed = await dataSource.ScalarAsync(
            ResetSql, ct, [.. Parameters(userId, securityStamp, password), lockoutOfOurs, SqlParameters.Boolean(removePasskeys)]) is 1L;
        if (changed)
            Log.PasswordReset(logger, userId);
        return changed;
    }

    /// <summary>A text that no user had before.</summary>
    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));

    private IEnumerable<NpgsqlParameter> Parameters(string userId, string? securityStamp, string password) =>
    [
        SqlParameters.Text(userId),
        SqlParameters.Text(securityStamp ?? ""),
        SqlParameters.Text(hasher.HashPassword(Nobody, password)),
        SqlParameters.Text(NewStamp()),
    ];
}
