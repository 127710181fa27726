using System.Security.Cryptography;
using IdentityHost.Data;
using IdentityHost.Users.Accounts;
using Npgsql;

namespace IdentityHost.Users.Passwords;

/// <summary>
/// Gives a user another password. One conditional statement decides whether it happens: it holds the security stamp that was current when
/// the old password, or a link, was proven, and makes another. So of two who try with the same one, one succeeds.
/// </summary>
internal sealed class PasswordChanges(
    NpgsqlDataSource dataSource, PasswordWork work, KnownBrowser browser, ILogger<PasswordChanges> logger)
{
    private const int StampBytes = 20;

    private const string ChangeSql =
        """
        UPDATE "Users" SET "PasswordHash" = $3, "SecurityStamp" = $4, "ConcurrencyStamp" = $4
        WHERE "Id" = $1 AND coalesce("SecurityStamp", '') = $2 AND NOT "Disabled"
        """;

    // The new password was not guessed at, so strangers may try again: the person is one of them if they use another browser. Not where codes are
    // guessed at as well: whoever reads somebody's mail would try them without end. An administrator's lockout stays.
    private const string ResetSql =
        """
        WITH changed AS (
          UPDATE "Users" SET "PasswordHash" = $3, "SecurityStamp" = $4, "ConcurrencyStamp" = $4
          WHERE "Id" = $1 AND coalesce("SecurityStamp", '') = $2 AND NOT "Disabled"
          RETURNING "Id", "TwoFactorEnabled"
        ), passkeys AS (
          DELETE FROM "UserPasskeys" p USING changed c WHERE p."UserId" = c."Id" AND $5
        ), forgotten AS (
          UPDATE "SignInAttempts" a SET "Count" = 0 FROM changed c WHERE a."UserId" = c."Id" AND NOT c."TwoFactorEnabled"
        )
        SELECT "TwoFactorEnabled" FROM changed
        """;

    /// <summary>For a user who has just shown the old password. False: the user was changed or disabled meanwhile.</summary>
    internal async Task<bool> ChangeAsync(ApplicationUser user, string password, CancellationToken ct)
    {
        var (stamp, hash) = (NewStamp(), await work.HashAsync(password, ct));
        if (await dataSource.ExecuteAsync(ChangeSql, ct, Parameters(user.Id, user.SecurityStamp, hash, stamp)) == 0)
            return false;
        logger.PasswordChanged(user.Id);
        browser.Remember(user.Id, stamp);
        return true;
    }

    /// <summary>For a user who followed a link. False: the link was used, or the user was changed or disabled since.</summary>
    /// <param name="removePasskeys">Whether the user's passkeys go with the old password.</param>
    internal async Task<bool> ResetAsync(string userId, string? securityStamp, string password, bool removePasskeys, CancellationToken ct)
    {
        var (stamp, hash) = (NewStamp(), await work.HashAsync(password, ct));
        NpgsqlParameter[] parameters = [.. Parameters(userId, securityStamp, hash, stamp), SqlParameters.Boolean(removePasskeys)];
        if (await dataSource.ScalarAsync(ResetSql, ct, parameters) is not bool hasSecondFactor)
            return false;
        logger.PasswordReset(userId);
        if (!hasSecondFactor)
            browser.Remember(userId, stamp);
        return true;
    }

    /// <summary>A text that no user had before.</summary>
    internal static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(StampBytes));

    private static NpgsqlParameter[] Parameters(string userId, string? securityStamp, string newHash, string newStamp) =>
    [
        SqlParameters.Text(userId),
        SqlParameters.Text(securityStamp ?? ""),
        SqlParameters.Text(newHash),
        SqlParameters.Text(newStamp),
    ];
}
